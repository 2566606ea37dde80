"""A progress bar on standard error, for work that takes longer than a moment, where somebody is watching."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

PATIENCE = 1.0
"""Seconds before the bar appears: shorter work would only flicker."""


@contextmanager
def progress(console: Console, words: str, total: Callable[[], int], *, wanted: bool) -> Iterator[Callable[[], None]]:
    """A function to call for each thing done. The bar is drawn only where it is wanted and the console a terminal.

    `total` is asked only if there will be a bar, since counting may take as long as reading the inputs once.
    """
    if not wanted or not console.is_terminal or console.is_dumb_terminal:
        yield lambda: None
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    task = bar.add_task(words, total=total())
    lock, over = Lock(), False

    def appear() -> None:
        with lock:
            if not over:
                bar.start()

    timer = Timer(PATIENCE, appear)
    timer.daemon = True
    timer.start()
    try:
        yield lambda: bar.advance(task)
    finally:
        timer.cancel()
        with lock:
            over = True
        bar.stop()
