"""What the endpoints share: JSON as everywhere in Sayso, parts of lists, ids, the errors that all may answer with."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from sayso.export.dossier import Place, places_of
from sayso.export.records import Json, Record
from sayso.export.text import dumps
from sayso.ledger import Ledger, browse, browse_lists
from sayso.web.acting import READER
from sayso.web.case import UNCOVERED
from sayso.web.state import SAME, Told

BASE = "/api/v1"

MOST = 1000
"""Records in one answer."""
FURTHEST = 10_000_000

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many records are wanted at most.")]
Few = Annotated[int, Query(ge=1, le=100, description="How many records are wanted at most.")]
Offset = Annotated[int, Query(ge=0, le=FURTHEST, description="How many records to leave out before the first.")]
Text = Annotated[str | None, Query(min_length=1, max_length=200)]

_IDS = "^{0}-[0-9a-f]{{1,16}}$"
_ID = "The id, or its first characters."
ReportId = Annotated[str, Path(pattern=_IDS.format("r"), description=_ID)]
ClaimId = Annotated[str, Path(pattern=_IDS.format("c"), description=_ID)]
QuestionId = Annotated[str, Path(pattern=_IDS.format("q"), description=_ID)]
OfReport = Annotated[str | None, Query(pattern=_IDS.format("r"), description="Only of this report: its id.")]
OfClaim = Annotated[str | None, Query(pattern=_IDS.format("c"), description="Only of this claim: its id.")]
OfQuestion = Annotated[str | None, Query(pattern=_IDS.format("q"), description="Only of this question: its id.")]

_DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
Since = Annotated[str | None, Query(pattern=_DAY, description="Only what was published on this day or later.")]
Until = Annotated[str | None, Query(pattern=_DAY, description="Only what was published on this day or before.")]

PROBLEM: dict[str, Any] = {
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "detail"],
                "properties": {
                    "type": {"type": "string"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                    "instance": {"type": "string"},
                    "errors": {"type": "array", "items": {"type": "object"}},
                },
            }
        }
    }
}
ERRORS: dict[int | str, dict[str, Any]] = {
    401: {"description": "The desk has users, and the request brings no session or token.", **PROBLEM},
    403: {"description": "The role is not enough for this.", **PROBLEM},
    304: {"description": "The ledger is in the state that `If-None-Match` names."},
    404: {"description": "There is no such thing in this ledger.", **PROBLEM},
    422: {"description": "A parameter is not one of those that exist.", **PROBLEM},
    503: {"description": "Another writer holds the ledger.", **PROBLEM},
}
"""The errors that every endpoint may answer with, for its description."""


class JsonResponse(Response):
    """A document of the exports as an answer."""

    media_type = "application/json"

    def render(self, content: Json) -> bytes:
        """The document as UTF-8."""
        return dumps(content).encode()


def router_of(kind: str, path: str | None = None) -> APIRouter:
    """The router of one kind of thing, such as "claims"; its answers to GET follow from the ledger alone."""
    return APIRouter(
        prefix=f"{BASE}{f'/{kind}' if path is None else path}",
        tags=[kind],
        responses=ERRORS,
        route_class=Told,
        dependencies=[READER, SAME, UNCOVERED],
        default_response_class=JsonResponse,
    )


def answers(schema: str, words: str, *fields: str) -> dict[int | str, dict[str, Any]]:
    """What an endpoint answers with, for its description: the document's schema, and fields that it always has."""
    properties: dict[str, Any] = {"schema": {"const": schema}} | {field: {} for field in fields}
    body = {"type": "object", "required": list(properties), "properties": properties}
    return {200: {"description": words, "content": {"application/json": {"schema": body}}}}


def listing(schema: str, words: str, name: str) -> dict[int | str, dict[str, Any]]:
    """The same for a part of a list: the records stand under `name`."""
    return answers(schema, words, name, "total", "limit", "offset", "next")


def part_of(
    request: Request, schema: str, name: str, records: Sequence[Json], *, total: int, page: browse.Page, **more: Json
) -> Response:
    """A part of a list: how long the whole is, and the address of the next part, in the document and as a Link."""
    after = page.offset + page.limit
    following: str | None = None
    if after < total and after <= FURTHEST:
        asked = [(key, value) for key, value in request.query_params.multi_items() if key != "offset"]
        following = f"{request.url.path}?{urlencode([*asked, ('offset', str(after))])}"
    counts: Record = {"total": total, "limit": page.limit, "offset": page.offset, "next": following}
    links = {"Link": f'<{following}>; rel="next"'} if following else None
    return JsonResponse({"schema": schema, name: records, **more, **counts}, headers=links)


def places_in(case: Ledger, claims: Iterable[str]) -> dict[str, tuple[Place, ...]]:
    """For each of the claims that answers something: where it stands."""
    return places_of(case.look(browse.questions_by_id, sorted(case.look(browse_lists.places, claims))))
