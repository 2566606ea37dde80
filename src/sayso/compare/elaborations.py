"""Within one report: what one voice goes on to say of the people whom it has just counted."""

from collections.abc import Iterator

from sayso.compare.meeting import Meeting
from sayso.compare.names import normal
from sayso.compare.profile import Profile
from sayso.compare.sayings import saying_key
from sayso.compare.values import Fit
from sayso.compare.voices import same_voice
from sayso.compare.words import tokens
from sayso.nouns import Reason, hull


def counted_keys(profile: Profile) -> Iterator[str]:
    """The numbered groups that a claim says something of, in its report."""
    for group in _groups(profile):
        yield f"elaboration:{profile.report}/{group}"


def elaborations(a: Profile, b: Profile) -> Meeting | None:
    """In one report one voice says more of the people whom it has counted there."""
    if a.report != b.report or not same_voice(a, b) or bool(a.attribute) == bool(b.attribute):
        return None
    shared = _groups(a) & _groups(b)
    if not shared:
        return None
    more, counted = (b, a) if a.attribute else (a, b)
    words = f"It says more of the {min(shared)} just counted."
    return Meeting(
        rule="elaboration",
        key=saying_key(counted),
        fit=Fit.A_ADDS if more is a else Fit.B_ADDS,
        reasons=(Reason(rule="elaboration", words=words, a=hull(a.claim.content), b=hull(b.claim.content)),),
        confidence=0.7,
    )


def _groups(profile: Profile) -> frozenset[str]:
    """The numbered groups to whom the claim's predicates happen: "1,200 rowers"."""
    return frozenset(
        normal(role.name)
        for predicate in profile.claim.predicates
        for role in predicate.roles
        if role.role in ("patient", "agent") and any(part[0].isdigit() for part in tokens(role.name))
    )
