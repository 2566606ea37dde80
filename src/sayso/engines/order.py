"""Many at once, given in order."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic

from sayso.engines.kinds import Item, Key
from sayso.engines.task import Done, Task

MOST = 8_000_000
"""Characters of text in hand, beyond which nothing more is asked for: reports may be long."""

NOTHING: Mapping[type[Exception], str] = MappingProxyType({})


@dataclass(slots=True)
class Waiting(Generic[Key]):
    """An item whose turn to be given has not come."""

    item: Item[Key]
    future: "Future[Done] | None" = None

    @property
    def characters(self) -> int:
        """The length of its text."""
        return sum(len(layer.text) for layer in self.item.task.report.layers) if self.item.task else 0

    @property
    def read(self) -> Done | None:
        """What became of it, if that is known by now."""
        told = self.future is not None and self.future.done() and not self.future.cancelled()
        return self.future.result() if told and self.future and self.future.exception() is None else None


def in_order(
    submit: "Callable[[Task], Future[Done]]",
    coming: Iterator[Item[Key]],
    ahead: int,
    waiting: deque[Waiting[Key]],
    lost: Mapping[type[Exception], str] = NOTHING,
) -> Iterator[tuple[Key, Done | None]]:
    """What became of the items, in their order, while `ahead` of them are in hand, or fewer that are long.

    `lost` are errors that mean that one report could not be read, with the reason.

    Raises:
        Exception: what else a future or `submit` raises; the items that were not given are then in `waiting`.
    """
    try:
        while True:
            held = sum(one.characters for one in waiting)
            while len(waiting) < ahead and held < MOST and (item := next(coming, None)) is not None:
                waiting.append(Waiting(item))  # first: to submit it may raise, and it must not be lost
                held += waiting[-1].characters
                waiting[-1].future = submit(item.task) if item.task else None
            if not waiting:
                return
            first = waiting[0]
            try:
                done = first.future.result() if first.future else None
            except tuple(lost) as error:
                done = Done(reason=next(reason for kind, reason in lost.items() if isinstance(error, kind)))
            waiting.popleft()
            yield first.item.key, done
    finally:
        for one in waiting:
            if one.future:
                one.future.cancel()
