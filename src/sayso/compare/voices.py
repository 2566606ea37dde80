"""Whether two claims come from one say-so, and whether their voices are set against one another."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.compare.names import introduced, normal, same_name, speaker_of
from sayso.compare.profile import Profile
from sayso.compare.texts import last_word, words_of
from sayso.compare.words import stem
from sayso.data import words
from sayso.nouns import ReferentKind

_NO_PERSON = frozenset(
    {ReferentKind.BODY, ReferentKind.GOVERNMENT, ReferentKind.OUTLET, ReferentKind.UNNAMED_GROUP, ReferentKind.GROUP}
)
_SIDES = ("authority", "challenger", "bystander")


def speaker(profile: Profile) -> str:
    """Whose say-so a claim is, as its report writes it."""
    report, voice = profile.claimed.report, profile.claim.voice
    return speaker_of(voice) if voice else report.outlet or report.label


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


@dataclass(frozen=True, slots=True)
class _Speaker:
    """A voice with what else tells whose it is: of an event with a thousand claims there are a few dozen."""

    voice: str
    party: str | None
    role: str | None

    @classmethod
    def of(cls, profile: Profile) -> "_Speaker":
        voice = profile.claim.voice
        role = voice.role if voice and is_person(profile) else None
        return cls(profile.voice, profile.party, None if role is None else normal(role))


_Texts = Mapping[_Speaker, Collection[str]]
"""Speakers with the texts that their claims stand in."""


def same_besides(named: Iterable[Profile]) -> frozenset[tuple[str, str]]:
    """The voices that `same_voice` tells to be one in some two of these named claims, though their names do not.

    Each pair has the person first. No claim is laid beside each other: a text introduces only who stands in it.
    """
    people: dict[_Speaker, set[str]] = defaultdict(set)
    bodies: dict[_Speaker, set[str]] = defaultdict(set)
    for profile in named:
        (people if is_person(profile) else bodies)[_Speaker.of(profile)].add(profile.body)
    found: set[tuple[str, str]] = set()
    for man, body, text in (*_by_roles(people, bodies), *_by_texts(people, bodies)):
        pair = man.voice, body.voice
        if pair not in found and _may_be_one(man, body) and (text is None or introduced(*pair, text)):
            found.add(pair)
    return frozenset(found)


def _by_roles(people: Iterable[_Speaker], bodies: Iterable[_Speaker]) -> Iterator[tuple[_Speaker, _Speaker, None]]:
    """Each person with those who are called by the role that the person holds."""
    called: dict[str | None, list[_Speaker]] = defaultdict(list)
    for body in bodies:
        called[body.voice].append(body)
    for man in people:
        yield from ((man, body, None) for body in called.get(man.role, ()))


def _by_texts(people: _Texts, bodies: _Texts) -> Iterator[tuple[_Speaker, _Speaker, str]]:
    """Person, body and a text of either's claims in which the other may stand."""
    yield from _standing(people, bodies)
    yield from ((man, body, text) for body, man, text in _standing(bodies, people))


def _standing(speakers: _Texts, others: Iterable[_Speaker]) -> Iterator[tuple[_Speaker, _Speaker, str]]:
    """Each speaker with those others who may stand in a text of its claims, and that text."""
    ending: dict[str, list[_Speaker]] = defaultdict(list)
    for other in others:
        if word := last_word(other.voice):
            ending[word].append(other)
    for speaker, texts in speakers.items():
        for text in texts:
            for word in words_of(text).keys() & ending.keys():
                yield from ((speaker, other, text) for other in ending[word])


def _may_be_one(man: _Speaker, body: _Speaker) -> bool:
    """Whether no party tells the two apart, and their names do not tell already that they are one."""
    apart = man.party and body.party and not same_name(man.party, body.party)
    return not apart and not same_name(man.voice, body.voice)


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
