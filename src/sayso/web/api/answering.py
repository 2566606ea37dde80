"""What the endpoints share: JSON as everywhere in Sayso, the parts of lists, the errors that all may answer with."""

from typing import Annotated, Any

from fastapi import Query
from starlette.responses import Response

from sayso.export.records import Json
from sayso.export.text import dumps

MOST = 1000
"""Records in one answer."""

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many records are wanted at most.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many records to leave out before the first.")]

_PROBLEM = {"content": {"application/problem+json": {"schema": {"type": "object"}}}}
ERRORS: dict[int | str, dict[str, Any]] = {
    404: {"description": "There is no such thing in this ledger.", **_PROBLEM},
    422: {"description": "A parameter is not one of those that exist.", **_PROBLEM},
    503: {"description": "Another writer holds the ledger.", **_PROBLEM},
}
"""The errors that every endpoint may answer with, for its description."""


class JsonResponse(Response):
    """A document of the exports as an answer."""

    media_type = "application/json"

    def render(self, content: Json) -> bytes:
        """The document as UTF-8."""
        return dumps(content).encode()
