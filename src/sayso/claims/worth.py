"""Which of a narrator's sentences state a fact: those that only announce, ask or comment give no claim."""

import re
from functools import cache

from sayso.claims.acts import act_of_cue
from sayso.claims.phrases import SUBJECTS, head_of, left_edge, subtree, tokens_of
from sayso.claims.statuses import triggers
from sayso.data import words
from sayso.nouns import Act, Annotated, Pieces, quote

SHORT = 5
"""A narrator's sentence of at most so many words states something only if it holds a number, a time or a place."""

_POINTING = frozenset({"that", "this", "these", "those", "such", "it", "them", "so"})
"""Words that only point at what was said: "such reports", "that number"."""

_SAYING = frozenset({Act.ASSERT, Act.THANK, Act.DEMAND})
"""Acts in which a thing says nothing by itself; what is denied, feared or promised does."""

_ANCHORS = frozenset(
    {"CARDINAL", "DATE", "TIME", "GPE", "LOC", "FAC", "QUANTITY", "PERCENT", "MONEY", "ORDINAL", "EVENT"}
)


def states_a_fact(annotated: Annotated, content: Pieces) -> bool:
    """Whether a narrator's content says what happened or holds, and not only how the telling stands."""
    tokens = annotated.tokens
    among = tokens_of(annotated, content)
    words_in = [i for i in among if tokens.pos[i] != "PUNCT"]
    if not any(tokens.pos[i] in {"VERB", "AUX"} for i in among) or _asks(annotated, among):
        return False
    anchored = _anchored(annotated, among)
    if _comments().search(quote(annotated.text, content).lower()):
        return anchored and len(words_in) > 2 * SHORT
    if anchored:
        return True
    if len(words_in) <= SHORT:
        return False
    if any(tokens.lemma[i] in words("comment", "verbs") for i in among if tokens.pos[i] == "VERB"):
        return False
    about = {tokens.lemma[i] for i in among if tokens.dep[i] in SUBJECTS | {"dobj", "attr", "pobj"}}
    return not (about & words("comment", "nouns") and len(words_in) <= 2 * SHORT)


def states_something(annotated: Annotated, cue: Pieces, content: Pieces) -> bool:
    """Whether what somebody is made to say is more than a thing pointed at ("rejected such reports", "saw the papers").

    Without a verb it must hold a number, name a happening, bring in something new ("a plane") or label something.
    """
    tokens = annotated.tokens
    among = tokens_of(annotated, content)
    if not among or _has_clause(annotated, among) or any(tokens.tag[i] == "CD" for i in among):
        return True
    head = head_of(tokens, among)
    said = {tokens.lemma[i] for i in tokens_of(annotated, cue)}
    if head is None or said & words("comment", "labelling") or annotated.quoted(among[0]):
        return True
    opens = tokens.text[min(left_edge(annotated, head), among[0])].lower()
    if opens in _POINTING or tokens.text[head].lower() in _POINTING:
        return False
    if said & words("comment", "settling") or act_of_cue(annotated, tokens_of(annotated, cue)) not in _SAYING:
        return True
    happening = any(trigger.mapping == "nouns" for i in among for trigger in triggers().get(tokens.lemma[i], ()))
    return happening or opens not in words("comment", "known")


def _has_clause(annotated: Annotated, among: tuple[int, ...]) -> bool:
    """Whether there is a verb that does not only tell which thing is meant ("the company that runs the pier")."""
    tokens, held = annotated.tokens, frozenset(among)
    telling = {
        inner for i in among if tokens.dep[i] == "relcl" and tokens.head[i] in held for inner in subtree(annotated, i)
    }
    return any(tokens.pos[i] in {"VERB", "AUX"} and i not in telling for i in among)


@cache
def _comments() -> re.Pattern[str]:
    listed = sorted(words("comment", "phrases"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in listed) + r")\b")


def _asks(annotated: Annotated, among: tuple[int, ...]) -> bool:
    sentence = annotated.sentences[annotated.tokens.sentence[among[-1]]]
    return sentence.span.of(annotated.text).rstrip("\"'”’») ").endswith("?")


def _anchored(annotated: Annotated, among: tuple[int, ...]) -> bool:
    """Whether a number, a time or a place stands outside of the subject and does not count what is told."""
    tokens = annotated.tokens
    subjects = {
        inner
        for i in among
        if tokens.dep[i] in SUBJECTS and tokens.pos[i] == "PROPN"
        for inner in subtree(annotated, i)
    }
    if any(tokens.lemma[i] in words("clauses", "quantifiers") for i in among):
        return True
    for index in among:
        entity = tokens.entity[index]
        if index in subjects or (entity < 0 and tokens.tag[index] != "CD"):
            continue
        if entity >= 0 and annotated.entities[entity].label not in _ANCHORS:
            continue
        if tokens.lemma[tokens.head[index]] not in words("comment", "nouns"):
            return True
    return False
