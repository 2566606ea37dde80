"""Propositions: the atomic facts in what somebody is made to say, each with its own span."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.claims.phrases import SUBJECTS, children, sentence_range, subtree, tokens_of
from sayso.data import words
from sayso.nouns import Annotated, Form, Pieces, Span

SHORTEST = 4
"""Words that either side of "and" needs to be a fact of its own: "lamps flickered and doors slammed" is one."""

_DATELINE = re.compile(
    r"(?:[A-Z][A-Z'’ /.-]+(?:, [A-Z][\w. ]{2,20})?,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})? ?)?\([A-Z][^()\n]{1,40}\)(?: ?[-–—]+)? |"
    r"[A-Z][A-Z'’ -]{2,30}(?:, [A-Z][\w. ]{2,20})? ?[-–—]+ |"
    r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})? ?[-–—:]? "
)
"""What opens a wire report or a live entry: place, date and agency, or the time."""

_VERBAL = frozenset({"VERB", "AUX"})
_OPENERS = "\"'“”„‘’«»‹›「」『』([{"
_CLOSERS = _OPENERS + ")]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """One fact: where it stands, and the token that the rest hangs on (None where nothing was parsed)."""

    content: Pieces
    head: int | None


def propositions(annotated: Annotated, content: Pieces, form: Form) -> tuple[Proposition, ...]:
    """The facts in a content, in text order; none if it holds no word."""
    del form
    found: list[Proposition] = []
    for among in _by_sentence(annotated, content):
        for part in _split(annotated, among):
            pieces = _pieces(annotated, part)
            if pieces:
                kept = tokens_of(annotated, pieces)
                found.append(Proposition(content=pieces, head=_head(annotated, kept)))
    return tuple(found)


def _by_sentence(annotated: Annotated, content: Pieces) -> Iterator[tuple[int, ...]]:
    tokens = annotated.tokens
    groups: list[list[int]] = []
    previous: int | None = None
    for piece in content:
        inside = [i for i in annotated.tokens_in(piece) if piece.start <= tokens.start[i] < piece.end]
        fresh = True
        for index in inside:
            sentence = tokens.sentence[index]
            if groups and sentence == previous and not (fresh and _stands_alone(annotated, groups[-1], inside)):
                groups[-1].append(index)
            else:
                groups.append([index])
            previous, fresh = sentence, False
    yield from (tuple(group) for group in groups)


def _stands_alone(annotated: Annotated, before: list[int], piece: list[int]) -> bool:
    """Whether a later piece of one sentence says something of its own: a clause, or a quotation of its own."""
    tokens = annotated.tokens
    here = [i for i in piece if tokens.sentence[i] == tokens.sentence[piece[0]]]
    if tokens.text[here[0]].lower() in {"and", "but", "while", "because", "since", "though", "although", "after"}:
        return True
    clause = any(tokens.dep[i] in SUBJECTS for i in here) and any(tokens.pos[i] in _VERBAL for i in here)
    return clause or annotated.quoted(here[0]) != annotated.quoted(before[-1])


def _split(annotated: Annotated, among: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The parts of a sentence that each state a fact: the rules in turn, each on what the ones before left whole."""
    parts = [_without_aside(annotated, among)]
    for rule in CUTS:
        parts = [piece for part in parts for piece in _cut(part, sorted(set(rule(annotated, part))))]
    return parts


def _cut(part: tuple[int, ...], cuts: list[int]) -> list[tuple[int, ...]]:
    bounds = [0, *(cut for cut in cuts if 0 < cut < len(part)), len(part)]
    return [part[a:b] for a, b in zip(bounds, bounds[1:], strict=False) if a < b]


def _without_aside(annotated: Annotated, among: tuple[int, ...]) -> tuple[int, ...]:
    """The tokens without a last "…, as the logbook shows", which tells how it is known and not what."""
    tokens = annotated.tokens
    for place in range(SHORTEST, len(among) - 2):
        rest = among[place:]
        if (
            tokens.text[among[place - 1]] != ","
            or tokens.text[among[place]].lower() != "as"
            or tokens.dep[among[place]] != "mark"
        ):
            continue
        clause = tokens.head[among[place]]
        if (
            clause in rest
            and not any(tokens.text[i] == "," for i in rest)
            and _finite(annotated, rest)
            and not any(tokens.head[i] not in rest and tokens.dep[i] == "ROOT" for i in rest)
        ):
            return among[:place]
    return among


def _semicolons(annotated: Annotated, among: tuple[int, ...]) -> Iterator[int]:
    """Where a semicolon parts two clauses."""
    tokens = annotated.tokens
    for place, index in enumerate(among):
        if (
            tokens.text[index] == ";"
            and _has_verb(annotated, among[:place])
            and _has_verb(annotated, among[place + 1 :])
        ):
            yield place


