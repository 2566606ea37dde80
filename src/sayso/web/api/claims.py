"""`/api/v1/claims`: what `sayso claims` and `sayso show` give as JSON; `/api/v1/links`: how claims stand together."""

from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from sayso.export.documents import claim_document, claims_list
from sayso.export.notes import notes
from sayso.export.records import link_record
from sayso.ledger import browse, browse_claims, browse_lists, browse_wanted
from sayso.ledger.browse_wanted import Days, WantedClaims
from sayso.nouns import UNSEEN, Act, Relation
from sayso.web.api.answering import (
    ClaimId,
    JsonResponse,
    Limit,
    OfClaim,
    Offset,
    OfQuestion,
    OfReport,
    Since,
    Text,
    Until,
    answers,
    listing,
    part_of,
    places_in,
    router_of,
)
from sayso.web.api.questions import asked
from sayso.web.case import Case, found

router = router_of("claims")
links = router_of("links")


@router.get("", responses=listing("sayso/claims/1", "A part of the claims.", "claims"))
def listed(
    request: Request,
    case: Case,
    *,
    voice: Annotated[Text, Query(description="Only claims of this voice, by the case's name.")] = None,
    report: OfReport = None,
    question: OfQuestion = None,
    act: Annotated[Act | None, Query(description="Only claims that do this.")] = None,
    since: Since = None,
    until: Until = None,
    text: Annotated[Text, Query(description="Only claims whose quotes have these words, as in a search.")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """A part of the claims, report by report in the order of publication: the records of `sayso claims --json`."""
    wanted = WantedClaims(
        voice=voice,
        report=found(case, "report", report) if report else None,
        question=found(case, "question", question) if question else None,
        act=act,
        days=Days(first=since, last=until),
        text=text,
    )
    page = browse.Page(limit=limit, offset=offset)
    part = case.look(browse_wanted.claims, wanted, page)
    beside = case.look(browse_claims.claims, part.found)
    chosen = [beside.claimed[ident] for ident in part.found]
    records = claims_list(chosen, places_in(case, part.found), beside.reviews, notes(case, chosen))
    return part_of(request, "sayso/claims/1", "claims", records, total=part.total, page=page)


@router.get("/{ident}", responses=answers("sayso/claim/1", "The claim.", "id", "quote", "claimant", "links"))
def shown(case: Case, ident: ClaimId) -> Response:
    """One claim with its links: the document of `sayso show ID --json`."""
    whole = found(case, "claim", ident)
    beside = case.look(browse_claims.claims, (whole,))
    places = places_in(case, (whole,)).get(whole, ())
    own = case.look(browse_claims.links, (whole,))
    review = beside.reviews.get(whole, UNSEEN)
    noted = notes(case, (beside.claimed[whole],))
    return JsonResponse(claim_document(beside.claimed[whole], places, own, review, noted))


@links.get("", responses=listing("sayso/links/1", "A part of the links.", "links"))
def linked(
    request: Request,
    case: Case,
    *,
    claim: OfClaim = None,
    question: OfQuestion = None,
    relation: Annotated[Relation | None, Query(description="Only links of this relation.")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """A part of the links between claims, with what rulings change of them; of one claim, or inside one question."""
    page = browse.Page(limit=limit, offset=offset)
    wanted: set[str] | None = None
    inside: set[str] | None = None
    if question:
        inside = {one for answer in asked(case, question).answers for one in answer.claims}
        wanted = inside
    if claim:
        whole = found(case, "claim", claim)
        wanted = {whole} if inside is None else {whole} & inside
    part = case.look(browse_lists.links, page, claims=wanted, inside=inside, relation=relation)
    records = [link_record(link) for link in part.found]
    return part_of(request, "sayso/links/1", "links", records, total=part.total, page=page)
