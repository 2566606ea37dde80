"""A claim in its surroundings: the lines of the text around it, with its parts marked."""

from itertools import pairwise

from rich.text import Text

from sayso.cli.display import visible
from sayso.nouns import Claimed, Pieces, Span, hull

REACH = 240
"""Characters shown on either side where a line is longer: about three lines of a terminal."""


def source_line(claimed: Claimed, *, marked: bool) -> Text:
    """The line or lines that a claim stands in, with its content, cue and source highlighted.

    Where `marked`, ⟦ and ⟧ stand around the content too, for output without colours.
    """
    claim, text = claimed.claim, claimed.text
    frame = _frame(text, hull(claim.content))
    line = Text("" if _begins_line(text, frame.start) else "… ")
    parts: tuple[tuple[Pieces, str], ...] = (
        (claim.content, "bold underline"),
        (claim.cue, "italic cyan"),
        (claim.voice.source if claim.voice else (), "bold cyan"),
    )
    for piece in _cut(frame, [span for spans, _ in parts for span in spans]):
        style = next((style for spans, style in parts if any(span.contains(piece) for span in spans)), "")
        if marked and any(span.start == piece.start for span in claim.content):
            line.append("⟦")
        line.append(visible(piece.of(text)), style=style)
        if marked and any(span.end == piece.end for span in claim.content):
            line.append("⟧")
    return line.append("" if _ends_line(text, frame.end) else " …")


def _frame(text: str, span: Span) -> Span:
    """The span with the rest of its first and last line, at most `REACH` characters of either."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - REACH)
    line_end = text.find("\n", span.end)
    end = min(line_end if line_end >= 0 else len(text), span.end + REACH)
    return Span(_at_word(text, start), end)


def _at_word(text: str, start: int) -> int:
    """The start, moved on to the next word where it cut one."""
    if _begins_line(text, start):
        return start
    blank = text.find(" ", start, start + REACH // 2)
    return blank + 1 if blank >= 0 else start


def _begins_line(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n"


def _ends_line(text: str, end: int) -> bool:
    return end == len(text) or text[end] == "\n"


def _cut(frame: Span, spans: list[Span]) -> list[Span]:
    """The frame cut at every end of a span, so that each part lies inside or outside of each span."""
    ends = {end for span in spans for end in (span.start, span.end) if frame.start < end < frame.end}
    bounds = sorted({frame.start, frame.end, *ends})
    return [Span(start, end) for start, end in pairwise(bounds)]
