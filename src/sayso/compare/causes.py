"""Causes: why a mishap came about."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from sayso.compare.meeting import Meeting
from sayso.compare.profile import KEPT, Profile
from sayso.compare.values import Fit
from sayso.data import table
from sayso.nouns import QuestionKey, QuestionKind, Reason, Span

KEY = QuestionKey(kind=QuestionKind.CAUSE, attribute="cause")


def cause(profile: Profile) -> tuple[str, Span] | None:
    """The cause that a claim gives in a report that leads with a mishap; None if it gives none."""
    return cause_words(profile) if profile.scene.mishap else None


@lru_cache(maxsize=KEPT)
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
    if cause_words(profile):
        yield "cause:"


def causes(a: Profile, b: Profile) -> Meeting | None:
    """Both say why the mishap came about."""
    one, two = cause_words(a), cause_words(b)
    if one is None or two is None or not (a.scene.mishap or b.scene.mishap):
        return None
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
