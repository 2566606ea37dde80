"""`/api/v1/search`, `/api/v1/changes` and `/api/v1/health`."""

from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sayso.export.changes import change_record
from sayso.export.records import Record
from sayso.ledger import browse, browse_lists, browse_search
from sayso.ledger.fulltext import Kind
from sayso.web.acting import READER
from sayso.web.api.answering import (
    BASE,
    ERRORS,
    JsonResponse,
    Limit,
    Offset,
    OfQuestion,
    answers,
    listing,
    part_of,
    router_of,
)
from sayso.web.case import Case, found
from sayso.web.views.search import claim_places

search = router_of("search")
changes = router_of("changes")
health = APIRouter(
    prefix=f"{BASE}/health",
    tags=["health"],
    responses={code: ERRORS[code] for code in (401, 403, 503)},
    dependencies=[READER],
    default_response_class=JsonResponse,
)

Words = Annotated[
    str,
    Query(min_length=1, max_length=200, description='Words, "words in a row", beginnings of words with `*`.'),
]


@search.get("", responses=listing("sayso/search/1", "A part of what was found.", "hits"))
def searched(
    request: Request,
    case: Case,
    *,
    q: Words,
    kind: Annotated[Kind, Query(description="Look for quotes of claims, questions or voices.")] = Kind.CLAIM,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Response:
    """What has the words, whatever their case and accents: each with the ranges that fit, in code points.

    `totals` counts all kinds; `indexed` is false where words are only looked for as characters.
    """
    page = browse.Page(limit=limit, offset=offset)
    hits = case.look(browse_search.search, q, kind, page)
    known = claim_places(case, hits.found) if kind is Kind.CLAIM else {}
    records: list[Record] = [
        {
            "kind": hit.kind.value,
            ("name" if kind is Kind.VOICE else "id"): hit.ident,
            "words": hit.words,
            "marks": [[start, end] for start, end in hit.marks],
            **known.get(hit.ident, {}),
        }
        for hit in hits.found
    ]
    totals: Record = {one.value: hits.totals[one] for one in Kind}
    return part_of(
        request,
        "sayso/search/1",
        "hits",
        records,
        total=hits.totals[kind],
        page=page,
        totals=totals,
        indexed=hits.indexed,
    )


@changes.get("", responses=listing("sayso/changes/1", "A part of the changes.", "changes"))
def changed(
    request: Request, case: Case, *, question: OfQuestion = None, limit: Limit = 100, offset: Offset = 0
) -> Response:
    """How questions have come to stand otherwise, the newest first."""
    page = browse.Page(limit=limit, offset=offset)
    whole = found(case, "question", question) if question else None
    part = case.look(browse_lists.noted, page, whole)
    records = [change_record(one) for one in part.found]
    return part_of(request, "sayso/changes/1", "changes", records, total=part.total, page=page)


@health.get("", responses=answers("sayso/health/1", "It can be read.", "status", "version", "claims"))
def healthy(case: Case) -> Response:
    """Whether the ledger can be read, what it holds in counts, and whether the questions take in all of it."""
    seen = case.look(browse.overview)
    return JsonResponse(
        {
            "schema": "sayso/health/1",
            "status": "ok",
            "version": version("sayso"),
            "reports": seen.reports,
            "claims": seen.claims,
            "questions": sum(seen.states.values()),
            "inputs": {outcome.value: number for outcome, number in seen.inputs.items()},
            "last_read": seen.last_read,
            "log_entries": case.entries(),
            "log_hash": seen.head,
            "fresh": seen.fresh,
        }
    )
