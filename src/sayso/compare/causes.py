"""Causes: why a mishap came about."""

import re
from collections.abc import Iterator
from functools import cache

from sayso.compare.meeting import Meeting
from sayso.compare.names import name_stems, normal
from sayso.compare.profile import Profile, once
from sayso.compare.values import Fit
from sayso.data import table
from sayso.nouns import QuestionKey, QuestionKind, Reason, Role, Span

KEY = QuestionKey(kind=QuestionKind.CAUSE, attribute="cause")


def cause(profile: Profile) -> tuple[str, Span] | None:
    """The cause that a claim gives in a report that leads with a mishap; None if it gives none."""
    return cause_words(profile) if profile.scene.mishap else None


@once
def cause_words(profile: Profile) -> tuple[str, Span] | None:
    """The one kind of cause that a claim names, and the words that name it; None if it names none or several."""
    if profile.attribute:
        return None
    found: dict[str, Span] = {}
    for piece in profile.claim.content:
        for pattern, label in _patterns():
            for match in pattern.finditer(profile.body, piece.start, piece.end):
                found.setdefault(label, Span(match.start(), match.end()))
    return next(iter(found.items())) if len(found) == 1 else None


def cause_keys(profile: Profile) -> Iterator[str]:
    """That a claim gives a cause."""
    if cause_words(profile) or _named_cause(profile):
        yield "cause:"


def causes(a: Profile, b: Profile) -> Meeting | None:
    """Both say why the mishap came about."""
    one, two = cause_words(a), cause_words(b)
    if one is None or two is None or not (a.scene.mishap or b.scene.mishap):
        return _caused(a, b)
    return _of_words(a, b, one, two)


def _of_words(a: Profile, b: Profile, one: tuple[str, Span], two: tuple[str, Span]) -> Meeting:
    left, right = one[1].of(a.body), two[1].of(b.body)
    if one[0] == two[0]:
        found = Fit.EQUAL if a.negative == b.negative else Fit.CLASH
    else:
        found = Fit.OPEN if a.negative or b.negative else Fit.CLASH
    told = {
        Fit.EQUAL: f"Both name one kind of cause: “{left}” and “{right}”.",
        Fit.CLASH: f"“{left}” and “{right}” are causes that exclude one another.",
        Fit.OPEN: f"“{left}” and “{right}” can both be true.",
    }
    return Meeting(
        rule="cause",
        key=KEY,
        fit=found,
        reasons=(Reason(rule="cause", words=told[found], a=one[1], b=two[1]),),
        confidence=0.6,
    )


def rival_causes(a: Profile, b: Profile) -> Meeting | None:
    """They give two causes of one thing that exclude one another, whether or not their reports lead with a mishap."""
    one, two = cause_words(a), cause_words(b)
    met = None if one is None or two is None else _of_words(a, b, one, two)
    return met if met is not None and met.fit is Fit.CLASH else None


def _caused(a: Profile, b: Profile) -> Meeting | None:
    """Two claims that name what caused one kind of thing ("a leak caused the blast", "it was a bomb that caused …")."""
    one, two = _named_cause(a), _named_cause(b)
    if one is None or two is None or not one[1] & two[1]:
        return None
    left, right = (name_stems(normal(role.name)) for role in (one[0], two[0]))
    if a.negative != b.negative:
        found = Fit.CLASH if left & right else Fit.OPEN
    else:
        found = Fit.EQUAL if left & right else Fit.CLASH
    told = "Both name what caused it" if found is Fit.EQUAL else "They name causes that exclude one another"
    told = "Both can be true" if found is Fit.OPEN else told
    words = f"{told}: “{one[0].span.of(a.body)}” and “{two[0].span.of(b.body)}”."
    why = Reason(rule="cause", words=words, a=one[0].span, b=two[0].span)
    return Meeting(rule="cause", key=KEY, fit=found, reasons=(why,), confidence=0.6)


def _named_cause(profile: Profile) -> tuple[Role, frozenset[str]] | None:
    """The cause that a claim names expressly, with the kinds of happenings that it speaks of."""
    for predicate in profile.claim.predicates:
        role = next((role for role in predicate.roles if role.role == "cause"), None)
        if predicate.name == "cause" and role is not None:
            kinds = {other.name for other in profile.claim.predicates if other is not predicate}
            return role, frozenset(kinds - _named_by(profile, role))
    return None


def _named_by(profile: Profile, role: Role) -> frozenset[str]:
    """The happenings that the words for the cause themselves tell of."""
    return frozenset(p.name for p in profile.claim.predicates if p.span.overlaps(role.span))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    listed = table("causes")["cause"]
    kinds = listed if isinstance(listed, dict) else {}
    return tuple(
        (
            re.compile(r"\b(?:" + "|".join(map(re.escape, (*kind["words"], *kind["phrases"]))) + r")\b", re.IGNORECASE),
            label,
        )
        for label, kind in kinds.items()
    )
