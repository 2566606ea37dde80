"""The JSON documents of questions, claims, reports and rulings, for command line and API; see docs/exchange.md."""

from collections.abc import Iterable, Mapping, Sequence

from sayso.compare import standing
from sayso.export.clocks import Clock, Timed
from sayso.export.dossier import Place
from sayso.export.format import Format
from sayso.export.lines import line_record
from sayso.export.notes import NO_NOTES, Notes
from sayso.export.records import Json, Record, link_record, question_record, report_record, ruling_record
from sayso.nouns import UNSEEN, Claimed, Link, Question, Report, Review, Ruling
from sayso.review import Applied


def claims_list(
    claims: Iterable[Claimed],
    places: Mapping[str, Sequence[Place]],
    reviews: Mapping[str, Review] | None = None,
    notes: Notes = NO_NOTES,
) -> list[Json]:
    """Claims, each with its report's facts, what a person has ruled on it and what is noted beside it."""
    ruled = reviews or {}
    return [
        line_record(one, places.get(one.claim.id, ()), review=ruled.get(one.claim.id, UNSEEN), notes=notes)
        for one in claims
    ]


def question_document(  # noqa: PLR0913, PLR0917 - a question is told with all that stands around it
    question: Question,
    claims: Mapping[str, Claimed],
    places: Mapping[str, Sequence[Place]],
    links: Iterable[Link],
    notes: Notes = NO_NOTES,
    release: Ruling | None = None,
) -> Record:
    """A question with the claims behind its answers and the links between them."""
    inside = [claim for answer in question.answers for claim in answer.claims]
    ends = frozenset(inside)
    return {
        "schema": "sayso/question/1",
        **question_record(question, release),
        "claims": claims_list((claims[claim] for claim in inside if claim in claims), places, notes=notes),
        "links": [link_record(link) for link in links if link.a in ends and link.b in ends],
    }


def claim_document(
    claimed: Claimed,
    places: Sequence[Place],
    links: Iterable[Link],
    review: Review = UNSEEN,
    notes: Notes = NO_NOTES,
) -> Record:
    """A claim with its links."""
    return {
        **line_record(claimed, places, review=review, notes=notes),
        "links": [link_record(link) for link in links],
    }


def report_document(
    report: Report, claims: Iterable[Claimed], places: Mapping[str, Sequence[Place]], notes: Notes = NO_NOTES
) -> Record:
    """A report with its claims."""
    return {"schema": "sayso/report/1", **report_record(report), "claims": claims_list(claims, places, notes=notes)}


def timeline_document(
    question: Question,
    ordered: Sequence[Timed],
    by: Clock,
    places: Mapping[str, Sequence[Place]],
    notes: Notes = NO_NOTES,
) -> Record:
    """The claims on a question in the order of `in_time`, with the times and clocks that they stand there by."""
    return {
        "schema": "sayso/timeline/1",
        "question": question.id,
        "wording": question.wording,
        "by": by.value,
        "times": [
            None if one.at is None else {"clock": one.at.clock.value, "start": one.at.start, "end": one.at.end}
            for one in ordered
        ],
        "claims": claims_list((one.claimed for one in ordered), places, notes=notes),
    }


def rulings_document(rulings: Sequence[Ruling]) -> Record:
    """All that people have decided, oldest first, each with whether it holds."""
    return {"schema": "sayso/rulings/1", "rulings": ruling_records(rulings, rulings)}


def ruling_records(rulings: Iterable[Ruling], bearing: Iterable[Ruling]) -> list[Json]:
    """Some rulings, each with whether it holds, given all that bear on that."""
    holding = {one.id for one in standing(bearing)}
    return [{**ruling_record(ruling), "holds": ruling.id in holding} for ruling in rulings]


def applied_document(done: Applied) -> Record:
    """What became of decisions."""
    return {
        "schema": "sayso/ruled/1",
        "rulings": [ruling_record(ruling) for ruling in done.rulings],
        "unchanged": done.unchanged,
        "refused": [{"line": one.line, "reason": one.reason} for one in done.refused],
        "log_entry": done.entry or None,
    }


def formats_document(formats: Iterable[Format]) -> Record:
    """Formats that can be exported, each with what it is, what it loses and whether what it needs is installed."""
    records: list[Json] = [
        {
            "name": one.name,
            "endings": [*one.endings],
            "media_type": one.media,
            "what": one.what,
            "loses": one.loses,
            "needs": one.extra.name if one.extra else None,
            "usable": one.usable,
        }
        for one in formats
    ]
    return {"schema": "sayso/formats/1", "formats": records}
