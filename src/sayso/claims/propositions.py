"""Propositions: the atomic facts in what somebody is made to say, each with its own span."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso.claims.cuts import CUTS, SHORTEST, Part, counts_part, hangs_together, is_finite, label_opening
from sayso.claims.insertions import without_insertions
from sayso.claims.phrases import SUBJECTS, tokens_of
from sayso.data import words
from sayso.nouns import Annotated, Pieces, Span

_DATELINE = re.compile(
    r"(?:[A-Z][A-Z'’ /.-]+(?:, [A-Z][\w. ]{2,20})?,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})? ?)?"
    r"\([A-Z][^()\n]{1,40}\)(?: ?[-–—]+)? |"
    r"[A-Z][A-Z'’ -]{2,30}(?:, [A-Z][\w. ]{2,20})? ?[-–—]+ |"
    r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})? ?[-–—:]? "
)
"""What opens a wire report or a live entry: place, date and agency, or the time."""

_VERBAL = frozenset({"VERB", "AUX"})
_KEPT_SIGNS = frozenset({"%", "°", "$", "€", "£", "-", "+"})
_OPENERS = frozenset({"and", "but", "while", "because", "since", "though", "although", "after"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """One fact: where it stands, and the token that the rest hangs on (None where nothing was parsed)."""

    content: Pieces
    head: int | None


def propositions(annotated: Annotated, content: Pieces) -> tuple[Proposition, ...]:
    """The facts in a content, in text order; none if it holds no word."""
    found: list[Proposition] = []
    for among in _by_sentence(annotated, content):
        for part in _split(annotated, among):
            pieces = _pieces(annotated, part)
            if pieces:
                found.append(Proposition(content=pieces, head=main_token(annotated, tokens_of(annotated, pieces))))
    return tuple(found)


def main_token(annotated: Annotated, among: Part) -> int | None:
    """The token that the others hang on: a verb before a noun, None if there are no tokens."""
    tokens = annotated.tokens
    held = frozenset(among)
    tops = [i for i in among if tokens.head[i] not in held or tokens.head[i] == i]
    verbs = [i for i in tops if tokens.pos[i] in _VERBAL]
    return next(iter(verbs or tops or among), None)


def _by_sentence(annotated: Annotated, content: Pieces) -> list[Part]:
    """The content sentence by sentence; pieces of one sentence stay together unless a later one stands alone."""
    tokens = annotated.tokens
    groups: list[list[int]] = []
    for piece in content:
        inside = [i for i in annotated.tokens_in(piece) if piece.start <= tokens.start[i]]
        fresh = True
        for index in inside:
            same = bool(groups) and tokens.sentence[groups[-1][-1]] == tokens.sentence[index]
            if same and not (fresh and _stands_alone(annotated, groups[-1], inside)):
                groups[-1].append(index)
            else:
                groups.append([index])
            fresh = False
    return [tuple(group) for group in groups]


def _stands_alone(annotated: Annotated, before: list[int], piece: list[int]) -> bool:
    """Whether a later piece of a sentence says something of its own: a clause, or a quotation of its own."""
    tokens = annotated.tokens
    here = [i for i in piece if tokens.sentence[i] == tokens.sentence[piece[0]]]
    if tokens.text[here[0]].lower() in _OPENERS:
        return True
    if counts_part(annotated, tuple(here)) and not is_finite(annotated, tuple(here)):
        return True  # "Nine were hurt, the union said, among them two trainees"
    clause = any(tokens.dep[i] in SUBJECTS for i in here) and any(tokens.pos[i] in _VERBAL for i in here)
    return clause or annotated.quoted(here[0]) != annotated.quoted(before[-1])


def _split(annotated: Annotated, among: Part) -> list[Part]:
    """The parts of a sentence that each state a fact."""
    parts = without_insertions(annotated, _without_aside(annotated, among))
    for rule in CUTS:
        parts = [piece for part in parts for piece in _cut(part, set(rule(annotated, part)))]
    return parts


def _cut(part: Part, cuts: set[int]) -> Iterator[Part]:
    bounds = [0, *sorted(cut for cut in cuts if 0 < cut < len(part)), len(part)]
    yield from (part[start:end] for start, end in pairwise(bounds) if start < end)


def _without_aside(annotated: Annotated, among: Part) -> Part:
    """The tokens without a last "…, as the logbook shows", which tells how it is known and not what."""
    tokens = annotated.tokens
    for place in range(SHORTEST, len(among) - 2):
        rest = among[place:]
        aside = tokens.text[among[place - 1]] == "," and tokens.text[rest[0]].lower() == "as"
        if aside and tokens.dep[rest[0]] == "mark" and is_finite(annotated, rest) and hangs_together(annotated, rest):
            return among[:place]
    return among


def _pieces(annotated: Annotated, part: Part) -> Pieces:
    """The spans of a part without dateline, conjunctions, marks and stops at its ends."""
    tokens = annotated.tokens
    first, end = _after_dateline(annotated, part) or label_opening(annotated, part), len(part)
    while first < end and _leads(annotated, part, first):
        first += 1
    while end > first and _trails(annotated, part[end - 1]):
        end -= 1
    spans: list[Span] = []
    previous: int | None = None
    for index in part[first:end]:
        if previous is not None and index == previous + 1:
            spans[-1] = Span(spans[-1].start, tokens.end[index])
        else:
            spans.append(Span(tokens.start[index], tokens.end[index]))
        previous = index
    return tuple(spans)


def _after_dateline(annotated: Annotated, part: Part) -> int:
    """How many tokens at a paragraph's start tell only where, when and by whom ("BREVIK, May 3 (Volta) -", "14:05")."""
    tokens = annotated.tokens
    if not part:
        return 0
    block = annotated.paragraphs[annotated.sentences[tokens.sentence[part[0]]].paragraph].span
    match = _DATELINE.match(annotated.text, block.start, block.end)
    return sum(tokens.end[i] <= match.end() for i in part) if match else 0


def _leads(annotated: Annotated, part: Part, place: int) -> bool:
    """Whether a token at the beginning of a part is no part of the fact: a mark, "and", "that"."""
    tokens = annotated.tokens
    index, more = part[place], place + 1 < len(part)
    word, hangs = tokens.text[index].lower(), tokens.dep[index]
    if not any(char.isalnum() for char in word):
        return not (more and word in _KEPT_SIGNS and tokens.text[part[place + 1]][:1].isdigit())
    if word in {"that", "whether", "if"}:
        # "that arson is suspected": the tagger may take it for an article.
        article = word == "that" and hangs == "det" and tokens.tag[part[place + 1] if more else index] == "NN"
        return more and (
            hangs in {"mark", "advmod"} or (article and tokens.lemma[index - 1] in words("people", "saying"))
        )
    return more and word in words("clauses", "leading") and hangs in {"cc", "mark", "advmod", "preconj", "punct"}


def _trails(annotated: Annotated, index: int) -> bool:
    """Whether a token at the end of a part is no part of the fact: a stop, a mark, a conjunction left over."""
    tokens = annotated.tokens
    word, hangs = tokens.text[index], tokens.dep[index]
    sign = not any(char.isalnum() for char in word) and word not in _KEPT_SIGNS - {"-", "+"}
    return sign or hangs == "cc" or (hangs == "mark" and word.lower() in words("clauses", "own_fact"))
