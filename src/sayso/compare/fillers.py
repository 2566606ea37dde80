"""Who, with what, where: how the words that fill one role of two tellings of a happening fit."""

import re
from functools import cache, lru_cache

from sayso.compare.names import normal, same_name
from sayso.compare.profile import KEPT, Profile
from sayso.compare.subjects import named
from sayso.compare.values import Fit
from sayso.compare.words import exact_class, stem, tokens
from sayso.data import group, words
from sayso.nouns import Predicate, ReferentKind, Role


def role_of(predicate: Predicate, name: str) -> Role | None:
    """The first role of that name."""
    return next((role for role in predicate.roles if role.role == name), None)


def means_of(predicate: Predicate) -> Role | None:
    """With what it was done: the instrument, or a weapon that stands as the doer ("a drone hit the store")."""
    agent = role_of(predicate, "agent")
    return agent if agent is not None and weapon(agent.name) else role_of(predicate, "instrument")


def doer_of(predicate: Predicate) -> Role | None:
    """Who did it, weapons left out."""
    agent = role_of(predicate, "agent")
    return None if agent is None or weapon(agent.name) else agent


@lru_cache(maxsize=KEPT)
def weapon(name: str) -> str | None:
    """The kind of weapon that a name tells of, or None."""
    return next((kind for word in reversed(tokens(name)) if (kind := _weapons().get(stem(word)))), None)


def means_fit(one: Role, two: Role) -> Fit:
    """How two weapons fit: of two kinds, they exclude one another."""
    left, right = weapon(one.name), weapon(two.name)
    if left is None or right is None:
        return Fit.OPEN
    if left != right:
        return Fit.CLASH
    ours, theirs = (frozenset(stem(word) for word in tokens(role.name)) for role in (one, two))
    if ours < theirs or theirs < ours:
        return Fit.B_INSIDE if ours < theirs else Fit.A_INSIDE
    return Fit.EQUAL if ours == theirs else Fit.CLASH  # a "cruise missile" is no "air-defence missile"


def doer_fit(one: Role, two: Role) -> Fit:
    """How two doers fit: one name, the nameless beside the named or described, or two who exclude one another."""
    if same_name(normal(one.name), normal(two.name)):
        return Fit.EQUAL
    vague = words("fillers", "anybody")
    loose = [stem(named(role.name).head) in _stems(vague) for role in (one, two)]
    if loose[0] != loose[1]:
        return Fit.B_INSIDE if loose[0] else Fit.A_INSIDE
    ours, theirs = (len(tokens(role.name)) for role in (one, two))
    if loose[0] and ours != theirs:  # "gunmen" and "two men on a motorcycle"
        return Fit.B_INSIDE if ours < theirs else Fit.A_INSIDE
    return Fit.OPEN


def place_fit(one: str, two: str) -> Fit:
    """How two places fit by their words: one names the other as what it lies in, or both are towns by name."""
    if normal(one) == normal(two):
        return Fit.EQUAL
    left, right = (frozenset(stem(word) for word in tokens(name)) for name in (one, two))
    if left < right or right < left:
        return Fit.A_INSIDE if right < left else Fit.B_INSIDE
    proper = all(name[:1].isupper() and len(tokens(name)) == 1 for name in (one, two))
    if proper and not left & right:
        return Fit.CLASH
    kinds = [named(name).head for name in (one, two)]
    facilities = words("bodies", "facilities")
    both = all(kind in facilities for kind in kinds)
    return Fit.CLASH if both and stem(kinds[0]) != stem(kinds[1]) else Fit.OPEN


def place_phrase(profile: Profile, predicate: Predicate) -> str | None:
    """Where it is said to have happened, with what the place is a part of; None where nothing tells."""
    role = role_of(predicate, "place")
    if role is None:
        happened = (other for other in profile.claim.predicates if other.name in ("happen", "begin"))
        role = next((found for other in happened if (found := role_of(other, "place"))), None)
    if role is None:
        patient = role_of(predicate, "patient")
        role = patient if patient is not None and patient.kind is ReferentKind.PLACE else None
    if role is None:
        return None
    text, start, end = profile.body, role.span.start, role.span.end
    part = _PART_BEFORE.search(text, max(0, start - _OF_MORE), start)
    whole = _WHOLE_BEHIND.match(text, end, end + _OF_MORE) or _WHOLE_BEFORE.search(
        text, max(0, start - _OF_MORE), start
    )
    return " ".join(filter(None, (part and part[1], role.name, whole and whole[1])))


_OF_MORE = 40
"""Characters beside a place in which what it is a part of, or what is a part of it, may be named."""
_PART_BEFORE = re.compile(r"\b(?:in|at|on|near|from|to)\s+(?:the\s+)?((?:[\w-]+\s+){1,4})of\s+(?:the\s+)?\Z")
_WHOLE_BEHIND = re.compile(r"\s+(?:of|in)\s+(?:the\s+)?([A-Z]\w+|capital|city|town|village)")
_WHOLE_BEFORE = re.compile(r"\b(?:the\s+)?([A-Z]\w+|capital|city|town|village)['’]s\s+(?:\w+\s+){0,2}\Z")


def adjuncts(a: Profile, b: Profile, shared: tuple[Predicate, Predicate]) -> Fit:
    """How two tellings of one happening fit by where, with what and by whom it was done."""
    one, two = shared
    left, right = place_phrase(a, one), place_phrase(b, two)
    fits = [place_fit(left, right)] if left and right else []
    for of, rated in ((means_of, means_fit), (doer_of, doer_fit)):
        ours, theirs = of(one), of(two)
        if ours is not None and theirs is not None:
            fits.append(rated(ours, theirs))
    if Fit.CLASH in fits:
        return Fit.CLASH
    return next((fit for fit in fits if fit in {Fit.A_INSIDE, Fit.B_INSIDE}), Fit.EQUAL)


def label_fit(one: Role, two: Role) -> Fit:
    """How two words for people fit: of two classes (fighters, civilians) they exclude one another."""
    kinds = [
        {found for part in tokens(role.name) if (found := exact_class("populations", part))} for role in (one, two)
    ]
    told = [kind - {"people"} for kind in kinds]
    return Fit.CLASH if told[0] and told[1] and not told[0] & told[1] else Fit.OPEN


@cache
def _weapons() -> dict[str, str]:
    return {stem(word): kind for kind in group("fillers", "weapons") for word in words("fillers", "weapons", kind)}


@cache
def _stems(listed: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, listed))
