"""`/r/{id}/versions`: what an outlet changed in a report between two captures of its address."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import NotFound
from sayso.export.versions import version_diff
from sayso.ledger import browse_claims
from sayso.nouns import Kept
from sayso.web.acting import READER
from sayso.web.case import Case, found
from sayso.web.covering import Cover
from sayso.web.rendering import page
from sayso.web.views.claims import lines
from sayso.web.views.versions import layer_rows, version_line

router = APIRouter(include_in_schema=False, dependencies=[READER])


@router.get("/r/{ident}/versions")
def versions_page(
    request: Request, case: Case, ident: str, *, to: Annotated[str, Query(max_length=40)] = ""
) -> Response:
    """A report beside the latest of its versions, or the one with the id `to`; the latest beside the one before it.

    Raises:
        NotFound: there is no such report, or `to` is no other version of it.
    """
    whole = found(case, "report", ident)
    if whole != ident:
        return RedirectResponse(f"/r/{whole}/versions{f'?{request.url.query}' if request.url.query else ''}")
    every = case.versions(ident)
    places = {report.id: at for at, report in enumerate(every)}
    if to and (to not in places or to == ident):
        raise NotFound(f"{to!r} is no other version of report {ident}")
    if not every:
        return page(request, case, "versions.html", own=ident, versions=(), layers=(), pair=())
    at = places[ident]
    other = places[to] if to else len(every) - 1 if at < len(every) - 1 else at - 1
    older, newer = every[min(at, other)], every[max(at, other)]
    diff = version_diff(older, newer, case.claims(report=older.id), case.claims(report=newer.id))
    cover: Cover | None = request.state.cover
    shown = {one.id: one if cover is None else cover.report(one) for one in (older, newer)}
    idents = {kept: [one.claim.id for one, later in diff.kept if later.kept is kept] for kept in Kept}
    new = [one.claim.id for one in diff.new]
    beside = case.look(browse_claims.claims, [*idents[Kept.CHANGED], *idents[Kept.GONE], *new])
    return page(
        request,
        case,
        "versions.html",
        own=ident,
        versions=tuple(version_line(one) for one in every),
        pair=(version_line(older), version_line(newer)),
        layers=layer_rows(diff, shown),
        standing=diff.count(Kept.STANDS),
        lost=(
            ("changed: its place has other words now", lines(beside, idents[Kept.CHANGED])),
            ("gone: its words do not stand there any more", lines(beside, idents[Kept.GONE])),
            ("new in the later version", lines(beside, new)),
        ),
    )
