"""`/search`: one field for the words of quotes and questions, the names of voices, and ids by their beginning."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.ledger import Ledger, browse, browse_claims, browse_lists, browse_search
from sayso.ledger.browse_search import Hits
from sayso.ledger.fulltext import Kind
from sayso.web.acting import READER
from sayso.web.case import Case, Chosen
from sayso.web.rendering import page
from sayso.web.views.case import pager
from sayso.web.views.search import claim_hits, question_hits, voice_hits

router = APIRouter(include_in_schema=False, dependencies=[READER])

_PAGES = {"report": "/r/", "claim": "/c/", "question": "/q/"}

SOME = 5
"""Of each kind, where all kinds are shown."""


@router.get("/search")
def search_page(
    request: Request,
    case: Case,
    chosen: Chosen,
    *,
    q: Annotated[str, Query(max_length=200)] = "",
    kind: Kind | Literal[""] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """What has the words; an id leads straight to its page."""
    words = q.strip()
    if words[:2] in {"r-", "c-", "q-"} and len(found := case.look(browse.ids, words)) == 1:
        return RedirectResponse(f"{_PAGES[found[0][0]]}{found[0][1]}")
    size = chosen.page_size if kind else SOME
    part = browse.Page(limit=size, offset=(number - 1) * size if kind else 0)
    kinds = (Kind(kind),) if kind else (Kind.QUESTION, Kind.CLAIM, Kind.VOICE)
    hits = {one: case.look(browse_search.search, words, one, part) for one in kinds}
    first = hits[kinds[0]]
    return page(
        request,
        case,
        "search.html",
        q=words,
        kind=kind,
        understood=bool(browse_search.terms(words)),
        indexed=first.indexed,
        totals={one.value: first.totals[one] for one in Kind},
        found={one.value: _shown(case, one, hits[one]) if one in hits else () for one in Kind},
        pager=pager(part, first.totals[Kind(kind)]) if kind else None,
    )


def _shown(case: Ledger, kind: Kind, hits: Hits) -> tuple[object, ...]:
    idents = [hit.ident for hit in hits.found]
    if kind is Kind.CLAIM:
        return claim_hits(hits.found, case.look(browse_claims.claims, idents))
    if kind is Kind.QUESTION:
        questions = case.look(browse.questions_by_id, idents)
        return question_hits(hits.found, {one.id: one for one in questions})
    return voice_hits(hits.found, case.look(browse_lists.claims_per_voice, idents))
