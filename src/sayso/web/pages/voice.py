"""`/src`: who speaks in the case; `/src/{name}`: what one voice has said."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sayso.errors import NotFound
from sayso.ledger import browse, browse_claims
from sayso.web.acting import READER
from sayso.web.case import Case, Chosen
from sayso.web.rendering import page
from sayso.web.views.case import pager
from sayso.web.views.claims import lines

router = APIRouter(include_in_schema=False, dependencies=[READER])

VOICES = 100
"""Voices on one page."""

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
def voice_page(request: Request, case: Case, chosen: Chosen, name: str, *, number: Number = 1) -> Response:
    """The claims of one voice in the order of their publication."""
    part = browse.Page(limit=chosen.page_size, offset=(number - 1) * chosen.page_size)
    beside, total = case.look(browse_claims.claims_of_voice, name, part)
    if total == 0:
        raise NotFound(f"nobody of the name {name!r} speaks in this ledger; the voices are listed under /src")
    asked = case.look(browse_claims.asked, beside.claimed)
    return page(request, case, "voice.html", name=name, claims=lines(beside), asked=asked, pager=pager(part, total))
