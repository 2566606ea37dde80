"""What takes long, done one thing after another beside the pages: reading what was sent, taking rulings in.

One thread works while there is something to do, and opens the ledger anew for each thing, so that it never holds up a
page. What is sent is taken apart in a process of its own, which is kept from one batch to the next. What the thread is
at is in memory; what came of it, and of each batch, is in the ledger.
"""

import logging
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from sayso.api import Stages, open_ledger, read, refresh, shipped
from sayso.errors import LedgerBusy, SaysoError
from sayso.export.ended import Ended, ended
from sayso.intake import Facts, Guarded, Named
from sayso.intake.facts import NO_FACTS
from sayso.ledger import Ledger, browse_rulings
from sayso.review import read_anew
from sayso.web.batches import Batch, Sent, Stage, keep

_log = logging.getLogger(__name__)

BATCHES = 50
"""Batches that are remembered, with what became of them."""
WAITING = 20
"""Batches that may wait."""
KEEPING = 1.0
"""Seconds to wait for somebody else who is writing before a batch is not kept for now."""
TRIES = 3
"""How often a ledger that somebody else is writing to is tried again, each time for as long as it waits."""


@dataclass(slots=True, kw_only=True)
class _Task:
    """Something to do: read a batch, read a report anew, or (both None) only take in what is new.

    `done` tells those who wait for it.
    """

    batch: str | None = None
    report: str | None = None
    facts: Facts = NO_FACTS
    inputs: Sequence[Named] = ()
    folder: TemporaryDirectory[str] | None = None
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def settles(self) -> bool:
        """Whether it only takes in what is new."""
        return self.batch is None and self.report is None


class Full(SaysoError):
    """More is waiting to be read than this desk takes."""


