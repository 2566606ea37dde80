"""A process that takes files apart under limits, one after another, and what is told to and by it."""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, NamedTuple

from sayso.helpers import begin, starting
from sayso.intake.blob import Columns
from sayso.intake.facts import Facts
from sayso.intake.paths import Found
from sayso.intake.read import count_many, read_found
from sayso.nouns import Intake

START = 120.0
"""Seconds that the process may take to begin."""

NO_MEMORY = 77
"""What the process ends with when it has no memory left."""

GROWN = 4
"""A process that has grown by more than one part in so many of the memory it may take is not fit for more: the next
file would find less than it may have, and be refused for what others left behind."""


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


class EndedError(Exception):
    """The worker ended, or was ended, before it was done; the message says why."""


class Job(NamedTuple):
    """A file to take apart, or only to count what is in it; `piped` is where a copy of standard input lies."""

    found: Found
    facts: Facts
    columns: Columns
    piped: Path | None
    counts: bool = False


class Worker:
    """A process that takes files apart, one after another, and the two ends of what is told."""

    def __init__(self, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")  # a copy of this process would share its threads' locks
        self._limits = limits
        self._connection, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other, limits), daemon=True)
        with starting():
            self._process.start()
        other.close()
        self._early: list[Job] | None = []  # what it is to be told of once it has begun, None when it has
        self._size = 0

    def tell(self, job: Job) -> None:
        """Hand a file on."""
        if self._early is not None:
            self._early.append(job)
            return
        with suppress(OSError):  # it has died: it is told of when the results are asked for
            self._connection.send(job)

    def results(self) -> Iterator[Intake]:
        """What is in the next file that it was told of.

        Raises:
            EndedError: it ended before it had done with the file.
        """
        self._begun()
        while isinstance(intake := self._received(self._limits.patience), Intake):
            yield intake

    def counted(self) -> int:
        """How many intakes are in the next file, which it was told to count.

        Raises:
            EndedError: it ended before it had done with the file.
        """
        self._begun()
        number = self._received(self._limits.patience)
        return number if isinstance(number, int) else 1

    def is_fit(self) -> bool:
        """Whether it lives, and has nearly all of the memory left that it may take."""
        grown = _address_space(self._process.pid) - self._size
        return self._process.is_alive() and grown < self._limits.memory // GROWN

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._connection.close()
        self._process.kill()
        self._process.join()
        self._process.close()

    def _begun(self) -> None:
        """Wait until it has begun, and hand on what it was to be told of until then."""
        if self._early is None:
            return
        self._received(START)  # loading what it needs is not the file's fault
        self._size = _address_space(self._process.pid)
        early, self._early = self._early, None
        for job in early:
            self.tell(job)

    def _received(self, patience: float) -> Intake | int | None:
        if not self._connection.poll(patience):
            raise EndedError(f"it took longer than {patience:g} s")
        try:
            received: Intake | int | None = self._connection.recv()
        except (EOFError, OSError) as error:
            raise EndedError(self._why()) from error
        return received

    def _why(self) -> str:
        self._process.join(1)
        code = self._process.exitcode
        if code == -getattr(signal, "SIGXCPU", 0):
            return f"it took more than {self._limits.seconds} s of processor time"
        if code == NO_MEMORY:
            return f"it took more than {self._limits.memory // 1024**2:,} MB of memory"
        return "what takes it apart crashed, or was killed for lack of memory"


def _serve(connection: Connection, limits: Limits) -> None:
    """What the worker does: for each file that it is told of, its reports one by one, then None."""
    begin()
    resource = _resource()
    if resource:
        _limit_memory(resource, limits.memory)
    try:
        connection.send(None)  # it has begun
        while True:
            job: Job = connection.recv()
            _limit_time(resource, limits.seconds)
            if job.counts:
                connection.send(count_many(job.found))
                continue
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
    if size := _address_space(os.getpid()):
        with suppress(OSError, ValueError):
            _, hard = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (size + memory, hard))


def _address_space(process: int | None) -> int:
    """The bytes of address space that a process has; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _limit_time(resource: ModuleType | None, seconds: int) -> None:
    """Let the process work that long from now on."""
    if resource:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (ceil(time.process_time()) + seconds, hard))
