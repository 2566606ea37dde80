"""Corrections: one voice takes back or puts right what it said before."""

from collections.abc import Iterator

from sayso.compare.meeting import Meeting
from sayso.compare.pairs.stances import phrase
from sayso.compare.profile import Profile
from sayso.compare.sayings import saying_key
from sayso.compare.values import Fit
from sayso.compare.voices import same_voice
from sayso.nouns import Reason, hull

_SHARED = 1


def correction_keys(profile: Profile) -> Iterator[str]:
    """The words of a claim, and that its text takes something back."""
    yield from (f"correction:{word}" for word in profile.stems)
    if profile.count is not None:
        yield "correction:#"


def corrections(a: Profile, b: Profile) -> Meeting | None:
    """One voice takes back or puts right what it said before."""
    back = [phrase("taken_back", p.body) is not None for p in (a, b)]
    if back[0] == back[1] or not same_voice(a, b):
        return None
    numbers = a.count is not None and b.count is not None and (a.attribute is None or b.attribute is None)
    if len(a.stems & b.stems) < _SHARED and not numbers:
        return None
    words = "The same voice takes back or corrects what it said before."
    return Meeting(
        rule="correction",
        key=saying_key(a),
        fit=Fit.A_UNDOES if back[0] else Fit.B_UNDOES,
        reasons=(Reason(rule="correction", words=words, a=hull(a.claim.content), b=hull(b.claim.content)),),
        changes="state",
        confidence=0.7,
    )
