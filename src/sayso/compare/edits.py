"""What an edit changed in a text: which characters of two versions are the same, and what became of a quote.

Lines are laid side by side first and words within lines that differ, by the longest common runs (`difflib`, after
Ratcliff and Obershelp). A quote is found again only word for word.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from sayso.nouns import Claimed, Kept, Later, Pieces, Report, Span

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_WORD = re.compile(r"\w+")

_MOST = 4_000_000
"""Words of the one text times those of the other that are laid side by side; a longer passage is held to be new."""
_HALF = 0.5


class Edit(StrEnum):
    """What became of characters."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of two texts: in the older one from `start` to `end`, in the newer one from `to` on.

    What was removed has no characters in the newer text, what was added none in the older.
    """

    edit: Edit
    start: int
    end: int
    to: int
    to_end: int


@lru_cache(maxsize=64)
def edits(old: str, new: str) -> tuple[Piece, ...]:
    """The older text and the newer one as stretches that are the same, were removed or were added, in order."""
    return tuple(_joined(_by(_LINES, old, new, 0, 0), old))


def _by(pattern: re.Pattern[str], old: str, new: str, at: int, to: int) -> Iterator[Piece]:
    a, b = pattern.findall(old), pattern.findall(new)
    if pattern is _WORDS and len(a) * len(b) > _MOST:
        yield from _whole(at, at + len(old), to, to + len(new))
        return
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gone, come = "".join(a[i:j]), "".join(b[k:m])
        if kind == "equal":
            yield Piece(Edit.SAME, at, at + len(gone), to, to + len(come))
        elif kind == "replace" and pattern is _LINES:
            yield from _by(_WORDS, gone, come, at, to)
        else:
            yield from _whole(at, at + len(gone), to, to + len(come))
        at, to = at + len(gone), to + len(come)


def _whole(start: int, end: int, to: int, to_end: int) -> Iterator[Piece]:
    if start < end:
        yield Piece(Edit.REMOVED, start, end, to, to)
    if to < to_end:
        yield Piece(Edit.ADDED, end, end, to, to_end)


def _joined(pieces: Iterable[Piece], old: str) -> Iterator[Piece]:
    """The pieces, with those that follow one another as one: what stayed, or what was removed and then what was added.

    A space between two words that were both changed is no word that stayed.
    """
    listed = [*pieces]
    stays = [piece.edit is Edit.SAME for piece in listed]
    for at in range(1, len(listed) - 1):
        between = old[listed[at].start : listed[at].end]
        if between.isspace() and "\n" not in between and not stays[at - 1] and not stays[at + 1]:
            stays[at] = False
    for same, several in groupby(zip(stays, listed, strict=True), key=lambda pair: pair[0]):
        group = [piece for _, piece in several]
        start, end, to, to_end = group[0].start, group[-1].end, group[0].to, group[-1].to_end
        if same:
            yield Piece(Edit.SAME, start, end, to, to_end)
        else:
            yield from _whole(start, end, to, to_end)


def later(one: Claimed, newest: Report) -> Later:
    """What the latest version of a claim's report has of its words.

    They stand there if the edit left them untouched, or if all of their pieces are word for word at one place each.
    """
    layer = newest.layer(one.claim.layer)
    text = layer.text if layer else ""
    moved = _untouched(one, text, edits(one.text, text)) or _only(one, text)
    if moved is not None:
        return Later(report=newest.id, kept=Kept.STANDS, content=moved)
    left, all_of_them = _words_left(one, edits(one.text, text))
    return Later(report=newest.id, kept=Kept.CHANGED if left > _HALF * all_of_them else Kept.GONE)


def _untouched(one: Claimed, text: str, pieces: Sequence[Piece]) -> Pieces | None:
    """Where the content stands in the newer text, if none of its characters was touched.

    Where the newer text has the words more often than the older one, only a line that stayed whole tells them apart.
    """
    old, found = one.text, []
    for span in one.claim.content:
        quote = span.of(old)
        start, end = span.start, span.end
        if text.count(quote) > old.count(quote):
            start = old.rfind("\n", 0, start) + 1
            end = len(old) if (line_end := old.find("\n", end)) < 0 else line_end
        inside = next((p for p in pieces if p.edit is Edit.SAME and p.start <= start and end <= p.end), None)
        if inside is None:
            return None
        shift = inside.to - inside.start
        found.append(Span(span.start + shift, span.end + shift))
    return tuple(found)


def _only(one: Claimed, text: str) -> Pieces | None:
    """Where the pieces of the content stand in a text that has each of them once, as words, in the same order."""
    found: list[Span] = []
    for span in one.claim.content:
        places = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(span.of(one.text))}(?!\w)", text)]
        if len(places) != 1 or (found and places[0][0] < found[-1].end):
            return None
        found.append(Span(*places[0]))
    return tuple(found)


def _words_left(one: Claimed, pieces: Sequence[Piece]) -> tuple[int, int]:
    """How many words of the content the newer text has in their place, and how many there are."""
    words = [
        (span.start + match.start(), span.start + match.end())
        for span in one.claim.content
        for match in _WORD.finditer(span.of(one.text))
    ]
    same = [(p.start, p.end) for p in pieces if p.edit is Edit.SAME]
    return sum(any(a <= start and end <= b for a, b in same) for start, end in words), len(words)
