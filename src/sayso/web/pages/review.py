"""`/review`: what no person has looked at, in counts, and how to look at it."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from sayso.ledger import browse
from sayso.nouns import State
from sayso.web.acting import READER
from sayso.web.case import Case
from sayso.web.rendering import page

router = APIRouter(include_in_schema=False, dependencies=[READER])


@router.get("/review")
def review_page(request: Request, case: Case) -> Response:
    """The size of the queue; rulings are made on the command line until this page takes them."""
    seen = case.look(browse.overview)
    return page(
        request,
        case,
        "review.html",
        seen=seen,
        unreviewed=seen.unreviewed,
        claims=seen.claims,
        disputed=seen.states.get(State.DISPUTED, 0),
    )
