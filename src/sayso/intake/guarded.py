"""Inputs taken apart in a process of their own, with limits: a hostile one costs itself and nothing else.

Parsers by many hands meet bytes by anybody here. A parser that loops, fills the memory or crashes ends its process; the
input is refused with the reason, and the next ones go to a new process.
"""

import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, NamedTuple

from sayso.helpers import begin, starting
from sayso.intake.blob import Columns
from sayso.intake.draft import refused
from sayso.intake.facts import NO_FACTS, Facts
from sayso.intake.paths import MAX_BYTES, Found, Source, expand
from sayso.intake.read import read_found
from sayso.nouns import Intake

AHEAD = 8
"""Files that the process is told of before it has done with the one before: it then never waits for us."""

START = 120.0
"""Seconds that the process may take to begin."""

NO_MEMORY = 77
"""What the process ends with when it has no memory left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What taking one report out of an input may cost.

    `memory` is in bytes, beyond what the process has at its start; `seconds` of processor time; `patience` in seconds,
    however little the process works. Where the system knows no such limits (Windows), patience alone counts.
    """

    memory: int = 1536 * 1024 * 1024  # a file of records may have 100 MB and takes five times that
    seconds: int = 30
    patience: float = 120.0


LIMITS = Limits()


def read_guarded(
    sources: Iterable[Source],
    *,
    facts: Facts = NO_FACTS,
    stdin: BinaryIO | None = None,
    columns: Columns = (),
    limits: Limits = LIMITS,
) -> Iterator[Intake]:
    """The same as `read_inputs`, from a process of its own; what breaks a limit is refused."""
    with ExitStack() as at_the_end:
        coming = (_Job(found, facts, columns, _piped(found, stdin, at_the_end)) for found in expand(sources))
        waiting: deque[_Job] = deque()  # the worker has been told of these; the first is in its hands
        worker: _Worker | None = None
        try:
            while True:
                for job in _first(coming, AHEAD - len(waiting)):
                    waiting.append(job)
                    if worker:
                        worker.tell(job)
                if not waiting:
                    return
                worker = worker or _begun(waiting, limits)
                given = 0
                try:
                    for intake in worker.results(limits):
                        given += 1
                        yield intake
                except _EndedError as ended:
                    after = f", after {given:,} of the reports in it" if given else ""
                    yield refused(waiting[0].found.source, f"it was given up: {ended}{after}")
                    worker.end()
                    worker = None
                waiting.popleft()
        finally:
            if worker:
                worker.end()


class _EndedError(Exception):
    """The worker ended, or was ended, before it was done; the message says why."""


class _Job(NamedTuple):
    """A file to take apart; `piped` is where a copy of standard input lies."""

    found: Found
    facts: Facts
    columns: Columns
    piped: Path | None


def _first(coming: Iterator[_Job], number: int) -> Iterator[_Job]:
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


class _Worker:
    """A process that takes files apart, one after another, and the two ends of what is told."""

    def __init__(self, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")  # a copy of this process would share its threads' locks
        self._connection, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other, limits), daemon=True)
        with starting():
            self._process.start()
        other.close()
        self._began = False

    def tell(self, job: _Job) -> None:
        """Hand a file on."""
        with suppress(OSError):  # it has died: it is told of when the results are asked for
            self._connection.send(job)

    def results(self, limits: Limits) -> Iterator[Intake]:
        """What is in the next file that it was told of.

        Raises:
            _EndedError: it ended before it had done with the file.
        """
        if not self._began:
            self._received(START, limits)  # loading what it needs is not the file's fault
            self._began = True
        while (intake := self._received(limits.patience, limits)) is not None:
            yield intake

    def _received(self, patience: float, limits: Limits) -> Intake | None:
        if not self._connection.poll(patience):
            raise _EndedError(f"it took longer than {patience:g} s")
        try:
            received: Intake | None = self._connection.recv()
        except (EOFError, OSError) as error:
            raise _EndedError(self._why(limits)) from error
        return received

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._connection.close()
        self._process.kill()
        self._process.join()
        self._process.close()

    def _why(self, limits: Limits) -> str:
        self._process.join(1)
        code = self._process.exitcode
        if code == -getattr(signal, "SIGXCPU", 0):
            return f"it took more than {limits.seconds} s of processor time"
        if code == NO_MEMORY:
            return f"it took more than {limits.memory // 1024**2:,} MB of memory"
        return "what takes it apart crashed, or was killed for lack of memory"


def _begun(waiting: Sequence[_Job], limits: Limits) -> _Worker:
    """A new worker, told of all that waits."""
    worker = _Worker(limits)
    for job in waiting:
        worker.tell(job)
    return worker


def _serve(connection: Connection, limits: Limits) -> None:
    """What the worker does: for each file that it is told of, its reports one by one, then None."""
    begin()
    resource = _resource()
    if resource:
        _limit_memory(resource, limits.memory)
    try:
        connection.send(None)  # it has begun
        while True:
            job: _Job = connection.recv()
            _limit_time(resource, limits.seconds)
            with _open(job.piped) as piped:
                for intake in read_found(job.found, facts=job.facts, stdin=piped, columns=job.columns):
                    connection.send(intake)
                    _limit_time(resource, limits.seconds)
            connection.send(None)
    except (EOFError, OSError):  # nobody wants more
        return
    except MemoryError:
        os._exit(NO_MEMORY)  # nothing that would need memory


def _open(piped: Path | None) -> BinaryIO:
    return BytesIO() if piped is None else piped.open("rb")


def _resource() -> ModuleType | None:
    try:
        import resource  # noqa: PLC0415 - only Unix has it
    except ImportError:
        return None
    return resource


def _limit_memory(resource: ModuleType, memory: int) -> None:
    """Let the process have that much more address space than it has now, where the system tells how much that is."""
    with suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + memory, hard))


def _limit_time(resource: ModuleType | None, seconds: int) -> None:
    """Let the process work that long from now on."""
    if resource:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (ceil(time.process_time()) + seconds, hard))
