"""Insertions: facts in the middle of a sentence, which leave the sentence around them in two pieces."""

from sayso.claims.cuts import Part, counts, counts_part, is_finite
from sayso.claims.phrases import children, sentence_range
from sayso.nouns import Annotated

_OPENING = frozenset({",", "–", "—", "("})
_CLOSING = {",": ",", "–": "–", "—": "—", "(": ")"}
_GOES_ON = frozenset({"VERB", "AUX", "ADV", "PART"})
"""What a sentence goes on with behind an insertion after its subject."""


def without_insertions(annotated: Annotated, among: Part) -> list[Part]:
    """The sentence around its insertions, then each insertion; only the sentence where there is none.

    "At least 14 people, among them three children, were hurt" says that 14 were hurt and that three were children.
    """
    for first in range(2, len(among)):
        end = _end_of(annotated, among, first)
        if end is not None:
            around = (*among[: first - 1], *among[end + 1 :])
            return [*without_insertions(annotated, around), among[first:end]]
    return [among]


def _end_of(annotated: Annotated, among: Part, first: int) -> int | None:
    """Where the insertion that begins at a place ends, or None if none begins there."""
    tokens = annotated.tokens
    mark = tokens.text[among[first - 1]]
    if mark not in _OPENING or among[first - 1] + 1 != among[first]:
        return None
    for end in range(first + 2, len(among) - 1):
        if tokens.text[among[end]] != _CLOSING[mark] or tokens.pos[among[end + 1]] not in _GOES_ON:
            continue
        inner, rest = among[first:end], among[end + 1 :]
        part = counts_part(annotated, inner) and not is_finite(annotated, inner)
        fact = part or (_is_relative(annotated, inner) and counts(annotated, inner))
        return end if fact and _resumes(annotated, among[: first - 1], rest) else None
    return None


def _is_relative(annotated: Annotated, inner: Part) -> bool:
    tokens = annotated.tokens
    return tokens.tag[inner[0]] in {"WDT", "WP"} and tokens.dep[tokens.head[inner[0]]] == "relcl"


def _resumes(annotated: Annotated, before: Part, rest: Part) -> bool:
    """Whether a verb behind the insertion has its subject before it."""
    tokens = annotated.tokens
    held = frozenset(before)
    return any(
        tokens.dep[child] in {"nsubj", "nsubjpass"} and child in held
        for verb in rest
        if tokens.pos[verb] in {"VERB", "AUX"}
        for child in children(tokens, verb, sentence_range(annotated, verb))
    )
