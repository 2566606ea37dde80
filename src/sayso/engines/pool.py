"""A pool of processes on this machine. Each loads the models once; one that dies costs no report but its own."""

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from multiprocessing.connection import wait

from sayso.engines.kinds import Here, Item, Key
from sayso.engines.order import Waiting, in_order
from sayso.engines.task import Done, Task, carry_out
from sayso.helpers import begin, starting

AHEAD = 64
"""Reports for each process that are read or wait to be, ahead of the one that is given next: one that takes long holds
up nobody, nor does this process while it compares some fifty of them. No more than these are in memory."""

FEW = 8
"""Reports that are read in this process, where there are no more: other processes would first have to load the models,
which takes as long as reading some ten of them."""

GRACE = 1.0
"""Seconds that the processes have to end, where nobody wants what they read."""

LOST = "kept, but the process that read it died (perhaps for lack of memory)"


def workers() -> int:
    """Processes that there may be at once on this machine: one for each core that we may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Pool:
    """Reads in `number` processes at once, and gives what they read in the order of the items."""

    number: int

    @property
    def threads(self) -> int:
        """As many as there were processes."""
        return self.number

    def read(self, items: Iterable[Item[Key]]) -> Iterator[tuple[Key, Done | None]]:
        """What became of each, in their order; of one whose process died, that it did."""
        coming = iter(items)
        waiting: deque[Waiting[Key]] = deque()
        done = False
        while not done:
            try:
                with _executor(self.number) as executor:
                    submit = partial(_submit, executor)
                    yield from in_order(submit, coming, self.number * AHEAD, waiting)
                    done = True
            except (
                BrokenProcessPool
            ):  # one of these ended a process, and took the others with it: each alone tells which
                broken = list(waiting)
                waiting.clear()
                yield from _each_alone(broken)


def _each_alone(items: Iterable[Waiting[Key]]) -> Iterator[tuple[Key, Done | None]]:
    """What became of each, where no two are in hand at one time; what was read before is not read again."""
    left = deque(items)
    while left:
        with _executor(1) as executor:
            try:
                while left:
                    key, task = left[0].item
                    done = left[0].read or (_submit(executor, task).result() if task else None)
                    left.popleft()
                    yield key, done
            except BrokenProcessPool:
                yield left.popleft().item.key, Done(reason=LOST)


def _submit(executor: ProcessPoolExecutor, task: Task) -> "Future[Done]":
    with starting():  # a process, where there are not as many yet as there may be
        return executor.submit(carry_out, task)


@contextmanager
def _executor(number: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that begin anew (a copy of this one would share its threads' locks), and end at once at the end."""
    executor = ProcessPoolExecutor(number, mp_context=multiprocessing.get_context("spawn"), initializer=begin)
    try:
        yield executor
    except BaseException:  # Ctrl-C, or nobody wants the rest
        _give_up(executor)
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _give_up(executor: ProcessPoolExecutor) -> None:
    """End the processes, whatever they are doing: it would be thrown away.

    Most are done with their report in a moment. Others load models, or have a long one, and nobody should wait for it.
    """
    processes = list((executor._processes or {}).values())  # noqa: SLF001 # `kill_workers` comes with Python 3.14
    executor.shutdown(wait=False, cancel_futures=True)
    deadline = time.monotonic() + GRACE
    for process in processes:
        wait([process.sentinel], max(0.0, deadline - time.monotonic()))
        process.kill()


@dataclass(frozen=True, slots=True)
class Spread:
    """Reads a few reports in this process, and more of them in a pool, where there is more than one core."""

    number: int

    @property
    def threads(self) -> int:
        """As many as there may be processes."""
        return self.number

    def read(self, items: Iterable[Item[Key]]) -> Iterator[tuple[Key, Done | None]]:
        """What became of each, in their order."""
        if self.number < 2:
            yield from Here().read(items)
            return
        coming = iter(items)
        begun: list[Item[Key]] = []
        for item in coming:
            begun.append(item)
            if sum(one.task is not None for one in begun) > FEW:
                yield from Pool(self.number).read(chain(begun, coming))
                return
            if len(begun) > FEW * 10 and not any(one.task for one in begun):
                yield from Here().read(begun)  # a second run, that has all of them: nobody should wait for a report
                begun = []
        yield from Here().read(begun)
