"""What the endpoints that write share: a ledger that can be written."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from sayso.api import open_ledger
from sayso.ledger import Ledger
from sayso.web.acting import REVIEWER
from sayso.web.api.answering import BASE, ERRORS, JsonResponse
from sayso.web.security import WRITES
from sayso.web.state import Told


def writable(request: Request) -> Iterator[Ledger]:
    """The ledger, opened for one request that writes to it."""
    with open_ledger(request.app.state.ledger, create=False) as ledger:
        yield ledger


Writable = Annotated[Ledger, Depends(writable)]


def writer_of(kind: str) -> APIRouter:
    """The router of what is written of one kind of thing."""
    return APIRouter(
        prefix=f"{BASE}/{kind}",
        tags=[kind],
        responses={code: told for code, told in ERRORS.items() if code != 304},
        route_class=Told,
        dependencies=[REVIEWER, WRITES],
        default_response_class=JsonResponse,
    )
