"""Whether two claims come from one say-so, and whether their voices are set against one another."""

from sayso.compare.names import introduced, normal, same_name
from sayso.compare.profile import Profile
from sayso.compare.words import stem
from sayso.data import words
from sayso.nouns import ReferentKind

_NO_PERSON = frozenset(
    {ReferentKind.BODY, ReferentKind.GOVERNMENT, ReferentKind.OUTLET, ReferentKind.UNNAMED_GROUP, ReferentKind.GROUP}
)
_SIDES = ("authority", "challenger", "bystander")


def same_voice(a: Profile, b: Profile) -> bool:
    """Whether both claims are, as far as names and the two reports tell, the say-so of one person or body."""
    if a.named != b.named or (a.party and b.party and not same_name(a.party, b.party)):
        return False
    return same_name(a.voice, b.voice) or _by_role(a, b) or _by_role(b, a) or _spokesman(a, b) or _spokesman(b, a)


def _spokesman(man: Profile, body: Profile) -> bool:
    """Whether one of the two reports introduces the one voice as belonging to the other."""
    if not (man.named and is_person(man)) or is_person(body):
        return False
    return any(introduced(man.voice, body.voice, profile.body) for profile in (man, body))


def _by_role(nominal: Profile, named: Profile) -> bool:
    """Whether one voice is given by the role alone that the other holds: "the mayor" and Mayor Edda Holm."""
    voice = named.claim.voice
    role = voice.role if voice else None
    return role is not None and is_person(named) and nominal.voice == normal(role) and not is_person(nominal)


def is_person(profile: Profile) -> bool:
    """Whether the voice is a person by name, who may speak for a body."""
    voice = profile.claim.voice
    return voice is not None and voice.kind not in _NO_PERSON and voice.name[:1].isupper()


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
