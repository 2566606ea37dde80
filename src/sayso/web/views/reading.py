"""What was sent to be read, and how far that is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.export.dates import Shown, instant
from sayso.export.ended import Ended
from sayso.export.words import STATES, count
from sayso.nouns import Outcome, Question
from sayso.web.batches import Batch, Sent, Stage

STAGES = {
    Stage.WAITING: "waiting for what was sent before",
    Stage.READING: "reading",
    Stage.COMPARING: "all read; comparing with the rest of the case",
    Stage.DONE: "done",
    Stage.FAILED: "ended early",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One report of a file, or a file of which nothing is known yet. `mark` is a word for the sign beside it."""

    name: str
    mark: str
    outcome: str
    reason: str | None
    href: str | None
    counts: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView:
    """What was sent at once. `over` says that nothing more will become of it, `outcomes` what became of how many."""

    id: str
    href: str
    at: Shown
    stage: str
    over: bool
    failed: bool
    fault: str | None
    files: int
    read: int
    rows: tuple[Row, ...]
    names: str
    outcomes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, in a line."""

    href: str
    wording: str
    state: str
    mark: str


def batch_view(batch: Batch) -> BatchView:
    """The view of a batch."""
    names = [file.name for file in batch.files]
    return BatchView(
        id=batch.id,
        href=f"/read/{batch.id}",
        at=instant(batch.at),
        stage=STAGES[batch.stage],
        over=batch.is_over,
        failed=batch.stage is Stage.FAILED,
        fault=batch.fault,
        files=len(batch.files),
        read=sum(file.done for file in batch.files),
        rows=tuple(row for file in batch.files for row in _rows(file, failed=batch.stage is Stage.FAILED)),
        outcomes=_outcomes(batch),
        names=", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else ""),
    )


def _outcomes(batch: Batch) -> str:
    """How many reports were read, and how many were not: "3 read, 1 read in part, 2 refused"."""
    number = Counter(end.outcome for file in batch.files for end in file.ends)
    return ", ".join(f"{number[outcome]:,} {outcome.value}" for outcome in Outcome if number[outcome])


def _rows(file: Sent, *, failed: bool) -> Iterable[Row]:
    for end in file.ends:
        yield _row(file, end)
    if file.done:
        return
    outcome = "not read" if failed else "being read" if file.begun else "waiting"
    mark = "reading" if file.begun and not failed else "waiting"
    yield Row(name=file.name, mark=mark, outcome=outcome, reason=None, href=None, counts=None)


def _row(file: Sent, end: Ended) -> Row:
    _, _, place = end.source.partition("), ")  # "name (sent, sha256 …), line 3"
    known = "in the case already" if end.unchanged else None
    quotes = f", {count(end.quotes, 'direct quote')}" if end.quotes else ""
    counts = f"{count(end.claims, 'claim') if end.claims else 'no claim found'}{quotes}" if end.report_id else None
    return Row(
        name=f"{file.name}, {place}" if place else file.name,
        mark=end.outcome.value.replace(" ", "-").replace("_", "-"),
        outcome={"in_part": "read in part"}.get(end.outcome.value, end.outcome.value),
        reason="; ".join(part for part in (end.reason, known) if part) or None,
        href=f"/r/{end.report_id}" if end.report_id else None,
        counts=counts,
    )


def questions_listed(questions: Iterable[Question]) -> tuple[Asked, ...]:
    """Questions in a line each."""
    return tuple(
        Asked(
            href=f"/q/{one.id}",
            wording=one.wording,
            state=STATES[one.state],
            mark=one.state.value.replace("_", "-"),
        )
        for one in questions
    )
