"""The ledger that a request looks into."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request

from sayso.api import open_ledger
from sayso.errors import NotFound
from sayso.ledger import Ledger, browse
from sayso.web.covering import Covering, cover_of
from sayso.web.settings import Settings
from sayso.web.work import Work


def opened(request: Request) -> Iterator[Ledger]:
    """The ledger, opened for one request: all that the request sees is one state of it.

    What people have flagged is covered, unless the address asks for it openly (`?open=1`).
    """
    with Covering.open(request.app.state.ledger, create=False) as ledger, ledger.reading():
        ledger.cover = request.state.cover = None if request.query_params.get("open") == "1" else cover_of(ledger)
        yield ledger


def uncovered(request: Request, case: "Case") -> None:
    """Let a request see what is flagged as it is: for what goes to programs, which tells the flags beside it."""
    assert isinstance(case, Covering)  # noqa: S101 - that is what `opened` gives
    case.cover = request.state.cover = None
    case.for_people = False


def to_write(request: Request) -> Iterator[Ledger]:
    """The ledger, opened for a request that writes: whatever it reads is a look of its own."""
    with open_ledger(request.app.state.ledger, create=False) as ledger:
        yield ledger


def work_of(request: Request) -> Work:
    """What this desk does beside its pages."""
    work: Work = request.app.state.work
    return work


def settings_of(request: Request) -> Settings:
    """How this desk is served."""
    settings: Settings = request.app.state.settings
    return settings


Case = Annotated[Ledger, Depends(opened)]
UNCOVERED = Depends(uncovered)
"""What every address depends on whose answer is for programs."""
Written = Annotated[Ledger, Depends(to_write)]
Working = Annotated[Work, Depends(work_of)]
Chosen = Annotated[Settings, Depends(settings_of)]


def found(case: Ledger, table: str, prefix: str) -> str:
    """The id of the only report, claim or question (`table`) whose id begins so.

    Raises:
        NotFound: there is none, or there are several.
    """
    idents = [ident for kind, ident in case.look(browse.ids, prefix) if kind == table]
    if not idents:
        raise NotFound(f"no {table} {prefix!r} in this ledger")
    if len(idents) > 1:
        raise NotFound(f"{prefix!r} may be any of several: {', '.join(idents)}; give more characters")
    return idents[0]
