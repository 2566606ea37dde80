"""How likely a candidate is an attribution: the logistic sum of its features' weights, counted on annotated news."""

from functools import cache
from math import exp

from sayso.attribute.asides import speaks
from sayso.attribute.candidates import Candidate
from sayso.attribute.features import features
from sayso.attribute.syntax import Syntax
from sayso.data import table, words
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


SURE = 0.6
"""Probability of a construction that always attributes, where the counted texts would say less."""

_NOBODY = frozenset({"i", "we", "you", "one", "nobody", "none", "who"})


def is_sure(syntax: Syntax, candidate: Candidate) -> bool:
    """Whether the candidate is of a construction that always attributes (group sure in cues.toml)."""
    if candidate.rule in {"noun/figure", "phrase/view", "verb/as"}:
        return True
    if candidate.subject is None or syntax.quotation[candidate.head] >= 0:
        return False
    if syntax.lower(candidate.subject) in _NOBODY:
        return False
    if candidate.family == "noun":
        return candidate.shape == "that" and candidate.lemma in words("cues", "tells", "nouns")
    if candidate.family == "adjective":
        return candidate.shape in {"that", "bare"} and candidate.lemma in words("cues", "sure", "adjectives")
    return candidate.family == "verb" and _is_sure_verb(syntax, candidate)


def _is_sure_verb(syntax: Syntax, candidate: Candidate) -> bool:
    tokens, pair = syntax.annotated.tokens, f"{candidate.lemma}/{candidate.shape}"
    if not _realis(syntax, candidate) and candidate.shape != "naming":
        return False
    if pair in words("cues", "sure", "pairs"):
        return True
    if pair in words("cues", "sure", "counted"):
        return any(tokens.pos[t] == "NUM" for s in candidate.content for t in syntax.annotated.tokens_in(s))
    asserting = words("cues", "tells", "asserts") | words("cues", "sure", "verbs")
    if candidate.shape in words("cues", "sure", "set_off"):
        return speaks(syntax, candidate.head)
    return candidate.shape in words("cues", "sure", "shapes") and candidate.lemma in asserting


def _realis(syntax: Syntax, candidate: Candidate) -> bool:
    """Finite and not under "would", "should" or "to": what somebody does say, not what they might."""
    tokens = syntax.annotated.tokens
    if tokens.tag[candidate.head] in {"VB", "VBG"}:
        return False
    return not any(tokens.tag[c] == "MD" for c in syntax.kids(candidate.head, "aux"))


def probability(syntax: Syntax, candidate: Candidate) -> float:
    """The probability that the candidate is an attribution."""
    known = weights()
    total = known.get("bias", 0.0) + sum(known.get(name, 0.0) for name in features(syntax, candidate))
    counted = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
    return max(counted, SURE) if is_sure(syntax, candidate) else counted
