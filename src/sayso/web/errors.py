"""Errors as answers: problem details (RFC 9457) from the API, a page that people can read from everywhere else."""

import logging
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse, Response

from sayso.errors import Forbidden, InputError, LedgerBusy, LedgerUnwritable, NotFound, SaysoError, UsageError
from sayso.export.records import Json
from sayso.export.text import dumps
from sayso.web.rendering import bare_page
from sayso.web.security import HEADERS
from sayso.web.work import Full

_log = logging.getLogger(__name__)

PROBLEM = "application/problem+json"

_STATUS: tuple[tuple[type[SaysoError], HTTPStatus], ...] = (
    (NotFound, HTTPStatus.NOT_FOUND),
    (Forbidden, HTTPStatus.FORBIDDEN),
    (UsageError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (InputError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (LedgerBusy, HTTPStatus.SERVICE_UNAVAILABLE),
    (LedgerUnwritable, HTTPStatus.INSUFFICIENT_STORAGE),
    (Full, HTTPStatus.TOO_MANY_REQUESTS),
    (SaysoError, HTTPStatus.INTERNAL_SERVER_ERROR),
)
"""The first that fits counts."""


def add_handlers(app: FastAPI) -> None:
    """Make the app answer its errors so."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(SaysoError, _ours)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _fault)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for these alone
    status = HTTPStatus(error.status_code)
    if status is HTTPStatus.UNAUTHORIZED and request.method == "GET" and not request.url.path.startswith("/api/"):
        return _to_sign_in(request)
    if status is HTTPStatus.NOT_MODIFIED:
        return Response(status_code=status, headers=dict(error.headers or {}))
    standard = error.detail == status.phrase
    detail = _STANDARD.get(status, status.description or status.phrase) if standard else error.detail
    return _answer(request, status, detail, headers=dict(error.headers or {}))


def _to_sign_in(request: Request) -> Response:
    """To the page where one signs in, and from there back to where one wanted to be."""
    wanted = f"{request.url.path}{f'?{request.url.query}' if request.url.query else ''}"
    address = f"/sign-in?{urlencode({'to': wanted})}" if wanted != "/" else "/sign-in"
    if request.headers.get("hx-request"):  # a part of a page: the page itself must go there
        return Response(status_code=HTTPStatus.UNAUTHORIZED, headers={"HX-Redirect": address})
    return RedirectResponse(address, status_code=HTTPStatus.SEE_OTHER)


def refuse(request: Request, status: HTTPStatus, detail: str, headers: dict[str, str]) -> Response:
    """The answer to a request that goes no further than the guard."""
    return _answer(request, status, detail, headers=headers)


_STANDARD = {
    HTTPStatus.NOT_FOUND: "there is no such page; the address may be mistyped, or of another desk",
    HTTPStatus.METHOD_NOT_ALLOWED: "this address does not take requests of this method",
}


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - it is registered for these alone
    faults: list[Json] = [
        {"where": ".".join(str(part) for part in fault["loc"]), "what": str(fault["msg"])} for fault in error.errors()
    ]
    words = "; ".join(f"{'.'.join(map(str, fault['loc'][1:]))}: {fault['msg']}" for fault in error.errors())
    return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, words, errors=faults)


def _ours(request: Request, error: Exception) -> Response:
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("%s %s: %s", request.method, request.url.path, error)
    return _answer(request, status, str(error))


def _gone(request: Request, error: Exception) -> Response:
    """Who went to another page before the form was sent: no fault, and nobody is there to read an answer."""
    del request, error
    return Response(status_code=HTTPStatus.BAD_REQUEST)


def _fault(request: Request, error: Exception) -> Response:
    """A fault in Sayso. This answer does not pass the guard, so it brings the guard's headers itself."""
    del error
    words = "a fault in Sayso; where it happened stands in the terminal that the desk was started from"
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, words, headers=dict(HEADERS))


def _answer(
    request: Request,
    status: HTTPStatus,
    detail: str,
    *,
    headers: dict[str, str] | None = None,
    errors: list[Json] | None = None,
) -> Response:
    if request.url.path.startswith("/api/"):
        problem: dict[str, Json] = {
            "type": "about:blank",
            "title": status.phrase,
            "status": status.value,
            "detail": detail,
            "instance": request.url.path,
        }
        body = dumps(problem | ({"errors": errors} if errors else {}))
        return Response(body, status, media_type=PROBLEM, headers=headers)
    told = {"title": status.phrase, "detail": detail, "status": status.value}
    return bare_page(request, "error.html", told, status=status, headers=headers)
