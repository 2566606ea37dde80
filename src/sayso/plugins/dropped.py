"""What an extractor proposes and is not taken, counted by reason for as long as somebody counts.

An extractor gives attributions and nothing else, so that what it was refused has another way out.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_COUNTED: ContextVar[Counter[str] | None] = ContextVar("dropped", default=None)


@contextmanager
def counting() -> Iterator[Counter[str]]:
    """Counts what is dropped inside: how often for which reason. Other threads count for themselves."""
    counted: Counter[str] = Counter()
    before = _COUNTED.set(counted)
    try:
        yield counted
    finally:
        _COUNTED.reset(before)


def drop(reason: str, times: int = 1) -> None:
    """Something is not taken; the reason is one of few, such as "not in the text", and holds no words of a report."""
    counted = _COUNTED.get()
    if counted is not None:
        counted[reason] += times
