"""Speech acts: what a claimant does with a content, how surely, and in which mode it is put."""

from dataclasses import dataclass
from functools import cache

from sayso.claims.hedges import hedges, is_hedge, main_clause, negations
from sayso.claims.lexicon import body_nouns, role_nouns
from sayso.claims.phrases import SUBJECTS, children, sentence_range, tokens_of
from sayso.data import table, words
from sayso.nouns import Act, Annotated, Certainty, Modality, Pieces, Polarity, Span

_ORDER = (
    Act.UNVERIFIED,
    Act.NO_COMMENT,
    Act.DENY,
    Act.REFUSE,
    Act.THREATEN,
    Act.PROMISE,
    Act.WISH,
    Act.DEMAND,
    Act.EXPECT,
    Act.ADMIT,
    Act.ACCUSE,
    Act.THANK,
)
"""Which act wins where a cue has words of two ("declined to comment", "said they wished")."""

_SILENT_ON_TRUTH = frozenset({Act.WISH, Act.DEMAND, Act.NO_COMMENT, Act.UNVERIFIED})
"""Acts that tell nothing about how sure the claimant is."""

_TURNING = frozenset({Act.DENY, Act.REFUSE})
"""Acts that turn the content round, as a negation does."""

_PLANNED = frozenset({Act.PROMISE, Act.THREATEN, Act.REFUSE})
_OUTCOMES = frozenset({Act.EXPECT, Act.WISH})
_FUTURE = frozenset({"will", "'ll", "’ll", "would", "wo"})
_NOT = frozenset({"not", "n't", "n’t", "never"})
_OPENING = 4
"""Words of a content into which a phrase of the cue may run on."""

_GAP = 2
"""Words that may stand between two words of a phrase of a cue: "declined twice to comment"."""


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
    said, among = tokens_of(annotated, cue), tokens_of(annotated, content)
    clause = main_clause(annotated, among, head)
    act = act_of_cue(annotated, said, among[:_OPENING])
    # "declined to comment" may be cue and content at once; what the cue denies is not denied by the content as well.
    turned = negations(annotated, tuple(i for i in clause if i not in set(said))) + (act in _TURNING)
    if act is Act.ACCUSE and _only_supposes(annotated, said, head):
        act = Act.ASSERT
    if act is Act.ASSERT:
        act = _act_of_content(annotated, said, head)
    polarity = Polarity.NEGATIVE if turned % 2 else Polarity.POSITIVE
    unsure = any(is_hedge(annotated, i) for i in (*said, *clause)) or (act is Act.EXPECT and not _sure(annotated, said))
    return Manner(
        act=act,
        polarity=polarity,
        certainty=_certainty(act, polarity, unsure=unsure),
        modality=_modality(annotated, act, among, clause, head),
        hedges=hedges(annotated, sorted({*said, *among})),
    )


@cache
def _group(act: Act) -> tuple[frozenset[str], tuple[tuple[str, ...], ...]]:
    """The words and the phrases of an act."""
    section = table("acts")[act.value]
    listed = section if isinstance(section, dict) else {}
    phrases = tuple(tuple(str(phrase).split()) for phrase in listed.get("phrases", ()))
    return frozenset(str(word) for word in listed.get("words", ())), phrases


@cache
def _phrases() -> dict[str, tuple[tuple[Act, tuple[str, ...]], ...]]:
    """The phrases of all acts by their first word."""
    found: dict[str, list[tuple[Act, tuple[str, ...]]]] = {}
    for act in _ORDER:
        for phrase in _group(act)[1]:
            found.setdefault(phrase[0], []).append((act, phrase))
    return {word: tuple(phrases) for word, phrases in found.items()}


def act_of_cue(annotated: Annotated, said: tuple[int, ...], opening: tuple[int, ...] = ()) -> Act:
    """The act that the words of a cue name; `ASSERT` where they name none.

    A phrase may run on into the `opening` of the content: "rejected | the offer of a truce".
    """
    tokens = annotated.tokens
    lemmas = tuple("not" if tokens.lemma[i] in _NOT else tokens.lemma[i] for i in (*said, *opening))
    present = frozenset(lemmas)
    named = {
        act
        for word in present
        for act, phrase in _phrases().get(word, ())
        if present.issuperset(phrase) and _holds(lemmas, phrase, len(said))
    }
    if named:
        return min(named, key=_ORDER.index)
    present = frozenset(lemmas[: len(said)])
    for act in _ORDER:
        if not _group(act)[0].isdisjoint(present):
            return Act.ASSERT if act in _TURNING and "not" in present else act
    return Act.ASSERT


def _holds(lemmas: tuple[str, ...], phrase: tuple[str, ...], before: int) -> bool:
    """Whether the phrase's words stand in the lemmas in order, with small gaps at most, the first before a place."""
    at = -1
    for number, word in enumerate(phrase):
        within = lemmas[:before] if number == 0 else lemmas[at + 1 : at + 2 + _GAP]
        if word not in within:
            return False
        at += 1 + within.index(word)
    return True


def _act_of_content(annotated: Annotated, said: tuple[int, ...], head: int | None) -> Act:
    """A say-verb leaves it to the content: what the speaker "will not" do is refused, what he hints at threatened."""
    if head is None:
        return Act.ASSERT
    tokens = annotated.tokens
    beside = tuple(children(tokens, head, sentence_range(annotated, head)))
    helpers = {tokens.text[i].lower() for i in beside if tokens.dep[i] in {"aux", "neg", "auxpass"}}
    subjects = [tokens.text[i].lower() for i in beside if tokens.dep[i] in SUBJECTS]
    himself = bool(subjects) and subjects[0] in {"he", "she", "i", "we"}
    itself = bool(subjects) and subjects[0] in {"it", "they"} and tokens.lemma[head] in words("acts", "harm", "words")
    lemmas = {tokens.lemma[i] for i in said}
    act = Act.ASSERT
    if himself and helpers & _NOT and helpers & _FUTURE:
        act = Act.REFUSE
    elif (himself or itself) and lemmas & {"hint", "warn"} and helpers & (_FUTURE | {"may", "might", "could"}):
        act = Act.THREATEN
    elif lemmas & {"sure", "certain", "confident", "convince"} and helpers & _FUTURE:
        act = Act.EXPECT
    return act


