"""Matters with two poles: open or closed, peaceful or violent, voluntary or forced."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sayso.compare.meeting import Meeting
from sayso.compare.profile import KEPT, Profile
from sayso.compare.sayings import turned_about
from sayso.compare.values import Fit
from sayso.compare.words import class_positions, entry, stem
from sayso.nouns import QuestionKey, QuestionKind, Reason, Span

_FEW_OTHER_WORDS = 1  # shared words besides the poles that make the subject one


@dataclass(frozen=True, slots=True)
class Pole:
    """A word that says which way a matter went; `up` after negation."""

    topic: str
    up: bool
    span: Span


@lru_cache(maxsize=KEPT)
def poles(profile: Profile) -> tuple[Pole, ...]:
    """The poles that a claim names, with its negation worked in."""
    return tuple(_poles(profile))


def _poles(profile: Profile) -> Iterator[Pole]:
    for piece in profile.claim.content:
        for part in ("plus", "minus"):
            for start, end, topic in class_positions("topics", piece.of(profile.body), part):
                span = Span(piece.start + start, piece.start + end)
                yield Pole(topic, (part == "plus") != profile.negative, span)


def pole_keys(profile: Profile) -> Iterator[str]:
    """The matters that a claim names a pole of."""
    if not profile.attribute:
        yield from (f"opposites:{pole.topic}" for pole in poles(profile))


def opposites(a: Profile, b: Profile) -> Meeting | None:
    """Both say which way one matter went (open or closed, peaceful or violent), of one subject."""
    if a.attribute or b.attribute or turned_about(a, b):
        return None
    for one in poles(a):
        for two in poles(b):
            if one.topic == two.topic and _one_subject(a, b, one, two):
                return _meeting(a, b, one, two)
    return None


def _one_subject(a: Profile, b: Profile, one: Pole, two: Pole) -> bool:
    if entry("topics", one.topic).get("alone") is True:
        return True
    words = {stem(pole.span.of(p.body)) for p, pole in ((a, one), (b, two))}
    return len((a.stems & b.stems) - words - a.scene.setting - b.scene.setting) >= _FEW_OTHER_WORDS


def pole_key(profile: Profile) -> QuestionKey | None:
    """The question which way a matter went, where it needs no subject besides the story."""
    topic = next((p.topic for p in poles(profile) if entry("topics", p.topic).get("alone") is True), None)
    return QuestionKey(kind=QuestionKind.STATUS, attribute=topic) if topic else None


def _meeting(a: Profile, b: Profile, one: Pole, two: Pole) -> Meeting:
    left, right = one.span.of(a.body), two.span.of(b.body)
    found = Fit.EQUAL if one.up == two.up else Fit.CLASH
    told = "go the same way" if found is Fit.EQUAL else "exclude one another"
    return Meeting(
        rule="opposites",
        key=QuestionKey(kind=QuestionKind.STATUS, attribute=one.topic),
        fit=found,
        reasons=(Reason(rule="opposites", words=f"“{left}” and “{right}” {told}.", a=one.span, b=two.span),),
        changes="state",
        confidence=0.65,
    )
