"""What a rule tells of two texts, weighed against what the trained reader takes them for.

A rule knows why, but only of wordings that it was written for; the reader knows more wordings, but not why. How much
each rule's word counts beside the reader's was fitted on pairs that neither had seen (`data/pairs.toml`).
"""

from functools import cache
from math import log

from sayso.compare.pairs.related import PairRelation, Related
from sayso.compare.reader import Odds
from sayso.data import table
from sayso.errors import DataError
from sayso.nouns import Reason

NO_RULE = "question"
"""What stands for a rule where none applies: it only says so."""

_LEAST = 1e-6
_NEEDED = {"reader", "least_dispute", "rule"}


def weighed(found: Related, odds: Odds) -> Related:
    """The relation for which rule and reader speak most; a rule's own words where it is the rule's."""
    weights = _weights()
    scores = {relation: weights["reader"] * log(max(_LEAST, _chance(relation, odds))) for relation in PairRelation}
    if found.rule != NO_RULE:
        scores[found.relation] += weights["rule"]
        scores[found.relation] += weights.get(f"{found.rule.partition(':')[0]}: {found.relation.value}", 0.0)
    best = max(PairRelation, key=lambda relation: scores[relation])
    if best is not found.relation and best is PairRelation.DISPUTES and _chance(best, odds) < weights["least_dispute"]:
        best = max((other for other in PairRelation if other is not best), key=lambda relation: scores[relation])
    if found.relation is best:
        return found
    return _read(best, odds)


def _read(relation: PairRelation, odds: Odds) -> Related:
    """What the reader alone tells."""
    words = f"A trained reader takes them so, with a probability of {_chance(relation, odds):.2f}; no rule tells why."
    return Related(
        relation=relation,
        direction=_direction(relation, odds),
        rule="reader",
        reasons=(Reason(rule="reader", words=words),),
    )


def _chance(relation: PairRelation, odds: Odds) -> float:
    value = relation.value
    return odds[value] if value in odds else odds[f"{value} a"] + odds[f"{value} b"]


def _direction(relation: PairRelation, odds: Odds) -> str | None:
    value = relation.value
    if value in odds:
        return None
    return "a->b" if odds[f"{value} a"] >= odds[f"{value} b"] else "b->a"


@cache
def _weights() -> dict[str, float]:
    listed = table("pairs").get("beside_rules")
    if not isinstance(listed, dict) or not listed.keys() >= _NEEDED:
        raise DataError(f"the table pairs.toml needs a group [beside_rules] with {', '.join(sorted(_NEEDED))}")
    return {str(name): float(value) for name, value in listed.items()}
