"""Hedges and negations: the words by which a speaker holds back or turns round what is said."""

from collections.abc import Iterable

from sayso.claims.phrases import sentence_range
from sayso.data import words
from sayso.nouns import Annotated, Span

_BOUNDING = frozenset({"fewer", "less", "later", "only", "just", "merely", "simply", "doubt"})
_OWN_CLAUSE = frozenset({"relcl", "advcl", "acl", "conj", "parataxis"})


def hedges(annotated: Annotated, among: Iterable[int]) -> tuple[Span, ...]:
    """The spans of the hedges among the tokens."""
    tokens = annotated.tokens
    return tuple(Span(tokens.start[i], tokens.end[i]) for i in among if is_hedge(annotated, i))


def is_hedge(annotated: Annotated, index: int) -> bool:
    """Whether a token makes what is said less than certain ("could" of ability does not)."""
    tokens = annotated.tokens
    lemma = tokens.lemma[index]
    if lemma in words("hedges", "modal"):
        return not _of_ability(annotated, index)
    if lemma == "may" and tokens.pos[index] not in {"AUX", "VERB"}:
        return False  # the month
    if lemma in {"think", "believe", "suggest", "estimate"} and tokens.pos[index] not in {"VERB", "NOUN"}:
        return False
    if lemma == "likely" and any(
        tokens.dep[i] == "neg" and tokens.head[i] == index for i in sentence_range(annotated, index)
    ):
        return True
    return lemma in words("hedges", "hedges")


def _of_ability(annotated: Annotated, index: int) -> bool:
    tokens = annotated.tokens
    verb = tokens.head[index]
    denied = any(tokens.dep[i] == "neg" and tokens.head[i] == verb for i in sentence_range(annotated, index))
    return denied or tokens.lemma[verb] in words("hedges", "ability")


def main_clause(annotated: Annotated, among: tuple[int, ...], head: int | None) -> tuple[int, ...]:
    """The tokens of the main clause: without relative, adverbial and coordinated clauses that hang on it."""
    if head is None:
        return among
    tokens = annotated.tokens
    held = frozenset(among)
    kept: list[int] = []
    for index in among:
        top, inside = index, True
        for _ in range(len(among)):
            if top == head or tokens.head[top] == top or top not in held:
                break
            if tokens.dep[top] in _OWN_CLAUSE and tokens.pos[top] in {"VERB", "AUX"}:
                inside = False
                break
            top = tokens.head[top]
        if inside:
            kept.append(index)
    return tuple(kept)


def negations(annotated: Annotated, clause: tuple[int, ...]) -> int:
    """How many words of a clause turn it round: not, nobody, no longer, failed to."""
    tokens = annotated.tokens
    said = [tokens.text[i].lower() for i in clause]
    total = 0
    for place, index in enumerate(clause):
        after, next_but_one = (*said[place + 1 : place + 3], "", "")[:2]
        if said[place] in words("hedges", "negations"):
            # "no fewer than 40", "no more than 40" and "not only" deny nothing.
            bounds = said[place] in {"no", "not"} and (
                after in _BOUNDING or (after == "more" and next_but_one == "than")
            )
            total += not bounds
        elif tokens.lemma[index] in words("hedges", "negative_verbs"):
            total += after == "to"
    return total
