"""How two short texts stand to one another: the seven relations, decided in the order of the labelling guidelines.

Two texts that a person lays side by side are taken to be about one matter unless something speaks against it; within a
case the same rules ask first whether two reports tell one story.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sayso.compare.apart import same_mood
from sayso.compare.corrections import correction_keys, corrections
from sayso.compare.denied import denied, denied_keys, people, people_keys, plan_keys, plans
from sayso.compare.figures import elsewhere, figure_keys, figures
from sayso.compare.matter import other_event, places_apart
from sayso.compare.possibilities import possibilities, possibility_keys
from sayso.compare.profile import Profile, profiles
from sayso.compare.relays import passes_on, takes_no_position
from sayso.compare.rules import RULES, Rule
from sayso.compare.settle import Finding, settle
from sayso.compare.wholes import whole_keys, wholes
from sayso.nouns import Claimed, Reason, Relation

_STRENGTH = (Relation.DISPUTES, Relation.SUPERSEDES, Relation.REFINES, Relation.AGREES, Relation.REPEATS)
"""The strongest clash between any two propositions of the texts decides."""


_OF_ANY_MOOD = frozenset({"possibility", "correction", "retraction", "plan"})
"""Rules that look at how something is put, so that it may be put in two ways."""

_OF_ONE_PLACE = frozenset({"count", "figure", "saying"})
"""Rules by which what was done in two places must not be joined: seven dead here are not seven dead there."""

FIRST = (
    Rule("correction", correction_keys, corrections),
    Rule("possibility", possibility_keys, possibilities),
    Rule("whole", whole_keys, wholes),
)
LAST = (
    Rule("people", people_keys, people),
    Rule("plan", plan_keys, plans),
    Rule("denied", denied_keys, denied),
    Rule("figure", figure_keys, figures),
)
"""Tried before and after the others, and only where two texts were laid side by side on purpose: in a case of many
reports they would join too much."""


class PairRelation(StrEnum):
    """The relations of a pair of texts."""

    AGREES = "agrees"
    REFINES = "refines"
    DISPUTES = "disputes"
    SUPERSEDES = "supersedes"
    DIFFERENT_QUESTION = "different-question"
    ATTRIBUTION_ONLY = "attribution-only"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """How text a stands to text b. `direction` is "a->b" or "b->a" for refines and supersedes, else None."""

    relation: PairRelation
    direction: str | None
    rule: str
    reasons: tuple[Reason, ...]


def relate(a: Sequence[Claimed], b: Sequence[Claimed]) -> Related | None:
    """The relation of two texts given by their claims, or None where it cannot be told.

    The order of the guidelines: is it one event, does each take a position, then the values with their times.
    """
    made = profiles([*a, *b])
    ours, theirs = made[: len(a)], made[len(a) :]
    if not ours or not theirs:
        return None
    if apart := other_event(ours, theirs):
        return _told(PairRelation.UNRELATED, "event", apart)
    if silent := takes_no_position(ours, theirs):
        return _told(PairRelation.ATTRIBUTION_ONLY, "no position", silent)
    found = _strongest(ours, theirs)
    passed = passes_on(ours, theirs)
    if passed and (found is None or found.relation in (Relation.AGREES, Relation.REPEATS)):
        return _told(PairRelation.ATTRIBUTION_ONLY, "same origin", passed)
    far = places_apart(ours, theirs) if found is None or found.rule.startswith("saying") else None
    if far:
        return _told(PairRelation.UNRELATED, "event", far)
    if found is not None:
        return _of_finding(found)
    return _told(PairRelation.DIFFERENT_QUESTION, "question", "They share the matter, but answer no one question.")


def _strongest(ours: Iterable[Profile], theirs: Sequence[Profile]) -> Finding | None:
    found = [one for a in ours for b in theirs for one in _findings(a, b)]
    ranked = [one for one in found if one.relation in _STRENGTH]
    if not ranked:
        return next(iter(found), None)
    return min(ranked, key=lambda one: (_STRENGTH.index(one.relation), -one.confidence))


def _findings(a: Profile, b: Profile) -> Iterator[Finding]:
    """What the first rule that applies to two claims tells."""
    if not (a.position and b.position):
        return
    moods, other_place = same_mood(a, b), elsewhere(a, b)
    for rule in (*FIRST, *RULES, *LAST):
        if not moods and rule.name not in _OF_ANY_MOOD:
            continue
        if other_place and rule.name in _OF_ONE_PLACE:
            continue
        met = rule.meets(a, b)
        if met is not None:
            found = settle(a, b, met)
            if found is not None:
                yield found
            return


def _of_finding(found: Finding) -> Related:
    direction = "b->a" if found.turned else "a->b"
    match found.relation:
        case Relation.REFINES | Relation.SUPERSEDES:
            return Related(
                relation=PairRelation(found.relation.value), direction=direction, rule=found.rule, reasons=found.reasons
            )
        case Relation.DISPUTES | Relation.AGREES:
            relation = PairRelation(found.relation.value)
        case Relation.REPEATS:
            relation = PairRelation.ATTRIBUTION_ONLY
        case _:
            relation = PairRelation.DIFFERENT_QUESTION
    return Related(relation=relation, direction=None, rule=found.rule, reasons=found.reasons)


def _told(relation: PairRelation, rule: str, words: str) -> Related:
    return Related(relation=relation, direction=None, rule=rule, reasons=(Reason(rule=rule, words=words),))
