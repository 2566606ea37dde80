"""Attributions that plug-ins propose: what is taken of them, and why the rest is not.

A plug-in is one more extractor. It adds what the others leave to the narrator and takes nothing from them: whatever it
proposes, each claim that is found without it stands as it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from sayso.attribute.forms import form_of
from sayso.nouns import PROPOSED, Annotated, Attribution, Basis, Pieces
from sayso.plugins import drop


class Proposer(Protocol):
    """An extractor that a plug-in brings. It may propose what it likes: each attribution is checked."""

    @property
    def method(self) -> str:
        """Name and version in one line, as it is written into every attribution ("llm/1 some-model@host")."""
        ...

    @property
    def sends(self) -> str | None:
        """What leaves this machine, and for where, in one sentence that the user is told; None: nothing does."""
        ...

    def __call__(self, annotated: Annotated) -> tuple[Attribution, ...]:
        """The attributions that it proposes for a text layer.

        Raises:
            NoAnswer: a service that it asks does not answer; the report is then kept and not read.
        """
        ...


OUT_OF_PLACE = "not of this text"
"""Another report's, another layer's, or spans that are none here."""
NOT_EXPLICIT = "no source, cue and content"
FURNITURE = "page furniture"
OVERLAPPING = "parts overlap"
CUTS_WORDS = "cuts through a word"
ANOTHERS = "in another's place"
KNOWN = "found without it"
NO_CLAIM = "claims nothing"


def proposed(annotated: Annotated, proposer: Proposer) -> tuple[Attribution, ...]:
    """What a plug-in proposes, as far as it holds: it is in its own name, explicit, and where it says in this text.

    Its rule says that it is proposed, its form is told by the quotation marks, and relays are left to the steps that
    find them.
    """
    kept: list[Attribution] = []
    for one in proposer(annotated):
        reason = _wrong(annotated, one, kept)
        if reason:
            drop(reason)
        else:
            form = form_of(annotated, one.content)
            rule = f"{PROPOSED}{one.rule}"
            kept.append(replace(one, method=proposer.method, rule=rule, form=form, basis=Basis.EXPLICIT, via=()))
    return tuple(kept)


def beside(voices: Sequence[Attribution], more: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Those that touch no voice, nor one another: where somebody is known to speak, nobody else is put."""
    kept: list[Attribution] = []
    for one in more:
        if any(_touch(one, other) for other in (*voices, *kept)):
            drop(KNOWN)
        else:
            kept.append(one)
    return tuple(kept)


def _wrong(  # noqa: PLR0911 - a list of reasons
    annotated: Annotated, one: Attribution, kept: Sequence[Attribution]
) -> str | None:
    """Why a proposal does not hold, None where it does."""
    if (one.report, one.layer) != (annotated.report, annotated.layer):
        return OUT_OF_PLACE
    if not (one.source and one.cue and one.content):
        return NOT_EXPLICIT
    parts = (one.source, one.cue, one.content)
    if not all(_in_order(annotated.text, pieces) for pieces in parts):
        return OUT_OF_PLACE
    if any(_overlap(a, b) for a, b in ((parts[0], parts[1]), (parts[0], parts[2]), (parts[1], parts[2]))):
        return OVERLAPPING
    if any(_cuts(annotated.text, edge) for pieces in parts for span in pieces for edge in (span.start, span.end)):
        return CUTS_WORDS
    if _overlap(one.content, tuple(paragraph.span for paragraph in annotated.paragraphs if paragraph.noise)):
        return FURNITURE
    if any(_overlap(one.content, other.content) for other in kept):
        return ANOTHERS
    return None


def _in_order(text: str, pieces: Pieces) -> bool:
    """Whether the pieces lie in the text, in its order, without overlapping, and none of them is blank."""
    inside = all(span.end <= len(text) and span.of(text).strip() for span in pieces)
    return inside and all(before.end <= after.start for before, after in pairwise(pieces))


def _cuts(text: str, at: int) -> bool:
    """Whether a word goes on over this place."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _touch(one: Attribution, other: Attribution) -> bool:
    mine, theirs = ((*two.source, *two.cue, *two.content) for two in (one, other))
    return _overlap((*one.cue, *one.content), theirs) or _overlap((*other.cue, *other.content), mine)


def _overlap(some: Pieces, others: Pieces) -> bool:
    return any(span.overlaps(other) for span in some for other in others)
