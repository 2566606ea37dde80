"""Texts that take no position of their own: they decline to comment, could not verify, or hand on the other's word."""

from collections.abc import Sequence

from sayso.compare.pairs.stances import phrase
from sayso.compare.profile import Profile
from sayso.compare.voices import same_voice, speaker
from sayso.compare.words import stem, tokens
from sayso.data import words
from sayso.nouns import Act

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
    denying = [{p.voice for p in side if p.claim.act is Act.DENY} for side in (ours, theirs)]
    reported = [any(p.claim.act is not Act.DENY for p in side) for side in (ours, theirs)]
    if denying[0] & denying[1] and reported[0] != reported[1]:
        return "Both tell of one denial; one of them also of what was denied."
    for a in ours:
        for b in theirs:
            same = same_voice(a, b) and a.negative == b.negative and _of_one_kind(a, b)
            if same and _share(a, b) >= _MOSTLY and _relayed(a, b):
                return f"One hands on what {speaker(a)} says in the other."
    return None


def _of_one_kind(a: Profile, b: Profile) -> bool:
    mains = [next((p.name for p in profile.claim.predicates), None) for profile in (a, b)]
    return mains[0] == mains[1]


def _share(a: Profile, b: Profile) -> float:
    least = min(len(a.stems), len(b.stems))
    return len(a.stems & b.stems) / least if least else 0.0


def _relayed(a: Profile, b: Profile) -> bool:
    """Whether one of the two is handed on: in a relay chain, or by an outlet that only the one text names."""
    one, two = (_outlets(profile) for profile in (a, b))
    return bool(a.claim.via) != bool(b.claim.via) or one < two or two < one


def _outlets(profile: Profile) -> frozenset[str]:
    media = {stem(word) for word in words("bodies", "media")}
    return frozenset(stem(word) for word in tokens(profile.body)) & media
