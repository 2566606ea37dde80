"""`/q/{id}`: one question, its answers over time, its quotes, links and silences."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import NotFound
from sayso.export import FORMATS
from sayso.export.clocks import Clock
from sayso.ledger import browse, browse_claims
from sayso.nouns import release_of
from sayso.web.acting import READER
from sayso.web.arranging import Arranged, draw
from sayso.web.case import Case, found
from sayso.web.pages.rulings import question_history
from sayso.web.rendering import page
from sayso.web.signer import signer
from sayso.web.views.chart import CLOCKS
from sayso.web.views.ordering import CHOICES, arranged
from sayso.web.views.question import claims_in, question_view
from sayso.web.views.rulings import ruling_lines

router = APIRouter(include_in_schema=False, dependencies=[READER])

MOST = 500
"""Claims of one answer that the page looks at; the API has all."""


@router.get("/q/{ident}")
def question_page(request: Request, case: Case, by: Arranged, ident: str, clock: Clock = Clock.SAID) -> Response:
    """The question of that id, or the only one whose id begins so; `clock` is what its answers over time go by."""
    whole = found(case, "question", ident)
    if whole != ident:
        return RedirectResponse(f"/q/{whole}")
    if by is None:
        return draw(request)
    question = case.look(browse.question, ident)
    if question is None:
        raise NotFound(f"no question {ident!r} in this ledger")
    beside = case.look(browse_claims.claims, claims_in((question,), MOST))
    reports = {one.report.id for one in beside.claimed.values()}
    release = release_of(question, case.published())
    view = question_view(
        arranged(question, by),
        beside,
        case.look(browse_claims.links, beside.claimed),
        case.look(browse_claims.copies_of, reports),
        clock,
    )
    return page(
        request,
        case,
        "question.html",
        question=view,
        release=ruling_lines((release,))[0] if release else None,
        arranged=by,
        choices=CHOICES,
        clocks=CLOCKS,
        formats=tuple(one for one in FORMATS if one.usable and not one.is_whole),
        history=question_history(case, beside.claimed.values()),
        by=signer(request),
    )