def _second_that(annotated: Annotated, among: tuple[int, ...]) -> Iterator[int]:
    """Where "and that …" begins a second clause of the same kind."""
    tokens = annotated.tokens
    for place in range(1, len(among) - 1):
        here, after = tokens.text[among[place]].lower(), tokens.text[among[place + 1]].lower()
        if (
            here in {"and", "but"}
            and after in {"that", "whether"}
            and tokens.dep[among[place + 1]] in {"mark", "advmod", "nsubj", "det"}
        ):
            yield place


def _reasons(annotated: Annotated, among: tuple[int, ...]) -> Iterator[int]:
    """Where "because …", "although …" gives a fact of its own."""
    tokens = annotated.tokens
    for place, index in enumerate(among):
        if (
            place
            and tokens.text[index].lower() in words("clauses", "own_fact")
            and tokens.dep[index] == "mark"
            and _has_verb(annotated, among[place:])
        ):
            yield place


def _coordinated(annotated: Annotated, among: tuple[int, ...]) -> Iterator[int]:
    """Where a second verb with its own subject or its own number begins ("killed 12 and wounded 30")."""
    tokens = annotated.tokens
    held = {index: place for place, index in enumerate(among)}
    for index in among:
        head = tokens.head[index]
        if (
            tokens.dep[index] != "conj"
            or head not in held
            or not _clausal(annotated, index)
            or not _clausal(annotated, head)
        ):
            continue
        start = _clause_start(annotated, head, index)
        if start not in held or not _own_fact(annotated, among, head, index, held[start]):
            continue
        yield held[start]


def _clausal(annotated: Annotated, index: int) -> bool:
    return annotated.tokens.pos[index] in _VERBAL


def _clause_start(annotated: Annotated, head: int, conjunct: int) -> int:
    """The conjunction before the conjunct, else where the conjunct's own words begin."""
    tokens = annotated.tokens
    sentence = sentence_range(annotated, conjunct)
    own = [i for i in subtree(annotated, conjunct) if head < i]
    start = own[0] if own else conjunct
    joining = [i for i in children(tokens, head, sentence) if tokens.dep[i] == "cc" and head < i < conjunct]
    return min(start, joining[-1]) if joining and joining[-1] >= start - 2 else start


def _own_fact(annotated: Annotated, among: tuple[int, ...], head: int, conjunct: int, cut: int) -> bool:
    tokens = annotated.tokens
    left, right = among[:cut], among[cut:]
    if _counts(annotated, left) and _counts(annotated, right):
        return True
    sentence = sentence_range(annotated, conjunct)
    own = [i for i in children(tokens, conjunct, sentence) if tokens.dep[i] in SUBJECTS and i > among[cut]]
    if not own:
        return (
            _has_object(annotated, conjunct) and _counts(annotated, right) and _words(annotated, left) >= 2 * SHORTEST
        )
    if tokens.pos[own[0]] == "PRON" or tokens.text[own[0]].lower() in {"both", "neither", "each"}:
        return False
    return min(_words(annotated, left), _words(annotated, right)) >= SHORTEST and head in among


def _parts_with_numbers(annotated: Annotated, among: tuple[int, ...]) -> Iterator[int]:
    """Where a part of the whole is counted: "…, among them 12 children", "… and three trapped"."""
    tokens = annotated.tokens
    for place in range(1, len(among) - 1):
        index = among[place]
        word, after = tokens.text[index].lower(), among[place + 1]
        rest = among[place:]
        if (
            word in {"including", "among"}
            and tokens.text[among[place - 1]] == ","
            and _counts(annotated, rest[:7])
            and not _main_verb_in(annotated, rest)
        ):
            yield place
        if (
            word == "and"
            and tokens.tag[after] == "CD"
            and _counts(annotated, among[:place])
            and _elliptical(annotated, rest)
            and _has_verb(annotated, among[:place])
        ):
            yield place


def _elliptical(annotated: Annotated, rest: tuple[int, ...]) -> bool:
    """Whether "and three trapped" leaves out a verb: a number, perhaps a noun, then a state."""
    tokens = annotated.tokens
    return any(
        tokens.tag[i] in {"VBN", "JJ"} and tokens.text[i].lower() in words("clauses", "states") for i in rest[2:5]
    ) and not _has_verb(annotated, tuple(i for i in rest if tokens.tag[i] != "VBN"))


def _relatives(annotated: Annotated, among: tuple[int, ...]) -> Iterator[int]:
    """Where a last, loose relative clause begins ("…, which is still closed")."""
    tokens = annotated.tokens
    for place in range(SHORTEST, len(among) - SHORTEST):
        index = among[place]
        loose = tokens.text[among[place - 1]] in {",", "–", "—"}
        if (
            loose
            and tokens.text[index].lower() in {"which", "who", "where"}
            and _finite(annotated, among[place:])
            and not _main_verb_in(annotated, among[place + 1 :], skip=index)
        ):
            yield place


