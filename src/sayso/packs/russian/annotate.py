"""A Russian text layer with its annotation, paragraph by paragraph."""

from sayso.annotate.paragraphs import paragraphs
from sayso.annotate.quotations import quotations
from sayso.nouns import Annotated, Entity, LayerName, Report, Sentence, Span, Tokens
from sayso.packs.russian.models import Word, parsed

_LABELS = {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG"}


def annotate(report: Report, layer: LayerName = LayerName.TEXT) -> Annotated:
    """The annotation of one text layer; an absent layer gives an empty one. Tags are Universal Dependencies'."""
    found = report.layer(layer)
    text = found.text if found else ""
    blocks = paragraphs(text, headline=layer is LayerName.TITLE)
    words: list[Word] = []
    offsets: list[int] = []
    homes: list[int] = []
    entities: list[Entity] = []
    for number, block in enumerate(blocks):
        if block.noise:
            continue
        own, names = parsed(block.span.of(text))
        first = len(words)
        words += own
        offsets += [block.span.start] * len(own)
        homes += [number] * len(own)
        for start, end, label in names:
            inside = [first + at for at, word in enumerate(own) if start <= word.start and word.end <= end]
            if inside:
                span = Span(block.span.start + start, block.span.start + end)
                entities.append(Entity(first=inside[0], end=inside[-1] + 1, span=span, label=_LABELS[label]))
    starts = [at for at, word in enumerate(words) if word.begins]
    sentences = tuple(
        Sentence(
            first=first,
            end=end,
            span=Span(offsets[first] + words[first].start, offsets[end - 1] + words[end - 1].end),
            paragraph=homes[first],
            noise=False,
        )
        for first, end in zip(starts, [*starts[1:], len(words)], strict=False)
    )
    return Annotated(
        report=report.id,
        layer=layer,
        text=text,
        paragraphs=blocks,
        sentences=sentences,
        tokens=_tokens(words, offsets, sentences, entities),
        entities=tuple(entities),
        quotations=quotations(text, blocks),
    )


def _tokens(words: list[Word], offsets: list[int], sentences: tuple[Sentence, ...], entities: list[Entity]) -> Tokens:
    begin: dict[int, int] = {}  # the heads of a paragraph's words count from its first
    for at, offset in enumerate(offsets):
        begin.setdefault(offset, at)
    within = [-1] * len(words)
    for number, entity in enumerate(entities):
        within[entity.first : entity.end] = [number] * (entity.end - entity.first)
    return Tokens(
        start=tuple(offset + word.start for word, offset in zip(words, offsets, strict=True)),
        end=tuple(offset + word.end for word, offset in zip(words, offsets, strict=True)),
        text=tuple(word.text for word in words),
        lemma=tuple(word.lemma for word in words),
        pos=tuple(word.pos for word in words),
        tag=tuple(word.pos for word in words),
        dep=tuple(word.dep for word in words),
        morph=tuple(word.morph for word in words),
        head=tuple(begin[offset] + word.head for word, offset in zip(words, offsets, strict=True)),
        sentence=tuple(at for at, one in enumerate(sentences) for _ in range(one.first, one.end)),
        entity=tuple(within),
    )
