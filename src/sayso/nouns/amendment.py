"""A person's correction of a report's facts: what it says of itself, not what its text says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sayso.nouns.ids import content_id
from sayso.nouns.moment import Moment
from sayso.nouns.report import LayerName, Report


class Fact(StrEnum):
    """What of a report a person may correct."""

    OUTLET = "outlet"
    PUBLISHED = "published"
    TITLE = "title"  # what it is headed by; the title layer, which claims point into, stays as it is


READ_BY = frozenset({Fact.OUTLET, Fact.PUBLISHED})
"""Facts that a reading depends on: who speaks where nobody is named, and what "yesterday" means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One correction, by whom and when (UTC, ISO 8601). Never changed or deleted; a later one may take its place.

    `before` is what stood until then, `after` what stands from then on; None is unknown. `undoes` is the id of the
    amendment that this one withdraws.
    """

    id: str
    report: str
    fact: Fact
    before: str | None
    after: str | None
    by: str
    at: str
    why: str | None = None
    undoes: str | None = None


def amendment_id(number: int, report: str, fact: Fact, by: str, at: str) -> str:
    """The id of the amendment that is the ledger's `number`th: one person may make the same twice."""
    return content_id("m", number, report, fact.value, by, at)


def standing(amendments: Iterable[Amendment]) -> tuple[Amendment, ...]:
    """Those that hold, oldest first: neither withdrawn, nor withdrawing, nor followed by one of the same fact.

    `amendments` are given oldest first.
    """
    listed = tuple(amendments)
    withdrawn = {one.undoes for one in listed}
    held: dict[tuple[str, Fact], Amendment] = {}
    for one in listed:
        if one.undoes is None and one.id not in withdrawn:
            held.pop((one.report, one.fact), None)
            held[one.report, one.fact] = one
    return tuple(held.values())


def as_read(amendments: Iterable[Amendment]) -> dict[Fact, str | None]:
    """What the report itself said of each fact that was ever amended; all of them are of one report, oldest first."""
    found: dict[Fact, str | None] = {}
    for one in amendments:
        found.setdefault(one.fact, one.before)
    return found


def amended(report: Report, held: Iterable[Amendment]) -> Report:
    """The report with what stands of its amendments."""
    given = {one.fact: one.after for one in held}
    if Fact.OUTLET in given:
        report = replace(report, outlet=given[Fact.OUTLET])
    if Fact.PUBLISHED in given:
        published = given[Fact.PUBLISHED]
        report = replace(report, published=Moment(published) if published is not None else None)
    return replace(report, title=given[Fact.TITLE]) if Fact.TITLE in given else report


def facts_of(report: Report) -> Mapping[Fact, str | None]:
    """What stands of each fact that may be amended."""
    layer = report.layer(LayerName.TITLE)
    return {
        Fact.OUTLET: report.outlet,
        Fact.PUBLISHED: report.published.iso if report.published else None,
        Fact.TITLE: report.title or (layer.text if layer else None),
    }
