"""What people have corrected of a report's facts, as lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.export.dates import Shown, instant
from sayso.nouns import Amendment, Fact, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One amendment, or the withdrawing of one; `before` and `after` None is unknown.

    `holds`: it stands. `is_open`: it can be withdrawn.
    """

    id: str
    fact: str
    before: str | None
    after: str | None
    by: str
    at: Shown
    why: str | None
    undoes: bool
    holds: bool
    is_open: bool


def fact_lines(history: Sequence[Amendment]) -> tuple[FactLine, ...]:
    """The amendments of one report, oldest first."""
    held = {one.id for one in standing(history)}
    gone = {one.undoes for one in history}
    return tuple(
        FactLine(
            id=one.id,
            fact=one.fact.value,
            before=one.before,
            after=one.after,
            by=one.by,
            at=instant(one.at),
            why=one.why,
            undoes=one.undoes is not None,
            holds=one.id in held,
            is_open=one.undoes is None and one.id not in gone,
        )
        for one in history
    )


def amended_facts(history: Sequence[Amendment]) -> dict[str, str]:
    """Of each fact that does not stand as it was read: who said so."""
    return {one.fact.value: one.by for one in standing(history)}


FIELDS = (
    (Fact.OUTLET, "Outlet", "empty: not known"),
    (Fact.PUBLISHED, "Published", "2024, 2024-05, 2024-05-07 or 2024-05-07T10:20+03:00; empty: not known"),
    (Fact.TITLE, "Title", "the title as it was read stays below, with its claims"),
)
"""The fields of the form: the fact, its name, and what may be written."""