CUTS = (_semicolons, _second_that, _reasons, _relatives, _parts_with_numbers, _coordinated)
"""The rules that find where a new fact begins; each gives places in the sequence of tokens."""


def _main_verb_in(annotated: Annotated, rest: tuple[int, ...], skip: int | None = None) -> bool:
    """Whether the clause goes on after an insertion: a verb there governs something before."""
    tokens = annotated.tokens
    first = rest[0] if rest else 0
    bound = skip if skip is not None else first
    return any(tokens.head[i] in rest and tokens.dep[i] == "ROOT" for i in rest) or any(
        tokens.head[i] >= first and tokens.pos[tokens.head[i]] in _VERBAL and tokens.dep[i] in SUBJECTS and i < bound
        for i in range(max(0, bound - 40), bound)
        if tokens.head[i] in rest
    )


def _has_verb(annotated: Annotated, among: tuple[int, ...]) -> bool:
    tokens = annotated.tokens
    return any(tokens.pos[i] in _VERBAL for i in among)


def _finite(annotated: Annotated, among: tuple[int, ...]) -> bool:
    tokens = annotated.tokens
    return any(tokens.tag[i] in {"VBD", "VBZ", "VBP", "MD"} for i in among)


def _has_object(annotated: Annotated, verb: int) -> bool:
    tokens = annotated.tokens
    return any(
        tokens.dep[i] in {"dobj", "attr", "oprd"} for i in children(tokens, verb, sentence_range(annotated, verb))
    )


def _counts(annotated: Annotated, among: tuple[int, ...]) -> bool:
    tokens = annotated.tokens
    return any(
        tokens.tag[i] == "CD" and not _dated(annotated, i) or tokens.lemma[i] in words("clauses", "quantifiers")
        for i in among
    )


def _dated(annotated: Annotated, index: int) -> bool:
    entity = annotated.tokens.entity[index]
    return entity >= 0 and annotated.entities[entity].label in {"DATE", "TIME", "ORDINAL"}


def _words(annotated: Annotated, among: tuple[int, ...]) -> int:
    return sum(annotated.tokens.pos[i] != "PUNCT" for i in among)


def _pieces(annotated: Annotated, part: tuple[int, ...]) -> Pieces:
    """The spans of a part without conjunctions, marks and stops at its ends."""
    tokens = annotated.tokens
    first, end = _after_dateline(annotated, part), len(part)
    while first < end and _leads(annotated, part, first):
        first += 1
    while end > first and _trails(annotated, part[end - 1]):
        end -= 1
    kept = part[first:end]
    spans: list[Span] = []
    for before, index in zip((None, *kept), kept, strict=False):
        own = Span(tokens.start[index], tokens.end[index])
        if spans and before is not None and index == before + 1:
            spans[-1] = Span(spans[-1].start, own.end)
        else:
            spans.append(own)
    return tuple(spans)


def _after_dateline(annotated: Annotated, part: tuple[int, ...]) -> int:
    """How many tokens at a paragraph's start tell only where, when and by whom ("BREVIK, May 3 (Volta) -", "14:05")."""
    tokens = annotated.tokens
    if not part:
        return 0
    block = annotated.paragraphs[annotated.sentences[tokens.sentence[part[0]]].paragraph].span
    match = _DATELINE.match(annotated.text, block.start, block.end)
    if match is None:
        return 0
    return sum(tokens.end[i] <= match.end() for i in part)


def _leads(annotated: Annotated, part: tuple[int, ...], place: int) -> bool:
    tokens = annotated.tokens
    index = part[place]
    word = tokens.text[index].lower()
    if not any(char.isalnum() for char in word):
        return not (
            word in {"$", "€", "£", "-", "+"} and place + 1 < len(part) and tokens.text[part[place + 1]][:1].isdigit()
        )
    if word in {"that", "whether", "if"}:
        return tokens.dep[index] in {"mark", "advmod"} and tokens.head[index] != index
    return (
        word in words("clauses", "leading")
        and tokens.dep[index] in {"cc", "mark", "advmod", "preconj", "punct"}
        and place + 1 < len(part)
    )


def _trails(annotated: Annotated, index: int) -> bool:
    tokens = annotated.tokens
    word = tokens.text[index]
    return not any(char.isalnum() for char in word) and word not in {"%", "°", "$", "€"} or tokens.dep[index] == "cc"


def _head(annotated: Annotated, kept: tuple[int, ...]) -> int | None:
    tokens = annotated.tokens
    held = frozenset(kept)
    tops = [i for i in kept if tokens.head[i] not in held or tokens.head[i] == i]
    verbs = [i for i in tops if tokens.pos[i] in _VERBAL]
    return next(iter(verbs or tops or kept), None)
