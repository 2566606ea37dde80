"""A reading aid over an annotation: children, subtree edges and quotations by token, worked out once a text."""

from dataclasses import dataclass

from sayso.nouns import Annotated, Pieces, Span, trimmed

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
CLOSERS = frozenset({'"', "”", "''", "’’", "»", "“"})
ABBREVIATIONS = frozenset({"US", "WHO", "IT"})
"""The country and the health body are no pronouns."""
EDGES = frozenset(" \t\r\n\u00a0,;:-–—")
"""Characters that a content neither starts nor ends with; quotation marks stay."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """The parse of one text, ready to be walked. All numbers are token indices; ranges are half-open."""

    annotated: Annotated
    children: tuple[tuple[int, ...], ...]
    left: tuple[int, ...]  # first token of i's subtree
    right: tuple[int, ...]  # one past the last token of i's subtree
    quotation: tuple[int, ...]  # index of the quotation that i lies in (marks included), -1 outside
    lowered: tuple[str, ...]  # what `lower` gives

    @classmethod
    def of(cls, annotated: Annotated) -> "Syntax":
        """The reading aid for one annotation."""
        heads = annotated.tokens.head
        size = len(heads)
        children: list[list[int]] = [[] for _ in range(size)]
        for token, head in enumerate(heads):
            if head != token:
                children[head].append(token)
        left, right = _edges(heads)
        quotation = [-1] * size
        for index, quoted in enumerate(annotated.quotations):
            for token in annotated.tokens_in(quoted.span):
                quotation[token] = index
        lowered = tuple(text if text in ABBREVIATIONS else text.lower() for text in annotated.tokens.text)
        return cls(annotated, tuple(map(tuple, children)), left, right, tuple(quotation), lowered)

    def __len__(self) -> int:
        return len(self.left)

    def lower(self, token: int) -> str:
        """The token's text in lower case (abbreviations that look like a pronoun as they are), or "" outside."""
        return self.lowered[token] if 0 <= token < len(self.lowered) else ""

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of these relations, or None."""
        labels = self.annotated.tokens.dep
        for c in self.children[token]:
            if labels[c] in deps:
                return c
        return None

    def kids(self, token: int, *deps: str) -> tuple[int, ...]:
        """All children with one of these relations, in text order."""
        labels = self.annotated.tokens.dep
        return tuple(c for c in self.children[token] if labels[c] in deps)

    def sentence(self, token: int) -> tuple[int, int]:
        """The token range of the sentence that holds the token."""
        found = self.annotated.sentences[self.annotated.tokens.sentence[token]]
        return found.first, found.end

    def pieces(self, *ranges: tuple[int, int]) -> Pieces:
        """The token ranges as spans of text without commas and white space at their ends; empty ones are left out."""
        spans: list[Span] = []
        for first, end in sorted(ranges):
            if first >= end:
                continue
            span = bare(self.annotated.text, self.annotated.span(first, end))
            if span is not None and (not spans or spans[-1].end <= span.start):
                spans.append(span)
        return tuple(spans)


def _edges(heads: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The first token of each token's subtree, and one past its last."""
    left, right = list(range(len(heads))), list(range(1, len(heads) + 1))
    changed = True
    while changed:  # a pass each way carries an edge up all heads on one side; few parses turn more than twice
        changed = False
        for tokens in (range(len(heads)), range(len(heads) - 1, -1, -1)):
            for token in tokens:
                head = heads[token]
                if left[token] < left[head]:
                    left[head], changed = left[token], True
                if right[token] > right[head]:
                    right[head], changed = right[token], True
    return tuple(left), tuple(right)


def bare(text: str, span: Span) -> Span | None:
    """The span without commas, dashes and white space at its ends, or None if nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return trimmed(text, Span(start, end)) if start < end else None
