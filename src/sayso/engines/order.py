"""Many at once, given in order."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Generic

from sayso.engines.kinds import Item, Key
from sayso.engines.task import Done, Task

NOTHING: Mapping[type[Exception], str] = MappingProxyType({})


@dataclass(slots=True)
class Waiting(Generic[Key]):
    """An item whose turn to be given has not come."""

    item: Item[Key]
    future: "Future[Done] | None" = None


def in_order(
    submit: "Callable[[Task], Future[Done]]",
    coming: Iterator[Item[Key]],
    ahead: int,
    waiting: deque[Waiting[Key]],
    lost: Mapping[type[Exception], str] = NOTHING,
) -> Iterator[tuple[Key, Done | None]]:
    """What became of the items, in their order, while `ahead` of them are in hand.

    `lost` are errors that mean that one report could not be read, with the reason.

    Raises:
        Exception: what else a future or `submit` raises; the items that were not given are then in `waiting`.
    """
    try:
        while True:
            for item in islice(coming, max(0, ahead - len(waiting))):
                waiting.append(Waiting(item))  # first: to submit it may raise, and it must not be lost
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
