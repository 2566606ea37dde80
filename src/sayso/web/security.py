"""What every request and response goes through: whose request it is, and what a browser may do with the answer."""

import secrets
from collections.abc import Iterable
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'none'; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Only files of the desk itself are run, shown or sent to; nothing inline. No other page may frame or read it, and the
sites that it links to are not told where from ("no-referrer" would also take the origin from the desk's own forms)."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""

COOKIE = "sayso-csrf"
FIELD = "csrf"
HEADER = "X-CSRF-Token"


class Guard:
    """ASGI middleware: refuses names of strangers and writes from elsewhere, and sends HEADERS with every answer."""

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self._app = app
        self._names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)  # a page may be stricter
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope))
        await (PlainTextResponse(*refusal) if refusal else self._app)(scope, receive, guarded)

    def _refusal(self, method: str, headers: Headers) -> tuple[str, int] | None:
        """Why a request is refused, with the status; None where it is not."""
        host = headers.get("host", "")
        if _name(f"//{host}") not in self._names:
            return f"this desk does not answer to the name {host[:80]!r}; open it by the address that it printed\n", 421
        if method in SAFE:
            return None
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return "only the desk's own pages may write\n", 403
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return "only the desk's own pages may write\n", 403
        return None


def _name(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def token_of(request: Request) -> str:
    """The token that a form of this browser must send back: the one of its cookie, else a new one."""
    return request.cookies.get(COOKIE) or secrets.token_urlsafe(24)


async def signed(request: Request) -> None:
    """Refuse a request that does not send back the token of the browser's cookie, in its form or header.

    Every route that writes depends on it: `dependencies=[WRITES]`. A page of a stranger can make a browser send a form
    here, but can neither read the cookie nor guess it.

    Raises:
        HTTPException: 403, the token is missing or another.
    """
    given = request.headers.get(HEADER)
    if given is None:
        field = (await request.form()).get(FIELD)
        given = field if isinstance(field, str) else ""
    expected = request.cookies.get(COOKIE, "")
    if not expected or not secrets.compare_digest(given.encode(), expected.encode()):
        raise HTTPException(403, "this form is out of date or not of this desk; load its page anew and try again")


WRITES = Depends(signed)
Signed = Annotated[None, WRITES]
