"""`/`: the case, its questions with their answers side by side."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sayso.export import FORMATS
from sayso.ledger import browse, browse_across, browse_claims
from sayso.nouns import Care, QuestionKind
from sayso.web.acting import READER
from sayso.web.arranging import Arranged, draw
from sayso.web.case import Case, Chosen
from sayso.web.rendering import page
from sayso.web.views.answers import Ties
from sayso.web.views.case import CLAIMS_COUNTED, ORDER_WORDS, TELLS, Order, cards, pager, repeated, tabs, wanted
from sayso.web.views.ordering import CHOICES
from sayso.web.views.question import claims_in

router = APIRouter(include_in_schema=False, dependencies=[READER])

SUGGESTED = 200
"""Voices and outlets offered while a filter is typed."""
LEFT_SHOWN = 50
"""Inputs listed that could not be read, or not all."""

StateTab = Literal["compared", "disputed", "superseded", "retracted", "agreed", "stands-alone", "all"]
Words = Annotated[str, Query(max_length=200)]


@router.get("/")
def case_page(
    request: Request,
    case: Case,
    chosen: Chosen,
    by: Arranged,
    *,
    state: StateTab = "compared",
    kind: QuestionKind | Literal[""] = "",
    voice: Words = "",
    outlet: Words = "",
    q: Words = "",
    order: Order = "first",
    page_number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """The questions that fit the filters, a page of them."""
    if by is None:
        return draw(request)
    part = browse.Page(limit=chosen.page_size, offset=(page_number - 1) * chosen.page_size)
    asked = wanted(state, kind or None, voice.strip(), outlet.strip(), q.strip())
    found = case.look(browse.questions, asked, part, order)
    beside = case.look(browse_claims.claims, claims_in(found.found, CLAIMS_COUNTED))
    inside = {claim for question in found.found for answer in question.answers for claim in answer.claims}
    links = case.look(browse_across.edges_beside, beside.claimed, inside)
    repeats = case.look(browse_across.links_by_id, repeated(found.found, links, by))
    copies = case.look(browse_claims.copies_of, {one.report.id for one in beside.claimed.values()})
    overview = case.look(browse.overview)
    filters = {"state": state, "kind": kind, "voice": voice, "outlet": outlet, "q": q, "order": order, **by.fields}
    return page(
        request,
        case,
        "case.html",
        seen=overview,
        cards=cards(found.found, beside, Ties(links=links, repeats=tuple(repeats.values()), copies=copies), by),
        pager=pager(part, found.total),
        every=sum(overview.states.values()),
        tabs=tabs(overview),
        filters=filters,
        filtered=any(filters[name] for name in ("kind", "voice", "outlet", "q")),
        tells=TELLS[state],
        orders=ORDER_WORDS,
        by=by,
        choices=CHOICES,
        kinds=case.look(browse.question_kinds),
        voices=case.look(browse.voices, browse.Page(limit=SUGGESTED)).found,
        outlets=case.look(browse.outlets, browse.Page(limit=SUGGESTED)).found,
        formats=tuple(one for one in FORMATS if one.usable),
        personal=any(flag.care is Care.PERSONAL for flag in case.flags()),
        inputs=case.look(browse.inputs_left, browse.Page(limit=LEFT_SHOWN)),
    )
