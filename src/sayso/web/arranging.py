"""The order of answers that an address asks for, kept in it so that a link shows the same."""

import secrets
from typing import Annotated

from fastapi import Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.web.views.ordering import SEEDS, Arrangement, ByName


def asked_for(
    answers: ByName = "first", seed: Annotated[int | None, Query(ge=0, lt=SEEDS)] = None
) -> Arrangement | None:
    """The order of answers; None where it is one by chance whose number is yet to be drawn."""
    if answers == "shuffled" and seed is None:
        return None
    return Arrangement(name=answers, seed=seed or 0)


Arranged = Annotated[Arrangement | None, Depends(asked_for)]


def draw(request: Request) -> Response:
    """To the same page in an order by chance."""
    there = request.url.include_query_params(seed=secrets.randbelow(SEEDS))
    return RedirectResponse(f"{there.path}?{there.query}", status_code=303)
