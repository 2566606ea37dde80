"""Who makes a request, and what they may do. Every route says which role it needs: `dependencies=[READER]`.

A ledger without users, served on the loopback alone, is open: whoever sits at the machine may read and rule. Else
nobody gets beyond the sign-in page without a session, or (the API) a token.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.routing import APIRoute

from sayso.api import open_ledger
from sayso.errors import LedgerError, SaysoError
from sayso.ledger import Ledger, users
from sayso.nouns import ApiToken, DeskRole, EventKind
from sayso.users import bearer, clock, hashed, identified
from sayso.web.case import Case
from sayso.web.security import session_secret
from sayso.web.settings import Settings


class Way(Enum):
    """How somebody came to be known."""

    OPEN = "open"  # the desk has no users
    NOBODY = "nobody"
    SESSION = "session"
    TOKEN = "token"  # noqa: S105 - the word, not one


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who makes a request. `name` is None where nobody has signed in, `role` where nothing may be done but signing in.

    What is written carries the name; an open desk has to ask for one.
    """

    way: Way
    name: str | None = None
    role: DeskRole | None = None
    secret: str | None = field(default=None, repr=False)

    def may(self, needed: DeskRole) -> bool:
        """Whether who acts has that role, or one that may do more."""
        return self.role is not None and self.role.allows(needed)


OPEN = Acting(way=Way.OPEN, role=DeskRole.REVIEWER)
"""Whoever sits at a machine whose desk has no users. Users are made on the command line."""
NOBODY = Acting(way=Way.NOBODY)


def acting(request: Request, case: Case) -> Acting:
    """Who makes this request.

    Raises:
        HTTPException: 401, a token was sent that is worth nothing.
    """
    who = _who(request, case)
    request.state.acting = who
    return who


Who = Annotated[Acting, Depends(acting)]


def _who(request: Request, case: Ledger) -> Acting:
    settings: Settings = request.app.state.settings
    if not (settings.shared or case.look(users.exist)):
        return OPEN
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and request.url.path.startswith("/api/"):
        return _by_token(request, case, text.strip())
    secret = session_secret(request)
    at = request.app.state.clock()
    found = identified(case, secret, at=at, limits=settings.sessions) if secret else None
    if found is None:
        return NOBODY
    user, is_due = found
    if is_due:
        with suppress(LedgerError), _writable(request) as ledger:
            ledger.change(users.touch, hashed(secret), at=clock.stamp(at))
    return Acting(way=Way.SESSION, name=user.name, role=user.role, secret=secret)


def knows(request: Request) -> bool:
    """Whether somebody makes this request who may do anything at all; for what comes before its page is chosen."""
    try:
        with open_ledger(request.app.state.ledger, create=False) as ledger, ledger.reading():
            return _who(request, ledger).role is not None
    except (HTTPException, SaysoError):
        return False


def _by_token(request: Request, case: Ledger, text: str) -> Acting:
    at = request.app.state.clock()
    found = bearer(case, text, at=at)
    if found is None:
        raise HTTPException(401, "this token is unknown, expired or revoked; /account makes tokens", _CHALLENGE)
    user, role, token = found
    _note_use(request, token, clock.stamp(at))
    return Acting(way=Way.TOKEN, name=user.name, role=role)


def _note_use(request: Request, token: ApiToken, at: str) -> None:
    """Keep that a token was used, once a day: reading must not write with every request."""
    if token.used is not None and token.used[:10] == at[:10]:
        return
    address = request.client.host if request.client else None
    with suppress(LedgerError), _writable(request) as ledger, ledger.writing():
        ledger.change(users.note_use, token.id, at=at)
        words = f"{token.id} ({token.label}), first of the day"
        ledger.change(users.note, EventKind.TOKEN_USED, at=at, user=token.user, address=address, detail=words)


def _writable(request: Request) -> Ledger:
    """The ledger for a small note; it does not wait for another writer, as the page need not either."""
    return open_ledger(request.app.state.ledger, create=False, wait=0.05)


_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="sayso"'}


class Needs:
    """A dependency that lets a request through if who makes it has a role; None lets everybody through."""

    def __init__(self, role: DeskRole | None) -> None:
        self.role = role

    def __call__(self, request: Request, who: Who) -> None:
        """Refuse the request, or do nothing.

        Raises:
            HTTPException: 401, nobody has signed in; 403, their role is not enough; 429, they ask too often.
        """
        if who.name is not None and (wait := request.app.state.doors.users.take(who.name)):
            raise HTTPException(429, "you ask too often; wait a moment", {"Retry-After": f"{wait + 1:.0f}"})
        if self.role is None or who.may(self.role):
            return
        if who.role is None:
            raise HTTPException(401, "sign in first; the API takes a session or a token", _CHALLENGE)
        if who.way is Way.OPEN:
            raise HTTPException(403, "this desk has no users yet; `sayso users add NAME --role admin` makes the first")
        raise HTTPException(403, f"this needs the role {self.role.value}; yours is {who.role.value}")


PUBLIC = Depends(Needs(None))
READER = Depends(Needs(DeskRole.READER))
REVIEWER = Depends(Needs(DeskRole.REVIEWER))
ADMIN = Depends(Needs(DeskRole.ADMIN))

OTHERS = {
    "/static": "style, scripts and icon of the desk; the sign-in page needs them",
    "/api/v1/openapi.json": "what Sayso can do, nothing of the ledger",
}
"""What everybody may fetch and is no route with a role, with the reason."""


def needed(route: APIRoute) -> list[DeskRole | None]:
    """The roles that a route says it needs, the greatest last; empty where it says nothing."""
    calls = (one.call for one in route.dependant.dependencies)
    roles = {call.role for call in calls if isinstance(call, Needs)}
    return sorted(roles, key=lambda role: -1 if role is None else role.rank)


def declared(routers: Iterable[APIRouter]) -> list[APIRoute]:
    """All routes of these routers.

    Raises:
        TypeError: one of them does not say which role it needs: it must not be served.
    """
    every = [route for router in routers for route in router.routes]
    routes = [route for route in every if isinstance(route, APIRoute)]
    silent = [getattr(one, "path", str(one)) for one in every if not isinstance(one, APIRoute) or not needed(one)]
    if silent:
        raise TypeError(f"say which role these routes need (READER, REVIEWER, ADMIN or PUBLIC): {', '.join(silent)}")
    return routes
