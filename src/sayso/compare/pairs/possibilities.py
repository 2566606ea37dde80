"""Possibilities: what somebody leaves open, and what somebody rules out."""

from collections.abc import Iterator

from sayso.compare.meeting import Meeting
from sayso.compare.pairs.stances import phrase
from sayso.compare.profile import Profile, once
from sayso.compare.sayings import saying_key
from sayso.compare.values import Fit
from sayso.compare.words import content_stems
from sayso.nouns import Reason, hull

_LEAST = 1


@once
def stance(profile: Profile) -> tuple[bool, frozenset[str]] | None:
    """Whether a claim leaves something open (True) or rules it out (False), with the words for what; else None."""
    around = hull(profile.claim.content)
    text = profile.body[max(0, around.start - _BEFORE) : around.end]
    for kind, leaves in (("open", True), ("shut", False)):
        found = phrase(kind, text)
        if found:
            rest = text[: found.start()] + " " + text[found.end() :]
            return leaves, content_stems(rest) - content_stems(profile.voice)
    return None


_BEFORE = 25
"""Characters before a content in which the words that leave it open may stand ("did not rule out | sending …")."""


def possibility_keys(profile: Profile) -> Iterator[str]:
    """The words for what is left open or ruled out."""
    found = stance(profile)
    if found is not None:
        yield from (f"possibility:{word}" for word in found[1])


def possibilities(a: Profile, b: Profile) -> Meeting | None:
    """Both leave one thing open, or one leaves open what the other rules out."""
    one, two = stance(a), stance(b)
    if one is None or two is None or len(one[1] & two[1]) < _LEAST:
        return None
    found = Fit.EQUAL if one[0] == two[0] else Fit.CLASH
    told = "Both leave it open." if one[0] else "Both rule it out."
    words = told if found is Fit.EQUAL else "One leaves open what the other rules out."
    return Meeting(
        rule="possibility",
        key=saying_key(a),
        fit=found,
        reasons=(Reason(rule="possibility", words=words, a=hull(a.claim.content), b=hull(b.claim.content)),),
        changes="plan",
        confidence=0.6,
    )
