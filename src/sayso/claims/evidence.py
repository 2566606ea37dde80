"""Evidence: what a claim leans on, who let it out, who passed it on, what it shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sayso.claims.phrases import SUBJECTS, children, left_edge, sentence_range, subtree
from sayso.data import standing_for, words
from sayso.nouns import Annotated, Evidence, Form, Pieces, Sentence, Voice, hull

_PRONOUNS = frozenset({"he", "she", "it", "they", "them", "him", "some", "both", "one", "this", "these"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A piece of evidence with the sentence that speaks of it."""

    evidence: Evidence
    sentence: int


@cache
def _kinds() -> Mapping[str, str]:
    return standing_for("evidence", "kinds")


def shown_in(annotated: Annotated) -> tuple[Shown, ...]:
    """All the evidence that a text speaks of, in text order."""
    return tuple(
        Shown(evidence=_read(annotated, index, kind), sentence=annotated.tokens.sentence[index])
        for index in range(len(annotated.tokens))
        if annotated.tokens.pos[index] in {"NOUN", "PROPN"}
        and (kind := _kind(annotated, index)) is not None
        and not annotated.sentences[annotated.tokens.sentence[index]].noise
    )


def evidence_for(
    annotated: Annotated, shown: tuple[Shown, ...], content: Pieces, form: Form, voice: Voice | None
) -> tuple[Evidence, ...]:
    """The evidence that a claim leans on: named in its sentence, or shown in the one before by which it is brought."""
    inside = annotated.tokens_in(hull(content)) if content else range(0)
    if not inside:
        return ()
    here = annotated.tokens.sentence[inside[0]]
    own = [s.evidence for s in shown if s.sentence == here]
    brought = [
        s.evidence
        for s in shown
        if 0 < here - s.sentence <= _reach(form) and _brings(annotated, s, inside, voice, form)
    ]
    return tuple(dict.fromkeys([*own, *brought]))


def _reach(form: Form) -> int:
    # A quotation from a video may run over a few sentences; anything else leans on the sentence right before.
    return 4 if form in {Form.DIRECT, Form.MIXED} else 1


def _brings(annotated: Annotated, shown: Shown, inside: range, voice: Voice | None, form: Form) -> bool:
    if shown.evidence.kind not in {"video", "photo", "satellite image", "intercept", "document"}:
        return False
    if voice is not None:
        depicted = " ".join(piece.of(annotated.text) for piece in shown.evidence.depicts)
        return voice.name.split()[-1] in depicted.split() if depicted else False
    opening = {annotated.tokens.text[i].lower() for i in inside[:4]}
    return form is Form.NARRATOR and bool(opening & _PRONOUNS) and bool(shown.evidence.depicts)


def _kind(annotated: Annotated, index: int) -> str | None:
    """The kind of evidence that a noun names, or None: "the list of repairs" is none unless somebody points to it."""
    tokens = annotated.tokens
    lemma = tokens.lemma[index]
    if tokens.dep[index] in {"compound", "poss"}:
        return None
    pair = f"{tokens.lemma[index - 1]} {lemma}" if index else lemma
    if pair in _kinds():
        return _kinds()[pair]
    kind = _kinds().get(lemma)
    if lemma in words("evidence", "doubtful", "nouns") and not _leaned_on(annotated, index):
        return None
    if kind == "witness" and tokens.dep[index] in SUBJECTS:
        return None  # a witness who speaks is a voice
    return kind


def _verbs_over(annotated: Annotated, index: int) -> Iterator[int]:
    tokens = annotated.tokens
    top = index
    for _ in range(6):
        if tokens.head[top] == top:
            return
        top = tokens.head[top]
        if tokens.pos[top] == "VERB":
            yield top
            return


