"""Work that takes a core for seconds: reading, comparing, exporting a whole ledger."""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import Request

from sayso.errors import LedgerBusy

WAIT = 30.0
"""Seconds that a request waits for those before it."""


@contextmanager
def alone(request: Request) -> Iterator[None]:
    """Such work is done for one request after the other.

    Raises:
        LedgerBusy: those before it took too long.
    """
    lock = request.app.state.heavy
    if not lock.acquire(timeout=WAIT):
        raise LedgerBusy(f"other requests have been at work for more than {WAIT:g} s; try again later")
    try:
        yield
    finally:
        lock.release()
