"""Questions as rows of event data in the manner of ACLED, to be merged into a coder's sheet.

Columns that ACLED has too keep its names (ACLED Codebook). One number of fatalities stands there only where all that
was told of it agrees: else it is empty, with the least and greatest told beside it and who said each. What coders judge
(event type, actors' kinds, whether civilians were meant, the scale of a source) is left to them.
"""

from collections.abc import Iterable, Iterator

from sayso.compare.words import listed
from sayso.export.coded import Asked, Days, asked, together
from sayso.export.dossier import Dossier
from sayso.export.records import number
from sayso.export.table import Cell
from sayso.locating import Located
from sayso.nouns import Answer, QuestionKind, State

LOSES = (
    "Questions of causes, labels, plans and times; event types and kinds of actors, which people code; administrative "
    "areas, as borders are not drawn; relays, certainty, links and spans. A place or day is empty where claims name "
    "several places or none."
)

DEATHS = "killed"
"""The attribute of questions that ask for the dead (`data/attributes.toml`)."""
EVENTS = frozenset(QuestionKind) - {
    QuestionKind.CAUSE,
    QuestionKind.LABEL,
    QuestionKind.OTHER,
    QuestionKind.PLAN,
    QuestionKind.TIME,
}
"""What a question asks for where it asks for something that happened."""

COLUMNS = {
    "event_id": "the question's id",
    "event_date": "the first day that the claims name; never the day of publication",
    "year": "of `event_date`",
    "time_precision": "1 a day, 2 a week or less, 3 a month or less; empty: longer or not told",
    "event_date_last": "the last day that the claims name",
    "question": "the question in words",
    "kind": "what it asks for",
    "state": "how it stands",
    "actor1": "who is told to have done it, as the claims name them",
    "actor2": "who is told to have undergone it",
    "location": "the place that all claims name",
    "latitude": "of the town, WGS 84",
    "longitude": "of the town, WGS 84",
    "geo_precision": "1 the town, 2 near it; empty: not told",
    "source": "the outlets",
    "origins_min": "from how many origins the claims come, where all that may be one is one",
    "origins_max": "the same, where only what is known to be one is one",
    "fatalities": "the number of dead, where the question asks for it and only one number stands",
    "fatalities_low": "the least number of dead told",
    "fatalities_low_said_by": "who said that, and in which outlet",
    "fatalities_high": "the greatest number of dead told",
    "fatalities_high_said_by": "who said that, and in which outlet",
    "notes": "every claim: who says it, in which outlet, published when, in which words",
}
"""The columns in their order, each with what it holds."""


def rows(case: Dossier) -> Iterator[dict[str, Cell]]:
    """A row for each question of something that happened, with the claims behind its answers."""
    for one in asked(case):
        if not one.claims or one.question.key.kind not in EVENTS:
            continue
        yield {
            "event_id": one.question.id,
            "question": one.question.wording,
            "kind": one.question.key.kind.value,
            "state": one.question.state.value,
            "actor1": _parts(one, "agent"),
            "actor2": _parts(one, "patient"),
            "source": together(claimed.report.outlet for claimed in one.claims),
            "origins_min": one.question.origins_min,
            "origins_max": one.question.origins_max,
            "notes": _notes(one),
            **_when(one.days()),
            **_where(one.place()),
            **_dead(one),
        }


def _parts(one: Asked, role: str) -> str | None:
    """Who plays a part in what is asked, as the standing claims tell it."""
    attribute = one.question.key.attribute
    about = {attribute, *listed("attributes", attribute, "predicates")}
    return together(
        each.name
        for claimed in one.behind(one.question.answers)
        for predicate in claimed.claim.predicates
        if predicate.name in about or predicate.frame in about
        for each in predicate.roles
        if each.role == role
    )


def _notes(one: Asked) -> str:
    return " | ".join(
        f"{one.who(claimed)}, {claimed.report.published.iso[:10] if claimed.report.published else 'undated'}: "
        f"“{claimed.quote}”"
        for claimed in one.claims
    )


def _when(days: Days | None) -> dict[str, Cell]:
    if days is None:
        return dict.fromkeys(("event_date", "year", "time_precision", "event_date_last"))
    return {
        "event_date": days.first.isoformat(),
        "year": days.first.year,
        "time_precision": next((code for most, code in ((1, 1), (7, 2), (31, 3)) if days.many <= most), None),
        "event_date_last": days.last.isoformat(),
    }


def _where(place: Located | None) -> dict[str, Cell]:
    spot = place.spot if place else None
    if place is None or spot is None:
        told = {"location": place.where.name if place else None}
        return {**told, **dict.fromkeys(("latitude", "longitude", "geo_precision"))}
    is_in = place.where.precision == "town" and not place.precision.startswith("near")
    return {
        "location": place.where.name,
        "latitude": spot.latitude,
        "longitude": spot.longitude,
        "geo_precision": 1 if is_in else 2,
    }


def _dead(one: Asked) -> dict[str, Cell]:
    names = [name for name in COLUMNS if name.startswith("fatalities")]
    empty: dict[str, Cell] = dict.fromkeys(names)
    key = one.question.key
    if key.kind is not QuestionKind.COUNT or key.attribute != DEATHS:
        return empty
    standing = [answer for answer in one.question.answers if answer.low is not None and one.behind((answer,))]
    if not standing:
        return empty
    low = min(answer.low for answer in standing if answer.low is not None)
    high = max(bound for answer in standing for bound in (answer.low, answer.high) if bound is not None)
    is_one = low == high and one.question.state is not State.DISPUTED and all(a.high is not None for a in standing)
    return {
        "fatalities": number(low) if is_one else None,
        "fatalities_low": number(low),
        "fatalities_low_said_by": _said(one, standing, low),
        "fatalities_high": number(high),
        "fatalities_high_said_by": _said(one, standing, high),
    }


def _said(one: Asked, answers: Iterable[Answer], value: float) -> str | None:
    told = (answer for answer in answers if value in {answer.low, answer.high})
    return together(one.who(claimed) for claimed in one.behind(told))
