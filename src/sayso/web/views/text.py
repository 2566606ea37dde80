"""A report's text with what is marked in it: cut where anything begins or ends, so that marks may overlap."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.nouns import Claim, Claimed, Layer, LayerName, Span

ROLES = ("content", "cue", "source", "found")
"""What may be marked, the outermost first; `found` are characters that an address asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Characters that play a part in a claim (None for those that were asked for)."""

    span: Span
    role: str
    claim: str | None = None
    kinds: tuple[str, ...] = ()  # "attributed", "disputed": by which the reader may thin out what is marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters that are marked in one way. `anchors` are the addresses of what begins here; `claims` whose they are.

    `begins` and `ends` say of which roles this is the first and last piece; `opens` are the claims whose words begin
    here; `depth` is how many claims' words lie here over one another.
    """

    text: str
    roles: tuple[str, ...]
    claims: tuple[str, ...]
    anchors: tuple[str, ...]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    kinds: tuple[str, ...]
    opens: tuple[str, ...]
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a text in pieces; `opens` are the claims that begin in it."""

    pieces: tuple[Piece, ...]
    opens: tuple[str, ...]


def anchor(layer: LayerName, span: Span) -> str:
    """The id of exact characters on their page: `t=1204,1289`, `title=0,12`."""
    return f"{'t' if layer is LayerName.TEXT else layer.value}={span.start},{span.end}"


def kinds_of(claim: Claim, disputed: Collection[str]) -> tuple[str, ...]:
    """By which of the densities a claim stays marked, besides that of all."""
    told = (("attributed", claim.voice is not None), ("disputed", claim.id in disputed))
    return tuple(kind for kind, holds in told if holds)


def marks_of(claims: Iterable[Claimed], layer: LayerName, disputed: Collection[str] = ()) -> tuple[Mark, ...]:
    """What the claims of a layer mark in it; `disputed` are the ids of those that others dispute."""
    found: list[Mark] = []
    for one in claims:
        claim = one.claim
        if claim.layer is not layer:
            continue
        kinds = kinds_of(claim, disputed)
        source = claim.voice.source if claim.voice else ()
        for role, spans in (("content", claim.content), ("cue", claim.cue), ("source", source)):
            found += [Mark(span=span, role=role, claim=claim.id, kinds=kinds) for span in spans]
    return tuple(found)


def marked(layer: Layer, marks: Sequence[Mark]) -> tuple[Line, ...]:
    """The lines of a layer in pieces. Their texts, joined, are the layer without its line breaks and empty lines."""
    held = [mark for mark in marks if mark.span.end <= len(layer.text)]
    told: set[str] = set()
    lines: list[Line] = []
    start = 0
    for written in layer.text.split("\n"):
        end = start + len(written)
        if written.strip():
            inside = [mark for mark in held if mark.span.start < end and start < mark.span.end]
            pieces = tuple(_pieces(layer, Span(start, end), inside, told))
            lines.append(Line(pieces=pieces, opens=tuple(claim for piece in pieces for claim in piece.opens)))
        start = end + 1
    return tuple(lines)


def _pieces(layer: Layer, line: Span, marks: Sequence[Mark], told: set[str]) -> Iterator[Piece]:
    """A line, cut where a mark begins or ends. `told` are the anchors and claims that were opened: each is once."""
    edges = {edge for mark in marks for edge in (mark.span.start, mark.span.end) if line.start < edge < line.end}
    for left, right in pairwise(sorted({line.start, line.end, *edges})):
        here = [mark for mark in marks if mark.span.overlaps(Span(left, right))]
        begun = [mark for mark in here if left in {mark.span.start, line.start}]
        ended = [mark for mark in here if mark.span.end == right]
        anchors = dict.fromkeys(anchor(layer.name, mark.span) for mark in here if mark.span.start == left)
        fresh = tuple(name for name in anchors if name not in told)
        covering = dict.fromkeys(mark.claim for mark in here if mark.claim and mark.role == "content")
        opens = tuple(claim for claim in covering if claim not in told)
        told.update((*fresh, *opens))
        yield Piece(
            text=layer.text[left:right],
            roles=_roles(here),
            claims=tuple(dict.fromkeys(mark.claim for mark in here if mark.claim)),
            anchors=fresh,
            begins=_roles(begun),
            ends=_roles(ended),
            kinds=tuple(dict.fromkeys(kind for mark in here for kind in mark.kinds)),
            opens=opens,
            depth=len(covering),
        )


def _roles(marks: Iterable[Mark]) -> tuple[str, ...]:
    held = {mark.role for mark in marks}
    return tuple(role for role in ROLES if role in held)
