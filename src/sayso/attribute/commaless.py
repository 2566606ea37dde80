"""Cue clauses at a sentence's end in texts that lost their commas: "The dam is safe the mayor said"."""

from collections.abc import Iterator

from sayso.attribute.asides import speaks
from sayso.attribute.candidates import Candidate
from sayso.attribute.syntax import Syntax
from sayso.attribute.verbs import cue_range, lemma_of
from sayso.data import words
from sayso.nouns import Sentence

LEAST_TOKENS = 40
"""Tokens of a text in which a missing comma tells that all are missing: no report of this length is without one."""
_LONGEST_SOURCE = 8
_LONGEST_TRAIL = 4
"""Words behind the verb ("said on Monday", "told reporters")."""
_LEAST_CONTENT = 3
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OF_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART"})
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_PUNCTUATION = frozenset({"PUNCT", "SPACE"})


def commaless(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each sentence that ends with "X said" or "said X", where a text has no comma at all."""
    annotated = syntax.annotated
    if len(syntax) < LEAST_TOKENS or "," in annotated.tokens.text:
        return
    for sentence in annotated.sentences:
        end = sentence.end
        while end > sentence.first and annotated.tokens.pos[end - 1] in _PUNCTUATION:
            end -= 1
        for verb in range(end - 1, sentence.first + _LEAST_CONTENT, -1):
            if annotated.tokens.tag[verb] in _FINITE and syntax.quotation[verb] < 0:
                if speaks(syntax, verb):
                    yield from _candidate(syntax, sentence, verb, end)
                break


def _candidate(syntax: Syntax, sentence: Sentence, verb: int, end: int) -> Iterator[Candidate]:
    inverted = lemma_of(syntax, verb) != "tell" and _is_phrase(syntax, verb + 1, end)
    source = (verb + 1, end) if inverted else None
    if source is None and end - verb - 1 <= _LONGEST_TRAIL:
        source = _before(syntax, sentence, verb)
    first = verb if source is None else min(verb, source[0])
    start = sentence.first
    if (index := syntax.quotation[first - 1]) >= 0:
        start = min(start, syntax.annotated.tokens_in(syntax.annotated.quotations[index].span).start)
    states = any(syntax.annotated.tokens.tag[t] in _FINITE for t in range(start, first))
    pieces = syntax.pieces((start, first))
    if source is None or not pieces or not states or first - start < _LEAST_CONTENT:
        return
    yield Candidate(
        head=verb,
        family="verb",
        lemma=lemma_of(syntax, verb),
        shape="content,tail",
        source=syntax.pieces(source),
        cue=syntax.pieces(cue_range(syntax, verb)),
        content=pieces,
        subject=source[1] - 1,
    )


def _before(syntax: Syntax, sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """The noun phrase right before the verb, back to its article; a name may go without one."""
    tokens = syntax.annotated.tokens
    if syntax.lower(verb - 1) in _PRONOUNS:
        return verb - 1, verb
    first = verb
    while first > sentence.first and verb - first < _LONGEST_SOURCE and syntax.quotation[first - 1] < 0:
        if tokens.pos[first - 1] == "DET" or tokens.tag[first - 1] == "PRP$":
            return (first - 1, verb) if first < verb else None
        if tokens.pos[first - 1] not in _OF_PHRASE:
            break
        first -= 1
    return (first, verb) if first < verb and tokens.pos[verb - 1] in {"NOUN", "PROPN"} else None


def _is_phrase(syntax: Syntax, first: int, end: int) -> bool:
    """Whether the words behind the verb are a name or a noun phrase and nothing else, and no "on Monday"."""
    tokens = syntax.annotated.tokens
    if not 0 < end - first <= _LONGEST_SOURCE or tokens.pos[first] == "ADP":
        return False
    if syntax.lower(first) in words("cues", "times", "days"):
        return False
    inside = [tokens.pos[t] for t in range(first, end)]
    return set(inside) <= _OF_PHRASE | {"DET", "ADP", "PRON"} and not {"NOUN", "PROPN"}.isdisjoint(inside)
