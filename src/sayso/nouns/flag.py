"""What a person has flagged: words that others should not come upon unprepared, or that should not be passed on.

A flag on a claim holds for its place in the text: whatever a later reading finds there is flagged, too. A flag on a
name holds wherever the name is written.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sayso.nouns.claim import Claimed
from sayso.nouns.report import Layer, LayerName, Report
from sayso.nouns.ruling import Anchor, Ruling, RulingKind
from sayso.nouns.span import Span


class Care(StrEnum):
    """Why something is flagged."""

    GRAPHIC = "graphic"  # wounds, bodies, violence told at length
    PERSONAL = "personal"  # who or where a private person is: left out of exports


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A flag that stands: by which ruling, of whom, when (UTC, ISO 8601) and why; on places in texts or on a name."""

    ruling: str
    care: Care
    by: str
    at: str
    why: str | None = None
    places: tuple[Anchor, ...] = ()
    name: str | None = None

    def spans(self, report: str, layer: Layer) -> Iterator[Span]:
        """Where it holds in a layer of a report."""
        for place in self.places:
            if (place.report, place.layer) == (report, layer.name):
                yield from place.content
        yield from self.named(layer.text)

    def named(self, text: str) -> Iterator[Span]:
        """Where a text has the name that is flagged, in whatever case."""
        if self.name is not None:
            yield from (Span(*found.span()) for found in pattern(self.name).finditer(text))


def pattern(name: str) -> re.Pattern[str]:
    r"""Finds a name as whole words, in whatever case, over whatever white space.

    >>> bool(pattern("Ada Quill").search("of ADA\\nQuill's house")), bool(pattern("Ada").search("Adam"))
    (True, False)
    """
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def flags(rulings: Iterable[Ruling]) -> tuple[Flag, ...]:
    """The flags that stand, oldest first; `rulings` are given oldest first and may be of any kind."""
    listed = tuple(rulings)
    withdrawn = {one.undoes for one in listed if one.kind is RulingKind.UNDO}
    latest = {one.subject(): one for one in listed if one.kind is RulingKind.FLAG and one.id not in withdrawn}
    return tuple(
        Flag(
            ruling=one.id,
            care=Care(one.decision),
            by=one.by,
            at=one.at,
            why=one.why,
            places=one.claims,
            name=one.names[0] if one.names else None,
        )
        for one in latest.values()
    )


def whole(report: Report) -> tuple[Anchor, ...]:
    """The places that a flag on a whole report has: its layers from end to end."""
    return tuple(
        Anchor(report=report.id, layer=layer.name, content=(Span(0, len(layer.text)),))
        for layer in report.layers
        if layer.text
    )


def touching(flagged: Sequence[Flag], one: Claimed, known: str | None = None) -> tuple[Flag, ...]:
    """The flags that hold for a claim: its content shares a character with a flagged place, or a flagged name is its.

    A name is a claim's if it stands in its content, or is that of its voice, of a relay or of who has a part in it;
    `known` is what the case calls the voice.
    """
    return tuple(flag for flag in flagged if _touches(flag, one, known))


def _touches(flag: Flag, one: Claimed, known: str | None) -> bool:
    claim = one.claim
    if any(
        (place.report, place.layer) == (claim.report, claim.layer)
        and any(a.overlaps(b) for a in place.content for b in claim.content)
        for place in flag.places
    ):
        return True
    if flag.name is None:
        return False
    wanted = pattern(flag.name)
    return any(wanted.search(words) for words in _words(one, known))


def _words(one: Claimed, known: str | None) -> Iterator[str]:
    """All words of the text and all names that go out with a claim."""
    claim, text = one.claim, one.text
    yield from (piece.of(text) for piece in (*claim.content, *claim.cue))
    yield known or ""
    for voice in (*((claim.voice,) if claim.voice else ()), *claim.via):
        yield voice.name
        yield from (span.of(text) for span in voice.source)
    for predicate in claim.predicates:
        yield from (role.name for role in predicate.roles)
        yield from (role.span.of(text) for role in predicate.roles)
    for evidence in claim.evidence:
        for span in (evidence.span, *evidence.released_by, *evidence.circulated_by, *evidence.depicts):
            yield span.of(text)
    yield from (place.span.of(text) for place in claim.places)


def is_whole(flag: Flag, report: Report) -> bool:
    """Whether the flag holds for the text of a report from end to end."""
    layer = report.layer(LayerName.TEXT)
    wide = Span(0, len(layer.text)) if layer and layer.text else None
    return any(
        place.report == report.id and place.layer is LayerName.TEXT and wide in place.content for place in flag.places
    )
