"""Reading one report: a function of the report and the settings, wherever it is called."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from sayso.errors import DataError, LedgerError, NoAnswer, NoPack, UsageError
from sayso.nouns import Claim, IndexEntry, Reading, Report
from sayso.plugins import counting
from sayso.stages import COMPARED, Settings, Stages, shipped

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A report to read; `reading` is the id that its reading is to have, `by` the name of what reads it."""

    report: Report
    reading: str
    by: str
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A report's reading and what it is found again by, or the `reason` why there is none.

    `dropped` counts, by reason, what plug-ins proposed for it and was not taken.
    """

    reading: Reading | None = None
    entry: IndexEntry | None = None
    reason: str | None = None
    dropped: tuple[tuple[str, int], ...] = ()


class StageFailed(Exception):
    """A stage raised what it should not have; the message is the reason that the user is told."""


def carry_out(task: Task, using: Stages | None = None) -> Done:
    """Read a report by these stages, or by those that ship, which a process loads once.

    What a stage should not have raised becomes a reason.

    Raises:
        UsageError, LedgerError, DataError: what would stop every report (a setting, a word list, the ledger itself).
    """
    stages = using or _shipped()
    try:
        with told("kept, but its claims could not be read", task.report.id), counting() as dropped:
            claims = tuple(
                claim
                for layer in task.report.layers
                for claim in stages.claims(task.report, layer.name, task.settings, task.reading)
            )
            if len({claim.id for claim in claims}) < len(claims):
                raise ValueError("two of its claims have one id")
        reading = Reading(id=task.reading, report=task.report.id, engine=task.by, claims=claims)
        with told("kept, but its claims could not be compared", task.report.id):
            entry = stages.index(task.report, compared(reading))
    except (StageFailed, NoPack) as failed:
        return Done(reason=str(failed))
    except NoAnswer as failed:
        return Done(reason=f"kept, not read: {failed}")
    return Done(reading=reading, entry=entry, dropped=tuple(sorted(dropped.items())))


def compared(reading: Reading) -> dict[int, Claim]:
    """The claims of a reading that are compared, by their places."""
    return {at: claim for at, claim in enumerate(reading.claims) if claim.layer in COMPARED}


@contextmanager
def told(what: str, reports: str) -> Iterator[None]:
    """Turn what a stage should not have raised into a reason, so that one report never stops the others.

    What would stop every report (a setting, a word list, the ledger itself) is let through, and so is what is no fault
    of a stage: a language that nothing here reads, a service that does not answer.

    Raises:
        StageFailed: what is told as the reason.
    """
    try:
        yield
    except (UsageError, LedgerError, DataError, NoPack, NoAnswer):
        raise
    except Exception as error:
        _log.exception("a stage failed on report %s", reports)
        raise StageFailed(f"{what} ({type(error).__name__}: {error})") from error


@lru_cache(maxsize=1)
def _shipped() -> Stages:
    return shipped()
