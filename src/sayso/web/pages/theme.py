"""`/theme`: light, dark, or as the system has it; kept in a cookie, so that it works without scripts."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from sayso.web.acting import PUBLIC
from sayso.web.security import WRITES, own_address

router = APIRouter(include_in_schema=False, dependencies=[PUBLIC])

YEAR = 365 * 24 * 3600


@router.post("/theme", dependencies=[WRITES])
def choose_theme(
    to: Annotated[Literal["auto", "light", "dark"], Form()], back: Annotated[str, Form(max_length=2000)] = "/"
) -> Response:
    """Keep the choice and go back to the page that it was made on."""
    response = RedirectResponse(own_address(back), status_code=303)
    response.set_cookie("sayso-theme", to, max_age=YEAR, httponly=True, samesite="strict", path="/")
    return response
