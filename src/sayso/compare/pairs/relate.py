"""How two short texts stand to one another: the seven relations, decided in the order of the labelling guidelines.

Two texts that a person lays side by side are taken to be about one matter unless something speaks against it; within a
case the same rules ask first whether two reports tell one story.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.compare.apart import same_mood
from sayso.compare.causes import cause_keys, rival_causes
from sayso.compare.pairs.antonyms import antonym_keys, antonyms
from sayso.compare.pairs.changed import changed, changed_keys
from sayso.compare.pairs.closer import closer, closer_keys, none_keys, none_left, order_keys, orders
from sayso.compare.pairs.corrections import correction_keys, corrections
from sayso.compare.pairs.denied import denied, denied_keys, people, people_keys, plan_keys, plans
from sayso.compare.pairs.figures import elsewhere, figure_keys, figures
from sayso.compare.pairs.matter import one_language, other_event, other_subject, places_apart
from sayso.compare.pairs.possibilities import possibilities, possibility_keys
from sayso.compare.pairs.related import PairRelation, Related
from sayso.compare.pairs.relays import passes_on, takes_no_position
from sayso.compare.pairs.weighed import NO_RULE, weighed
from sayso.compare.pairs.wholes import whole_keys, wholes
from sayso.compare.profile import Profile, profiles
from sayso.compare.reader import Odds
from sayso.compare.rules import RULES, Rule
from sayso.compare.sayings import alike
from sayso.compare.settle import Finding, settle
from sayso.compare.values import Fit
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
    Rule("order", order_keys, orders),
    Rule("whole", whole_keys, wholes),
    Rule("none left", none_keys, none_left),
    Rule("cause", cause_keys, rival_causes),
)
LAST = (
    Rule("people", people_keys, people),
    Rule("plan", plan_keys, plans),
    Rule("denied", denied_keys, denied),
    Rule("closer", closer_keys, closer),
    Rule("figure", figure_keys, figures),
    Rule("opposite words", antonym_keys, antonyms),
    Rule("changed", changed_keys, changed),
)
"""Tried before and after the others, and only where two texts were laid side by side on purpose: in a case of many
reports they would join too much."""


def relate(a: Sequence[Claimed], b: Sequence[Claimed], odds: Odds | None = None) -> Related | None:
    """The relation of two texts given by their claims, or None where it cannot be told.

    `odds` are what the trained reader takes them for; without them the rules tell alone.
    """
    found = _by_rules(a, b)
    return found if found is None or odds is None else weighed(found, odds)


def _by_rules(a: Sequence[Claimed], b: Sequence[Claimed]) -> Related | None:
    """What rules tell, in the order of the guidelines: one event, a position of both, then values with their times."""
    ours, theirs = (profiles([one for claimed in side for one in _each_number(claimed)]) for side in (a, b))
    if not ours or not theirs:
        return None
    return _before_values(ours, theirs) or _by_values(ours, theirs)


def _before_values(ours: Sequence[Profile], theirs: Sequence[Profile]) -> Related | None:
    """What is told before any value is looked at: that they are of two events, or that one takes no position."""
    if apart := other_event(ours, theirs):
        return _told(PairRelation.UNRELATED, "event", apart)
    silent = takes_no_position(ours, theirs)
    return _told(PairRelation.ATTRIBUTION_ONLY, "no position", silent) if silent else None


def _by_values(ours: Sequence[Profile], theirs: Sequence[Profile]) -> Related | None:
    """What the strongest meeting of two of their claims tells; None for none in two languages, which share no words."""
    found = _strongest(ours, theirs)
    passed = passes_on(ours, theirs)
    denied = passed is not None and "denial" in passed
    if passed and (found is None or denied or found.relation in (Relation.AGREES, Relation.REPEATS)):
        return _told(PairRelation.ATTRIBUTION_ONLY, "same origin", passed)
    weak = found is None or found.rule.startswith(("saying", "figure", "closer"))
    far = (places_apart(ours, theirs) or other_subject(ours, theirs)) if weak else None
    if far:
        return _told(PairRelation.UNRELATED, "event", far)
    if found is not None:
        return _of_finding(found)
    if not one_language(ours, theirs):
        return None
    return _told(PairRelation.DIFFERENT_QUESTION, NO_RULE, "They share the matter, but answer no one question.")


def _each_number(claimed: Claimed) -> Iterator[Claimed]:
    """The claim, and again with each further number that it gives in front: any of them may be what is asked about."""
    yield claimed
    numbers = claimed.claim.quantities
    for at in range(1, len(numbers)):
        turned = (numbers[at], *numbers[:at], *numbers[at + 1 :])
        yield replace(claimed, claim=replace(claimed.claim, quantities=turned))


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
        if met is not None and met.rule in {"time", "happening", "saying"} and (counted := figures(a, b)) is not None:
            met = counted  # of two numbers of one thing it is the numbers that answer
        if met is not None and met.rule == "saying" and met.fit is Fit.EQUAL and _of_two_kinds(a, b):
            continue
        if met is not None:
            found = settle(a, b, met)
            if found is not None:
                yield found if found.relation is not Relation.REPEATS or _verbatim(a, b) else _agreed(found)
            if found is not None or rule.name in _OF_ONE_PLACE:
                return


def _verbatim(a: Profile, b: Profile) -> bool:
    """Whether nothing is said anew: nearly the same words, and the same number to the letter."""
    same = a.count is None or b.count is None or (a.count.low, a.count.high) == (b.count.low, b.count.high)
    all_words = len(a.stems | b.stems)
    return same and (not all_words or len(a.stems & b.stems) / all_words >= _MOSTLY)


_MOSTLY = 0.6


def _agreed(found: Finding) -> Finding:
    """One voice that says the same in two ways agrees with itself."""
    return replace(found, relation=Relation.AGREES, reasons=found.reasons[:-1] or found.reasons)


def _of_two_kinds(a: Profile, b: Profile) -> bool:
    """Whether what both tell is of two kinds, though in like words: a pilot who died, a co-pilot in hospital."""
    mains = [next(iter(profile.claim.predicates), None) for profile in (a, b)]
    told = [main.name for main in mains if main is not None and " " not in main.name]
    return len(told) == len(mains) and told[0] != told[1] and alike(a, b) < _NEARLY_ALL


_NEARLY_ALL = 0.8


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
