"""Retractions: "that was wrong", said of the sentence before."""

import re
from collections.abc import Iterator

from sayso.compare.meeting import Meeting
from sayso.compare.profile import Profile
from sayso.compare.sayings import saying_key
from sayso.compare.scene import sentence_of
from sayso.compare.values import Fit
from sayso.nouns import Reason, Span, hull

_WRONG = re.compile(
    r"\s*(?:that|this|it|the (?:report|claim|statement|story|figure|number))\s+(?:\w+\s+){0,3}?"
    r"(?:wrong|false|untrue|incorrect|mistaken|invented|fabricated|a lie|a mistake|an error|a hoax|not true|not so)\W*",
    re.IGNORECASE,
)


def retraction_keys(profile: Profile) -> Iterator[str]:
    """Where a claim stands, and, of one that takes back what stands before it, where that stands."""
    yield f"retraction:{profile.report}/{_starts(profile)}"
    if _takes_back(profile):
        yield f"retraction:{profile.report}/{_starts_before(profile)}"


def retractions(a: Profile, b: Profile) -> Meeting | None:
    """One says that what stands right before it was wrong."""
    for later, earlier in ((a, b), (b, a)):
        if _takes_back(later) and not _takes_back(earlier) and _starts_before(later) == _starts(earlier):
            return Meeting(
                rule="retraction",
                key=saying_key(earlier),
                fit=Fit.A_UNDOES if later is a else Fit.B_UNDOES,
                reasons=(
                    Reason(
                        rule="retraction",
                        words=f"It is taken back: “{later.text.strip()}”.",
                        a=hull(a.claim.content),
                        b=hull(b.claim.content),
                    ),
                ),
                changes="state",
                confidence=0.7,
            )
    return None


def _takes_back(profile: Profile) -> bool:
    return _WRONG.fullmatch(profile.text) is not None


def _starts(profile: Profile) -> int:
    """Where the claim's sentence starts."""
    return sentence_of(profile.body, hull(profile.claim.content)).start


def _starts_before(profile: Profile) -> int | None:
    """Where the sentence before the claim's starts; None at the start of the text."""
    start = _starts(profile)
    return sentence_of(profile.body, Span(start - 1, start)).start if start else None
