"""`/feed.atom` and `/q/{id}/feed.atom`: what has changed in the case, or in one question."""

from collections.abc import Iterable
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sayso.export.atom import atom
from sayso.export.changes import Entry, change_entry, ruling_entry
from sayso.ledger import Ledger, browse, browse_claims, browse_lists, browse_rulings
from sayso.nouns import Ruling, hull
from sayso.web.acting import READER
from sayso.web.api.questions import asked
from sayso.web.case import Case
from sayso.web.covering import Cover
from sayso.web.state import SAME, Told
from sayso.web.views.claims import text_href

router = APIRouter(include_in_schema=False, route_class=Told, dependencies=[READER, SAME])

NEWEST = 100
"""Entries of a feed."""


@router.get("/feed.atom")
def case_feed(request: Request, case: Case) -> Response:
    """What has changed in the case."""
    found = case.look(browse_lists.noted, browse.Page(limit=NEWEST)).found
    ruled = case.look(browse_rulings.newest, browse.Page(limit=NEWEST)).found
    entries = _newest([change_entry(one) for one in found], ruled)
    return _feed(request, case, "Sayso: the case", "/", entries)


@router.get("/q/{ident}/feed.atom")
def question_feed(request: Request, case: Case, ident: str) -> Response:
    """What has changed in one question."""
    question = asked(case, ident)
    inside = [claim for answer in question.answers for claim in answer.claims]
    claims = case.look(browse_claims.claims, inside).claimed.values()
    stands = {(one.claim.report, one.claim.layer, one.claim.content) for one in claims}
    rulings = [
        ruling
        for ruling in case.look(browse_rulings.about, {one.report.id for one in claims})
        if any((anchor.report, anchor.layer, anchor.content) in stands for anchor in ruling.claims)
    ]
    found = case.look(browse_lists.noted, browse.Page(limit=NEWEST), question.id).found
    entries = _newest([change_entry(one) for one in found], rulings)
    return _feed(request, case, question.wording, f"/q/{question.id}", entries)


@router.get("/api/v1/feed.atom")
def token_feed(
    request: Request, case: Case, question: Annotated[str | None, Query(pattern="^q-[0-9a-f]{1,16}$")] = None
) -> Response:
    """The same for readers of feeds that bring a token of the API."""
    return case_feed(request, case) if question is None else question_feed(request, case, question)


def _newest(changes: Iterable[Entry], rulings: Iterable[Ruling]) -> list[Entry]:
    entries = [*changes, *(ruling_entry(ruling, _href(ruling)) for ruling in rulings)]
    return sorted(entries, key=lambda one: one.at, reverse=True)[:NEWEST]


def _href(ruling: Ruling) -> str:
    """Where the first claim stands that a ruling is about."""
    if not ruling.claims:
        return "/"
    anchor = ruling.claims[0]
    return text_href(anchor.report, anchor.layer, hull(anchor.content))


def _feed(request: Request, case: Ledger, title: str, about: str, entries: list[Entry]) -> Response:
    query = f"?{urlencode(request.query_params.multi_items())}" if request.query_params else ""
    written = atom(
        ledger=case.look(browse_lists.beginning) or "empty",
        title=title,
        about=about,
        base=str(request.base_url),
        own=f"{request.url.path}{query}",
        entries=entries,
    )
    cover: Cover | None = request.state.cover
    if cover is not None:
        written = cover.text(written.decode()).encode()
    return Response(written, media_type="application/atom+xml")
