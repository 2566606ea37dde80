"""Whom or what a state or happening is told of, and when two claims speak of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sayso.compare.names import name_stems, normal
from sayso.compare.profile import KEPT, Profile, once
from sayso.compare.texts import folded, names_behind
from sayso.compare.words import exact_class, stem, tokens
from sayso.data import words
from sayso.nouns import Predicate, ReferentKind, Role

_JOINTS = frozenset({"of", "in", "at", "from", "on", "for", "who", "that"})
_PERHAPS_PERSON = frozenset({ReferentKind.PERSON, ReferentKind.UNKNOWN})
_NONE: frozenset[str] = frozenset()
Told = tuple[Predicate, tuple[Role, ...]]
_BEFORE_NAME = 60  # characters before a name in which its holder's role is looked for


def subjects(state: Predicate) -> Iterator[Role]:
    """Whose state it is: the patient, else the agent; for resistance and control also the place."""
    patient = [role for role in state.roles if role.role == "patient"]
    yield from patient or [role for role in state.roles if role.role == "agent"]
    if state.frame in ("resistance", "control"):
        yield from (role for role in state.roles if role.role == "place" and role not in patient)


@once
def told(profile: Profile) -> tuple[tuple[Predicate, tuple[Role, ...]], ...]:
    """The states that a claim tells, each with whose it is."""
    return tuple((state, tuple(subjects(state))) for state in profile.states)


def shared_subject(a: Profile, b: Profile, one: Told, two: Told) -> tuple[str, bool] | None:
    """The subject that both states are about, and whether it is only a part of the other's."""
    everybody = words("exclusions", "everybody")
    same_value = one[0].value == two[0].value
    for left in one[1]:
        for right in two[1]:
            if single(left) and single(right) and same_thing(a, b, left, right):
                return (right if right.name[:1].isupper() and left.name[:1].islower() else left).name, False
            if same_value and (loose := normal(left.name) in everybody) != (normal(right.name) in everybody):
                return (right if loose else left).name, False
            if _member(a, left, right) or _member(b, right, left):
                return left.name, True
    return None


def same_thing(a: Profile, b: Profile, left: Role, right: Role) -> bool:
    """Whether two names stand for one: equal as far as they go, or a noun for what a report calls by a name.

    "The captain" is Captain Brandt where no other captain is named, "the ferry" the ferry Gull; a captain of sailors
    is no sailor.
    """
    return same_named(named(left.name), named(right.name), a.body, b.body)


def same_named(left: "Named", right: "Named", text: str, other: str) -> bool:
    """Whether two names that stand in these texts stand for one, as `same_thing` says."""
    if left.plain == right.plain or (
        left.stems and right.stems and (left.stems <= right.stems or right.stems <= left.stems)
    ):
        one, two = left.hanging, right.hanging  # the captains of two ships are two
        return bool(left.plain) and not (one and two and one.isdisjoint(two))
    return _called(left, right, text, other) or _called(right, left, text, other)


def _called(noun: "Named", name: "Named", text: str, other: str) -> bool:
    """Whether the noun stands right before this name in either text, and before no other name."""
    if noun.noun is None or name.last is None:
        return False
    found = names_behind(text).get(noun.noun, _NONE) | names_behind(other).get(noun.noun, _NONE)
    return found == {name.last}


def title_thing(a: Profile, b: Profile, left: Role, right: Role) -> bool:
    """Whether one is a noun without a name and the other a name in a title or in the same report.

    A story calls what it is about by its noun alone once it has been named.
    """
    one, two = named(left.name), named(right.name)
    lead = a.scene.setting | b.scene.setting
    return any(
        noun.common and name.last is not None and (a.report == b.report or name.last in lead)
        for noun, name in ((one, two), (two, one))
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Named:
    """A name, taken apart once.

    `core` is the name without what hangs on its noun: "captain" of "captain of the guard", all of "Ministry of Fish".
    `plain` is the core, normalised, and `stems` its words. `common` tells a noun by itself, `noun` is its last word.
    `last` is the stem of the last word of a proper name. `hanging` are the proper names that hang on the core.
    `head` is the word that the rest hangs on. `single` tells that the name stands for somebody or something: not a
    number of people, not a pronoun or loose group.
    """

    core: str
    plain: str
    stems: frozenset[str]
    common: bool
    noun: str | None
    last: str | None
    hanging: frozenset[str]
    head: str
    single: bool


@lru_cache(maxsize=KEPT)
def named(name: str) -> Named:
    """A name taken apart."""
    main = core(name)
    plain, said = normal(main), tokens(main)
    common = main.islower() and " " not in main and exact_class("populations", main) is None
    head = _head(name)
    loose = exact_class("populations", head) is not None or head in words("idle", "words")
    return Named(
        core=main,
        plain=plain,
        stems=name_stems(plain),
        common=common,
        noun=folded(plain.rsplit(maxsplit=1)[-1]) if common and plain else None,
        last=stem(said[-1]) if said and said[-1][0].isupper() else None,
        hanging=frozenset(stem(part) for part in tokens(name[len(main) :]) if part[0].isupper()),
        head=head,
        single=bool(head) and not loose and not any(part[0].isdigit() for part in tokens(name)),
    )


def core(name: str) -> str:
    """A name without what hangs on its noun: "captain" of "captain of the guard", all of "Ministry of Fish"."""
    parts = name.split()
    for at, part in enumerate(parts):
        if at and part.casefold() in _JOINTS and parts[at - 1][:1].islower():
            return " ".join(parts[:at])
    return name


def single(role: Role) -> bool:
    """Whether the name stands for somebody or something: not a number of people, not a pronoun or loose group."""
    return named(role.name).single


def _head(name: str) -> str:
    """The word of a name that the rest hangs on: the last one before "of", "in", "at"."""
    parts = [part.casefold() for part in tokens(name)]
    cut = next((i for i, part in enumerate(parts) if i and part in _JOINTS), len(parts))
    return parts[cut - 1] if parts else ""


def _member(profile: Profile, person: Role, group: Role) -> bool:
    """Whether the report gives the person a role that makes them one of the group ("commander", "the commanders")."""
    known = named(group.name)
    if not known.single or not known.head.endswith("s"):
        return False
    return stem(known.head) in roles_before(person, profile.body)


def roles_before(person: Role, text: str) -> frozenset[str]:
    """The stems of the words that stand before a person's name in a text, among them their roles."""
    if not person.name[:1].isupper() or person.kind not in _PERHAPS_PERSON or not single(person):
        return _NONE
    return _roles(tokens(person.name)[-1].casefold(), text)


@lru_cache(maxsize=KEPT)
def _roles(last: str, text: str) -> frozenset[str]:
    """The stems of the words that stand before a name in a text."""
    low, found = text.casefold(), set()
    at = low.find(last)
    while at >= 0:
        found |= {stem(word) for word in tokens(text[max(0, at - _BEFORE_NAME) : at])}
        at = low.find(last, at + 1)
    return frozenset(found)
