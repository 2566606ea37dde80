"""A text layer with all its annotation, put together from the parts."""

from sayso.annotate.entities import mend
from sayso.annotate.paragraphs import inline_noise, paragraphs
from sayso.annotate.pipeline import DEFAULT_PIPELINE, Parsed, parse
from sayso.annotate.plain import plain
from sayso.annotate.quotations import quotations
from sayso.annotate.view import view
from sayso.nouns import Annotated, Entity, LayerName, Paragraph, Report, Sentence, Span, Tokens


def annotate(report: Report, layer: LayerName = LayerName.TEXT, *, pipeline: str = DEFAULT_PIPELINE) -> Annotated:
    """The annotation of one text layer; an absent layer gives an empty one.

    The text is parsed paragraph by paragraph, so that no paragraph's result depends on what stands around it; entity
    labels alone are settled over the whole text (one label for one name).

    Raises:
        UnknownSetting: there is no such spaCy pipeline.
    """
    found = report.layer(layer)
    frozen = found.text if found else ""
    mended = plain(frozen)
    text = mended.text
    blocks = _cut_inline_noise(text, paragraphs(text, headline=layer is LayerName.TITLE))
    quoted = quotations(text, blocks)
    shown = view(text, blocks, quoted)
    tokens, sentences, entities = _assemble(shown, blocks, parse(shown, blocks, quoted, pipeline))
    annotated = Annotated(
        report=report.id,
        layer=layer,
        text=text,
        paragraphs=blocks,
        sentences=sentences,
        tokens=tokens,
        entities=entities,
        quotations=quoted,
    )
    return mended.carried_back(annotated, frozen)


def _cut_inline_noise(text: str, blocks: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    cut: list[Paragraph] = []
    for block in blocks:
        at = None if block.noise else inline_noise(text, block.span)
        if at is None:
            cut.append(block)
            continue
        before = Span(block.span.start, block.span.start + len(text[block.span.start : at].rstrip()))
        cut += [Paragraph(span=before, noise=False), Paragraph(span=Span(at, block.span.end), noise=True)]
    return tuple(cut)


def _assemble(
    text: str, blocks: tuple[Paragraph, ...], parsed: tuple[tuple[int, Parsed], ...]
) -> tuple[Tokens, tuple[Sentence, ...], tuple[Entity, ...]]:
    """The paragraphs' rows as one set of arrays, their sentences, and their entities after mending."""
    rows: list[tuple[int, int, str, str, str, str, str, str, int, bool]] = []
    heads: list[int] = []
    starts: list[tuple[int, int]] = []
    raw_entities: list[tuple[int, int, str]] = []
    for paragraph, found in parsed:
        offset = len(rows)
        for row in found.rows:
            heads.append(offset + row[8])
            if row[9]:
                starts.append((len(rows), paragraph))
            rows.append(row)
        raw_entities += [(offset + first, offset + end, label) for first, end, label in found.entities]
    sentences = (
        tuple(
            Sentence(
                first=first,
                end=end,
                span=Span(rows[first][0], rows[end - 1][1]),
                paragraph=paragraph,
                noise=blocks[paragraph].noise,
            )
            for (first, paragraph), end in zip(starts, [*(s for s, _ in starts[1:]), len(rows)], strict=True)
        )
        if starts
        else ()
    )
    sentence_of = [index for index, sentence in enumerate(sentences) for _ in range(sentence.first, sentence.end)]
    columns = list(zip(*rows, strict=True)) if rows else [()] * 10
    bare = Tokens(
        start=tuple(columns[0]),
        end=tuple(columns[1]),
        text=tuple(columns[2]),
        lemma=tuple(columns[3]),
        pos=tuple(columns[4]),
        tag=tuple(columns[5]),
        dep=tuple(columns[6]),
        morph=tuple(columns[7]),
        head=tuple(heads),
        sentence=tuple(sentence_of),
        entity=(-1,) * len(rows),
    )
    return mend(text, bare, sentences, tuple(raw_entities))
