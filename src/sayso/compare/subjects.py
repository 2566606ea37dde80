"""Whom or what a state or happening is told of, and when two claims speak of one."""

import re
from collections.abc import Iterator
from functools import lru_cache

from sayso.compare.names import normal, same_name
from sayso.compare.profile import KEPT, Profile
from sayso.compare.words import exact_class, stem, tokens
from sayso.data import words
from sayso.nouns import Predicate, ReferentKind, Role

_JOINTS = frozenset({"of", "in", "at", "from", "on", "for", "who", "that"})
_PERHAPS_PERSON = frozenset({ReferentKind.PERSON, ReferentKind.UNKNOWN})
_BEFORE_NAME = 60  # characters before a name in which its holder's role is looked for


def subjects(state: Predicate) -> Iterator[Role]:
    """Whose state it is: the patient, else the agent; for resistance and control also the place."""
    patient = [role for role in state.roles if role.role == "patient"]
    yield from patient or [role for role in state.roles if role.role == "agent"]
    if state.frame in ("resistance", "control"):
        yield from (role for role in state.roles if role.role == "place" and role not in patient)


def shared_subject(a: Profile, b: Profile, one: Predicate, two: Predicate) -> tuple[str, bool] | None:
    """The subject that both states are about, and whether it is only a part of the other's."""
    everybody = words("exclusions", "everybody")
    for left in subjects(one):
        for right in subjects(two):
            if single(left) and single(right) and same_thing(a, b, left, right):
                return (right if right.name[:1].isupper() and left.name[:1].islower() else left).name, False
            loose = normal(left.name) in everybody, normal(right.name) in everybody
            if loose[0] != loose[1] and one.value == two.value:
                return (right if loose[0] else left).name, False
            if _member(a, left, right) or _member(b, right, left):
                return left.name, True
    return None


def same_thing(a: Profile, b: Profile, left: Role, right: Role) -> bool:
    """Whether two names stand for one: equal as far as they go, or a noun for what a report calls by a name.

    "The captain" is Captain Brandt where no other captain is named, "the ferry" the ferry Gull; a captain of sailors
    is no sailor.
    """
    one, two = core(left), core(right)
    if same_name(normal(one), normal(two)):
        return not _other_names(left, right)
    texts = {a.claimed.text, b.claimed.text}
    return any(
        _is_noun(noun) and _is_name(name) and _names_of(normal(noun), texts) == {stem(tokens(name)[-1])}
        for noun, name in ((one, two), (two, one))
    )


def title_thing(a: Profile, b: Profile, left: Role, right: Role) -> bool:
    """Whether one is a noun without a name and the other a name in a title or in the same report.

    A story calls what it is about by its noun alone once it has been named.
    """
    one, two = core(left), core(right)
    lead = {stem(name) for name in a.scene.lead | b.scene.lead}
    return any(
        _is_noun(noun) and _is_name(name) and (a.report == b.report or lead.issuperset(map(stem, tokens(name)[-1:])))
        for noun, name in ((one, two), (two, one))
    )


def core(role: Role) -> str:
    """A name without what hangs on its noun: "captain" of "captain of the guard", all of "Ministry of Fish"."""
    parts = role.name.split()
    for at, part in enumerate(parts):
        if at and part.casefold() in _JOINTS and parts[at - 1][:1].islower():
            return " ".join(parts[:at])
    return role.name


def single(role: Role) -> bool:
    """Whether the name stands for somebody or something: not a number of people, not a pronoun or loose group."""
    head = _head(role)
    loose = exact_class("populations", head) is not None or head in words("idle", "words")
    return bool(head) and not loose and not any(part[0].isdigit() for part in tokens(role.name))


def _is_noun(name: str) -> bool:
    return name.islower() and " " not in name and exact_class("populations", name) is None


def _is_name(name: str) -> bool:
    last = next(iter(tokens(name)[-1:]), "")
    return last[:1].isupper()


def _other_names(left: Role, right: Role) -> bool:
    """Whether each name has a proper name hanging on it that the other has not: the captains of two ships."""
    hanging = [
        {stem(part) for part in tokens(role.name[len(core(role)) :]) if part[0].isupper()} for role in (left, right)
    ]
    return bool(hanging[0] and hanging[1] and not hanging[0] & hanging[1])


def _names_of(noun: str, texts: set[str]) -> set[str]:
    """The last words of all names that stand right behind a noun in either text ("Captain Osk Brandt")."""
    return {found for text in texts for found in _named(noun.rsplit(maxsplit=1)[-1], text)} if noun else set()


@lru_cache(maxsize=KEPT)
def _named(noun: str, text: str) -> frozenset[str]:
    pattern = rf"\b(?i:{re.escape(noun)})\s+(?:[A-Z][\w’'-]+\s+){{0,2}}([A-Z]\w+)"
    return frozenset(stem(match[1]) for match in re.finditer(pattern, text))


def _head(role: Role) -> str:
    """The word of a name that the rest hangs on: the last one before "of", "in", "at"."""
    parts = [part.casefold() for part in tokens(role.name)]
    cut = next((i for i, part in enumerate(parts) if i and part in _JOINTS), len(parts))
    return parts[cut - 1] if parts else ""


def _member(profile: Profile, person: Role, group: Role) -> bool:
    """Whether the report gives the person a role that makes them one of the group ("commander", "the commanders")."""
    head, text = _head(group), profile.claimed.text
    if (
        not person.name[:1].isupper()
        or person.kind not in _PERHAPS_PERSON
        or not single(person)
        or not single(group)
        or not head.endswith("s")
    ):
        return False
    last, low, roles = tokens(person.name)[-1].casefold(), text.casefold(), set()
    at = low.find(last)
    while at >= 0:
        roles |= {stem(word) for word in tokens(text[max(0, at - _BEFORE_NAME) : at])}
        at = low.find(last, at + 1)
    return stem(head) in roles