def _only_supposes(annotated: Annotated, said: tuple[int, ...], head: int | None) -> bool:
    """Whether "suspect" supposes a thing and no wrong of somebody: "suspect the dam leaks"."""
    tokens = annotated.tokens
    if head is None or "suspect" not in {tokens.lemma[i] for i in said}:
        return False
    subject = next(
        (i for i in children(tokens, head, sentence_range(annotated, head)) if tokens.dep[i] in SUBJECTS), None
    )
    if subject is None or tokens.pos[subject] != "NOUN" or tokens.tag[head] == "VBG":
        return False
    noun = tokens.lemma[subject]
    return noun not in body_nouns() and noun not in role_nouns() and noun not in words("people", "unnamed")


def _sure(annotated: Annotated, said: tuple[int, ...]) -> bool:
    return bool({annotated.tokens.lemma[i] for i in said} & {"predict", "sure", "certain", "confident", "foresee"})


def _certainty(act: Act, polarity: Polarity, *, unsure: bool) -> Certainty:
    if act in _SILENT_ON_TRUTH:
        return Certainty.UNKNOWN
    if polarity is Polarity.NEGATIVE:
        return Certainty.FALSE_UNCERTAIN if unsure else Certainty.FALSE_CERTAIN
    return Certainty.TRUE_UNCERTAIN if unsure else Certainty.TRUE_CERTAIN


def _modality(
    annotated: Annotated, act: Act, among: tuple[int, ...], clause: tuple[int, ...], head: int | None
) -> Modality:
    """The first mode that fits: condition, norm, plan, possibility, past, else actual."""
    tokens = annotated.tokens
    main = tuple(tokens.lemma[i] for i in clause)
    able = any(tokens.pos[i] in {"AUX", "ADJ"} and tokens.lemma[i] in words("hedges", "abilities") for i in clause)
    future = act not in _OUTCOMES and any(tokens.text[i].lower() in _FUTURE and tokens.tag[i] == "MD" for i in clause)
    to_do = act is Act.EXPECT and _is_own_doing(annotated, head)  # "expects to open the road"
    planned = act in _PLANNED or _names(main, "plans") or (future and _controlled(annotated, head)) or to_do
    first_that_fits = (
        (_conditional(annotated, among), Modality.CONDITIONAL),
        (
            act is Act.DEMAND
            or _names(main, "norms")
            or _says(main, "norm_phrases")
            or _expected_of_others(annotated, head),
            Modality.NORM,
        ),
        (planned and not able, Modality.PLAN),
        (able or future or act in _OUTCOMES, Modality.POSSIBLE),
        (_names(main, "past") or _says(main, "past_phrases"), Modality.PAST),
    )
    return next((mode for fits, mode in first_that_fits if fits), Modality.ACTUAL)


def _is_own_doing(annotated: Annotated, head: int | None) -> bool:
    """Whether a content is an infinitive of doing, whose doer is the speaker: "to open the road", not "to be late"."""
    if (
        head is None
        or annotated.tokens.tag[head] != "VB"
        or annotated.tokens.lemma[head] in words("hedges", "befalling")
    ):
        return False
    held = tuple(children(annotated.tokens, head, sentence_range(annotated, head)))
    tokens = annotated.tokens
    led = any(tokens.dep[i] == "aux" and tokens.text[i].lower() == "to" for i in held)
    return led and not any(tokens.dep[i] in SUBJECTS or tokens.dep[i] == "auxpass" for i in held)


def _expected_of_others(annotated: Annotated, head: int | None) -> bool:
    """Whether the speaker says what others have to do: "we expect all prisoners to be fed"."""
    if head is None or annotated.tokens.lemma[head] != "expect":
        return False
    tokens, sentence = annotated.tokens, sentence_range(annotated, head)
    held = tuple(children(tokens, head, sentence))
    we = any(tokens.dep[i] == "nsubj" and tokens.text[i].lower() in {"we", "i"} for i in held)
    clauses = [i for i in held if tokens.dep[i] in {"ccomp", "xcomp"}]
    return we and any(tokens.dep[i] in SUBJECTS for clause in clauses for i in children(tokens, clause, sentence))


def _conditional(annotated: Annotated, among: tuple[int, ...]) -> bool:
    tokens = annotated.tokens
    marks = any(tokens.lemma[i] in words("hedges", "conditions") and tokens.dep[i] == "mark" for i in among[1:])
    return marks or _says(tuple(tokens.lemma[i] for i in among), "condition_phrases")


def _names(lemmas: tuple[str, ...], group: str) -> bool:
    return not words("hedges", group).isdisjoint(lemmas)


def _says(lemmas: tuple[str, ...], group: str) -> bool:
    joined = f" {' '.join(lemmas)} "
    return any(f" {phrase} " in joined for phrase in words("hedges", group))


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
            noun, word = tokens.lemma[index], tokens.text[index].lower()
            acts = noun in body_nouns() or noun in words("people", "offices") or word in words("hedges", "agents")
            return tokens.lemma[head] != "be" and (named or acts)
    return False
