"""A claim as a person has corrected it: what was said otherwise, and where its parts stand."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from sayso.nouns import Claim, Correction, Parts, Pieces, ReferentKind, Ruling, Span, Voice

One = TypeVar("One")


def corrected(claim: Claim, ruling: Ruling) -> Claim:
    """The claim as a person reads it; its id, its rule and the rest stay those of the machine's reading."""
    correction, parts = ruling.correction or Correction(), ruling.parts or Parts()
    fields = {name: getattr(correction, name) for name in ("act", "certainty", "polarity")}
    changed = replace(
        claim,
        voice=_voice(claim.voice, correction.voice, parts.source),
        cue=claim.cue if parts.cue is None else parts.cue,
        **{name: value for name, value in fields.items() if value is not None},
    )
    return changed if parts.content is None else _cut(changed, parts.content)


def _voice(read: Voice | None, name: str | None, source: Pieces | None) -> Voice | None:
    """Who speaks. A name without a source is the person's word, and keeps the words that were read for it."""
    if name == "":
        return None
    if name is None:
        return read if read is None or source is None else replace(read, source=source)
    kind = read.kind if read is not None else ReferentKind.UNKNOWN
    kept = read.source if read is not None else ()
    return Voice(name=name, kind=kind, source=kept if source is None else source)


def _cut(claim: Claim, content: Pieces) -> Claim:
    """The claim with other content. What was read in words that are no more of it goes; nothing is read anew."""

    def stays(span: Span) -> bool:
        was_in = any(piece.overlaps(span) for piece in claim.content)
        return not was_in or any(piece.overlaps(span) for piece in content)

    def kept(found: tuple[One, ...], of: Callable[[One], Span]) -> tuple[One, ...]:
        return tuple(one for one in found if stays(of(one)))

    return replace(
        claim,
        content=content,
        head=claim.head if claim.head is not None and stays(claim.head) else None,
        hedges=kept(claim.hedges, lambda one: one),
        predicates=kept(claim.predicates, lambda one: one.span),
        quantities=kept(claim.quantities, lambda one: one.span),
        times=kept(claim.times, lambda one: one.span),
        places=kept(claim.places, lambda one: one.span),
        evidence=kept(claim.evidence, lambda one: one.span),
    )
