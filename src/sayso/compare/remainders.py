"""Wholes and what is left of them: a group that fights on, where others say that all gave up or that the place fell."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sayso.compare.meeting import Meeting
from sayso.compare.names import normal, same_name
from sayso.compare.profile import Profile
from sayso.compare.subjects import subjects
from sayso.compare.values import Fit
from sayso.compare.words import exact_class, tokens
from sayso.nouns import Link, Predicate, QuestionKey, QuestionKind, Reason, Relation, Role

_HOLDING = frozenset({"resist", "remain", "hide"})
_NEAR = 60  # characters between a place and the town that it lies in: "the mill by the river in Orlow"
_LEAST = 4  # letters of a word that names a place


def remainder_keys(profile: Profile) -> Iterator[str]:
    """That a claim's main statement is one of a whole given up or taken, or of some who hold out."""
    if _gives_up(profile) or _taken(profile) or _holds_out(profile):
        yield "remainder:"


def remainders(a: Profile, b: Profile) -> Meeting | None:
    """One says that fighters gave up or a town was taken, the other that some hold out, of themselves or in a part."""
    for whole, part in ((a, b), (b, a)):
        holding = _holds_out(part)
        if holding is None or whole.negative or part.negative or (whole.named and whole.voice == part.voice):
            continue
        surrendered, town = _gives_up(whole), _taken(whole)
        if surrendered and _of_itself(part, holding):
            return _meeting(a, b, "resistance", None, "Some say of themselves that they hold out.")
        if town and _fighters(holding) and _in_town(holding, town, (a, b)):
            return _meeting(a, b, "control", normal(town.name), "Some hold out in a part of what is said to be taken.")
    return None


def stated_once(links: Iterable[Link]) -> tuple[Link, ...]:
    """The links without disputes that repeat one: a part disputes a whole, not each closer word on it besides."""
    listed = tuple(links)
    wholes: dict[str, set[str]] = defaultdict(set)
    for link in listed:
        if link.relation in (Relation.REFINES, Relation.ELABORATES):
            wholes[link.a].add(link.b)
    disputed = {frozenset((link.a, link.b)) for link in listed if link.rule.startswith("remainder:")}
    said = {
        pair for pair in disputed for x in pair for y in pair - {x} for w in wholes[x] if frozenset((w, y)) in disputed
    }
    return tuple(link for link in listed if frozenset((link.a, link.b)) not in said)


def _gives_up(profile: Profile) -> Predicate | None:
    """The statement that fighters surrender or are captured, if that is the main one."""
    main = next(iter(profile.claim.predicates), None)
    found = main is not None and main.name in ("surrender", "capture") and _fighters(main)
    return main if found else None


def _taken(profile: Profile) -> Role | None:
    """The place that is said to be held or taken, if that is the main statement."""
    main = next(iter(profile.claim.predicates), None)
    if main is None or main.frame != "control" or (main.value or "not").startswith("not") or profile.mood != "fact":
        return None
    return next((role for role in main.roles if role.role == "patient" and role.name[:1].isupper()), None)


def _holds_out(profile: Profile) -> Predicate | None:
    main = next(iter(profile.claim.predicates), None)
    return main if main is not None and main.name in _HOLDING and not profile.attribute else None


def _of_itself(profile: Profile, state: Predicate) -> bool:
    """Whether they who hold out say so themselves and go on fighting."""
    if not profile.named or state.name != "resist":
        return False
    return any(same_name(normal(role.name), profile.voice) for role in subjects(state))


def _fighters(state: Predicate) -> bool:
    said = (word for role in subjects(state) for word in tokens(role.name))
    return any(exact_class("populations", word) == "fighters" for word in said)


def _in_town(state: Predicate, town: Role, pair: tuple[Profile, Profile]) -> bool:
    """Whether the place where they hold out is the town, or one that a report puts into it."""
    places = [role for role in state.roles if role.role == "place"]
    if any(same_name(normal(role.name), normal(town.name)) for role in places):
        return True
    marks = {word for role in places for word in tokens(role.name) if len(word) >= _LEAST}
    named = re.escape(town.name)
    return any(
        re.search(rf"\b{re.escape(mark)}\w*[^.;]{{0,{_NEAR}}}?\b(?:in|of)\s+{named}\b", p.body, re.IGNORECASE)
        for mark in marks
        for p in pair
    )


def _meeting(a: Profile, b: Profile, attribute: str, town: str | None, why: str) -> Meeting:
    kind = QuestionKind.CONTROL if town else QuestionKind.STATUS
    one, two = (next(iter(p.claim.predicates)).span for p in (a, b))
    return Meeting(
        rule="remainder",
        key=QuestionKey(kind=kind, attribute=attribute, population=town),
        fit=Fit.CLASH,
        reasons=(Reason(rule="remainder", words=why, a=one, b=two),),
        changes="state",
        confidence=0.45,
    )