class Work:
    """The work of one desk. All methods may be called from any thread."""

    def __init__(self, ledger: str, using: Stages | None = None, guarded: Guarded | None = None) -> None:
        self._ledger = ledger
        self._using = using
        self._guarded = guarded or Guarded()
        self._lock = threading.Lock()
        self._tasks: deque[_Task] = deque()
        self._batches: dict[str, Batch] = {}
        self._running = False
        self._fault: str | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._running

    @property
    def fault(self) -> str | None:
        """Why the questions could not be computed anew the last time; None where they could."""
        return self._fault

    def batch(self, ident: str) -> Batch | None:
        """What was sent under that id, as far as it is."""
        return self._batches.get(ident)

    def batches(self) -> tuple[Batch, ...]:
        """All that are remembered, the latest first."""
        with self._lock:
            return tuple(reversed(self._batches.values()))

    def settle(self) -> threading.Event:
        """Take what is new into the questions; the event is set once that is done, or has failed."""
        with self._lock:
            waiting = next((task for task in self._tasks if task.settles), None)
            task = waiting or _Task()  # one that has not begun takes in all that is written until it does
            if waiting is None:
                self._tasks.appendleft(task)  # before what is yet to be read: somebody waits for it
            self._start()
            return task.done

    def anew(self, report: str) -> threading.Event:
        """Read a report of the ledger anew, with the facts that it has now; the event is set once that is over."""
        with self._lock:
            waiting = next((task for task in self._tasks if task.report == report), None)
            task = waiting or _Task(report=report)
            if waiting is None:
                self._tasks.appendleft(task)
            self._start()
            return task.done

    def read(self, ident: str, facts: Facts, inputs: Sequence[Named], folder: TemporaryDirectory[str]) -> Batch:
        """Read files, which lie in the folder; it is removed afterwards. The batch of that id, if there is one already.

        Raises:
            Full: too many batches wait already.
        """
        files = tuple(Sent(name=one.name, size=one.path.stat().st_size) for one in inputs)
        batch = Batch(id=ident, at=datetime.now(UTC).isoformat(timespec="seconds"), files=files)
        with self._lock:
            known = self._batches.get(ident)
            full = sum(one.stage is Stage.WAITING for one in self._batches.values()) >= WAITING
            if not (known or full):
                self._batches[ident] = batch
                self._forget()
        if known or full:
            folder.cleanup()
            if known:
                return known
            raise Full(f"{WAITING} batches wait to be read already; send these when some are done")
        self._keep(batch)
        with self._lock:
            self._tasks.append(_Task(batch=ident, facts=facts, inputs=inputs, folder=folder))
            self._start()
        return batch

    def _forget(self) -> None:
        over = [ident for ident, batch in self._batches.items() if batch.is_over]
        for ident in over[: max(0, len(self._batches) - BATCHES)]:
            del self._batches[ident]

    def _start(self) -> None:
        if not self._running:
            self._running = True
            threading.Thread(target=self._work, name="sayso-work", daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._tasks:
                    self._running = False
                    return
                task = self._tasks.popleft()
            try:
                if task.batch is not None:
                    self._read(task.batch, task.facts, task.inputs)
                else:
                    self._settle(task.report)
            except Exception:  # noqa: BLE001 - whatever it is, what waits behind it must not suffer for it
                _log.exception("the desk's work failed")
                self._fault = (
                    "a fault in Sayso; where it happened stands in the terminal that the desk was started from"
                )
                if task.batch is not None:
                    self._end(task.batch, stage=Stage.FAILED, fault=self._fault)
            finally:
                if task.folder is not None:
                    task.folder.cleanup()
                task.done.set()

    def _stages(self) -> Stages:
        if self._using is None:
            self._using = shipped()  # its models take a second to load, so not before they are needed
        return self._using

    def _settle(self, report: str | None = None) -> None:
        """Take in what is new; before that, read the report anew, if one is given."""
        for left in reversed(range(TRIES)):
            try:
                with open_ledger(self._ledger, create=False) as ledger:
                    anew = () if report is None else read_anew(ledger, (report,), using=self._stages())
                    refresh(ledger, using=self._stages())
            except LedgerBusy as error:
                if not left:
                    self._fault = str(error)
                continue
            except SaysoError as error:
                self._fault = str(error)
                _log.warning("the questions could not be computed anew: %s", error)
            else:
                self._fault = next((diff.reason for diff in anew if diff.reason), None)
            return

    def _meanwhile(self, ledger: Ledger) -> None:
        """Take in what has been ruled while a batch is read, so that nobody waits for the end of it."""
        with self._lock:
            if not self._tasks or not self._tasks[0].settles:
                return
            task = self._tasks.popleft()
        try:
            refresh(ledger, using=self._stages())
        finally:
            task.done.set()

    def _read(self, ident: str, facts: Facts, inputs: Sequence[Named]) -> None:
        self._put(ident, stage=Stage.READING)
        try:
            with open_ledger(self._ledger, create=False) as ledger:
                before = ledger.look(browse_rulings.disputed_now)
                for place, source in enumerate(inputs):
                    self._meanwhile(ledger)
                    self._file(ident, place)
                    told = read(
                        ledger, (source,), facts=facts, using=self._stages(), guarded=self._guarded, settle=False
                    )
                    for result in told:
                        self._file(ident, place, ended(result))
                    self._file(ident, place, done=True)
                    self._keep(self._batches[ident])
                self._put(ident, stage=Stage.COMPARING)
                refresh(ledger, using=self._stages())
                reports = {end.report_id for file in self._batches[ident].files for end in file.ends if end.report_id}
                now = ledger.look(browse_rulings.disputed_now, reports) if reports else frozenset[str]()
        except SaysoError as error:
            _log.warning("reading failed: %s", error)
            self._end(ident, stage=Stage.FAILED, fault=str(error))
            return
        self._end(ident, stage=Stage.DONE, disputes=tuple(sorted(now - before)))

    def _file(self, ident: str, place: int, end: Ended | None = None, *, done: bool = False) -> None:
        """Tell that a file of a batch has been begun, that one report of it has ended, or all of it."""
        self._put(ident, files=self._batches[ident].with_end(place, end, done=done).files)

    def _put(self, ident: str, **fields: object) -> None:
        with self._lock:
            self._batches[ident] = replace(self._batches[ident], **fields)  # type: ignore[arg-type]  # its own fields

    def _end(self, ident: str, **fields: object) -> None:
        """The same for the last time: whoever is told of it finds it in the ledger."""
        self._keep(replace(self._batches[ident], **fields))  # type: ignore[arg-type]  # its own fields
        self._put(ident, **fields)

    def _keep(self, batch: Batch) -> None:
        """Keep a batch in the ledger as it is now, unless somebody else is writing for long."""
        try:
            with open_ledger(self._ledger, create=False, wait=KEEPING) as ledger:
                keep(ledger, batch)
        except SaysoError as error:
            _log.warning("what became of what was sent could not be kept: %s", error)


def named_file(folder: Path, place: int, name: str, raw: bytes) -> Named:
    """A file of the folder under a name of ours, which keeps the name that it came with as a mere name."""
    path = folder / f"{place:04}"
    path.write_bytes(raw)
    return Named(path=path, name=name, source=f"{name} (sent, sha256 {sha256(raw).hexdigest()[:12]})")
