"""The ledger that a request looks into."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request

from sayso.api import open_ledger
from sayso.errors import NotFound
from sayso.ledger import Ledger, batches, browse
from sayso.web.batches import Batch, all_kept, kept
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


def sent_as(ident: str, work: Work, case: Ledger) -> Batch:
    """What was sent under an id, as far as it is; from the ledger where it was sent before the desk was started.

    Raises:
        NotFound: nothing was, or it was long ago.
    """
    batch = work.batch(ident) or kept(case, ident)
    if batch is None:
        raise NotFound(
            f"the last {batches.KEPT} batches that were sent are known, and none of them goes by this name; what was "
            "read is in the case"
        )
    return batch


def lately(work: Work, case: Ledger) -> tuple[Batch, ...]:
    """What was sent lately, the latest first."""
    here = work.batches()
    known = {one.id for one in here}
    return (*here, *(one for one in all_kept(case) if one.id not in known))[: batches.KEPT]
