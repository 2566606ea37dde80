"""An answer of the service → attributions: each part where it stands in the text, or none at all."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Annotated as Within
from typing import NamedTuple

import msgspec
from msgspec import Meta, Struct

from sayso.attribute.forms import form_of
from sayso.attribute.llm.asking import MOST_CHARACTERS, MOST_PIECES, Passage
from sayso.nouns import Annotated, Attribution, Basis, Pieces, Span
from sayso.plugins import drop

RULE = "language model"

NEAR = 2
"""How many sentences further on source, cue and the nearest of the content may stand from one another: a voice is named
beside its words, before them or behind them."""

MOST = 200
"""Attributions that are looked at in one answer: a passage has some fifty sentences."""

NO_ANSWER = "the answer is not the JSON that was asked for"
NO_PROPOSAL = "a proposal is not as the schema has it"
TOO_MANY = "more than an answer may hold"
NO_SENTENCE = "no sentence has its number"
NOT_FOUND = "not in the text"
NOT_UNIQUE = "at several places in its sentence"
LEAVES_OUT = "leaves words out of a sentence"
APART = "source, cue and content stand apart"


class _Written(Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of a part as the service writes it."""

    n: int
    text: Within[str, Meta(min_length=1, max_length=MOST_CHARACTERS)]


_Part = Within[list[_Written], Meta(min_length=1, max_length=MOST_PIECES)]


class _Proposal(Struct, frozen=True, forbid_unknown_fields=True):
    source: _Part
    cue: _Part
    content: _Part


class _Answer(Struct, frozen=True, forbid_unknown_fields=True):
    attributions: list[msgspec.Raw]


class _Message(Struct, frozen=True):
    content: str


class _Choice(Struct, frozen=True):
    message: _Message


class _Completion(Struct, frozen=True):
    """What an OpenAI-compatible service answers; what else it tells of itself is not looked at."""

    choices: Within[list[_Choice], Meta(min_length=1)]


class _Placed(NamedTuple):
    sentence: int
    span: Span


def placed(annotated: Annotated, passage: Passage, body: bytes, method: str) -> Iterator[Attribution]:
    """What an answer to a passage proposes, as far as all of it is found there; the rest is dropped and counted."""
    for raw in _proposals(body):
        try:
            proposal = msgspec.json.decode(raw, type=_Proposal)
        except (msgspec.DecodeError, RecursionError):
            drop(NO_PROPOSAL)
            continue
        parts = [_part(annotated, passage, part) for part in (proposal.source, proposal.cue, proposal.content)]
        wrong = next((part for part in parts if isinstance(part, str)), None)
        found = [part for part in parts if not isinstance(part, str)]
        wrong = wrong or (APART if _apart(found) else LEAVES_OUT if _leaves_out(found) else None)
        if wrong:
            drop(wrong)
            continue
        source, cue, content = (_pieces(part) for part in found)
        yield Attribution(
            report=annotated.report,
            layer=annotated.layer,
            source=source,
            cue=cue,
            content=content,
            form=form_of(annotated, content),
            basis=Basis.EXPLICIT,
            rule=RULE,
            method=method,
        )


def _proposals(body: bytes) -> Sequence[msgspec.Raw]:
    try:
        message = msgspec.json.decode(body, type=_Completion).choices[0].message.content
        found = msgspec.json.decode(message.encode("utf-8", "surrogatepass"), type=_Answer).attributions
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        drop(NO_ANSWER)
        return ()
    if len(found) > MOST:
        drop(TOO_MANY, len(found) - MOST)
    return found[:MOST]


def _part(annotated: Annotated, passage: Passage, part: Sequence[_Written]) -> tuple[_Placed, ...] | str:
    """Where the pieces of a part stand, or why one of them does not."""
    found: list[_Placed] = []
    for piece in part:
        if not 1 <= piece.n <= len(passage.sentences):
            return NO_SENTENCE
        index = passage.sentences[piece.n - 1]
        sentence = annotated.sentences[index].span
        own = sentence.of(annotated.text)
        at = own.find(piece.text)
        if at < 0:
            return NOT_FOUND
        if own.find(piece.text, at + 1) >= 0:
            return NOT_UNIQUE
        start = sentence.start + at
        found.append(_Placed(index, Span(start, start + len(piece.text))))
    return tuple(sorted(found))


def _leaves_out(parts: Sequence[Sequence[_Placed]]) -> bool:
    """Whether a content skips words of a sentence where nobody is made to speak: it may skip a "not"."""
    source, cue, content = parts
    between = [one.span for one in (*source, *cue)]
    return any(
        before.sentence == after.sentence
        and not any(before.span.end <= one.start and one.end <= after.span.start for one in between)
        for before, after in pairwise(content)
    )


def _pieces(part: Sequence[_Placed]) -> Pieces:
    return tuple(one.span for one in part)


def _apart(parts: Sequence[Sequence[_Placed]]) -> bool:
    """Whether the source or the cue stands further from the rest than a voice does from its words."""
    source, cue, content = ({one.sentence for one in part} for part in parts)
    return any(
        min(abs(one - other) for one in a for other in b) > NEAR
        for a, b in ((source, cue), (source, content), (cue, content))
    )
