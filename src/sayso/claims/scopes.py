"""Over what a figure is counted: a running total, what came on top, a state at one moment."""

from collections.abc import Sequence

from sayso.claims.figures import Figure
from sayso.data import words
from sayso.nouns import Annotated, Comparator, Scope, When

_STEPS = 12
_PRESENCE_REACH = 32
"""How far behind a number "on board" may stand; a noun with two adjectives fits in."""
_CLOSED = frozenset({"range", "week", "month", "year", "season"})


def governor(annotated: Annotated, token: int) -> int | None:
    """The verb whose clause the token stands in, or None."""
    tokens = annotated.tokens
    at = token
    for _ in range(_STEPS):
        if tokens.head[at] == at:
            return at if tokens.pos[at] in {"VERB", "AUX"} else None
        at = tokens.head[at]
        if tokens.pos[at] in {"VERB", "AUX"} and tokens.dep[at] != "amod":
            return at
    return None


def window_of(annotated: Annotated, verb: int | None, times: Sequence[When]) -> When | None:
    """The time of the same clause that bounds a count; one with an open or long end goes first."""
    here = []
    for when in times:
        inside = annotated.tokens_in(when.span)
        if inside and verb is not None and when.precision != "unknown" and governor(annotated, inside[0]) == verb:
            here.append(when)
    return max(here, key=lambda when: (when.open == "since", when.precision in _CLOSED), default=None)


def scope_of(annotated: Annotated, figure: Figure, verb: int | None, window: When | None) -> Scope | None:
    """The scope that a figure's own words and clause tell; None where it has no verb of its own."""
    if figure.comparator is Comparator.SHARE:
        return Scope.SHARE
    if figure.added or _collected(annotated, window):
        return Scope.INCREMENT
    after = annotated.text[figure.span.end : figure.span.end + _PRESENCE_REACH].lower()
    if any(f" {mark}" in after for mark in words("quantities", "lists", "present")):
        return Scope.SNAPSHOT
    if verb is None:
        return None
    return _by_clause(annotated, verb, window)


def _collected(annotated: Annotated, window: When | None) -> bool:
    """Whether the window is closed: "over the past 36 hours", "overnight"."""
    if window is None or window.open != "none":
        return False
    said = window.span.of(annotated.text).lower()
    if window.precision == "part-of-day":
        return "overnight" in said or "last night" in said
    return window.precision in _CLOSED and not said.startswith(("this ", "at ", "by ")) and " this " not in f" {said}"


def _by_clause(annotated: Annotated, verb: int, window: When | None) -> Scope:  # noqa: PLR0911 - one return a rule reads better than a nest
    tokens = annotated.tokens
    sentence = annotated.sentences[tokens.sentence[verb]]
    low, high = max(sentence.first, verb - _STEPS), min(sentence.end, verb + 2 * _STEPS)
    clause = annotated.span(low, high).of(annotated.text).lower()
    auxiliaries = [i for i in range(low, verb) if tokens.head[i] == verb and tokens.dep[i] in {"aux", "auxpass"}]
    subjects = {tokens.lemma[i] for i in range(low, verb) if tokens.head[i] == verb and tokens.dep[i] == "nsubj"}
    if (window is not None and window.open == "since") or any(
        f" {mark}" in f" {clause}" for mark in words("quantities", "lists", "running")
    ):
        return Scope.CUMULATIVE
    growing = tokens.lemma[verb] in words("quantities", "lists", "growing")
    if growing and subjects & words("quantities", "lists", "totals"):
        return Scope.CUMULATIVE
    perfect = any(tokens.lemma[i] == "have" and tokens.tag[i] in {"VBZ", "VBP", "VB"} for i in auxiliaries)
    modal = any(tokens.tag[i] == "MD" for i in auxiliaries)
    if tokens.lemma[verb] == "be" and any(
        tokens.head[i] == verb and tokens.dep[i] == "xcomp" for i in range(verb + 1, min(verb + 4, high))
    ):
        return Scope.UNKNOWN  # "two mills are to close" tells of what is to come
    particle = any(tokens.head[i] == verb and tokens.dep[i] == "prt" for i in range(verb + 1, min(verb + 4, high)))
    listed = tokens.lemma[verb] in words("quantities", "lists", "states") and not particle
    since = perfect and any(tokens.lemma[i] == "since" and tokens.dep[i] in {"mark", "prep"} for i in range(verb, high))
    stative = (listed and not since) or _is_in_state(annotated, verb)
    if stative and not (modal and not perfect):
        return Scope.SNAPSHOT
    if perfect and not modal:
        return Scope.CUMULATIVE
    progressive = tokens.tag[verb] == "VBG" and any(tokens.lemma[i] == "be" for i in auxiliaries)
    if (progressive or {tokens.tag[i] for i in auxiliaries} & {"VBZ", "VBP"}) and not modal:
        return Scope.SNAPSHOT
    if tokens.tag[verb] in {"VBZ", "VBP"} and tokens.pos[verb] in {"VERB", "AUX"}:
        return Scope.SNAPSHOT
    return Scope.UNKNOWN


def _is_in_state(annotated: Annotated, verb: int) -> bool:
    """Being, not happening: "there was no …", "ninety were on the ferry", "five are dead"."""
    tokens = annotated.tokens
    return tokens.lemma[verb] == "be" and tokens.dep[verb] not in {"aux", "auxpass"}
