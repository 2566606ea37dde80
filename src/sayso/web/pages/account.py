"""`/account`: one's own password and tokens."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from sayso.api import open_ledger
from sayso.errors import UsageError
from sayso.ledger import Ledger, users
from sayso.nouns import ApiToken, DeskRole
from sayso.users import MOST_DAYS, Busy, begin, change_password, make_token, revoke_token
from sayso.users import clock as times
from sayso.users.names import folded
from sayso.web.acting import READER, Acting, Who
from sayso.web.case import Case
from sayso.web.pages.signing import Password, attempt, give, succeeded
from sayso.web.rendering import page
from sayso.web.security import WRITES

router = APIRouter(include_in_schema=False, dependencies=[READER])


@router.get("/account")
def account_page(request: Request, case: Case, who: Who) -> Response:
    """Who is signed in, and what they may change of themselves."""
    return _shown(request, case, who)


@router.post("/account/password", dependencies=[WRITES])
def new_password(
    request: Request, case: Case, who: Who, *, old: Password = "", new: Password = "", again: Password = ""
) -> Response:
    """Change one's password; other sessions and all tokens end."""
    name = _named(who)
    if attempt(request, name):
        return _shown(request, case, who, told="Too many attempts; wait a while, then try again.", status=429)
    known = case.look(users.known, folded(name))
    hasher, at = request.app.state.hasher, request.app.state.clock()
    try:
        right = hasher.fits(old, known.password if known else None)
    except Busy:
        return _shown(request, case, who, told="Many are signing in right now; try again.", status=429)
    if not right or known is None:
        return _shown(request, case, who, told="The old password is another. Nothing was changed.", status=403)
    succeeded(request, name)
    if new != again:
        return _shown(request, case, who, told="The new password was not typed twice. Nothing was changed.", status=422)
    settings = request.app.state.settings
    with open_ledger(request.app.state.ledger, create=False) as ledger:
        try:
            change_password(ledger, name, new, hasher=hasher, at=at, by=name, address=_address(request))
        except UsageError as error:
            return _shown(request, case, who, told=f"{error}. Nothing was changed.", status=422)
        secret = begin(ledger, known.user, at=at, limits=settings.sessions)
    response = RedirectResponse("/account?changed=1", status_code=303)
    give(response, settings, secret)
    return response


@router.post("/account/tokens", dependencies=[WRITES])
def new_token(
    request: Request,
    who: Who,
    *,
    label: Annotated[str, Form(max_length=200)] = "",
    role: Annotated[DeskRole, Form()] = DeskRole.READER,
    days: Annotated[int, Form(ge=1, le=MOST_DAYS)] = 30,
) -> Response:
    """Make a token; the answer alone shows it."""
    name, at = _named(who), request.app.state.clock()
    with open_ledger(request.app.state.ledger, create=False) as ledger:
        made, text = make_token(
            ledger, name, label=label, role=role, days=days, at=at, by=name, address=_address(request)
        )
        return _shown(request, ledger, who, made=made, text=text)


@router.post("/account/tokens/{ident}/revoke", dependencies=[WRITES])
def no_token(request: Request, who: Who, ident: str) -> Response:
    """Revoke one of one's own tokens."""
    name, at = _named(who), request.app.state.clock()
    with open_ledger(request.app.state.ledger, create=False) as ledger:
        revoke_token(ledger, ident, at=at, of=name, by=name, address=_address(request))
    return RedirectResponse("/account", status_code=303)


def _named(who: Acting) -> str:
    if who.name is None:
        raise HTTPException(403, "this desk has no users yet; `sayso users add NAME --role admin` makes the first")
    return who.name


def _shown(
    request: Request,
    case: Ledger,
    who: Acting,
    *,
    told: str = "",
    status: int = 200,
    made: ApiToken | None = None,
    text: str | None = None,
) -> Response:
    tokens = case.look(users.tokens, folded(who.name)) if who.name else ()
    now = times.stamp(request.app.state.clock())
    return page(
        request,
        case,
        "account.html",
        status=status,
        tokens=[one for one in tokens if one.revoked is None and one.expires > now],
        roles=[role for role in DeskRole if who.may(role)],
        days=MOST_DAYS,
        told=told or ("Your password is changed; other sessions and all tokens have ended." * _changed(request)),
        made=made,
        text=text,
    )


def _changed(request: Request) -> bool:
    return request.query_params.get("changed") == "1"


def _address(request: Request) -> str | None:
    return request.client.host if request.client else None
