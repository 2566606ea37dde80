"""A report's text with what is marked in it: cut where anything begins or ends, so that marks may overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.nouns import Claimed, Layer, LayerName, Span

ROLES = ("content", "cue", "source", "found")
"""What may be marked, the outermost first; `found` are characters that an address asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Characters that play a part in a claim (None for those that were asked for)."""

    span: Span
    role: str
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters that are marked in one way. `anchors` are the addresses of what begins here; `claims` whose they are.

    `begins` and `ends` say of which roles this is the first and last piece.
    """

    text: str
    roles: tuple[str, ...]
    claims: tuple[str, ...]
    anchors: tuple[str, ...]
    begins: tuple[str, ...]
    ends: tuple[str, ...]


Line = tuple[Piece, ...]


def anchor(layer: LayerName, span: Span) -> str:
    """The id of exact characters on their page: `t=1204,1289`, `title=0,12`."""
    return f"{'t' if layer is LayerName.TEXT else layer.value}={span.start},{span.end}"


def marks_of(claims: Iterable[Claimed], layer: LayerName) -> tuple[Mark, ...]:
    """What the claims of a layer mark in it."""
    found: list[Mark] = []
    for one in claims:
        claim = one.claim
        if claim.layer is not layer:
            continue
        found += [Mark(span=span, role="content", claim=claim.id) for span in claim.content]
        found += [Mark(span=span, role="cue", claim=claim.id) for span in claim.cue]
        found += [
            Mark(span=span, role="source", claim=claim.id) for span in (claim.voice.source if claim.voice else ())
        ]
    return tuple(found)


def marked(layer: Layer, marks: Sequence[Mark]) -> tuple[Line, ...]:
    """The lines of a layer in pieces. Their texts, joined, are the layer without its line breaks."""
    text = layer.text
    held = [mark for mark in marks if mark.span.end <= len(text)]
    lines: list[Line] = []
    start = 0
    for written in text.split("\n"):
        end = start + len(written)
        if written.strip():
            inside = [mark for mark in held if mark.span.start < end and start < mark.span.end]
            lines.append(_line(layer, start, end, inside))
        start = end + 1
    return tuple(lines)


def _line(layer: Layer, start: int, end: int, marks: Sequence[Mark]) -> Line:
    cuts = {edge for mark in marks for edge in (mark.span.start, mark.span.end) if start < edge < end}
    seen: set[str] = set()
    pieces = []
    for left, right in pairwise(sorted({start, end, *cuts})):
        here = [mark for mark in marks if mark.span.start < right and left < mark.span.end]
        pieces.append(_piece(layer, left, right, start, here, seen))
    return tuple(pieces)


def _piece(layer: Layer, left: int, right: int, start: int, here: Sequence[Mark], seen: set[str]) -> Piece:
    begun = [mark for mark in here if max(mark.span.start, start) == left]
    anchors = tuple(dict.fromkeys(anchor(layer.name, mark.span) for mark in begun if mark.span.start == left))
    fresh = tuple(name for name in anchors if name not in seen)
    seen.update(fresh)
    return Piece(
        text=layer.text[left:right],
        roles=tuple(role for role in ROLES if any(mark.role == role for mark in here)),
        claims=tuple(dict.fromkeys(mark.claim for mark in here if mark.claim)),
        anchors=fresh,
        begins=tuple(role for role in ROLES if any(mark.role == role for mark in begun)),
        ends=tuple(role for role in ROLES if any(mark.role == role and mark.span.end == right for mark in here)),
    )
