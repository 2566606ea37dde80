"""What comparing looks at in a claim, worked out once: its count, states, words, names, voice and clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.compare.clock import Clock, said_at
from sayso.compare.names import body_of, normal
from sayso.compare.scene import Scene, before, own_names, scene
from sayso.compare.words import class_positions, content_stems, entry
from sayso.nouns import (
    Act,
    Claim,
    Claimed,
    Comparator,
    Modality,
    Polarity,
    Predicate,
    Quantity,
    Scope,
    Span,
    hull,
)

_NO_POSITION = frozenset({Act.REFUSE, Act.NO_COMMENT, Act.UNVERIFIED, Act.THANK})
_MOODS: Mapping[Act, str] = {
    Act.WISH: "wish",
    Act.DEMAND: "wish",
    Act.EXPECT: "forecast",
    Act.PROMISE: "plan",
    Act.THREATEN: "plan",
}
_MODES: Mapping[Modality, str] = {
    Modality.NORM: "norm",
    Modality.PLAN: "plan",
    Modality.POSSIBLE: "possible",
    Modality.CONDITIONAL: "possible",
}
_BARE = 2  # a count with at most so many content words besides it ("it was barely 3,500") leans on what was said before


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A claim as comparing sees it. An unknown slot is None.

    `voice` is whose say-so it is, normalised; `mood` is fact, plan, possible, norm, wish or forecast.
    `attribute` is what the count is of, `attribute_span` the word that tells; `borrowed` if it stands before the claim.
    """

    claimed: Claimed
    scene: Scene
    text: str
    stems: frozenset[str]
    names: frozenset[str]
    voice: str
    named: bool  # a voice other than the outlet's own
    party: str | None
    position: bool
    negative: bool
    mood: str
    clock: Clock
    count: Quantity | None
    attribute: str | None
    attribute_span: Span | None
    borrowed: bool
    population: str | None
    states: tuple[Predicate, ...]

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.claimed.claim

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claimed.claim.id

    @property
    def report(self) -> str:
        """The id of the claim's report."""
        return self.claimed.report.id


def profiles(claimed: Iterable[Claimed]) -> tuple[Profile, ...]:
    """The profiles of claims, in their order; what belongs to a report is worked out once for it."""
    scenes: dict[str, Scene] = {}
    return tuple(
        profile(one, scenes.setdefault(one.report.id, scenes.get(one.report.id) or scene(one.report)))
        for one in claimed
    )


def profile(claimed: Claimed, around: Scene) -> Profile:
    """The profile of a claim in a report with that scene."""
    claim = claimed.claim
    count = main_count(claim.quantities)
    attribute, span, borrowed = (None, None, False) if count is None else _attribute(claimed, count)
    voice = claim.voice
    return Profile(
        claimed=claimed,
        scene=around,
        text=claimed.quote,
        stems=content_stems(claimed.quote),
        names=own_names(claimed, around.names),
        voice=body_of(voice) if voice else normal(claimed.report.outlet or claimed.report.label),
        named=voice is not None,
        party=normal(voice.party) if voice and voice.party else None,
        position=claim.act not in _NO_POSITION,
        negative=claim.polarity is Polarity.NEGATIVE,
        mood=_MOODS.get(claim.act) or _MODES.get(claim.modality, "fact"),
        clock=said_at(claimed),
        count=count,
        attribute=attribute,
        attribute_span=span,
        borrowed=borrowed,
        population=_population(claimed, count) if count else None,
        states=tuple(p for p in claim.predicates if p.frame and p.value),
    )


def main_count(quantities: Iterable[Quantity]) -> Quantity | None:
    """The quantity that the claim is about: the first that has a bound and is no share; None if there is none."""
    bounded = [q for q in quantities if q.low is not None or q.high is not None or q.comparator is Comparator.ZERO]
    whole = [q for q in bounded if q.scope is not Scope.SHARE and q.comparator is not Comparator.SHARE]
    return next(iter(whole or bounded), None)


def _attribute(claimed: Claimed, count: Quantity) -> tuple[str | None, Span | None, bool]:
    """What is counted for: the class word nearest to the number in the claim, else in the sentences before it."""
    pieces = claimed.claim.content
    window = hull(pieces)
    found = [
        (min(abs(start - count.span.end), abs(end - count.span.start)), start, end, label)
        for start, end, label in _shifted(claimed.text, window)
        if any(piece.start <= start < piece.end for piece in pieces)
        and not (count.span.start <= start < count.span.end)
    ]
    if found:
        _, start, end, label = min(found)
        return label, Span(start, end), False
    known = next((p for p in claimed.claim.predicates if entry("attributes", p.name)), None)
    if known:
        return known.name, known.span, False
    if len(content_stems(claimed.quote)) - len(content_stems(count.span.of(claimed.text))) > _BARE:
        return None, None, False
    passage = before(claimed)
    earlier = _shifted(claimed.text, passage) if passage else []
    if not earlier:
        return None, None, False
    start, end, label = earlier[-1]
    return label, Span(start, end), True


def _shifted(text: str, window: Span) -> list[tuple[int, int, str]]:
    return [
        (window.start + start, window.start + end, label)
        for start, end, label in class_positions("attributes", window.of(text))
    ]


def _population(claimed: Claimed, count: Quantity) -> str | None:
    """Over whom the count goes: by the counted noun, else by the nearest such noun in the claim."""
    if count.counted:
        of_noun = class_positions("populations", count.counted)
        if of_noun:
            return of_noun[-1][2]
    window = hull(claimed.claim.content)
    around = Span(max(window.start, count.span.start - 20), min(window.end, count.span.end + 40))
    near = class_positions("populations", around.of(claimed.text))
    return near[0][2] if near else None
