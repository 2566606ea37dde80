"""Texts that take no position of their own: they decline to comment, could not verify, or hand on the other's word."""

from collections.abc import Sequence

from sayso.compare.profile import Profile
from sayso.compare.stances import phrase
from sayso.compare.voices import same_voice

_MOSTLY = 0.6
"""Share of the words of what is handed on that both must have."""


def takes_no_position(ours: Sequence[Profile], theirs: Sequence[Profile]) -> str | None:
    """Why one of the texts answers nothing: all that it says of the matter is that nothing is said."""
    for side in (ours, theirs):
        if all(not profile.position for profile in side) or phrase("unverified", side[0].body):
            return "One of them takes no position on what the other says."
    return None


def passes_on(ours: Sequence[Profile], theirs: Sequence[Profile]) -> str | None:
    """Why one of the texts only hands on what the other says: the same say-so in the same words."""
    for a in ours:
        for b in theirs:
            if same_voice(a, b) and a.negative == b.negative and _share(a, b) >= _MOSTLY and _relayed(a, b):
                return f"One hands on what {a.voice} says in the other."
    return None


def _share(a: Profile, b: Profile) -> float:
    least = min(len(a.stems), len(b.stems))
    return len(a.stems & b.stems) / least if least else 0.0


def _relayed(a: Profile, b: Profile) -> bool:
    return bool(a.claim.via) != bool(b.claim.via)
