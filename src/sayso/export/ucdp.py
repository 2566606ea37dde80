"""Counts as conflict-event data with three estimates have them: low, best and high, each with who said it.

Columns that the UCDP Georeferenced Event Dataset has too keep its names (UCDP GED Codebook): `id`, `year`,
`number_of_sources`, `source_office`, `source_date`, `source_headline`, `source_original`, `where_coordinates`,
`where_prec`, `latitude`, `longitude`, `date_prec`, `date_start`, `date_end`, `best`, `high`, `low`. What it codes by
hand (type of violence, dyad, sides, deaths of each) is not told here.
"""

from collections.abc import Iterator

from sayso.export.coded import Asked, Days, asked, together
from sayso.export.dossier import Dossier
from sayso.export.records import number
from sayso.export.table import Cell
from sayso.locating import Located
from sayso.nouns import Answer, LayerName, QuestionKind, Report

LOSES = (
    "Questions that ask for no number; type of violence, dyad and sides, which people code; relays, acts, certainty, "
    "links and spans; the answers between low and high. A place or day is empty where claims "
    "name several places or none."
)

COLUMNS = {
    "id": "the question's id",
    "question": "the question in words",
    "state": "how it stands",
    "attribute": "what is asked: `killed`, `missing`, …",
    "counted": "what is counted: people, or another unit",
    "year": "of `date_start`, where that and `date_end` are in one year",
    "number_of_sources": "how many outlets printed the claims",
    "origins_min": "from how many origins they come, where all that may be one is one",
    "origins_max": "the same, where only what is known to be one is one",
    "source_office": "the outlets",
    "source_date": "the days of publication",
    "source_headline": "the titles of the reports",
    "source_original": "who is made to speak",
    "where_coordinates": "the place that all claims name",
    "where_prec": "1 the town, 2 near it (a building or site in it, too), 6 a country; empty: not told",
    "latitude": "of the town, WGS 84",
    "longitude": "of the town, WGS 84",
    "date_prec": "1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year; empty: longer or not told",
    "date_start": "the first day that the claims name",
    "date_end": "the last day that they name",
    "low": "the least value told that nothing has replaced",
    "low_said_by": "who said that, and in which outlet",
    "low_claims": "in which claims",
    "low_quote": "in which words",
    "best": "the value with most origins, of several the lower",
    "best_said_by": "who said that, and in which outlet",
    "best_claims": "in which claims",
    "best_quote": "in which words",
    "high": "the greatest value told; with an open bound (more than 60) more may be meant",
    "high_said_by": "who said that, and in which outlet",
    "high_claims": "in which claims",
    "high_quote": "in which words",
    "no_upper_bound": "who names no upper bound (at least, more than), and in which outlet",
}
"""The columns in their order, each with what it holds."""

_WHERE = {"town": 1, "facility": 2, "country": 6}


def rows(case: Dossier) -> Iterator[dict[str, Cell]]:
    """A row for each question that asks for a number and has one."""
    for one in asked(case):
        estimate = next((each for each in one.question.ranges if each.preset == "ucdp"), None)
        if one.question.key.kind is not QuestionKind.COUNT or estimate is None or not one.claims:
            continue
        days, place, reports = one.days(), one.place(), [claimed.report for claimed in one.claims]
        open_above = [answer for answer in one.question.answers if answer.low is not None and answer.high is None]
        yield {
            "id": one.question.id,
            "question": one.question.wording,
            "state": one.question.state.value,
            "attribute": one.question.key.attribute,
            "counted": one.question.key.unit or one.question.key.population,
            "number_of_sources": len({report.outlet or report.label for report in reports}),
            "origins_min": one.question.origins_min,
            "origins_max": one.question.origins_max,
            "source_office": together(report.outlet for report in reports),
            "source_date": together(report.published.iso[:10] if report.published else None for report in reports),
            "source_headline": together(_title(report) for report in reports),
            "source_original": together(one.who(claimed).rpartition(" (")[0] for claimed in one.claims),
            **_when(days),
            **_where(place),
            **_estimate(one, "low", estimate.low),
            **_estimate(one, "best", estimate.best),
            **_estimate(one, "high", estimate.high),
            "no_upper_bound": together(one.who(claimed) for claimed in one.behind(open_above)),
        }


def _estimate(one: Asked, name: str, value: float | None) -> dict[str, Cell]:
    """A value with who said it: those whose standing answers have it as a bound."""
    said = one.behind(answer for answer in one.question.answers if value is not None and _has(answer, value))
    return {
        name: number(value) if said else None,
        f"{name}_said_by": together(one.who(claimed) for claimed in said),
        f"{name}_claims": together(claimed.claim.id for claimed in said),
        f"{name}_quote": together(claimed.quote for claimed in said),
    }


def _has(answer: Answer, value: float) -> bool:
    return value in {answer.low, answer.high}


def _title(report: Report) -> str | None:
    title = report.layer(LayerName.TITLE)
    return report.title or (title.text if title else None)


def _when(days: Days | None) -> dict[str, Cell]:
    if days is None:
        return {"year": None, "date_prec": None, "date_start": None, "date_end": None}
    steps = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
    return {
        "year": days.first.year if days.first.year == days.last.year else None,
        "date_prec": next((code for most, code in steps if days.many <= most), None),
        "date_start": days.first.isoformat(),
        "date_end": days.last.isoformat(),
    }


def _where(place: Located | None) -> dict[str, Cell]:
    if place is None:
        return dict.fromkeys(("where_coordinates", "where_prec", "latitude", "longitude"))
    spot, kind = place.spot, place.where.precision
    near = spot is not None and place.precision.startswith("near")
    return {
        "where_coordinates": place.where.name,
        "where_prec": 2 if near else _WHERE.get(kind) if spot is not None or kind == "country" else None,
        "latitude": spot.latitude if spot else None,
        "longitude": spot.longitude if spot else None,
    }
