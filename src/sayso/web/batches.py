"""What was sent to the desk at once, and what became of it: in its memory while it is read, and in the ledger."""

from dataclasses import dataclass, replace
from enum import StrEnum

from sayso.export.ended import Ended
from sayso.ledger import Ledger, batches
from sayso.ledger.codec import decoded, encoded

LEFT = (
    "the desk was ended before it had done with all of this, or another one is at it; what was read of a file that is "
    "called not read is in the case all the same"
)


class Stage(StrEnum):
    """How far a batch is."""

    WAITING = "waiting"
    READING = "reading"
    COMPARING = "comparing"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One file that was sent, by its name, its size in bytes, and what became of each report in it."""

    name: str
    size: int
    begun: bool = False
    ends: tuple[Ended, ...] = ()
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What was sent at once. `disputes` are the questions disputed since; `fault` is why reading ended early."""

    id: str
    at: str
    files: tuple[Sent, ...]
    stage: Stage = Stage.WAITING
    disputes: tuple[str, ...] = ()
    fault: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will become of it."""
        return self.stage in {Stage.DONE, Stage.FAILED}

    def with_end(self, place: int, end: Ended | None, *, done: bool) -> "Batch":
        """The same after a file of it was begun, one report of that has ended, or all of it."""
        files = list(self.files)
        ends = (*files[place].ends, end) if end is not None else files[place].ends
        files[place] = replace(files[place], ends=ends, begun=True, done=done)
        return replace(self, files=tuple(files))


def keep(ledger: Ledger, batch: Batch) -> None:
    """Keep a batch in the ledger as it is now.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    ledger.change(batches.put, batch.id, encoded(batch))


def kept(ledger: Ledger, ident: str) -> Batch | None:
    """A batch that was kept, as it is without a desk that is at it."""
    body = ledger.look(batches.body, ident)
    return None if body is None else _left(decoded(body, Batch))


def all_kept(ledger: Ledger) -> tuple[Batch, ...]:
    """All batches that are kept, the latest first."""
    return tuple(_left(decoded(body, Batch)) for body in ledger.look(batches.bodies))


def _left(batch: Batch) -> Batch:
    return batch if batch.is_over else replace(batch, stage=Stage.FAILED, fault=LEFT)
