"""What a store owes: to keep all that a ledger is, to let one writer in at a time, and to show readers one state."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Never

from sayso.contracts.case import fill, flag
from sayso.errors import LedgerBusy
from sayso.ledger import Ledger
from sayso.nouns import Intake, Outcome

SHORT = 0.3
"""Seconds to wait for another writer, where one is known to be there."""


def store(address: str) -> tuple[str, ...]:
    """What the store behind an address breaks of its contract, `()` if nothing. There must be no ledger there yet.

    Raises:
        LedgerError: it cannot be opened at all.
        UsageError: nothing knows the address.
    """
    with TemporaryDirectory() as folder:
        return tuple(_breaches(address, Path(folder) / "beside.sayso"))


def _breaches(address: str, beside: Path) -> Iterator[str]:
    with Ledger.open(address) as ledger, Ledger.open(beside) as file:
        if ledger.reports():
            yield "it is not empty, so that nothing was tried"
            return
        for one in (ledger, file):
            fill(one)
            flag(one)
    with Ledger.open(address) as ledger, Ledger.open(beside) as file:
        yield from _kept(ledger, file)
        yield from _locked(ledger, address)
        yield from _undone(ledger)


def _kept(ledger: Ledger, file: Ledger) -> Iterator[str]:
    """Whether it holds what a file holds, when it is opened again."""
    for what in ("reports", "claims", "links", "questions", "rulings", "content_hash"):
        if getattr(ledger, what)() != getattr(file, what)():
            yield f"opened again, its {what} are not those of the same ledger in a file"
    yield from (f"{one.name}: {one.words}" for one in ledger.check(deep=True) if one.verdict == "fail")


def _locked(ledger: Ledger, address: str) -> Iterator[str]:
    """Whether a second writer waits, and a reader sees what was there before."""
    with Ledger.open(address, wait=SHORT) as second:
        before = len(second.inputs())
        with ledger.writing():
            ledger.add(Intake(source="a.txt", outcome=Outcome.REFUSED, reason="only to try"))
            if len(second.inputs()) != before:
                yield "a reader sees what another has not finished writing"
            try:
                second.add(Intake(source="b.txt", outcome=Outcome.REFUSED, reason="only to try"))
            except LedgerBusy:
                pass
            else:
                yield "two write at one time"
        if len(second.inputs()) != before + 1:
            yield "what was written is not seen afterwards"


def _interrupt() -> Never:
    raise InterruptedError


def _undone(ledger: Ledger) -> Iterator[str]:
    """Whether what fails half way leaves nothing."""
    before = ledger.content_hash(), len(ledger.inputs())
    with suppress(InterruptedError), ledger.writing():
        ledger.add(Intake(source="c.txt", outcome=Outcome.REFUSED, reason="only to try"))
        _interrupt()
    if (ledger.content_hash(), len(ledger.inputs())) != before:
        yield "what failed half way has left something"
