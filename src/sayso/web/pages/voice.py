"""`/src`: who speaks in the case; `/src/{name}`: what one voice has said."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sayso.errors import NotFound
from sayso.ledger import browse, browse_claims, browse_voices
from sayso.web.acting import READER
from sayso.web.case import Case, Chosen
from sayso.web.pages.rulings import flag_history
from sayso.web.rendering import page
from sayso.web.signer import signer
from sayso.web.views.case import pager
from sayso.web.views.claims import voice_href
from sayso.web.views.shares import ENOUGH
from sayso.web.views.voice import KINDS, ORDERS, by_question, claims_of, told, voice_view
from sayso.web.views.voice import chosen as of_kind

router = APIRouter(include_in_schema=False, dependencies=[READER])

VOICES = 100
"""Voices on one page."""

LISTED = 10
"""Questions or answers on one page: each comes with its claims in full, and twice as many take twice the time."""

OUTLETS = 12
"""Outlets named that carry a voice."""

Show = Literal["all", "repeated", "contradicted", "superseded", "retracted", "alone"]
Number = Annotated[int, Query(alias="page", ge=1, le=100_000)]


@router.get("/src")
def voices_page(
    request: Request, case: Case, *, q: Annotated[str, Query(max_length=200)] = "", number: Number = 1
) -> Response:
    """All voices with the number of their claims; `q` is a part of the name."""
    part = browse.Page(limit=VOICES, offset=(number - 1) * VOICES)
    found = case.look(browse.voices, part, q.strip() or None)
    return page(request, case, "voices.html", voices=found.found, pager=pager(part, found.total), q=q)


@router.get("/src/{name:path}")
def voice_page(
    request: Request,
    case: Case,
    chosen: Chosen,
    name: str,
    *,
    show: Show = "all",
    by: Literal["question", "time"] = "question",
    number: Number = 1,
) -> Response:
    """One voice in counts, and a page of its answers: those of one kind (`show`), in one order (`by`).

    Raises:
        NotFound: nobody of that name speaks.
    """
    stated = case.look(browse_voices.stated, name)
    if stated.claims == 0:
        raise NotFound(f"nobody of the name {name!r} speaks in this ledger; the voices are listed under /src")
    most = min(chosen.page_size, LISTED)
    part = browse.Page(limit=most, offset=(number - 1) * most)
    listed = of_kind(stated.given, show)
    groups = by_question(listed) if by == "question" else tuple((one,) for one in listed)
    here = groups[part.offset : part.offset + part.limit]
    return page(
        request,
        case,
        "voice.html",
        voice=voice_view(stated),
        show=show,
        sorted_by=by,
        tells=KINDS[show][1],
        orders=ORDERS,
        chosen=len(listed),
        told=told(
            here,
            case.look(browse_voices.wordings, {group[0].place[0] for group in here}),
            case.look(browse_claims.claims, claims_of(here)),
        ),
        pager=pager(part, len(groups)),
        path=voice_href(name),
        outlets_shown=OUTLETS,
        enough=ENOUGH,
        flags=flag_history(case, name=name),
        by=signer(request),
    )
