"""Rulings as lines: what was decided, by whom, when and why, and whether it holds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sayso.export.dates import Shown, instant
from sayso.export.decided import detail, ruling_words
from sayso.nouns import Anchor, Ruling, RulingKind, hull
from sayso.web.views.claims import text_href, voice_href


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


def ruling_lines(
    made: Iterable[Ruling], held: Collection[str] = (), undone: Collection[str] = ()
) -> tuple[RulingLine, ...]:
    """A line for each of the rulings, in their order; `held` are the ids of those that hold."""
    return tuple(
        RulingLine(
            id=one.id,
            words=ruling_words(one),
            detail=detail(one),
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
