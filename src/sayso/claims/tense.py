"""Whether the clause around a word looks back or forward: what "on Friday" alone does not tell."""

from enum import Enum

from sayso.data import words
from sayso.nouns import Annotated

_MODALS = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "may", "might", "can", "could", "should", "must"})
_STEPS = 12
"""How far up the tree the governing verb is looked for; real sentences need 3 or 4."""
_AUXILIARY_REACH = 8
"""How far before a verb its auxiliaries may stand ("will, the ministry said on Monday, be held")."""


class Tense(Enum):
    """Where a verb form places what it tells."""

    PAST = "past"
    PERFECT = "perfect"  # begun before now and, as far as the form tells, going on
    PRESENT = "present"
    FUTURE = "future"


def looks_forward(annotated: Annotated, token: int, *, bound: bool = False) -> bool:
    """Whether the clause that the token stands in speaks of what is still to come.

    The present tense with a day is a plan ("Schools reopen on Monday"). With `bound` the day ends something ("until
    Sunday"), and what has begun and goes on looks forward to it as well.
    """
    if _is_moved_to(annotated, token):
        return True
    tense = tense_at(annotated, token)
    if bound and (tense is Tense.PERFECT or _moves(annotated, token)):
        return True
    return tense in {Tense.FUTURE, Tense.PRESENT}


def is_past(annotated: Annotated, token: int) -> bool:
    """Whether the clause that the token stands in tells of what is over, in the simple past."""
    return tense_at(annotated, token) is Tense.PAST


def tense_at(annotated: Annotated, token: int) -> Tense | None:
    """In which tense the clause stands that the token stands in, or None where there is no finite verb."""
    tokens = annotated.tokens
    forward = words("times", "lists", "forward")
    at = token
    for _ in range(_STEPS):
        if at != token:
            if tokens.lemma[at] in forward and not _acts(annotated, at):
                return Tense.FUTURE
            if tokens.pos[at] in {"VERB", "AUX"} and (found := _verb(annotated, at, _STEPS)) is not None:
                # "He is asking about Monday's debate": a day that hangs on a noun is told of, not planned.
                nominal = tokens.dep[token] in {"poss", "compound", "nmod"} and found is Tense.PRESENT
                return Tense.PAST if nominal else found
        if tokens.head[at] == at:
            break
        at = tokens.head[at]
    return _nearest(annotated, token)


def _moves(annotated: Annotated, token: int) -> bool:
    """Whether the verb right above puts something off: "was put off until Friday"."""
    tokens = annotated.tokens
    above = {tokens.head[token], tokens.head[tokens.head[token]]}
    return any(tokens.pos[i] == "VERB" and tokens.lemma[i] in words("times", "lists", "movers") for i in above)


def _is_moved_to(annotated: Annotated, token: int) -> bool:
    """Whether something is moved to the day: "has moved the opening of the trial to 16 June"."""
    tokens, at = annotated.tokens, token
    while tokens.dep[at] in {"nummod", "compound", "nmod"} and tokens.head[at] != at:
        at = tokens.head[at]
    if tokens.text[tokens.head[at]].lower() != "to":
        return False
    for _ in range(_STEPS):
        at = tokens.head[at]
        if tokens.pos[at] == "VERB":
            return tokens.lemma[at] in words("times", "lists", "movers")
    return False


def _acts(annotated: Annotated, at: int) -> bool:
    """Whether a word such as "plan" or "expect" is itself the past act: "They planned it on Friday"."""
    tokens = annotated.tokens
    return tokens.tag[at] == "VBD" and any(
        tokens.head[i] == at and tokens.dep[i] in {"dobj", "ccomp"} for i in range(at + 1, min(at + 8, len(tokens)))
    )


def _verb(annotated: Annotated, at: int, steps: int) -> Tense | None:  # noqa: PLR0911 - one return a rule reads better than a nest
    """The tense of one verb with its auxiliaries; None where its own head decides ("bringing", "held")."""
    tokens = annotated.tokens
    first = max(annotated.sentences[tokens.sentence[at]].first, at - _AUXILIARY_REACH)
    auxiliaries = [i for i in range(first, at) if tokens.head[i] == at and tokens.dep[i] in {"aux", "auxpass"}]
    forms = {tokens.text[i].lower() for i in auxiliaries}
    had = {tokens.tag[i] for i in auxiliaries if tokens.lemma[i] == "have"}
    if had & {"VBD", "VBN"}:
        return Tense.PAST
    if had and not forms & {"will", "shall", "wo"}:
        return Tense.PERFECT if "VB" not in had else Tense.PAST
    if forms & _MODALS:
        return Tense.FUTURE
    kinds = {tokens.tag[i] for i in auxiliaries} | {tokens.tag[at]}
    if "TO" in kinds:
        return _infinitive(annotated, at, steps - 1)
    if "VBD" in kinds:
        return Tense.PAST
    if kinds & {"VBZ", "VBP", "VB"}:
        # A bare base form is a plural present that the tagger missed ("Schools reopen"), or an order.
        return Tense.PRESENT
    return None


def _infinitive(annotated: Annotated, at: int, steps: int) -> Tense | None:
    """The tense of an infinitive: "agreed to meet" looks forward, "managed to leave" back with its own verb."""
    tokens = annotated.tokens
    head = tokens.head[at]
    if head == at or steps <= 0 or tokens.pos[head] not in {"VERB", "AUX"}:
        return Tense.FUTURE
    if tokens.lemma[head] == "have" and tokens.tag[head] == "VBD":
        return Tense.PAST
    if tokens.lemma[head] not in words("times", "lists", "done"):
        return Tense.FUTURE
    return _verb(annotated, head, steps)


def _nearest(annotated: Annotated, token: int) -> Tense | None:
    """The tense by the closest finite verb of the sentence, for trees that lead nowhere."""
    tokens = annotated.tokens
    sentence = annotated.sentences[tokens.sentence[token]]
    verbs = [
        i
        for i in range(sentence.first, sentence.end)
        if i != token and tokens.tag[i] in {"VBD", "VBZ", "VBP", "MD"} and tokens.pos[i] in {"VERB", "AUX"}
    ]
    if not verbs:
        return None
    tag = tokens.tag[min(verbs, key=lambda i: (abs(i - token), i))]
    return {"VBD": Tense.PAST, "MD": Tense.FUTURE}.get(tag, Tense.PRESENT)
