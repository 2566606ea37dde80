"""Ctrl-C where Python would drop it."""

import sys
from _thread import interrupt_main
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

MOMENT = 0.05
"""Seconds until a dropped interrupt comes again: what dropped it takes microseconds."""


@contextmanager
def kept() -> Iterator[None]:
    """Let no interrupt be lost inside.

    Python drops what is raised in a finaliser or in a callback of a weak reference, with a note on standard error. The
    import machinery calls such callbacks all the time, so that one Ctrl-C in 600 would be lost while Sayso loads what
    it needs. It is sent again a moment later instead.
    """
    before = sys.unraisablehook

    def again(dropped: "UnraisableHookArgs") -> None:
        if not issubclass(dropped.exc_type, KeyboardInterrupt):
            before(dropped)
            return
        timer = Timer(MOMENT, interrupt_main)
        timer.daemon = True
        timer.start()

    sys.unraisablehook = again
    try:
        yield
    finally:
        sys.unraisablehook = before
