"""Cuts: where in a sentence a new fact begins. One rule a construction, all in one table."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from sayso.claims.phrases import SUBJECTS, children, sentence_range, subtree
from sayso.data import words
from sayso.nouns import Annotated

Part = tuple[int, ...]
"""A stretch of a sentence as token indices, in text order."""

SHORTEST = 4
"""Words that either side of "and" needs to be a fact of its own: "lamps flickered and doors slammed" is one."""

_VERBAL = frozenset({"VERB", "AUX"})
_SAME = frozenset(
    {"he", "she", "it", "they", "we", "i", "you", "both", "neither", "each", "this", "that", "all", "none"}
)
"""Subjects that go on with what was said: "the fence is old but it stands" is one fact."""

_RELATIVE = frozenset({"which", "who", "where", "when"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CLOCK_OR_YEAR = re.compile(r"\d{1,2}[:.]\d{2}|1[89]\d\d|20\d\d")


def semicolons(annotated: Annotated, among: Part) -> Iterator[int]:
    """A semicolon parts two clauses."""
    for place, index in enumerate(among):
        parted = annotated.tokens.text[index] == ";"
        if parted and has_verb(annotated, among[:place]) and has_verb(annotated, among[place:]):
            yield place


def second_that(annotated: Annotated, among: Part) -> Iterator[int]:
    """A second clause of the same kind begins with "and that …"."""
    tokens = annotated.tokens
    for place in range(1, len(among) - 1):
        here, after = among[place], among[place + 1]
        joins = tokens.text[here].lower() in {"and", "but"} and tokens.text[after].lower() in {"that", "whether"}
        if joins and tokens.dep[after] == "mark":
            yield place


def reasons(annotated: Annotated, among: Part) -> Iterator[int]:
    """A reason is a fact of its own ("… because the pump had failed")."""
    tokens = annotated.tokens
    for place, index in enumerate(among):
        marks = tokens.dep[index] == "mark" and tokens.text[index].lower() in words("clauses", "own_fact")
        if marks and count_words(annotated, among[:place]) >= SHORTEST and has_verb(annotated, among[place:]):
            yield place


def relatives(annotated: Annotated, among: Part) -> Iterator[int]:
    """A last, loose relative clause is a fact of its own ("…, which is still closed")."""
    tokens = annotated.tokens
    for place in range(SHORTEST, len(among) - SHORTEST + 1):
        if tokens.text[among[place - 1]] not in {",", "–", "—"}:
            continue
        opens = tokens.text[among[place]].lower() in _RELATIVE or _of_which(annotated, among[place : place + 4])
        rest = among[place:]
        # A clause with a subject of its own is one even where the tagger missed its tense.
        clause = is_finite(annotated, rest) or any(tokens.dep[i] in SUBJECTS for i in rest)
        if opens and clause and hangs_together(annotated, rest):
            yield place


def _of_which(annotated: Annotated, opening: Part) -> bool:
    """Whether a clause opens with "the cost of which", "most of whom"."""
    said = [annotated.tokens.text[i].lower() for i in opening]
    return any(pair in {("of", "which"), ("of", "whom")} for pair in pairwise(said))


def counted_parts(annotated: Annotated, among: Part) -> Iterator[int]:
    """A last part of the whole is counted: "…, among them 12 children", "…, 12 of them children"."""
    tokens = annotated.tokens
    for place in range(2, len(among) - 2):
        if tokens.text[among[place - 1]] not in {",", "–", "—"}:
            continue
        rest = among[place:]
        if counts_part(annotated, rest) and not is_finite(annotated, rest):
            yield place


def counts_part(annotated: Annotated, rest: Part) -> bool:
    """Whether a stretch opens by counting a part of what was named: "among them 12 children", "three of them new"."""
    tokens = annotated.tokens
    if len(rest) < 3:
        return False
    here, after, then = (tokens.text[i].lower() for i in (rest[1:4] if _denies(annotated, rest) else rest[:3]))
    named = here in {"including", "among"} or (here == "of" and after == "whom")
    counted = tokens.tag[rest[0]] == "CD" or here == "all" or here in words("clauses", "quantifiers")
    counts_of = counted and after == "of" and then in {"them", "whom"}
    return (named and counts(annotated, rest[:7])) or counts_of


def _denies(annotated: Annotated, rest: Part) -> bool:
    """Whether a stretch opens with "not all", "not many"."""
    return len(rest) > 3 and annotated.tokens.text[rest[0]].lower() == "not"


def left_out_verbs(annotated: Annotated, among: Part) -> Iterator[int]:
    """A second number with a state of its own shares the first one's verb: "eight are safe and three trapped"."""
    tokens = annotated.tokens
    for place in range(2, len(among) - 2):
        rest = among[place:]
        if tokens.text[rest[0]].lower() != "and" or tokens.tag[rest[1]] != "CD":
            continue
        state = any(tokens.text[i].lower() in words("clauses", "states") for i in rest[2:5])
        left = among[:place]
        if state and counts(annotated, left) and has_verb(annotated, left) and not is_finite(annotated, rest):
            yield place


