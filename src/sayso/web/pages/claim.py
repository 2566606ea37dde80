"""`/c/{id}`: one claim with the characters behind it, the questions that it answers and its links."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from sayso.ledger import browse_claims
from sayso.nouns import UNSEEN, Review, ReviewState
from sayso.web.acting import READER
from sayso.web.case import Case, found
from sayso.web.pages.rulings import claim_history
from sayso.web.rendering import page
from sayso.web.signer import signer
from sayso.web.views.claim import asked_lines, fields, links_of
from sayso.web.views.claims import line
from sayso.web.views.map import place_map
from sayso.web.views.rulings import ruling_lines

router = APIRouter(include_in_schema=False, dependencies=[READER])


@router.get("/c/{ident}")
def claim_page(request: Request, case: Case, ident: str) -> Response:
    """The claim of that id, or the only one whose id begins so."""
    whole = found(case, "claim", ident)
    if whole != ident:
        return RedirectResponse(f"/c/{whole}")
    links = case.look(browse_claims.links, (ident,))
    beside = case.look(browse_claims.claims, {ident, *(end for link in links for end in (link.a, link.b))})
    one = beside.claimed[ident]
    by, review = signer(request), beside.reviews.get(ident, UNSEEN)
    release = review.release
    hidden = _hidden(review, by)
    return page(
        request,
        case,
        "claim.html",
        claim=line(one, beside),
        fields=fields(one),
        places=place_map((one,), beside),
        asked=asked_lines(case.look(browse_claims.asked, (ident,)).get(ident, ())),
        links=links_of(ident, links, beside),
        history=tuple(line for line in claim_history(case, one) if line.id not in hidden),
        hidden=hidden,
        release=ruling_lines((release,))[0] if release else None,
        by=by,
        is_current=case.look(browse_claims.current, ident),
    )


def _hidden(review: Review, by: str | None) -> frozenset[str]:
    """What the other of two people who must agree is not shown before their own answer."""
    waits = review.state is ReviewState.ONE_OF_TWO
    return frozenset(one.id for one in review.opinions if waits and one.by != by)
