"""Noun phrases in the parse: their heads, their bounds, what hangs on them."""

from collections.abc import Iterable, Iterator

from sayso.nouns import Annotated, Pieces, Tokens

_LEFT = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "predet", "quantmod", "advmod", "case", "punct", "npadvmod"}
)
_TAIL = frozenset({"prep", "pobj", "det", "amod", "compound", "poss", "case"})
_SOME = frozenset({"one", "some", "several", "most", "many", "two", "both", "all"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def tokens_of(annotated: Annotated, pieces: Pieces) -> tuple[int, ...]:
    """The indices of the tokens in the pieces, in text order."""
    return tuple(dict.fromkeys(index for piece in pieces for index in annotated.tokens_in(piece)))


def head_of(tokens: Tokens, inside: Iterable[int]) -> int | None:
    """The token of a phrase that the rest hangs on: a nominal whose own head is outside, else the first such token."""
    among = tuple(inside)
    held = frozenset(among)
    tops = [i for i in among if tokens.head[i] not in held or tokens.head[i] == i]
    nominal = [i for i in tops if tokens.pos[i] in NOMINAL]
    return next(iter(nominal or tops or among), None)


def children(tokens: Tokens, head: int, sentence: range) -> Iterator[int]:
    """The tokens of the sentence that hang directly on `head`."""
    return (i for i in sentence if tokens.head[i] == head and i != head)


def sentence_range(annotated: Annotated, token: int) -> range:
    """The tokens of the sentence that holds the token."""
    sentence = annotated.sentences[annotated.tokens.sentence[token]]
    return range(sentence.first, sentence.end)


def subtree(annotated: Annotated, head: int) -> tuple[int, ...]:
    """The token and everything that hangs on it, in text order."""
    sentence = sentence_range(annotated, head)
    found = {head}
    grown = True
    while grown:
        more = {i for i in sentence if i not in found and annotated.tokens.head[i] in found}
        grown = bool(more)
        found |= more
    return tuple(sorted(found))


def left_edge(annotated: Annotated, head: int) -> int:
    """Where the phrase of a noun begins: its determiner, adjectives, compounds and owner."""
    tokens = annotated.tokens
    first = head
    while True:
        sentence = sentence_range(annotated, head)
        before = first - 1
        if before < sentence.start or not _belongs(tokens, before, first, head):
            return first
        first = before


def _belongs(tokens: Tokens, index: int, first: int, head: int) -> bool:
    top = index
    for _ in range(12):  # no real noun phrase nests deeper; a broken parse may hold a circle
        if tokens.head[top] == head or first <= tokens.head[top] <= head:
            hangs = tokens.dep[top]
            return hangs in _LEFT and (tokens.dep[index] != "punct" or tokens.text[index] in {"-", "'", "’"})
        if tokens.head[top] == top:
            return False
        top = tokens.head[top]
    return False


def words_of(annotated: Annotated, first: int, end: int) -> str:
    """The text from token `first` to `end` (exclusive), white space made single."""
    return " ".join(annotated.text[annotated.tokens.start[first] : annotated.tokens.end[end - 1]].split())


def phrase_end(annotated: Annotated, head: int) -> int:
    """The token behind a noun and its of-, for- and in-phrases."""
    tokens = annotated.tokens
    stop = sentence_range(annotated, head).stop
    end = head + 1
    while end < stop and tokens.dep[end] in _TAIL and head in _above(tokens, end):
        end += 1
    return end


def _above(tokens: Tokens, token: int) -> frozenset[int]:
    """The tokens that a token hangs on, up to the root."""
    found: set[int] = set()
    while token not in found:
        found.add(token)
        token = tokens.head[token]
    return frozenset(found)


def phrase_head(annotated: Annotated, inside: tuple[int, ...]) -> int | None:
    """The head noun of a phrase given by its tokens, with a leading "one of" or "some of" skipped."""
    tokens = annotated.tokens
    head = head_of(tokens, inside)
    if head is None or tokens.text[head].lower() not in _SOME:
        return head
    sentence = sentence_range(annotated, head)
    inner = [i for i in inside if i in sentence and tokens.dep[i] == "pobj" and left_edge(annotated, i) > head]
    return inner[0] if inner else head
