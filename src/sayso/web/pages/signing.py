"""`/sign-in` and `/sign-out`."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.api import open_ledger
from sayso.nouns import EventKind
from sayso.users import Busy, sign_in, sign_out
from sayso.users.names import folded
from sayso.users.sessions import note
from sayso.web.acting import PUBLIC, Way, Who
from sayso.web.buckets import address_key
from sayso.web.rendering import bare_page
from sayso.web.security import COOKIE, WRITES, Doors, own_address, session_cookie, session_secret
from sayso.web.settings import Settings

router = APIRouter(include_in_schema=False, dependencies=[PUBLIC])

WRONG = "Name and password do not fit."
"""Whatever was wrong: whether there is such a user is nobody's affair who is not one."""

Back = Annotated[str, Query(max_length=2000)]
Name = Annotated[str, Form(max_length=200)]
Password = Annotated[str, Form(max_length=1000)]


@router.get("/sign-in")
def sign_in_page(request: Request, who: Who, *, to: Back = "/") -> Response:
    """The page that asks for name and password."""
    if who.way is Way.SESSION:
        return RedirectResponse(own_address(to), status_code=303)
    return _form(request, to)


@router.post("/sign-in", dependencies=[WRITES])
def sign_in_here(
    request: Request,
    who: Who,
    *,
    name: Name = "",
    password: Password = "",
    to: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Begin a session and go where one wanted to be."""
    if who.way is Way.OPEN:
        raise HTTPException(403, "this desk has no users yet; nobody needs to sign in")
    settings: Settings = request.app.state.settings
    at, address = request.app.state.clock(), _address(request)
    with open_ledger(request.app.state.ledger, create=False) as ledger:
        wait = attempt(request, name)
        if wait:
            note(ledger, EventKind.LOCKED, at=at, address=address)
            return _form(request, to, "Too many attempts; wait a while, then try again.", status=429, wait=wait)
        try:
            signed = sign_in(
                ledger,
                name,
                password,
                hasher=request.app.state.hasher,
                at=at,
                limits=settings.sessions,
                address=address,
            )
        except Busy:
            return _form(request, to, "Many are signing in right now; try again.", status=429, wait=5)
        if signed is None:
            return _form(request, to, WRONG, status=401)
        succeeded(request, name)
        if old := session_secret(request):
            sign_out(ledger, old, who.name, at=at, address=address)
    response = RedirectResponse(own_address(to), status_code=303)
    give(response, settings, signed.secret)
    return response


@router.post("/sign-out", dependencies=[WRITES])
def sign_out_here(request: Request, who: Who) -> Response:
    """End the session; its cookie is worth nothing from now on."""
    settings: Settings = request.app.state.settings
    if who.secret:
        with open_ledger(request.app.state.ledger, create=False) as ledger:
            sign_out(ledger, who.secret, who.name, at=request.app.state.clock(), address=_address(request))
    response = RedirectResponse("/sign-in", status_code=303)
    response.delete_cookie(session_cookie(settings), path="/", httponly=True, samesite="lax", secure=settings.secure)
    return response


def give(response: Response, settings: Settings, secret: str) -> None:
    """Send the cookie of a session. Lax: a link from a colleague's message leads to its page, not to signing in."""
    response.set_cookie(
        session_cookie(settings),
        secret,
        max_age=int(settings.sessions.lasts.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings.secure,
    )
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict", secure=settings.secure)


def attempt(request: Request, name: str) -> float:
    """Count an attempt to give a user's password; the seconds to wait where there were too many.

    What is counted is the name as typed, whether there is such a user or not. A name is locked by few failures from one
    address and by many from all together, so that a stranger cannot easily lock out its owner.
    """
    doors: Doors = request.app.state.doors
    caller, key = address_key(_address(request)), folded(name)
    return doors.callers.take(caller) or doors.pairs.take(f"{caller} {key}") or doors.names.take(key)


def succeeded(request: Request, name: str) -> None:
    """An attempt was none: only failures count."""
    doors: Doors = request.app.state.doors
    key = folded(name)
    doors.pairs.give_back(f"{address_key(_address(request))} {key}")
    doors.names.give_back(key)


def _address(request: Request) -> str | None:
    return request.client.host if request.client else None


def _form(request: Request, to: str, told: str = "", *, status: int = 200, wait: float = 0) -> Response:
    headers = {"Retry-After": f"{wait + 1:.0f}"} if wait else {}
    context = {"to": own_address(to), "told": told}
    return bare_page(request, "sign_in.html", context, status=status, headers=headers)
