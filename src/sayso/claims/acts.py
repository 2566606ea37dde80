"""Speech acts: what a claimant does with a content, how surely, and in which mode it is put."""

from dataclasses import dataclass
from functools import cache

from sayso.claims.hedges import hedges, is_hedge, main_clause, negations
from sayso.claims.phrases import SUBJECTS, children, sentence_range, tokens_of
from sayso.data import table, words
from sayso.nouns import Act, Annotated, Certainty, Modality, Pieces, Polarity, Span

_ORDER = (
    Act.UNVERIFIED, Act.NO_COMMENT, Act.DENY, Act.REFUSE, Act.THREATEN, Act.PROMISE, Act.WISH, Act.DEMAND, Act.EXPECT, Act.ADMIT, Act.ACCUSE, Act.THANK,
)  # fmt: skip
"""Which act wins where a cue has words of two ("declined to comment", "said they wished")."""

_OPEN = frozenset({Act.WISH, Act.DEMAND, Act.NO_COMMENT, Act.UNVERIFIED})
"""Acts that say nothing about how sure the claimant is."""

_TURNING = frozenset({Act.DENY, Act.REFUSE})
_PLANNED = frozenset({Act.PROMISE, Act.THREATEN, Act.REFUSE})
_FUTURE = frozenset({"will", "'ll", "’ll", "would", "wo"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a content is put."""

    act: Act
    polarity: Polarity
    certainty: Certainty
    modality: Modality
    hedges: tuple[Span, ...]


def manner(annotated: Annotated, cue: Pieces, content: Pieces, head: int | None) -> Manner:
    """What the cue does with the content, by the cue's words first and the content's own second."""
    said = tokens_of(annotated, cue)
    among = tokens_of(annotated, content)
    clause = main_clause(annotated, among, head)
    act = act_of_cue(annotated, said)
    by_cue = act is not Act.ASSERT
    if not by_cue:
        act = _act_of_content(annotated, said, among, head)
    turns = negations(annotated, among, head) + (by_cue and act in _TURNING)
    polarity = Polarity.NEGATIVE if turns % 2 else Polarity.POSITIVE
    unsure = any(is_hedge(annotated, i) for i in (*said, *clause)) or (act is Act.EXPECT and not _sure(annotated, said))
    return Manner(
        act=act,
        polarity=polarity,
        certainty=_certainty(act, polarity, unsure=unsure),
        modality=_modality(annotated, act, among, clause, head),
        hedges=hedges(annotated, sorted({*said, *among})),
    )


@cache
def _phrases(act: Act) -> tuple[tuple[str, ...], ...]:
    section = table("acts").get(act.value)
    listed = section.get("phrases", []) if isinstance(section, dict) else []
    return tuple(tuple(str(phrase).split()) for phrase in listed)


@cache
def _words(act: Act) -> frozenset[str]:
    section = table("acts").get(act.value)
    listed = section.get("words", []) if isinstance(section, dict) else []
    return frozenset(str(word) for word in listed)


def act_of_cue(annotated: Annotated, said: tuple[int, ...]) -> Act:
    """The act that the words of a cue name; `ASSERT` where they name none."""
    tokens = annotated.tokens
    lemmas = tuple("not" if tokens.lemma[i] in {"n't", "n’t"} else tokens.lemma[i] for i in said)
    for act in _ORDER:
        if any(_holds(lemmas, phrase) for phrase in _phrases(act)):
            return act
    for act in _ORDER:
        if _words(act) & set(lemmas):
            denied = "not" in lemmas or "never" in lemmas
            return Act.ASSERT if denied and act in {Act.DENY, Act.REFUSE} else act
    return Act.ASSERT


def _holds(lemmas: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether the words of the phrase stand in the lemmas in their order, with at most two words between."""
    at = -1
    for number, word in enumerate(phrase):
        within = lemmas[at + 1 :] if number == 0 else lemmas[at + 1 : at + 4]
        if word not in within:
            return False
        at = at + 1 + within.index(word)
    return bool(phrase)


def _act_of_content(annotated: Annotated, said: tuple[int, ...], among: tuple[int, ...], head: int | None) -> Act:
    """A say-verb leaves it to the content: what the speaker "will not" do is refused, what he hints at is threatened."""
    tokens = annotated.tokens
    if head is None:
        return Act.ASSERT
    sentence = sentence_range(annotated, head)
    own = [i for i in children(tokens, head, sentence) if tokens.dep[i] in SUBJECTS and i in among]
    personal = bool(own) and tokens.text[own[0]].lower() in {"he", "she", "i", "we"}
    helpers = {
        tokens.text[i].lower() for i in children(tokens, head, sentence) if tokens.dep[i] in {"aux", "neg", "auxpass"}
    }
    denied = bool(helpers & {"not", "n't", "n’t", "never"})
    lemmas = {tokens.lemma[i] for i in said}
    if personal and denied and helpers & _FUTURE:
        return Act.REFUSE
    if personal and lemmas & {"hint", "warn"} and helpers & (_FUTURE | {"may", "might", "could"}):
        return Act.THREATEN
    if lemmas & {"sure", "certain", "confident", "convince"} and helpers & _FUTURE:
        return Act.EXPECT
    return Act.ASSERT


def _sure(annotated: Annotated, said: tuple[int, ...]) -> bool:
    return bool({annotated.tokens.lemma[i] for i in said} & {"predict", "sure", "certain", "confident", "foresee"})


def _certainty(act: Act, polarity: Polarity, *, unsure: bool) -> Certainty:
    if act in _OPEN:
        return Certainty.UNKNOWN
    if polarity is Polarity.NEGATIVE:
        return Certainty.FALSE_UNCERTAIN if unsure else Certainty.FALSE_CERTAIN
    return Certainty.TRUE_UNCERTAIN if unsure else Certainty.TRUE_CERTAIN


def _modality(
    annotated: Annotated, act: Act, among: tuple[int, ...], clause: tuple[int, ...], head: int | None
) -> Modality:
    tokens = annotated.tokens
    every = tuple(tokens.lemma[i] for i in among)
    main = tuple(tokens.lemma[i] for i in clause)
    if any(
        tokens.lemma[i] in words("hedges", "conditions") and tokens.dep[i] == "mark" and i != among[0] for i in among
    ) or _any(every, "condition_phrases"):
        return Modality.CONDITIONAL
    if act is Act.DEMAND or set(main) & words("hedges", "norms") or _any(main, "norm_phrases"):
        return Modality.NORM
    able = set(main) & words("hedges", "abilities")
    if able and any(tokens.pos[i] in {"AUX", "ADJ"} for i in clause if tokens.lemma[i] in able):
        return Modality.POSSIBLE
    future = any(tokens.text[i].lower() in _FUTURE and tokens.pos[i] == "AUX" for i in clause)
    if act in _PLANNED or set(main) & words("hedges", "plans"):
        return Modality.PLAN
    if future and act is not Act.EXPECT:
        return Modality.PLAN if _controlled(annotated, head) else Modality.POSSIBLE
    if act in {Act.EXPECT, Act.WISH}:
        return Modality.POSSIBLE
    if set(main) & words("hedges", "past") or _any(main, "past_phrases"):
        return Modality.PAST
    return Modality.ACTUAL


def _any(lemmas: tuple[str, ...], group: str) -> bool:
    return any(
        tuple(phrase.split()) == lemmas[i : i + len(phrase.split())]
        for phrase in words("hedges", group)
        for i in range(len(lemmas))
    )


def _controlled(annotated: Annotated, head: int | None) -> bool:
    """Whether somebody brings the future about: an acting subject, or a passive that leaves the actor out."""
    if head is None:
        return False
    tokens = annotated.tokens
    for index in children(tokens, head, sentence_range(annotated, head)):
        if tokens.dep[index] == "nsubjpass":
            return True
        if tokens.dep[index] == "nsubj":
            entity = tokens.entity[index]
            named = entity >= 0 and annotated.entities[entity].label in {"PERSON", "ORG", "GPE", "NORP"}
            nouns = (
                words("bodies", "state")
                | words("bodies", "private")
                | words("people", "offices")
                | words("hedges", "agents")
            )
            return tokens.lemma[head] != "be" and (
                named or tokens.lemma[index] in nouns or tokens.text[index].lower() in nouns
            )
    return False
