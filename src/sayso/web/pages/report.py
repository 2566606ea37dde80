"""`/r/{id}`: a report's text with its claims marked, and links to exact characters: `/r/ID?t=12,40#t=12,40`."""

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import NotFound, UsageError
from sayso.ledger import browse_claims
from sayso.nouns import LayerName, Span
from sayso.web.case import Case, found
from sayso.web.rendering import page
from sayso.web.views.claims import lines
from sayso.web.views.report import report_view

router = APIRouter(include_in_schema=False)

_RANGE = re.compile(r"(\d{1,9}),(\d{1,9})")

Range = Annotated[str, Query(max_length=20)]


@router.get("/r/{ident}")
def report_page(
    request: Request, case: Case, ident: str, *, t: Range = "", title: Range = "", caption: Range = ""
) -> Response:
    """The report of that id, or the only one whose id begins so; `t`, `title` or `caption` mark a range of it."""
    whole = found(case, "report", ident)
    if whole != ident:
        return RedirectResponse(f"/r/{whole}{f'?{request.url.query}' if request.url.query else ''}")
    report = case.look(browse_claims.report, ident)
    if report is None:
        raise NotFound(f"no report {ident!r} in this ledger")
    ranges = {LayerName.TEXT: t, LayerName.TITLE: title, LayerName.CAPTION: caption}
    asked = {layer: span_of(given) for layer, given in ranges.items() if given}
    beside = case.look(browse_claims.claims_of_report, ident)
    links = case.look(browse_claims.links, beside.claimed)
    return page(
        request,
        case,
        "report.html",
        report=report_view(report, tuple(beside.claimed.values()), links, asked),
        claims=lines(beside),
    )


def span_of(given: str) -> Span:
    """A range of characters from an address.

    Raises:
        UsageError: it is none.
    """
    match = _RANGE.fullmatch(given)
    if match is None or int(match[1]) >= int(match[2]):
        raise UsageError(f"a range of characters is START,END with START before END, such as 12,40; given {given!r}")
    return Span(int(match[1]), int(match[2]))
