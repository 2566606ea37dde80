"""Answers that hold as long as the ledger does not change: they carry its state, and are not sent twice."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Depends, HTTPException, Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from sayso.ledger import browse_lists
from sayso.web.case import Case


def same(request: Request, case: Case) -> None:
    """End a request whose sender has the answer already.

    Raises:
        HTTPException: 304, the ledger is in the state that the request names.
    """
    tag = f'W/"{case.look(browse_lists.state)}"'
    request.state.tag = tag
    known = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    if request.method in {"GET", "HEAD"} and (tag in known or "*" in known):
        raise HTTPException(304, headers={"ETag": tag, "Cache-Control": "private, no-cache"})


SAME = Depends(same)
"""What every address whose answer follows from the ledger alone depends on."""


class Told(APIRoute):
    """A route that tells the ledger's state with its answer."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with what comes after it."""
        handle = super().get_route_handler()

        async def told(request: Request) -> Response:
            response = await handle(request)
            tag = getattr(request.state, "tag", None)
            if tag and response.status_code == 200 and request.method in {"GET", "HEAD"}:
                response.headers["ETag"] = tag
                response.headers["Cache-Control"] = "private, no-cache"
            return response

        return told
