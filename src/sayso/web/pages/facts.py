"""`/r/{id}/facts`: a person corrects what a report says of itself, or withdraws that."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import NotFound
from sayso.ledger import Ledger, browse_claims
from sayso.nouns import Fact, Report
from sayso.review import amend, withdraw
from sayso.web.acting import REVIEWER
from sayso.web.case import Working, Written
from sayso.web.deciding import PATIENCE, Fields
from sayso.web.security import WRITES
from sayso.web.signer import named, remember
from sayso.web.work import Work

router = APIRouter(include_in_schema=False)


@router.post("/r/{ident}/facts", dependencies=[REVIEWER, WRITES])
def correct(request: Request, case: Written, work: Working, fields: Fields, ident: str) -> Response:
    """Write down what was changed in the form, and read the report anew with that.

    Raises:
        NotFound: there is no such report.
        UsageError: it is not signed, or a value is none that the fact can have.
    """
    report = _report(case, ident)
    by = named(request, fields.get("by", ""))
    changed = changes(fields)
    made = amend(case, report, changed, by=by, why=fields.get("why")) if changed else ()
    return _back(request, work, ident, by, changed=bool(made))


@router.post("/r/{ident}/facts/undo", dependencies=[REVIEWER, WRITES])
def undo(request: Request, case: Written, work: Working, fields: Fields, ident: str) -> Response:
    """Withdraw an amendment of this report; to do so twice is to do so once.

    Raises:
        NotFound: there is no such report, or no such amendment of it.
        UsageError: it is not signed.
    """
    report = _report(case, ident)
    by = named(request, fields.get("by", ""))
    history = case.amendments(report.id)
    wanted = next((one for one in history if one.id == fields.get("amendment") and one.undoes is None), None)
    if wanted is None:
        raise NotFound(f"no amendment {fields.get('amendment', '')[:40]!r} of this report that could be withdrawn")
    is_open = wanted.id not in {one.undoes for one in history}
    if is_open:
        withdraw(case, wanted.id, by=by)
    return _back(request, work, ident, by, changed=is_open)


def changes(fields: Mapping[str, str]) -> dict[Fact, str | None]:
    """What a person changed in the form, and not what a browser made of the values that it was filled with."""
    found: dict[Fact, str | None] = {}
    for fact in Fact:
        given, was = fields.get(fact.value), fields.get(f"was-{fact.value}", "")
        if given is not None and given.split() != was.split():
            found[fact] = given.strip() or None
    return found


def _report(case: Ledger, ident: str) -> Report:
    report = case.look(browse_claims.report, ident)
    if report is None:
        raise NotFound(f"no report {ident!r} in this ledger")
    return report


def _back(request: Request, work: Work, ident: str, by: str, *, changed: bool) -> Response:
    if changed:
        work.anew(ident).wait(PATIENCE)
    answer = RedirectResponse(f"/r/{ident}#facts", status_code=303)
    remember(request, answer, by)
    return answer
