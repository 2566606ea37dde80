"""`/api/v1/voices`: who speaks, in counts and with no grade."""

from typing import Annotated

from fastapi import Path, Query, Request
from starlette.responses import Response

from sayso.errors import NotFound
from sayso.export.records import Record
from sayso.export.voices import tallies, tally_record
from sayso.ledger import browse, browse_claims, browse_lists
from sayso.web.api.answering import JsonResponse, Limit, Offset, Text, answers, listing, part_of, places_in, router_of
from sayso.web.case import Case

router = router_of("voices")


@router.get("", responses=listing("sayso/voices/1", "A part of the voices.", "voices"))
def listed(
    request: Request,
    case: Case,
    *,
    text: Annotated[Text, Query(description="Only voices whose name has these characters.")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """A part of the voices with the number of their claims, those with most first."""
    page = browse.Page(limit=limit, offset=offset)
    part = case.look(browse.voices, page, text)
    records: list[Record] = [{"name": name, "claims": number} for name, number in part.found]
    return part_of(request, "sayso/voices/1", "voices", records, total=part.total, page=page)


@router.get("/{name:path}", responses=answers("sayso/voice/1", "The voice.", "name", "claims"))
def shown(case: Case, name: Annotated[str, Path(max_length=500, description="The case's name for it.")]) -> Response:
    """One voice with its counts: the record of `sayso voices --json`."""
    own = case.look(browse_lists.claims_of_voice, name)
    if not own:
        raise NotFound(f"nobody of the name {name!r} speaks in this ledger")
    links = case.look(browse_claims.links, own)
    beside = case.look(browse_claims.claims, {*own, *(end for link in links for end in (link.a, link.b))})
    places = places_in(case, own)
    asked = {place.question.id: place.question for stands in places.values() for place in stands}
    names = {claim: known.name for claim, known in beside.names.items()}
    counted = tallies(beside.claimed.values(), links, asked.values(), names)
    tally = next(one for one in counted if set(own) <= one.claims)
    return JsonResponse({"schema": "sayso/voice/1", **tally_record(tally), "name": name})
