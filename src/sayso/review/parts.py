"""Where a person sees the parts of a claim: given as offsets or as words of the text, and checked against it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from sayso.errors import UsageError
from sayso.nouns import Claim, Parts, Pieces, Span, quote


class Part(StrEnum):
    """A part of a claim that a person may put elsewhere."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a text as somebody gives them: by offsets (code points, half-open), by the words themselves, or both.

    `before` and `after` are neighbours that tell several occurrences of the words apart.
    """

    start: int | None = None
    end: int | None = None
    quote: str | None = None
    before: str = ""
    after: str = ""


AROUND = 24
"""Characters shown on either side where words occur several times."""
SHOWN = 4
"""Occurrences that are shown then."""
LONGEST = 5000
"""Characters of one piece, or of its neighbours."""


def parts_of(claim: Claim, text: str, given: Mapping[Part, Sequence[Piece]]) -> Parts | None:
    """Where the parts are that somebody gave for a claim of this text; None where all are as they were read.

    Raises:
        UsageError: a piece is not in the text, or may be any of several places; pieces overlap; content is empty.
    """
    read = {Part.SOURCE: claim.voice.source if claim.voice else (), Part.CUE: claim.cue, Part.CONTENT: claim.content}
    found = {part: _pieces(part, text, pieces) for part, pieces in given.items()}
    moved = {part.value: pieces for part, pieces in found.items() if pieces != read[part]}
    return Parts(**moved) if moved else None


def voice_of(claim: Claim, text: str, parts: Parts | None) -> str | None:
    """The name of who speaks by the words that a person gave for the source; None where the one that was read stays.

    It stays where what was read for it is a pronoun or the like, and these words are among those given.
    """
    if parts is None or not parts.source:
        return None
    read = claim.voice
    if read is not None and read.resolution and any(a.overlaps(b) for a in read.source for b in parts.source):
        return None
    return " ".join(quote(text, parts.source).split())


def _pieces(part: Part, text: str, given: Sequence[Piece]) -> Pieces:
    found = tuple(sorted(_span(part, text, piece) for piece in given))
    if not found and part is Part.CONTENT:
        raise UsageError("content: a claim has words; to say that it is none, reject it")
    if any(one.overlaps(other) for one, other in pairwise(found)):
        raise UsageError(f"{part}: its pieces overlap; give each character once")
    return found


def _span(part: Part, text: str, piece: Piece) -> Span:
    if piece.start is None and piece.end is None:
        return _found(part, text, piece)
    if piece.start is None or piece.end is None or not 0 <= piece.start < piece.end <= len(text):
        given = f"{piece.start} to {piece.end}"
        raise UsageError(f"{part}: the text has the characters 0 to {len(text):,}, start before end; given {given}")
    span = Span(piece.start, piece.end)
    there = span.of(text)
    if not there.strip():
        raise UsageError(f"{part}: there are no words at the characters {span.start} to {span.end}")
    if piece.quote is not None and there.split() != piece.quote.split():
        raise UsageError(f"{part}: at the characters {span.start} to {span.end} stands {there!r}, not {piece.quote!r}")
    return span


def _found(part: Part, text: str, piece: Piece) -> Span:
    """The only place where the words stand, as whole words if they do; whatever white space is between them."""
    words = piece.quote or ""
    if not words.strip():
        raise UsageError(f"{part}: give the words as they stand in the text, or where they start and end")
    if max(map(len, (words, piece.before, piece.after))) > LONGEST:
        raise UsageError(f"{part}: a piece and its neighbours may have {LONGEST:,} characters each")
    pattern = f"{_loose(piece.before)}({_loose(words.strip())}){_loose(piece.after)}"
    whole = rf"(?<!\w){pattern}(?!\w)"
    places = _places(whole, text) or _places(pattern, text)
    if not places:
        near = " with these neighbours" if piece.before or piece.after else ""
        raise UsageError(f"{part}: the text does not have the words {words!r}{near}; copy them from it")
    if len(places) > 1:
        shown = "; ".join(_in_place(text, span) for span in places[:SHOWN])
        raise UsageError(
            f"{part}: {words!r} stands {len(places)} times in the text ({shown}); give the words before or after too, "
            "as in: before [[these]] after"
        )
    return places[0]


def _places(pattern: str, text: str) -> list[Span]:
    return [Span(*match.span(1)) for match in re.finditer(pattern, text)]


def _loose(words: str) -> str:
    r"""A pattern for words, with any white space where there is some.

    >>> _loose("on  Monday.")
    'on\\s+Monday\\.'
    """
    return r"\s+".join(re.escape(word) for word in re.split(r"\s+", words))


def _in_place(text: str, span: Span) -> str:
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return " ".join(f"…{before}[[{span.of(text)}]]{after}…".split())


def marked_pieces(written: str) -> tuple[Piece, ...]:
    """The pieces that somebody wrote, one to a line, `-` for none; [[these]] are meant where neighbours are with them.

    >>> [piece.quote for piece in marked_pieces("the office [[said]] that")]
    ['said']
    """
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    return () if lines == ["-"] else tuple(_marked(line) for line in lines)


def _marked(line: str) -> Piece:
    before, opened, rest = line.partition("[[")
    words, closed, after = rest.partition("]]")
    if not opened or not closed:
        return Piece(quote=line)
    return Piece(quote=words, before=before, after=after)
