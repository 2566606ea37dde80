"""`/users`: who may sign in, as what; `/users/events`: what happened. For admins."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.api import open_ledger
from sayso.errors import UsageError
from sayso.ledger import Ledger, browse
from sayso.ledger import users as kept
from sayso.nouns import DeskRole
from sayso.users import add_user, change_password, change_role, clock, disable, enable, revoke_token
from sayso.web.acting import ADMIN, Who
from sayso.web.case import Case
from sayso.web.pages.signing import Name, Password
from sayso.web.rendering import page
from sayso.web.security import WRITES
from sayso.web.views.case import pager

router = APIRouter(prefix="/users", include_in_schema=False, dependencies=[ADMIN])

EVENTS = 100
"""Events on one page."""


@router.get("")
def users_page(request: Request, case: Case) -> Response:
    """The users with their roles and tokens."""
    return _shown(request, case)


@router.post("", dependencies=[WRITES])
def new_user(
    request: Request,
    case: Case,
    who: Who,
    *,
    name: Name = "",
    role: Annotated[DeskRole, Form()] = DeskRole.READER,
    password: Password = "",
) -> Response:
    """Add a user with a first password, which the user changes."""
    hasher, (at, by, address) = request.app.state.hasher, _how(request, who.name)
    with open_ledger(request.app.state.ledger, create=False) as ledger:
        try:
            add_user(ledger, name, role, password, hasher=hasher, at=at, by=by, address=address)
        except UsageError as error:
            return _shown(request, case, told=f"{error}. Nobody was added.", status=422)
    return _back()


@router.post("/role", dependencies=[WRITES])
def new_role(request: Request, who: Who, *, name: Name, role: Annotated[DeskRole, Form()]) -> Response:
    """Give a user another role."""
    at, by, address = _how(request, who.name)
    with open_ledger(request.app.state.ledger, create=False) as ledger:
        change_role(ledger, name, role, at=at, by=by, address=address)
    return _back()


@router.post("/disable", dependencies=[WRITES])
def shut_out(request: Request, who: Who, *, name: Name) -> Response:
    """Disable a user."""
    at, by, address = _how(request, who.name)
    with open_ledger(request.app.state.ledger, create=False) as ledger:
        disable(ledger, name, at=at, by=by, address=address)
    return _back()


@router.post("/enable", dependencies=[WRITES])
def let_in(request: Request, who: Who, *, name: Name) -> Response:
    """Enable a user who was disabled."""
    at, by, address = _how(request, who.name)
    with open_ledger(request.app.state.ledger, create=False) as ledger:
        enable(ledger, name, at=at, by=by, address=address)
    return _back()


@router.post("/password", dependencies=[WRITES])
def first_password(request: Request, case: Case, who: Who, *, name: Name, password: Password = "") -> Response:
    """Give a user who has forgotten it another password; sessions and tokens end."""
    hasher, (at, by, address) = request.app.state.hasher, _how(request, who.name)
    with open_ledger(request.app.state.ledger, create=False) as ledger:
        try:
            change_password(ledger, name, password, hasher=hasher, at=at, by=by, address=address)
        except UsageError as error:
            return _shown(request, case, told=f"{error}. Nothing was changed.", status=422)
    return _back()


@router.post("/tokens/{ident}/revoke", dependencies=[WRITES])
def no_token(request: Request, who: Who, ident: str) -> Response:
    """Revoke anybody's token."""
    at, by, address = _how(request, who.name)
    with open_ledger(request.app.state.ledger, create=False) as ledger:
        revoke_token(ledger, ident, at=at, by=by, address=address)
    return _back()


@router.get("/events")
def events_page(
    request: Request, case: Case, *, number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1
) -> Response:
    """The log of security events, newest first."""
    part = browse.Page(limit=EVENTS, offset=(number - 1) * EVENTS)
    found = case.look(kept.events, part)
    return page(request, case, "events.html", events=found.found, pager=pager(part, found.total))


def _how(request: Request, by: str | None) -> tuple[datetime, str | None, str | None]:
    """When, by whom and from where something is done."""
    return request.app.state.clock(), by, request.client.host if request.client else None


def _back() -> Response:
    return RedirectResponse("/users", status_code=303)


def _shown(request: Request, case: Ledger, *, told: str = "", status: int = 200) -> Response:
    now = clock.stamp(request.app.state.clock())
    tokens = [one for one in case.look(kept.tokens) if one.revoked is None and one.expires > now]
    return page(
        request,
        case,
        "users.html",
        status=status,
        users=case.look(kept.everybody),
        tokens=tokens,
        roles=tuple(DeskRole),
        told=told,
    )
