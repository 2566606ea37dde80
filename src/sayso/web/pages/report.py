"""`/r/{id}`: a report's text with its claims marked, and links to exact characters: `/r/ID?t=12,40#t=12,40`."""

import re
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import LedgerDamaged, NotFound, UsageError
from sayso.ledger import Ledger, browse_claims, browse_voices
from sayso.nouns import LayerName, Report, Span, facts_of
from sayso.web.acting import READER
from sayso.web.case import Case, found
from sayso.web.pages.rulings import flag_history
from sayso.web.rendering import page
from sayso.web.signer import signer
from sayso.web.views.facts import FIELDS, amended_facts, fact_lines
from sayso.web.views.report import BESIDE, DENSITIES, Around, copy_lines, entries, nearest, report_view
from sayso.web.views.signs import SIGNS, signs

router = APIRouter(include_in_schema=False, dependencies=[READER])

_RANGE = re.compile(r"(\d{1,9}),(\d{1,9})")

Range = Annotated[str, Query(max_length=20)]
Density = Literal["all", "attributed", "disputed", "off"]


@router.get("/r/{ident}")
def report_page(
    request: Request,
    case: Case,
    ident: str,
    *,
    t: Range = "",
    title: Range = "",
    caption: Range = "",
    claim: Annotated[str, Query(max_length=40)] = "",
    mark: Density = "all",
) -> Response:
    """The report of that id, or the only one whose id begins so.

    `t`, `title` or `caption` mark a range of it; `claim` chooses one of its claims, `mark` what is marked.
    """
    whole = found(case, "report", ident)
    if whole != ident:
        return RedirectResponse(f"/r/{whole}{f'?{request.url.query}' if request.url.query else ''}")
    ranges = {LayerName.TEXT: t, LayerName.TITLE: title, LayerName.CAPTION: caption}
    wanted = {layer: span_of(given) for layer, given in ranges.items() if given}
    report = _known(case, ident)
    beside = case.look(browse_claims.claims_of_report, ident)
    links = case.look(browse_claims.links, beside.claimed)
    asked = case.look(browse_claims.asked, beside.claimed)
    places = {(one.question, one.answer) for answers in asked.values() for one in answers}
    near = nearest(links, beside.claimed)
    around = Around(
        signs=signs(beside.claimed, links, asked, case.look(browse_voices.origins, places), beside.reviewed()),
        asked=asked,
        near=near,
        others=case.look(browse_claims.claims, {other for listed in near.values() for _, other in listed[:BESIDE]}),
    )
    listed = entries(beside, around, claim or None)
    history = case.amendments(ident)
    bytes_ = case.look(browse_claims.capture_facts, report.capture)
    return page(
        request,
        case,
        "report.html",
        report=report_view(report, bytes_, tuple(beside.claimed.values()), around.disputed, wanted),
        entries=listed,
        by_id={entry.line.id: entry for entry in listed},
        copies=copy_lines(ident, case.look(browse_claims.copies_of, (ident,))),
        chosen=claim or None,
        mark=mark,
        kept={"t": t, "title": title, "caption": caption, "claim": claim},
        densities=DENSITIES,
        signs=SIGNS,
        facts=[(fact, name, hint, facts_of(report)[fact]) for fact, name, hint in FIELDS],
        amendments=fact_lines(history),
        amended=amended_facts(history),
        flags=flag_history(case, report=ident),
        versions=[one.id for one in case.versions(ident)],
        by=signer(request),
    )


SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""For bytes of strangers: even a browser that took them for a page would run, load and send nothing."""


@router.get("/r/{ident}/raw")
def raw(case: Case, ident: str, *, shown: Annotated[Literal["", "text"], Query(alias="as")] = "") -> Response:
    """The bytes of a report as they came: as a file to keep, or (`as=text`) as the plain text of what they are."""
    report = _known(case, found(case, "report", ident))
    capture = case.capture(report.capture)
    if capture is None:
        raise LedgerDamaged(f"the bytes of report {report.id} are not in the ledger")
    if shown:
        headers = {"Content-Disposition": "inline", "Content-Type": f"text/plain{_charset(capture.raw)}"}
    else:
        name = f"{report.id}{_ENDINGS.get(capture.media_type, '.bin')}"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Type": "application/octet-stream",
        }
    return Response(capture.raw, headers={**headers, "Content-Security-Policy": SANDBOX})


_ENDINGS = {
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/xml": ".xml",
    "message/rfc822": ".eml",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/plain": ".txt",
}


def _charset(given: bytes) -> str:
    """The encoding as far as the bytes prove it; else the browser decides, as for any text of old."""
    try:
        given.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "; charset=utf-8"


def _known(case: Ledger, ident: str) -> Report:
    """The report of that id.

    Raises:
        NotFound: there is none.
    """
    report = case.look(browse_claims.report, ident)
    if report is None:
        raise NotFound(f"no report {ident!r} in this ledger")
    return report


def span_of(given: str) -> Span:
    """A range of characters from an address.

    Raises:
        UsageError: it is none.
    """
    match = _RANGE.fullmatch(given)
    if match is None or int(match[1]) >= int(match[2]):
        raise UsageError(f"a range of characters is START,END with START before END, such as 12,40; given {given!r}")
    return Span(int(match[1]), int(match[2]))
