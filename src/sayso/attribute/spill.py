"""Contents that run on behind the sentence of their cue: what follows there goes on in the voice, by inheritance."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.attribute.inherit import going_on
from sayso.attribute.shared import ranges, sentences_of, tokens_of
from sayso.attribute.syntax import Syntax
from sayso.nouns import Attribution, Pieces


def within_sentence(syntax: Syntax, found: Attribution) -> tuple[Attribution, tuple[Attribution, ...]]:
    """The attribution up to the end of its cue's sentence, and one that goes on for each sentence behind it.

    Quotations stay whole: who opens them speaks to their end. Where nobody is named, no voice goes on.
    """
    reach = max(sentences_of(syntax, found.cue), default=None)
    if reach is None:
        return found, ()
    behind = [index for index in sentences_of(syntax, found.content) if index > reach and not _quoted(syntax, index)]
    kept = _without(syntax, found.content, behind)
    if not behind or not kept:
        return found, ()
    parts = [_only(syntax, found.content, index) for index in behind] if found.source else []
    spilled = tuple(going_on(syntax, found, part) for part in parts if part)  # a sentence of marks alone has none
    return replace(found, content=kept), tuple(replace(one, confidence=found.confidence) for one in spilled)


def uncovered(syntax: Syntax, spilled: Sequence[Attribution], others: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Those of the spilled that none of the others says."""
    taken = {token for other in others for token in tokens_of(syntax, other.content)}
    return tuple(one for one in spilled if taken.isdisjoint(tokens_of(syntax, one.content)))


def _quoted(syntax: Syntax, sentence: int) -> bool:
    first = syntax.annotated.sentences[sentence].first
    return syntax.quotation[first] >= 0


def _only(syntax: Syntax, pieces: Pieces, sentence: int) -> Pieces:
    """What of the pieces stands in the sentence."""
    here = syntax.annotated.tokens.sentence
    return syntax.pieces(*ranges([token for token in tokens_of(syntax, pieces) if here[token] == sentence]))


def _without(syntax: Syntax, pieces: Pieces, sentences: Sequence[int]) -> Pieces:
    here = syntax.annotated.tokens.sentence
    return syntax.pieces(*ranges([token for token in tokens_of(syntax, pieces) if here[token] not in sentences]))
