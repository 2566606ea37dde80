"""Whether two claims come from one say-so, and whether their voices are set against one another."""

from sayso.compare.names import same_name
from sayso.compare.profile import Profile
from sayso.compare.words import stem
from sayso.data import words

_SIDES = ("authority", "challenger", "bystander")


def same_voice(a: Profile, b: Profile) -> bool:
    """Whether both claims are, as far as names tell, the say-so of one person or body."""
    return a.named == b.named and same_name(a.voice, b.voice)


def side(profile: Profile) -> str | None:
    """On which side such a voice usually stands: authority, challenger, bystander, or None."""
    if not profile.named or profile.claim.voice is None:
        return None
    voice = profile.claim.voice
    said = " ".join(filter(None, (voice.name, voice.role, voice.affiliation))).casefold().split()
    stems = {stem(word.strip(",.")) for word in said}
    return next((name for name in _SIDES[::-1] if stems & {stem(word) for word in words("sides", name)}), None)


def opposed(a: Profile, b: Profile) -> bool:
    """Whether the voices speak for different parties, or one for an authority and one for those who challenge it."""
    if a.party and b.party:
        return not same_name(a.party, b.party)
    return {side(a), side(b)} == {"authority", "challenger"}
