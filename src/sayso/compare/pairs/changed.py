"""Changes: a later text that tells what has become of what the earlier one tells."""

from collections.abc import Iterator

from sayso.compare.meeting import Meeting
from sayso.compare.profile import Profile
from sayso.compare.sayings import saying_key
from sayso.compare.settle import announces_change
from sayso.compare.values import Fit
from sayso.compare.voices import opposed
from sayso.nouns import Reason, hull

_SEVERAL = 2
_HALF = 0.5


def changed_keys(profile: Profile) -> Iterator[str]:
    """The words of a claim."""
    yield from (f"changed:{word}" for word in profile.stems)


def changed(a: Profile, b: Profile) -> Meeting | None:
    """The later text tells a change of what the earlier one says was so."""
    if a.clock.later_than(b.clock):
        later, earlier = a, b
    elif b.clock.later_than(a.clock):
        later, earlier = b, a
    else:
        return None
    shared = len(a.stems & b.stems)
    if shared < _SEVERAL or shared < _HALF * len(earlier.stems) or opposed(a, b) or later.negative:
        return None
    if not announces_change(later) or announces_change(earlier):
        return None
    words_ = "The later one tells a change of what the earlier one says was so."
    return Meeting(
        rule="changed",
        key=saying_key(earlier),
        fit=Fit.CLASH,
        reasons=(Reason(rule="changed", words=words_, a=hull(a.claim.content), b=hull(b.claim.content)),),
        changes="state",
        confidence=0.4,
    )
