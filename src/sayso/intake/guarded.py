"""Inputs taken apart in a process of their own, with limits: a hostile one costs itself and nothing else.

Parsers by many hands meet bytes by anybody here. A parser that loops, fills the memory or crashes ends its process; the
input is refused with the reason, and the next ones go to a new process.
"""

import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from sayso.intake.blob import Columns
from sayso.intake.draft import refused
from sayso.intake.facts import NO_FACTS, Facts
from sayso.intake.paths import MAX_BYTES, Found, Source, expand
from sayso.intake.read import count_inputs
from sayso.intake.worker import LIMITS, EndedError, Job, Limits, Worker
from sayso.nouns import Intake

AHEAD = 8
"""Files that the process is told of before it has done with the one before: it then never waits for us."""


class Guarded:
    """Takes inputs apart in a process of its own, and keeps that for the next ones; a context manager that ends it.

    Where several threads read at once, each has a process, and one of these is kept.
    """

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._kept: Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the process that is kept. Another is begun where more is to be read."""
        if worker := self._take():
            worker.end()

    def read(
        self,
        sources: Iterable[Source],
        *,
        facts: Facts = NO_FACTS,
        stdin: BinaryIO | None = None,
        columns: Columns = (),
    ) -> Iterator[Intake]:
        """The same as `read_inputs`; what breaks a limit is refused, and what comes after it is read."""
        worker = self._take()
        waiting: deque[Job] = deque()  # the worker has been told of these; the first is in its hands
        with ExitStack() as at_the_end:
            coming = (Job(found, facts, columns, _piped(found, stdin, at_the_end)) for found in expand(sources))
            try:
                while True:
                    for job in _first(coming, AHEAD - len(waiting)):
                        waiting.append(job)
                        if worker:
                            worker.tell(job)
                    if not waiting:
                        return
                    worker = worker or _begun(waiting, self._limits)
                    given = 0
                    try:
                        for intake in worker.results():
                            given += 1
                            yield intake
                    except EndedError as ended:
                        after = f", after {given:,} of the reports in it" if given else ""
                        yield refused(waiting[0].found.source, f"it was given up: {ended}{after}")
                        worker.end()
                        worker = None
                    waiting.popleft()
            finally:
                if worker:
                    self._keep(worker, done=not waiting)

    def _take(self) -> Worker | None:
        """The process that was kept, if it is as good as a new one."""
        with self._lock:
            worker, self._kept = self._kept, None
        if worker and not worker.is_fit():
            worker.end()
            return None
        return worker

    def _keep(self, worker: Worker, *, done: bool) -> None:
        """Keep the process, if it has done all that it was told and no other is kept; else end it."""
        with self._lock:
            if done and self._kept is None:
                self._kept = worker
                return
        worker.end()


def read_guarded(
    sources: Iterable[Source],
    *,
    facts: Facts = NO_FACTS,
    stdin: BinaryIO | None = None,
    columns: Columns = (),
    limits: Limits = LIMITS,
) -> Iterator[Intake]:
    """The same as `read_inputs`, from a process that ends with it; what breaks a limit is refused."""
    with Guarded(limits) as guarded:
        yield from guarded.read(sources, facts=facts, stdin=stdin, columns=columns)


def count_guarded(sources: Iterable[Source], *, limits: Limits = LIMITS) -> int:
    """The same as `count_inputs`, files of many reports in a process that ends with it; what breaks a limit is one."""
    worker: Worker | None = None

    def many(found: Found) -> int:
        nonlocal worker
        worker = worker or Worker(limits)
        worker.tell(Job(found, NO_FACTS, (), None, counts=True))
        try:
            return worker.counted()
        except EndedError:
            worker.end()
            worker = None
            return 1

    try:
        return count_inputs(sources, many=many)
    finally:
        if worker:
            worker.end()


def _first(coming: Iterator[Job], number: int) -> Iterator[Job]:
    for _ in range(number):
        job = next(coming, None)
        if job is None:
            return
        yield job


def _piped(found: Found, stdin: BinaryIO | None, at_the_end: ExitStack) -> Path | None:
    """A copy of standard input as far as it may be read, and a byte more where there is one.

    Its folder is made only where it is needed: a process that is killed leaves it behind.
    """
    if found.path is not None or found.refused is not None:
        return None
    copy = Path(at_the_end.enter_context(tempfile.TemporaryDirectory(prefix="sayso-"))) / "stdin"
    with copy.open("wb") as file:
        source = stdin or sys.stdin.buffer
        file.write(source.read(MAX_BYTES + 1))
    return copy


def _begun(waiting: Sequence[Job], limits: Limits) -> Worker:
    """A new worker, told of all that waits."""
    worker = Worker(limits)
    for job in waiting:
        worker.tell(job)
    return worker
