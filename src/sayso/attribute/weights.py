"""How likely a candidate is an attribution: the logistic sum of its features' weights, counted on annotated news."""

from functools import cache
from math import exp

from sayso.attribute.candidates import Candidate
from sayso.attribute.features import features
from sayso.attribute.syntax import Syntax
from sayso.data import table
from sayso.errors import DataError


@cache
def weights() -> dict[str, float]:
    """The weight of each feature, with "bias".

    Raises:
        DataError: the table holds no weights.
    """
    found: dict[str, float] = {}
    groups = table("cue_weights").get("weights")
    if not isinstance(groups, dict) or not groups:
        raise DataError("the table cue_weights.toml needs a [weights] group")
    for weight, names in groups.items():
        found |= dict.fromkeys(names, float(weight))
    return found


def probability(syntax: Syntax, candidate: Candidate) -> float:
    """The probability that the candidate is an attribution."""
    known = weights()
    total = known.get("bias", 0.0) + sum(known.get(name, 0.0) for name in features(syntax, candidate))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
