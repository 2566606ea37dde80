"""Templates to pages. Everything is escaped; a page has the top line, the theme and the token of its forms."""

from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, Response

from sayso.export.hidden import safe, seen
from sayso.export.words import count
from sayso.ledger import Ledger, browse
from sayso.nouns import DeskRole
from sayso.web.characters import chips
from sayso.web.covering import Cover
from sayso.web.security import COOKIE, session_secret, token_of
from sayso.web.views.top import TopLine, top_line

THEMES = ("auto", "light", "dark")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with the filters that they use: `chips`, `count`, `field`, `path`, `query`."""
    made = Environment(
        loader=PackageLoader("sayso.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"chips": chips, "count": count, "field": _field, "path": _path, "query": _query}
    return made


def _finalize(value: object) -> object:
    """What an expression prints: text with the characters named that deceive, nothing where a value is unknown."""
    if value is None:
        return ""
    return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _field(value: object) -> object:
    """A value for a field of a form: what looks like another letter stays as it is, since it is sent back."""
    return Markup(escape(seen(value))) if isinstance(value, str) else value  # noqa: S704 - it is escaped


def _path(text: str) -> str:
    """A text as one part of an address."""
    return quote(text.encode("utf-8", "replace"), safe="")


def _query(values: Mapping[str, object]) -> str:
    """Values as the query of an address; those that are None or empty are left out."""
    kept = {name: str(value).encode("utf-8", "replace") for name, value in values.items() if value not in (None, "")}
    return f"?{urlencode(kept)}" if kept else ""


def page(
    request: Request,
    case: Ledger,
    template: str,
    *,
    seen: browse.Overview | None = None,
    status: int = HTTPStatus.OK,
    **context: object,
) -> Response:
    """A page of the desk, with the counts of the ledger at its head (`seen`, where they are at hand)."""
    return bare_page(request, template, context, status=status, top=top_line(seen or case.look(browse.overview)))


def bare_page(  # noqa: PLR0913 - all but the first three have defaults and go by name
    request: Request,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
    top: TopLine | None = None,
) -> Response:
    """A page that needs no ledger, such as that of an error."""
    token = token_of(request)
    theme = request.cookies.get("sayso-theme")
    here = f"{request.url.path}{f'?{request.url.query}' if request.url.query else ''}"
    acting = getattr(request.state, "acting", None)
    shared = {
        "top": top,
        "theme": theme if theme in THEMES else "auto",
        "csrf": token,
        "here": here if request.method == "GET" and request.url.path != "/sign-in" else "/",
        "section": request.url.path.split("/")[1],
        "acting": acting,
        "may_rule": acting is not None and acting.may(DeskRole.REVIEWER),
        "is_open": request.query_params.get("open") == "1",
        "covered": f"{request.url.path}{_query({**request.query_params, 'open': None})}",
        "busy": request.app.state.work.is_busy,
    }
    html = environment().get_template(template).render({**shared, **context})
    cover: Cover | None = getattr(request.state, "cover", None)
    if cover is not None:
        html = cover.page(html, opened=f"{request.url.path}{_query({**request.query_params, 'open': 1})}")
    response = HTMLResponse(html.encode("utf-8", "replace"), status, headers=headers)
    if not session_secret(request) and request.cookies.get(COOKIE) != token:
        secure = request.app.state.settings.secure
        response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=secure, path="/")
    return response
