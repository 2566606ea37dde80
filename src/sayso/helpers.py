"""Processes that help the one that the user started: they leave Ctrl-C to it, and do not outlive it."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from threading import Thread

ORPHANED = 78
"""What a helper ends with when the process that it helps is gone."""


@contextmanager
def starting() -> Iterator[None]:
    """Start helpers inside: Ctrl-C does not reach them, not even before they can say that they ignore it.

    A terminal sends it to all of its processes. To this one it comes when the block is left. (Windows knows no such
    thing: there a helper that is just beginning may end with a traceback.)
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would be started by the first helper, and let Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin() -> None:
    """Called first in a helper: from now on it ignores Ctrl-C, and ends at once when the process that it helps ends.

    That one may be killed, and then tells nobody; a helper of a pool would wait for its next task for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    helped = multiprocessing.parent_process()
    if helped is not None:
        Thread(target=_end_with, args=(helped,), daemon=True, name="end with the process that is helped").start()


def _end_with(helped: BaseProcess) -> None:
    helped.join()
    os._exit(ORPHANED)  # whatever the other threads are doing: nobody waits for it
