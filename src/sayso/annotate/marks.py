"""Quotation marks, and which of them open and which close: by their shape, their neighbours and their order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from sayso.data import words
from sayso.nouns import Span

_MARK = re.compile("[“”„‟＂\"«»‹›「」『』]|''|``")
_STRAIGHT = frozenset({'"', "＂", "''"})
_LEADS = frozenset("([{<—–-/|*•·>“„‘‚«\"'")
"""What may stand right before an opening mark, besides white space."""
_TRAILS = frozenset(".,;:!?…)]}—–-”’»\"'")
"""What may stand right behind a closing mark, besides white space."""


class Side(Enum):
    """What a mark does."""

    OPENS = "opens"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark, what stands right before and behind it (a space at the paragraph's ends), and what it does."""

    start: int
    end: int
    shape: str
    before: str
    after: str
    side: Side | None = None

    @property
    def leads(self) -> bool:
        """Whether it stands as an opening mark does: space before it, a word behind it."""
        return (
            (self.before.isspace() or self.before in _LEADS) and not self.after.isspace() and self.after not in ".,;:!?"
        )

    @property
    def trails(self) -> bool:
        """Whether it stands as a closing mark does: something before it, space or a stop behind it."""
        return not self.before.isspace() and (self.after.isspace() or self.after in _TRAILS)


def marks_of(text: str, within: Span) -> tuple[Mark, ...]:
    """The double marks of a paragraph that open or close a quotation, in text order."""
    found = [_mark(text, within, match) for match in _MARK.finditer(text, within.start, within.end)]
    if not found:
        return ()
    straight = [mark for mark in found if mark.shape in _STRAIGHT]
    sides = {mark.start: side for mark, side in _straight(straight, mixed=len(straight) < len(found))}
    sides |= {mark.start: side for mark, side in _curly([m for m in found if m.shape in "“”„‟"])}
    sides |= {mark.start: side for mark, side in _pointed([m for m in found if m.shape in "«»‹›"])}
    sides |= {m.start: Side.OPENS if m.shape in "「『" else Side.CLOSES for m in found if m.shape in "「」『』"}
    sides |= {m.start: Side.OPENS for m in found if m.shape == "``" and not m.after.isspace()}
    return tuple(replace(mark, side=sides[mark.start]) for mark in found if mark.start in sides)


def _mark(text: str, within: Span, match: re.Match[str]) -> Mark:
    start, end = match.span()
    before = text[start - 1] if start > within.start else " "
    return Mark(start, end, match[0], before, text[end] if end < within.end else " ")


def _curly(marks: Sequence[Mark]) -> Iterator[tuple[Mark, Side]]:
    """English, German (low mark first) and Swedish (one mark for both) quotations."""
    low = high = 0  # how many of either kind stand open
    for mark in marks:
        if mark.shape in "„‟" and not mark.after.isspace():
            low += 1
            yield mark, Side.OPENS
        elif low and (mark.shape == "”" or not mark.leads):
            low -= 1
            yield mark, Side.CLOSES
        elif (mark.shape == "“" and not mark.after.isspace()) or (mark.shape == "”" and not high and mark.leads):
            high += 1
            yield mark, Side.OPENS
        elif mark.shape == "”" or mark.trails:
            high = max(high - 1, 0)
            yield mark, Side.CLOSES


def _pointed(marks: Sequence[Mark]) -> Iterator[tuple[Mark, Side]]:
    """French quotations, or German and Danish ones, which point inwards: the first mark tells which."""
    inwards = bool(marks) and marks[0].shape in "»›" and marks[0].leads
    for mark in marks:
        yield mark, Side.OPENS if (mark.shape in "»›") is inwards else Side.CLOSES


def _straight(marks: Sequence[Mark], *, mixed: bool) -> Iterator[tuple[Mark, Side]]:
    """Straight marks: by turns where that agrees with their places, else (a mark was lost) by their places alone."""
    inch = [mark for mark in marks if mark.before.isdigit() and mark.shape == '"' and mark.after not in ".,;!?"]
    if mixed or len(marks) % 2:
        marks = [mark for mark in marks if mark not in inch]  # 24" is a length
    turns: list[tuple[Mark, Side]] = []
    opened = False
    for mark in marks:
        if opened:
            opened = False
            turns.append((mark, Side.CLOSES))
        elif not mark.before.isalnum() and not mark.after.isspace():
            opened = True
            turns.append((mark, Side.OPENS))
        elif mark not in inch and mark.trails:
            turns.append((mark, Side.CLOSES))
    if not mixed and not any(side is Side.CLOSES and mark.leads and not mark.trails for mark, side in turns):
        yield from turns
        return
    for mark in marks:
        if mark.leads or mark.trails:
            yield mark, Side.OPENS if mark.leads else Side.CLOSES


_SINGLE = re.compile(r"(?<![^\s(\[{—–\-/“„«\"*•|])([‘‚'])(?=([^\W\d_]+)|[“\"«„…])")
_CLOSERS = {"‘": "’", "‚": "‘’", "'": "'"}


def single_quotation(text: str, first: int, before: int, within: Span, marks: Sequence[Mark]) -> Span | None:
    """The next quotation between single marks that opens from `first` on and `before` another mark, with its marks.

    An apostrophe closes nothing where a stop stands before a later one ("‘The miners’ hall is full,’ she said").
    """
    for opening in _SINGLE.finditer(text, first, before):
        if opening[2] and opening[2].casefold() in words("quotations", "elisions") and opening[1] == "'":
            continue
        start = opening.end(1)
        another = next((m for m in _SINGLE.finditer(text, start, within.end) if m[1] == opening[1]), None)
        limit = within.end if another is None else another.start()
        closing = re.compile(rf"(?<=\S)[{_CLOSERS[opening[1]]}](?!\w)")
        ends = [m.start() for m in closing.finditer(text, start + 1, limit)]
        surer = [at for at in ends if text[at - 1] in ".,!?…" or text[at + 1 : at + 2] in {",", "."}]
        for at in surer or ends:
            inside = [mark.side for mark in marks if start <= mark.start < at]
            if inside.count(Side.OPENS) == inside.count(Side.CLOSES):
                return Span(opening.start(1), at + 1)
        following = text[within.end : within.end + 9].lstrip()[:1]
        goes_on = following == opening[1] or (opening[1] == "‘" and opening.start() == within.start)
        if goes_on and not ends and another is None:
            return Span(opening.start(1), within.end)  # a speech of several paragraphs
    return None
