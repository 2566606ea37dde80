"""A text layer with its linguistic annotation, as plain arrays with named fields."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from sayso.nouns.report import LayerName
from sayso.nouns.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Parallel arrays, one entry a token, in text order. Offsets are code points into the layer.

    `head[i]` is the index of i's head (i itself for a root). Of English, tags are spaCy's scheme: `pos` universal,
    `tag` Penn Treebank, `dep` ClearNLP; of other languages, Universal Dependencies. `sentence[i]` indexes
    `Annotated.sentences`; `entity[i]` indexes `Annotated.entities`, -1 outside of one; `morph` is
    "Tense=Past|VerbForm=Fin".
    """

    start: tuple[int, ...]
    end: tuple[int, ...]
    text: tuple[str, ...]
    lemma: tuple[str, ...]  # lower case
    pos: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    morph: tuple[str, ...]
    head: tuple[int, ...]
    sentence: tuple[int, ...]
    entity: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A stretch of text between line breaks, without white space at its ends."""

    span: Span
    noise: bool  # page furniture: a lone number, "Read more: …"; no claim is read from it


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence: tokens `first` to `end` (exclusive), its span, the index of its paragraph."""

    first: int
    end: int
    span: Span
    paragraph: int
    noise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A named entity: tokens `first` to `end` (exclusive). `label` is an OntoNotes label after mending.

    `mended` says what changed the tagger's own label or span ("gazetteer", "facility", "vote", …), or None.
    """

    first: int
    end: int
    span: Span
    label: str
    mended: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A stretch between quotation marks. `span` has the marks, `inner` has not.

    `closed` is False where the closing mark is missing and the quotation was ended at the paragraph's end.
    """

    span: Span
    inner: Span
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A text layer and what was found in it. `tokens`, `sentences`, … are in text order."""

    report: str
    layer: LayerName
    text: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    tokens: Tokens
    entities: tuple[Entity, ...]
    quotations: tuple[Quotation, ...]

    def span(self, first: int, end: int) -> Span:
        """The span of tokens `first` to `end` (exclusive).

        Raises:
            IndexError: there are no such tokens.
        """
        return Span(self.tokens.start[first], self.tokens.end[end - 1])

    def tokens_in(self, span: Span) -> range:
        """The indices of the tokens that share a character with the span."""
        return range(bisect_right(self.tokens.end, span.start), bisect_left(self.tokens.start, span.end))

    def quoted(self, token: int) -> bool:
        """Whether the token lies inside a quotation."""
        at = self.tokens.start[token]
        return any(q.inner.start <= at < q.inner.end for q in self.quotations)
