"""Who signs what is ruled: the user, or, at a desk without users, a name that is asked for once."""

from urllib.parse import quote, unquote

from fastapi import Request
from starlette.responses import Response

from sayso.errors import UsageError
from sayso.web.acting import Acting, Way

COOKIE = "sayso-by"
LONGEST = 80
"""Characters of a name."""
YEAR = 365 * 24 * 3600


def signer(request: Request) -> str | None:
    """The name that this request's rulings are signed with; None where it has to be asked for."""
    acting: Acting = request.state.acting
    if acting.way is not Way.OPEN:
        return acting.name
    name = unquote(request.cookies.get(COOKIE, ""), errors="replace").strip()
    return name if _is_name(name) else None


def named(request: Request, given: str) -> str:
    """The name of who acts: the known one, else the one that the form gives.

    Raises:
        UsageError: neither is there, or the given one is no name.
    """
    return signer(request) or signature(given)


def signature(given: str) -> str:
    """A name as rulings are signed with.

    Raises:
        UsageError: it is none.
    """
    name = given.strip()
    if not name:
        raise UsageError("a ruling is signed: go back, say who you are, and rule again")
    if not _is_name(name):
        raise UsageError(f"a name has at most {LONGEST} characters that can be seen, given {len(name)}: {name[:40]!r}")
    return name


def remember(request: Request, response: Response, name: str) -> None:
    """Know the name in this browser from now on, where the desk has no users."""
    if request.state.acting.way is Way.OPEN:
        secure = request.app.state.settings.secure
        response.set_cookie(
            COOKIE, quote(name, safe=""), max_age=YEAR, httponly=True, samesite="strict", secure=secure, path="/"
        )


def _is_name(text: str) -> bool:
    visible = text.replace("\u200c", "").replace("\u200d", "")  # names are written with them in some scripts
    return 0 < len(text) <= LONGEST and bool(visible) and visible.isprintable()
