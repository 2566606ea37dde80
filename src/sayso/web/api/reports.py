"""`/api/v1/reports`: what was read, with its texts and claims; `/api/v1/inputs`: all that was to be read."""

from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from sayso.errors import NotFound
from sayso.export.documents import claims_list, report_document
from sayso.export.notes import notes
from sayso.export.records import Record, report_record
from sayso.ledger import Ledger, browse, browse_claims, browse_lists
from sayso.ledger.browse_wanted import Days
from sayso.nouns import Outcome, Report
from sayso.web.api.answering import (
    JsonResponse,
    Limit,
    Offset,
    ReportId,
    Since,
    Text,
    Until,
    answers,
    listing,
    part_of,
    places_in,
    router_of,
)
from sayso.web.case import Case, found

router = router_of("reports")
inputs = router_of("inputs")


@router.get("", responses=listing("sayso/reports/1", "A part of the reports.", "reports"))
def listed(
    request: Request,
    case: Case,
    *,
    outlet: Annotated[Text, Query(description="Only reports of this outlet.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """A part of the reports in the order of publication, those without a date first: facts, not texts."""
    page = browse.Page(limit=limit, offset=offset)
    part = case.look(browse_lists.reports, page, outlet, Days(first=since, last=until))
    records = [report_record(report) for report in part.found]
    return part_of(request, "sayso/reports/1", "reports", records, total=part.total, page=page)


@router.get("/{ident}", responses=answers("sayso/report/1", "The report.", "id", "layers", "claims"))
def shown(case: Case, ident: ReportId) -> Response:
    """One report with its claims: the document of `sayso show ID --json`."""
    report = reported(case, ident)
    beside = case.look(browse_claims.claims_of_report, report.id)
    claims = beside.claimed.values()
    return JsonResponse(report_document(report, claims, places_in(case, beside.claimed), notes(case, claims)))


@router.get("/{ident}/claims", responses=answers("sayso/claims/1", "The claims.", "claims"))
def claims(case: Case, ident: ReportId) -> Response:
    """The claims of a report's current reading in text order: the document of `sayso claims --report ID --json`."""
    beside = case.look(browse_claims.claims_of_report, reported(case, ident).id)
    records = claims_list(
        beside.claimed.values(), places_in(case, beside.claimed), beside.reviews, notes(case, beside.claimed.values())
    )
    return JsonResponse({"schema": "sayso/claims/1", "claims": records})


@router.get("/{ident}/layers", responses=answers("sayso/layers/1", "The texts.", "report_id", "layers"))
def layers(case: Case, ident: ReportId) -> Response:
    """The text layers of a report, which all offsets point into, in code points."""
    report = reported(case, ident)
    return JsonResponse(
        {
            "schema": "sayso/layers/1",
            "report_id": report.id,
            "layers": [
                {"name": layer.name.value, "sha256": layer.sha256, "length": len(layer.text), "text": layer.text}
                for layer in report.layers
            ],
        }
    )


@inputs.get("", responses=listing("sayso/inputs/1", "A part of the inputs.", "inputs"))
def read_or_not(
    request: Request,
    case: Case,
    *,
    outcome: Annotated[Outcome | None, Query(description="Only inputs that ended so.")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """What was to be read, the newest first: how each input ended last, and why where it was not read whole."""
    page = browse.Page(limit=limit, offset=offset)
    part = case.look(browse_lists.inputs, page, outcome)
    records: list[Record] = [
        {
            "source": one.source,
            "outcome": one.outcome.value,
            "reason": one.reason,
            "report_id": one.report,
            "at": one.at,
        }
        for one in part.found
    ]
    return part_of(request, "sayso/inputs/1", "inputs", records, total=part.total, page=page)


def reported(case: Ledger, ident: str) -> Report:
    """The report of that id, or the only one whose id begins so.

    Raises:
        NotFound: there is none, or there are several.
    """
    report = case.look(browse_claims.report, found(case, "report", ident))
    if report is None:
        raise NotFound(f"no report {ident!r} in this ledger")
    return report