def _leaned_on(annotated: Annotated, index: int) -> bool:
    lemmas = (
        words("evidence", "verbs", "release")
        | words("evidence", "verbs", "circulate")
        | words("evidence", "verbs", "lean")
    )
    tokens = annotated.tokens
    direct = tokens.dep[index] in {"dobj", "nsubjpass", "pobj"}
    return direct and any(tokens.lemma[verb] in lemmas for verb in _verbs_over(annotated, index))


def _read(annotated: Annotated, index: int, kind: str) -> Evidence:
    tokens = annotated.tokens
    released: Pieces = ()
    circulated: Pieces = ()
    for verb in _verbs_over(annotated, index):
        doer = _doer(annotated, verb)
        if doer is not None and tokens.lemma[verb] in words("evidence", "verbs", "release"):
            released = doer
        elif doer is not None and tokens.lemma[verb] in words("evidence", "verbs", "circulate"):
            circulated = doer
    released = released or _owner(annotated, index)
    return Evidence(
        kind=kind,
        span=annotated.span(left_edge(annotated, index), index + 1),
        released_by=released,
        circulated_by=circulated,
        depicts=_depicted(annotated, index),
    )


def _doer(annotated: Annotated, verb: int) -> Pieces | None:
    tokens = annotated.tokens
    sentence = sentence_range(annotated, verb)
    subjects = [i for i in children(tokens, verb, sentence) if tokens.dep[i] == "nsubj"]
    agents = [
        j
        for i in children(tokens, verb, sentence)
        if tokens.dep[i] == "agent"
        for j in children(tokens, i, sentence)
        if tokens.dep[j] == "pobj"
    ]
    for head in (*subjects, *agents):
        held = _before_clause(annotated, subtree(annotated, head))
        return (annotated.span(held[0], held[-1] + 1),)
    return None


def _owner(annotated: Annotated, index: int) -> Pieces:
    tokens = annotated.tokens
    for child in children(tokens, index, sentence_range(annotated, index)):
        if tokens.dep[child] == "poss" and tokens.pos[child] != "PRON":
            return (annotated.span(left_edge(annotated, child), child + 1),)
    return ()


def _depicted(annotated: Annotated, index: int) -> Pieces:
    tokens = annotated.tokens
    sentence = sentence_range(annotated, index)
    shows = words("evidence", "verbs", "depict")
    above = tokens.head[index] if tokens.dep[index] in SUBJECTS else index
    near = {index, above}
    verbs = [
        i
        for i in sentence
        if tokens.lemma[i] in shows and tokens.head[i] in near | {i} and abs(i - index) < 12 and i > index
    ]
    for verb in verbs:
        held = [i for i in subtree(annotated, verb) if (i > verb and tokens.pos[i] != "PUNCT") or i > verb + 1]
        if held:
            return (annotated.span(held[0], _last_word(annotated, held) + 1),)
    of = [i for i in children(tokens, index, sentence) if tokens.text[i].lower() == "of"]
    for prep in of:
        held = [i for i in subtree(annotated, prep) if i > prep]
        if held:
            return (annotated.span(held[0], _last_word(annotated, held) + 1),)
    return ()


def _before_clause(annotated: Annotated, held: tuple[int, ...]) -> list[int]:
    tokens = annotated.tokens
    kept: list[int] = []
    for index in held:
        if tokens.text[index] in {",", ";", "–", "—"} or (kept and index != kept[-1] + 1):
            break
        kept.append(index)
    return kept or [held[0]]


def _last_word(annotated: Annotated, held: list[int]) -> int:
    last = [i for i in held if annotated.tokens.pos[i] != "PUNCT"]
    return last[-1] if last else held[-1]


def introduces(annotated: Annotated, shown: tuple[Shown, ...], sentence: Sentence) -> bool:
    """Whether a sentence brings evidence in ("media circulated a clip that shows …")."""
    number = annotated.tokens.sentence[sentence.first] if sentence.first < len(annotated.tokens) else -1
    return any(
        s.sentence == number and (s.evidence.released_by or s.evidence.circulated_by or s.evidence.depicts)
        for s in shown
    )
