"""The desk as an ASGI application."""

from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from sayso.api import Stages
from sayso.intake import Guarded
from sayso.users import Hasher, clock
from sayso.web import api, pages
from sayso.web.acting import declared, knows
from sayso.web.errors import add_handlers, refuse
from sayso.web.security import Doors, Guard
from sayso.web.settings import Settings
from sayso.web.work import Work

STATIC = Path(__file__).parent / "static"


def create_app(
    ledger: str | Path,
    settings: Settings | None = None,
    *,
    now: Callable[[], datetime] = clock.now,
    using: Stages | None = None,
    guarded: Guarded | None = None,
) -> FastAPI:
    """The desk for one ledger. Nothing is opened before the first request.

    Args:
        ledger: the ledger's file (or the URL of a PostgreSQL ledger).
        settings: how it is served; by default on the loopback.
        now: the clock that sessions, tokens and limits go by.
        using: what reads and compares; by default what is shipped, loaded when it is first needed.
        guarded: what takes apart what is sent to be read; by default a process of its own, with the usual limits.
    """
    chosen = settings or Settings()
    app = FastAPI(
        title="Sayso",
        version=version("sayso"),
        description="A ledger of attributed claims: the JSON of the command line, over HTTP.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # its pages would load scripts from elsewhere
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
    )
    app.state.ledger = str(ledger)
    app.state.settings = chosen
    app.state.doors = Doors(chosen.limits, lambda: now().timestamp())
    app.state.work = Work(str(ledger), using, guarded)
    app.state.hasher = Hasher()
    app.state.clock = now
    app.state.heavy = Lock()  # held by the request that reads, compares or exports a whole ledger
    app.add_middleware(Guard, settings=chosen, doors=app.state.doors, refuse=refuse, knows=knows)
    add_handlers(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    routers = (*pages.routers(), *api.routers())
    app.state.routes = declared(routers)
    for router in routers:
        app.include_router(router)
    return app
