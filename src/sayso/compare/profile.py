"""What comparing looks at in a claim, worked out once: its count, states, words, names, voice and clock."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, wraps
from typing import Any, TypeVar

from sayso.compare.clock import Clock, said_at
from sayso.compare.names import body_of, normal
from sayso.compare.parties import party_of
from sayso.compare.scene import Scene, before, own_names, scene, scope_names, sentence_of
from sayso.compare.words import class_positions, concepts, content_stems, entry, exact_class, listed, stem, tokens
from sayso.data import table, words
from sayso.nouns import (
    Act,
    Claim,
    Claimed,
    Comparator,
    Modality,
    Polarity,
    Predicate,
    Quantity,
    Report,
    Scope,
    Span,
    hull,
)

Profiles = Callable[[Iterable[Claimed]], tuple["Profile", ...]]
"""How profiles are made: anew by `profiles`, or by one that remembers."""

Order = tuple[str, str, str, tuple[Span, ...], str, str]
"""When and where a claim was printed: day, report, layer, places in it; then the voice."""

KEPT = 8192
"""Names, texts and pairs of them for which comparing remembers what it found, as it meets them again and again."""

_PROFILES = 32_768
"""Profiles that are remembered. The new reports of a story of a thousand are laid beside 11,000 claims; if fewer were
kept, each batch would make all of them anew."""

_NO_POSITION = frozenset({Act.REFUSE, Act.NO_COMMENT, Act.UNVERIFIED, Act.THANK})
_MOODS: Mapping[Act, str] = {
    Act.WISH: "wish",
    Act.DEMAND: "wish",
    Act.EXPECT: "forecast",
    Act.PROMISE: "plan",
    Act.THREATEN: "plan",
}
_OUGHT = re.compile(r"\b(?:should|ought|must|shall|needs? to)\b", re.IGNORECASE)
_MAY = re.compile(r"\b(?:may|might|could|possib\w+|perhaps)\b", re.IGNORECASE)
_RULED_OUT = re.compile(r"\brul(?:e|ed|es|ing) out\b", re.IGNORECASE)
_BARE = 1  # a count with at most so many content words besides it ("it was only 900") leans on what was said before
_NUMBER_WORDS = frozenset(stem(word) for word in ("number", "count", "figure", "total", "estimate", "toll", "reading"))
_HEADS = frozenset({"", "people", "person", "heads"})
_OF_WHOLE = re.compile(r"\s*of\s+(?:the|those|these|all|them)\s+(?:\w+\s+)?")
_ASIDE = re.compile(r"\b(?:at|during|from|after|of|in)\s+(?:\S+\s+){0,2}\Z", re.IGNORECASE)
_ASIDE_BY = 80  # characters that a word in a phrase of place or time ("at the march") stands back behind a verb
_NOT = re.compile(r"\bnot\b[^,;.]*\Z", re.IGNORECASE)
_BUT = re.compile(r"[^;.]*?\bbut\b", re.IGNORECASE)
_PART_OF = re.compile(r"\s+(?:\w+\s+)?of\s+(?:the|them|those|these|whom)\b", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:among|including|of)\s+(?:them|whom|those)\s+(?:are\s+|were\s+)?\Z", re.IGNORECASE)
_NEXT_WORD = 16  # characters behind a number in which the counted noun stands if the reading named none
_THOSE = re.compile(r"\b(?:them|these|those|whom)\b", re.IGNORECASE)
_INCLUDING = re.compile(
    r"\b(?:with|including|counting|together with|plus)\s+(?!a\b|the help)[^,;]{3,40}?(?:,|\bit\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile:
    """A claim as comparing sees it; profiles are told apart by identity. An unknown slot is None.

    `id` and `report` are the ids of claim and report, `body` is the whole text and `text` what of it is claimed.
    `names` are the names nearest to it, `scope` what it is confined to.
    `voice` is whose say-so it is, normalised; `mood` is fact, plan, possible, norm, wish or forecast.
    `attribute` is what the count is of, `attribute_span` the word that tells; `borrowed` if it stands before the claim.
    `figure_of` is the noun counted, or what the people counted do, where no listed word tells the attribute.
    `printed` is its `order_of` being printed. `worked_out` has what was asked of it `once`.
    """

    claimed: Claimed
    claim: Claim
    id: str
    report: str
    printed: Order
    scene: Scene
    body: str
    text: str
    stems: frozenset[str]
    names: frozenset[str]
    scope: frozenset[str]
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
    figure_of: str | None
    population: str | None
    states: tuple[Predicate, ...]
    worked_out: dict[Callable[["Profile"], Any], Any] = field(default_factory=dict, repr=False)


Found = TypeVar("Found")


def once(work: Callable[[Profile], Found]) -> Callable[[Profile], Found]:
    """What works something out of a profile, made to do so once for each: rules meet a claim once for every pair.

    What it found is kept with the profile and forgotten with it.
    """

    @wraps(work)
    def known(profile: Profile) -> Found:
        if work not in profile.worked_out:
            profile.worked_out[work] = work(profile)
        found: Found = profile.worked_out[work]
        return found

    return known


def order_of(claimed: Claimed) -> Order:
    """By what claims are put in order: the earlier report first, and what stands first in it.

    Ids are no order: they change with the engine that reads, and what hangs on the order would change with them.
    """
    claim, moment = claimed.claim, claimed.report.published
    voice = claim.voice.name if claim.voice else ""
    return (moment.iso if moment else "9999", claimed.report.id, claim.layer, claim.content, voice, claim.id)


def profiles(claimed: Iterable[Claimed]) -> tuple[Profile, ...]:
    """The profiles of claims, in their order; what belongs to a report is worked out once for it."""
    scenes: dict[str, Scene] = {}
    return tuple(
        profile(one, scenes.setdefault(one.report.id, scenes.get(one.report.id) or scene(one.report)))
        for one in claimed
    )


class Remembered:
    """Makes profiles as `profiles` does, and gives again what it has made of equal claims in equal reports.

    Reading a report asks for each of its claims three times: for its keys, its links and its questions.
    """

    def __init__(self) -> None:
        self._scenes: dict[str, tuple[Report, Scene]] = {}
        self._made: dict[str, Profile] = {}

    def __call__(self, claimed: Iterable[Claimed]) -> tuple[Profile, ...]:
        """The profiles of claims, in their order."""
        around: dict[int, Scene] = {}
        listed = tuple(claimed)
        for one in listed:
            if id(one.report) not in around:
                around[id(one.report)] = self.scene(one.report)
        return tuple(self._profile(one, around[id(one.report)]) for one in listed)

    def scene(self, report: Report) -> Scene:
        """The scene of a report."""
        known = self._scenes.get(report.id)
        if known is None or known[0] != report:
            known = self._scenes[report.id] = report, scene(report)
        _forget(self._scenes, KEPT)
        return known[1]

    def _profile(self, claimed: Claimed, around: Scene) -> Profile:
        claim, known = claimed.claim, self._made.get(claimed.claim.id)
        if known is None or known.scene is not around or not (known.claim is claim or known.claim == claim):
            known = self._made[claim.id] = profile(claimed, around)
        _forget(self._made, _PROFILES)
        return known


def _forget(held: dict[str, Any], most: int) -> None:
    """Let go of the oldest beyond as many as are kept."""
    while len(held) > most:
        del held[next(iter(held))]


def profile(claimed: Claimed, around: Scene) -> Profile:
    """The profile of a claim in a report with that scene."""
    claim = claimed.claim
    count = main_count(claim, claimed.text)
    population = _population(claimed, count) if count else None
    attribute, span, borrowed = _attribute(claimed, count, population) if count else (None, None, False)
    none_at_all = count is not None and count.comparator is Comparator.ZERO
    if none_at_all and not (attribute and (population or of_people(attribute))):
        count, attribute, span = None, None, None
    voice = claim.voice
    return Profile(
        claimed=claimed,
        claim=claim,
        id=claim.id,
        report=claimed.report.id,
        printed=order_of(claimed),
        scene=around,
        body=claimed.text,
        text=claimed.quote,
        stems=concepts(claimed.quote),
        names=own_names(claimed, around),
        scope=scope_names(claimed, around),
        voice=body_of(voice) if voice else normal(claimed.report.outlet or claimed.report.label),
        named=voice is not None,
        party=party_of(voice) if voice else None,
        position=claim.act not in _NO_POSITION,
        negative=claim.polarity is Polarity.NEGATIVE
        and not (count and (none_at_all or _set_against(claim, claimed.text))),
        mood=_mood(claim, claimed.quote, counts=count is not None),
        clock=said_at(claimed),
        count=count,
        attribute=attribute,
        attribute_span=span,
        borrowed=borrowed,
        figure_of=_figure_of(claim, count) if count and attribute is None else None,
        population=population,
        states=tuple(p for p in claim.predicates if p.frame and p.value),
    )


def _mood(claim: Claim, text: str, *, counts: bool) -> str:
    """As what the content is put: fact, plan, possible, norm, wish or forecast; an estimate of what is so is a fact."""
    estimated = counts and claim.act is Act.EXPECT and claim.modality in (Modality.ACTUAL, Modality.PAST)
    if claim.act in _MOODS and not estimated:
        return _MOODS[claim.act]
    if claim.polarity is Polarity.NEGATIVE and _RULED_OUT.search(text):
        return "possible"
    if claim.modality is Modality.NORM and _OUGHT.search(text):
        return "norm"
    if claim.modality in (Modality.POSSIBLE, Modality.CONDITIONAL) and _MAY.search(text):
        return "possible"
    return "fact" if claim.modality in (Modality.ACTUAL, Modality.PAST) else "plan"


def main_count(claim: Claim, text: str) -> Quantity | None:
    """The quantity that the claim is about: the first with a bound that is no share, no clock time, and not set aside.

    "Not at 20 but at 30" is about 30. None if there is no such quantity.
    """
    bounded = [
        q
        for q in claim.quantities
        if (q.low is not None or q.high is not None)
        and q.comparator not in (Comparator.ZERO, Comparator.ALL)
        and not any(when.span.overlaps(q.span) for when in claim.times)
    ]
    whole = [q for q in bounded if q.scope is not Scope.SHARE and q.comparator is not Comparator.SHARE]
    kept = [q for q in whole if not _set_aside(claim, text, q)]
    zero = [q for q in claim.quantities if q.comparator is Comparator.ZERO]
    return next(iter(kept or whole or bounded or zero), None)


def _set_against(claim: Claim, text: str) -> bool:
    """Whether the claim sets one number against another ("not 20 but 30"): its no is not about the second."""
    return any(_set_aside(claim, text, quantity) for quantity in claim.quantities)


def _set_aside(claim: Claim, text: str, quantity: Quantity) -> bool:
    window = hull(claim.content)
    return bool(
        _NOT.search(text, window.start, quantity.span.start) and _BUT.match(text, quantity.span.end, window.end)
    )


def _attribute(claimed: Claimed, count: Quantity, population: str | None) -> tuple[str | None, Span | None, bool]:
    """What is counted for: the class word nearest to the number in the claim, else in the sentences before it."""
    text, pieces = claimed.text, claimed.claim.content
    found = [
        (_distance(text, count.span, Span(start, end)), start, end, label)
        for start, end, label in attribute_words(text, hull(pieces), population)
        if any(piece.start <= start < piece.end for piece in pieces)
        and not count.span.overlaps(Span(start, end))
        and _fits_unit(label, count.unit)
        and not (start >= count.span.end and _only_whole(text, count.span.end, start, population))
    ]
    if found:
        _, start, end, label = min(found)
        return label, Span(start, end), False
    for predicate in claimed.claim.predicates:
        told = _by_predicate().get(predicate.name)
        if told and _fits_unit(told, count.unit):
            return told, predicate.span, False
    implied = entry("populations", population).get("implies") if population else None
    if isinstance(implied, str) and len(_own_words(claimed, count)) == 0:
        return implied, count.counted_span, False  # "60,000 marchers" are those who marched
    names_its_own = count.counted_span is not None and population is None and count.unit not in _HEADS
    if names_its_own or count.comparator is Comparator.ZERO or len(_own_words(claimed, count)) > _BARE:
        return None, None, False
    passage = before(claimed)
    earlier = attribute_words(text, passage, population) if passage else ()
    for start, end, label in reversed(earlier):
        if _fits_unit(label, count.unit):
            return label, Span(start, end), True
    return None, None, False


@cache
def _by_predicate() -> dict[str, str]:
    return {name: label for label in table("attributes") for name in listed("attributes", label, "predicates")}


def _figure_of(claim: Claim, count: Quantity) -> str | None:
    """What an unlisted count is of: its noun ("ballots"), or of people what they do ("queued"); None where unknown."""
    noun = count.counted.split()[-1] if count.counted and count.counted_span else ""
    if noun and count.unit not in _HEADS and exact_class("populations", noun) is None:
        return None if count.unit.casefold() in words("measures", "units") else f"number of {stem(noun)}"
    main = next(iter(claim.predicates), None)
    done = main.name.removeprefix("to ").removeprefix("be ") if main else ""
    return f"people who {stem(done)}" if done and done not in words("idle", "words") | words("idle", "verbs") else None


def attribute_words(text: str, window: Span, population: str | None) -> tuple[tuple[int, int, str], ...]:
    """The words in a stretch of text that tell what is counted, with their classes, in text order."""
    part = window.of(text)
    found = [
        (start, end, label)
        for start, end, label in class_positions("attributes", part)
        if exact_class("populations", part[start:end]) is None
    ]
    found += [
        (start, end, label)
        for start, end, label in class_positions("attributes", part, "over_words")
        if (population or next(iter(_populations(part)), None)) in listed("attributes", label, "over")
    ]
    return tuple((window.start + start, window.start + end, label) for start, end, label in sorted(found))


def _distance(text: str, count: Span, word: Span) -> int:
    """Characters between the number and the word; what only tells the whole ("of those detained") is far away."""
    if word.start >= count.end and _OF_WHOLE.fullmatch(text, count.end, word.start):
        return len(text)
    aside = _ASIDE_BY if _ASIDE.search(text, max(0, word.start - _ASIDE_BY), word.start) else 0
    return aside + max(word.start - count.end, count.start - word.end)


def _only_whole(text: str, number: int, word: int, population: str | None) -> bool:
    """Whether a word names whom a number is taken from, not what is counted: "two of the dead had been at sea".

    "Six of the dead were children" does count dead children.
    """
    return _OF_WHOLE.fullmatch(text, number, word) is not None and not (population and _is_part(population))


def _fits_unit(attribute: str, unit: str) -> bool:
    """Whether something in that unit can be counted for it: heads are not money."""
    measured = entry("attributes", attribute).get("unit")
    if measured is None:
        return unit.casefold() not in words("measures", "units")
    if measured == "length":
        return unit.casefold() in words("measures", "units")
    return bool(unit) and unit not in _HEADS


def of_people(attribute: str | None) -> bool:
    """Whether it is people of whom it is counted, whatever they are called: the dead, the detained."""
    return attribute is not None and entry("attributes", attribute).get("people") is True


def _own_words(claimed: Claimed, count: Quantity) -> frozenset[str]:
    """The content words of a claim besides its number and the names of groups."""
    pieces = [piece.of(claimed.text) for piece in claimed.claim.content]
    named = frozenset(stem(word) for piece in pieces for word in tokens(piece) if exact_class("populations", word))
    return content_stems(" ".join(pieces)) - content_stems(count.span.of(claimed.text)) - named - _NUMBER_WORDS


def _populations(text: str) -> tuple[str, ...]:
    found = (exact_class("populations", word) for word in tokens(text))
    return tuple(label for label in found if label)


def _population(claimed: Claimed, count: Quantity) -> str | None:
    """Over whom the count goes: by the counted noun, else by the nearest such noun; wider where others are included."""
    window = hull(claimed.claim.content)
    own: tuple[str, ...] = ()
    if count.counted_span and count.counted_span.start >= window.start:
        own = _populations(count.counted)[-1:]
    after = Span(count.span.end, count.span.end + _NEXT_WORD) if count.span.end + _NEXT_WORD <= window.end else None
    nouns = own or (_populations(after.of(claimed.text))[:1] if after else ()) or _parts(claimed.quote)
    wider = _INCLUDING.search(claimed.text, sentence_of(claimed.text, count.span).start, count.span.start)
    if wider and (_populations(wider[0]) or _THOSE.search(wider[0])):
        return f"{nouns[0] if nouns else 'people'} with others"
    if nouns and _is_part(nouns[0]):
        return nouns[0]
    if _PART_OF.match(claimed.text, count.span.end) or _AMONG.search(claimed.text, 0, count.span.start):
        return f"part of {nouns[0] if nouns else 'people'}"
    return nouns[0] if nouns else None


def _parts(text: str) -> tuple[str, ...]:
    """The groups named anywhere in a claim that are counted as parts: "the number of women stands at four"."""
    return tuple(
        label for label in _populations(text) if _is_part(label) and entry("populations", label).get("heads", True)
    )[:1]


def _is_part(population: str) -> bool:
    return entry("populations", population).get("part") is True
