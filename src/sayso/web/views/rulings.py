"""Rulings as lines: what was decided, by whom, when and why, and whether it holds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sayso.export.words import ACTS, CERTAINTIES, POLARITIES, REVIEWS
from sayso.nouns import Anchor, Correction, Parts, Ruling, RulingKind, hull
from sayso.web.views.claims import text_href, voice_href
from sayso.web.views.dates import Shown, instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a ruling is about: characters of a report, or a voice."""

    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingLine:
    """One ruling. `detail` are the corrected fields and where parts were put, or a person's wording.

    `holds` is None for a withdrawal.
    """

    id: str
    words: str
    detail: tuple[str, ...]
    by: str
    at: Shown
    why: str | None
    about: tuple[Place, ...]
    holds: bool | None
    undone: bool
    undoes: str | None


_WORDS = {
    (RulingKind.QUESTION, "same"): "one question",
    (RulingKind.QUESTION, "different"): "not one question",
    (RulingKind.REFERENT, "same"): "one voice",
    (RulingKind.REFERENT, "different"): "two voices",
    (RulingKind.RELEASE, "claim published"): "published",
    (RulingKind.POLICY, "two people"): "two people must agree on a claim",
    (RulingKind.POLICY, "one person"): "one person decides on a claim",
    (RulingKind.RELATION, "disputes"): "they dispute one another",
    (RulingKind.RELATION, "unsure"): "left open how they stand",
}


def ruling_words(ruling: Ruling) -> str:
    """What was decided, in a few words."""
    match ruling.kind:
        case RulingKind.READING:
            return REVIEWS.get(ruling.decision, ruling.decision)
        case RulingKind.WORDING:
            return "worded"
        case RulingKind.UNDO:
            return "withdrawn"
        case RulingKind.FLAG:
            return f"flagged {ruling.decision}"
        case RulingKind.RELATION if ruling.decision in {"refines", "supersedes"}:
            return f"the first {ruling.decision} the second"
        case _:
            return _WORDS.get((ruling.kind, ruling.decision), ruling.decision)


def ruling_lines(
    made: Iterable[Ruling], held: Collection[str] = (), undone: Collection[str] = ()
) -> tuple[RulingLine, ...]:
    """A line for each of the rulings, in their order; `held` are the ids of those that hold."""
    return tuple(
        RulingLine(
            id=one.id,
            words=ruling_words(one),
            detail=_detail(one),
            by=one.by,
            at=instant(one.at),
            why=one.why,
            about=(*map(_place, one.claims), *(Place(words=name, href=voice_href(name)) for name in one.names)),
            holds=None if one.kind is RulingKind.UNDO else one.id in held,
            undone=one.id in undone,
            undoes=one.undoes,
        )
        for one in made
    )


def _place(anchor: Anchor) -> Place:
    whole = hull(anchor.content)
    words = f"{anchor.voice or 'the report'}, characters {whole.start:,}–{whole.end:,}"
    return Place(words=words, href=text_href(anchor.report, anchor.layer, whole))


def _detail(ruling: Ruling) -> tuple[str, ...]:
    if ruling.kind is RulingKind.WORDING:
        return (ruling.decision,)
    return (*_corrected(ruling.correction), *_moved(ruling.parts))


def _corrected(correction: Correction | None) -> tuple[str, ...]:
    if correction is None:
        return ()
    told = (
        None if correction.voice is None else f"said by {correction.voice or 'nobody named'}",
        None if correction.act is None else ACTS[correction.act],
        None if correction.certainty is None else CERTAINTIES[correction.certainty],
        None if correction.polarity is None else POLARITIES[correction.polarity],
    )
    return tuple(words for words in told if words)


def _moved(parts: Parts | None) -> tuple[str, ...]:
    """Where a person has put the parts of a claim."""
    if parts is None:
        return ()
    named = (("source", parts.source), ("cue", parts.cue), ("claim", parts.content))
    return tuple(
        f"{name}: characters {', '.join(f'{one.start:,}–{one.end:,}' for one in pieces)}" if pieces else f"no {name}"
        for name, pieces in named
        if pieces is not None
    )
