"""The JSON documents of one question, claim or report, for the command line and the API alike; see docs/exchange.md."""

from collections.abc import Iterable, Mapping, Sequence

from sayso.export.dossier import Place
from sayso.export.lines import line_record
from sayso.export.records import Json, Record, link_record, question_record, report_record
from sayso.nouns import Claimed, Link, Question, Report, Ruling


def claims_list(
    claims: Iterable[Claimed], places: Mapping[str, Sequence[Place]], reviews: Mapping[str, Ruling] | None = None
) -> list[Json]:
    """Claims, each with its report's facts and what a person has ruled on it."""
    ruled = reviews or {}
    return [
        line_record(claimed, places.get(claimed.claim.id, ()), review=ruled.get(claimed.claim.id)) for claimed in claims
    ]


def question_document(
    question: Question,
    claims: Mapping[str, Claimed],
    places: Mapping[str, Sequence[Place]],
    links: Iterable[Link],
) -> Record:
    """A question with the claims behind its answers and the links between them."""
    inside = [claim for answer in question.answers for claim in answer.claims]
    return {
        "schema": "sayso/question/1",
        **question_record(question),
        "claims": claims_list((claims[claim] for claim in inside if claim in claims), places),
        "links": [link_record(link) for link in links if link.a in inside and link.b in inside],
    }


def claim_document(
    claimed: Claimed, places: Sequence[Place], links: Iterable[Link], review: Ruling | None = None
) -> Record:
    """A claim with its links."""
    return {**line_record(claimed, places, review=review), "links": [link_record(link) for link in links]}


def report_document(report: Report, claims: Iterable[Claimed], places: Mapping[str, Sequence[Place]]) -> Record:
    """A report with its claims."""
    return {"schema": "sayso/report/1", **report_record(report), "claims": claims_list(claims, places)}
