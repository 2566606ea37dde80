"""Blame: who did a violent thing, where the sides of a case name one another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sayso.compare.happenings import patient_of
from sayso.compare.meeting import Meeting
from sayso.compare.names import normal, same_name
from sayso.compare.profile import Profile, once
from sayso.compare.values import Fit
from sayso.compare.voices import side
from sayso.compare.words import WORD, concepts, listed, tokens
from sayso.nouns import QuestionKey, QuestionKind, Reason, Span

KEY = QuestionKey(kind=QuestionKind.AGENCY, attribute="deed")
_SIDES = ("authority", "challenger")
_ANYTHING = "anything"  # "the guards did it": what was done is left to the story


@dataclass(frozen=True, slots=True)
class Blame:
    """Which side a claim says did it, the word that tells, and the kinds of deed that it can be."""

    side: str
    span: Span
    deeds: frozenset[str]


@once
def blame(profile: Profile) -> Blame | None:
    """Whom a claim blames for a violent deed; None if it names both sides, nobody, or no deed."""
    if profile.attribute or profile.negative:
        return None
    found: dict[str, Span] = {}
    for piece in profile.claim.content:
        for match in WORD.finditer(profile.body, piece.start, piece.end):
            for name in _doers().get(match[0].casefold(), ()):
                found.setdefault(name, Span(match.start(), match.end()))
    if len(found) != 1 or not (deeds := _deeds(profile)):
        return None
    ((name, span),) = found.items()
    return Blame(name, span, deeds)


@cache
def _doers() -> dict[str, tuple[str, ...]]:
    """The words for those who may have done it, with their sides."""
    words = {word: () for side in _SIDES for word in listed("doers", side, "words")}
    return {word: tuple(name for name in _SIDES if word in listed("doers", name, "words")) for word in words}


def blame_keys(profile: Profile) -> Iterator[str]:
    """That a claim says who did it."""
    if blame(profile):
        yield "blame:"


def blames(a: Profile, b: Profile) -> Meeting | None:
    """Both say who did one violent thing."""
    one, two = blame(a), blame(b)
    if one is None or two is None or not _one_deed(one, two) or _two_targets(a, b):
        return None
    if one.side != two.side and (side(a) == one.side or side(b) == two.side):
        return None  # nobody is taken to blame his own side by way of answering the other
    found = Fit.EQUAL if one.side == two.side else Fit.CLASH
    left, right = one.span.of(a.body), two.span.of(b.body)
    told = "Both blame one side" if found is Fit.EQUAL else "They blame different sides"
    return Meeting(
        rule="blame",
        key=KEY,
        fit=found,
        reasons=(Reason(rule="blame", words=f"{told}: “{left}” and “{right}”.", a=one.span, b=two.span),),
        confidence=0.55,
    )


def _deeds(profile: Profile) -> frozenset[str]:
    low = profile.text.casefold()
    if _did_it().search(low) or any(phrase in low for phrase in listed("doers", "said", "phrases")):
        return frozenset({_ANYTHING})
    if any(word.casefold() in listed("doers", "having", "words") for word in tokens(profile.text)):
        return frozenset()
    kinds = ("strike", "fire", "shooting", "sabotage")
    return frozenset(
        kind for kind in kinds if any(f"#{matter}" in profile.stems for matter in listed("doers", "deeds", kind))
    )


@cache
def _did_it() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(listed('doers', 'said', 'verbs'))})\s+(?:it|this|that)\b")


def _one_deed(one: Blame, two: Blame) -> bool:
    return bool(one.deeds & two.deeds) or _ANYTHING in one.deeds | two.deeds


def _two_targets(a: Profile, b: Profile) -> bool:
    """Whether each names a target, a place or a day of its own."""
    if a.scope and b.scope and not a.scope & b.scope:
        return True
    days = [{when.start[:10] for when in p.claim.times if when.start} for p in (a, b)]
    if days[0] and days[1] and not days[0] & days[1]:
        return True
    targets = _target(a), _target(b)
    return all(targets) and not same_name(*targets)


def _target(profile: Profile) -> str:
    """What the deed was done to, where the claim itself names it and it is not the deed; else ""."""
    patient = patient_of(profile)
    if patient is None or any(word.startswith("#") for word in concepts(patient.name)):
        return ""
    return normal(patient.name) if patient.name.casefold() in profile.text.casefold() else ""
