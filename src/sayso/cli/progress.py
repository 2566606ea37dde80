"""A progress bar on standard error, for work that takes longer than a moment, where somebody is watching.

It tells how many are done, how many a second, how long the rest will take, and how many were refused.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

PATIENCE = 1.0
"""Seconds before the bar appears: shorter work would only flicker."""


class Tick(Protocol):
    """Called for each thing that is done."""

    def __call__(self, *, refused: bool = False) -> None:
        """One more is done, or was refused."""
        ...


@contextmanager
def progress(console: Console, words: str, total: Callable[[], int], *, wanted: bool) -> Iterator[Tick]:
    """A function to call for each thing done. The bar is drawn only where it is wanted and the console a terminal.

    `total` is asked only if there will be a bar, since counting may take as long as reading the inputs once.
    """
    if not wanted or not console.is_terminal or console.is_dumb_terminal:
        yield _unseen
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[refused]}"),
        console=console,
        transient=True,
    )
    task = bar.add_task(words, total=total(), rate="", refused="")
    lock, over = Lock(), False
    begun, done, refusals = time.monotonic(), 0, 0

    def tick(*, refused: bool = False) -> None:
        nonlocal done, refusals
        done, refusals = done + 1, refusals + refused
        rate = done / max(time.monotonic() - begun, 1e-3)
        bar.update(
            task,
            advance=1,
            rate=f"{rate:.0f}/s" if rate >= 10 else f"{rate:.1f}/s",
            refused=f"{refusals:,} refused" if refusals else "",
        )

    def appear() -> None:
        with lock:
            if not over:
                bar.start()

    timer = Timer(PATIENCE, appear)
    timer.daemon = True
    timer.start()
    try:
        yield tick
    finally:
        timer.cancel()
        with lock:
            over = True
        bar.stop()


def _unseen(*, refused: bool = False) -> None:
    """Nobody is watching."""
    del refused