def coordinated(annotated: Annotated, among: Part) -> Iterator[int]:
    """A second verb with its own subject or its own number is a second fact ("killed 12 and wounded 30")."""
    tokens = annotated.tokens
    held = {index: place for place, index in enumerate(among)}
    for index in among:
        head = tokens.head[index]
        joined = tokens.dep[index] == "conj" and head in held
        if not joined or tokens.pos[index] not in _VERBAL or tokens.pos[head] not in _VERBAL:
            continue
        start = _clause_start(annotated, head, index)
        cut = None if start is None else held.get(start)
        if cut and _own_fact(annotated, among[:cut], among[cut:], index):
            yield cut


def labels(annotated: Annotated, among: Part) -> Iterator[int]:
    """A label that the speaker puts on it is a fact of its own: "it shut during what he termed a siege"."""
    for place in range(SHORTEST, len(among) - 3):
        if label_opening(annotated, among[place:]):
            yield place


def label_opening(annotated: Annotated, rest: Part) -> int:
    """How many tokens at the beginning of a part only bring in a label ("during what he termed"); 0 for none."""
    tokens = annotated.tokens
    said = [tokens.text[i].lower() for i in rest[:2]]
    if len(rest) < 5 or said[0] not in {"in", "after", "during"} or said[1] != "what":
        return 0
    calls = [place for place, i in enumerate(rest[:7]) if tokens.lemma[i] in {"call", "describe", "term", "brand"}]
    if not calls or calls[0] + 1 >= len(rest):
        return 0
    return calls[0] + 1 + (tokens.text[rest[calls[0] + 1]].lower() == "as")


CUTS: tuple[Callable[[Annotated, Part], Iterator[int]], ...] = (
    semicolons,
    second_that,
    reasons,
    labels,
    relatives,
    counted_parts,
    left_out_verbs,
    coordinated,
)
"""The rules in turn, each on the parts that the ones before left whole; each gives places in the part."""


def _clause_start(annotated: Annotated, head: int, conjunct: int) -> int | None:
    """The conjunction before the conjunct, else where the conjunct's own words begin; None after "or"."""
    tokens = annotated.tokens
    start = next((i for i in subtree(annotated, conjunct) if head < i), conjunct)
    beside = children(tokens, head, sentence_range(annotated, conjunct))
    joining = [i for i in beside if tokens.dep[i] == "cc" and head < i < conjunct]
    if joining and tokens.text[joining[-1]].lower() in {"or", "nor"}:
        return None  # what is offered as a choice is one fact
    return min(start, joining[-1]) if joining and joining[-1] >= start - 2 else start


def _own_fact(annotated: Annotated, left: Part, right: Part, conjunct: int) -> bool:
    tokens = annotated.tokens
    if counts(annotated, left) and counts(annotated, right):
        return True
    beside = tuple(children(tokens, conjunct, sentence_range(annotated, conjunct)))
    own = [i for i in beside if tokens.dep[i] in SUBJECTS and i > right[0]]
    if not own:
        # "The kiln cracked at dawn and spoiled several loads": a number makes the second part a fact to compare.
        objects = any(tokens.dep[i] in {"dobj", "attr", "oprd"} for i in beside)
        return objects and counts(annotated, right) and count_words(annotated, left) > SHORTEST
    if tokens.text[own[0]].lower() in _SAME:
        return False
    # A count needs few words: "two divers died and a third is missing".
    least = SHORTEST - (counts(annotated, left) or counts(annotated, right))
    return min(count_words(annotated, left), count_words(annotated, right)) >= least


def hangs_together(annotated: Annotated, rest: Part) -> bool:
    """Whether the tokens are one insertion: all hang on one of them, and that is not the sentence's main verb."""
    tokens = annotated.tokens
    held = frozenset(rest)
    tops = {i for i in rest if tokens.pos[i] != "PUNCT" and (tokens.head[i] not in held or tokens.head[i] == i)}
    return len(tops) == 1 and not any(tokens.dep[i] == "ROOT" for i in tops)


def has_verb(annotated: Annotated, among: Part) -> bool:
    """Whether there is a verb among the tokens."""
    return any(annotated.tokens.pos[i] in _VERBAL for i in among)


def is_finite(annotated: Annotated, among: Part) -> bool:
    """Whether there is a verb with a tense among the tokens."""
    return any(annotated.tokens.tag[i] in _FINITE for i in among)


def counts(annotated: Annotated, among: Part) -> bool:
    """Whether something is counted among the tokens; clock times, dates and years count nothing."""
    tokens = annotated.tokens
    return any(
        tokens.lemma[i] in words("clauses", "quantifiers") or (tokens.tag[i] == "CD" and not _dated(annotated, i))
        for i in among
    )


def _dated(annotated: Annotated, index: int) -> bool:
    entity = annotated.tokens.entity[index]
    labelled = entity >= 0 and annotated.entities[entity].label in {"DATE", "TIME", "ORDINAL"}
    return labelled or _CLOCK_OR_YEAR.fullmatch(annotated.tokens.text[index]) is not None


def count_words(annotated: Annotated, among: Part) -> int:
    """How many of the tokens are words."""
    return sum(annotated.tokens.pos[i] != "PUNCT" for i in among)
