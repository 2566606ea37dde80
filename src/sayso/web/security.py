"""What every request and answer goes through: from whom, how large, how often, and what a browser may do with it."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlsplit

import anyio
from fastapi import Depends, HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.buckets import Buckets, address_key
from sayso.web.settings import Limits, Settings

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

SENDING = "/read"
"""Where reports are sent to."""

FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""Headers that only a proxy sends."""

Refusal = tuple[HTTPStatus, str, dict[str, str]]


class Doors:
    """The rate limits of one desk, each in a bounded part of the memory."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        rate = limits.per_minute / 60
        self.addresses = Buckets(burst=limits.burst, per_second=rate, clock=clock)
        self.users = Buckets(burst=limits.burst, per_second=rate, clock=clock)
        self.callers = Buckets(burst=20, per_second=1 / 6, clock=clock)  # sign-ins from one address
        self.pairs = Buckets(burst=5, per_second=1 / 60, clock=clock)  # failures for one name from one address
        self.names = Buckets(burst=50, per_second=1 / 30, clock=clock)  # failures for one name from anywhere


@dataclass(frozen=True, slots=True)
class Guard:
    """ASGI middleware: refuses what comes by a strange name or from elsewhere, is too much, too often or too slow.

    It sends HEADERS with every answer. `refuse` makes an answer of a refusal; `knows` tells whether somebody has
    signed in, which only a large body needs.
    """

    app: ASGIApp
    settings: Settings
    doors: Doors
    refuse: Callable[[Request, HTTPStatus, str, dict[str, str]], Response]
    knows: Callable[[Request], bool]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return  # there are no web sockets

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)  # a page may be stricter
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        request = Request(scope)
        refusal = self._refusal(scope, request.headers)
        if refusal:
            await self.refuse(request, *refusal)(scope, receive, guarded)
            return
        await self.app(scope, Body(self, request, receive).receive, guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> Refusal | None:
        """Why a request is refused; None where it is not."""
        limits = self.settings.limits
        if len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > limits.address:
            return HTTPStatus.REQUEST_URI_TOO_LONG, "the address is too long", {}
        if sum(len(name) + len(value) for name, value in headers.raw) > limits.headers:
            return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too long", {}
        words = self._strange(scope["method"], headers)
        if words:
            return words
        if self.settings.shared and not scope["path"].startswith("/static/"):
            wait = self.doors.addresses.take(address_key((scope.get("client") or ("?", 0))[0]))
            if wait:
                return (
                    HTTPStatus.TOO_MANY_REQUESTS,
                    "too many requests; wait a moment",
                    {"Retry-After": f"{wait + 1:.0f}"},
                )
        return None

    def _strange(self, method: str, headers: Headers) -> Refusal | None:
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or _name(f"//{host}") not in self.settings.names:
            words = f"this desk does not answer to the name {host[:80]!r}; open it by the address that it printed"
            return HTTPStatus.MISDIRECTED_REQUEST, words, {}
        if not self.settings.shared and any(name in headers for name in FORWARDED):
            words = "a proxy stands before this desk, so others may reach it; start it with --proxy-headers and users"
            return HTTPStatus.MISDIRECTED_REQUEST, words, {}
        if method in SAFE:
            return None
        origin = headers.get("origin")
        scheme = "https" if self.settings.secure else "http"
        if (origin is not None and not _is_own(origin, host, scheme)) or headers.get(
            "sec-fetch-site", "same-origin"
        ) not in {"same-origin", "none"}:
            return HTTPStatus.FORBIDDEN, "only the desk's own pages may write", {}
        return None


class Body:
    """A request's body as it comes in: not more than may be, not slower than may be."""

    def __init__(self, guard: Guard, request: Request, receive: Receive) -> None:
        self._guard, self._request, self._receive = guard, request, receive
        self._limits = guard.settings.limits
        self._read = 0
        self._done = self._known = False
        self._until: float | None = None

    async def receive(self) -> Message:
        """The next part.

        Raises:
            HTTPException: 413, there is too much of it; 408, it comes too slowly.
        """
        if self._done:
            return await self._receive()  # that the browser went away
        now = time.monotonic()
        if self._until is None:
            self._until = now + self._limits.body_seconds
            await self._check(self._told())
        with anyio.move_on_after(self._until - now) as waiting:
            message = await self._receive()
        if waiting.cancelled_caught:
            raise HTTPException(408, "the request comes too slowly", _CLOSE)
        part = len(message.get("body", b""))
        self._read += part
        self._until += part / self._limits.body_rate
        await self._check(self._read)
        self._done = not message.get("more_body", False)
        return message

    def _told(self) -> int:
        told = self._request.headers.get("content-length", "0")
        return int(told) if told.isascii() and told.isdigit() else 0

    async def _check(self, size: int) -> None:
        most = self._limits.sent if self._request.url.path == SENDING else self._limits.body
        if size > most:
            raise HTTPException(413, f"at most {most:,} bytes are taken at once, given {size:,}; send less", _CLOSE)
        if size <= self._limits.strangers_body or self._known:
            return
        self._known = await anyio.to_thread.run_sync(self._guard.knows, self._request)
        if not self._known:
            raise HTTPException(413, "sign in before you send so much", _CLOSE)


_CLOSE = {"Connection": "close"}


def _name(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_own(origin: str, host: str, scheme: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.netloc.lower() == host.lower() and parts.scheme in {"https", scheme}


def session_cookie(settings: Settings) -> str:
    """The name of the cookie of a session. A browser takes `__Host-` from this host alone, by https alone."""
    return "__Host-sayso-session" if settings.secure else "sayso-session"


def session_secret(request: Request) -> str:
    """What the browser's cookie of a session holds; empty where there is none."""
    return request.cookies.get(session_cookie(request.app.state.settings), "")


def token_of(request: Request) -> str:
    """The token that a form of this browser must send back.

    With a session it is bound to that: it follows from the cookie, by which it cannot be found. Before, it is that of
    a cookie of its own.
    """
    return _bound(session_secret(request)) or request.cookies.get(COOKIE) or secrets.token_urlsafe(24)


def _bound(secret: str) -> str:
    return sha256(f"sayso form {secret}".encode("utf-8", "replace")).hexdigest() if secret else ""


async def signed(request: Request) -> None:
    """Refuse a request that does not send back the token of the browser's cookie, in its form or header.

    Every route that writes depends on it: `dependencies=[WRITES]`. A page of a stranger can make a browser send a form
    here, but can neither read the cookie nor guess it. Who sends a token of the API with a request needs no other:
    no browser does so by itself, and cookies then count for nothing. JSON a page cannot send to another site at all:
    the browser asks first whether it may, and the desk never says so.

    Raises:
        HTTPException: 403, the token is missing or another.
    """
    is_api = request.url.path.startswith("/api/")
    is_json = request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"
    if is_api and (is_json or request.headers.get("authorization", "").lower().startswith("bearer ")):
        return
    given = request.headers.get(HEADER)
    if given is None:
        field = (await request.form()).get(FIELD)
        given = field if isinstance(field, str) else ""
    expected = _bound(session_secret(request)) or request.cookies.get(COOKIE, "")
    if not expected or not secrets.compare_digest(given.encode("utf-8", "replace"), expected.encode()):
        raise HTTPException(403, "this form is out of date or not of this desk; load its page anew and try again")


WRITES = Depends(signed)
Signed = Annotated[None, WRITES]


def own_address(address: str) -> str:
    """An address of this desk as given, or its first page: nobody is led to another site."""
    is_own = address.startswith("/") and not address.startswith("//") and "\\" not in address and address.isprintable()
    return address if is_own else "/"
