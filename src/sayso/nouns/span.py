"""Where something stands in a text: half-open ranges of Unicode code points."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range `[start, end)` of Unicode code points in one text layer; never empty.

    Raises:
        ValueError: the range is empty, reversed or starts before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, given {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The characters that this span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies inside this span (or is equal to it)."""
        return self.start <= other.start and other.end <= self.end


Pieces = tuple[Span, ...]
"""One thing said in several places, in text order, not overlapping; `()` where it is not in the text."""


def hull(pieces: Pieces) -> Span:
    """The smallest span that holds all the pieces.

    Raises:
        ValueError: there are no pieces.
    """
    if not pieces:
        raise ValueError("no pieces: a hull needs at least one span")
    return Span(min(p.start for p in pieces), max(p.end for p in pieces))


def quote(text: str, pieces: Pieces) -> str:
    """The characters of all pieces; ` … ` marks where text between them was left out."""
    return " … ".join(piece.of(text) for piece in pieces)


def joined(spans: Iterable[Span]) -> Pieces:
    """The spans in text order, those that touch or overlap merged into one.

    >>> joined([Span(4, 6), Span(0, 2), Span(2, 3)])
    (Span(start=0, end=3), Span(start=4, end=6))
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def trimmed(text: str, span: Span) -> Span | None:
    """The span without white space at its ends, or None if nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
