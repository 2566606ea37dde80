"""The product in a few calls: open a ledger, read inputs into it, read its reports anew."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sayso.comparing import BATCH, both, compare, refresh
from sayso.engines import Done, Engine, Here, Item, StageFailed, Task, compared, told
from sayso.nouns import READ_BY, Claim, Form, Intake, Outcome, Reading, Report, as_read, content_id, facts_of
from sayso.stages import Settings, Stages, engine, shipped

if TYPE_CHECKING:  # SQLAlchemy and trafilatura take a quarter of a second that `import sayso` must not pay
    from sayso.intake import Columns, Facts, Guarded, Source
    from sayso.ledger import Ledger, ReadingDiff

__all__ = ["ReadResult", "Settings", "Stages", "engine", "open_ledger", "read", "refresh", "reread", "shipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What became of one input. `unchanged`: the ledger had all of it. `quotes` counts claims in direct speech.

    `dropped` counts, by reason, what plug-ins proposed and was not taken.
    """

    intake: Intake
    report_id: str | None = None
    claims: int = 0
    quotes: int = 0
    unchanged: bool = False
    dropped: tuple[tuple[str, int], ...] = ()


def open_ledger(path: str | Path, *, create: bool = True, wait: float = 10.0) -> "Ledger":
    """The ledger in that file; a new one where there is none, unless `create` is False.

    Raises:
        UsageError: there is none, and `create` is False.
        LedgerError: it cannot be opened.
    """
    from sayso.ledger import Ledger  # noqa: PLC0415 - SQLAlchemy is heavy

    return Ledger.open(path, create=create, wait=wait)


def read(  # noqa: PLR0913 - all but the first two have defaults and go by name
    ledger: "Ledger",
    sources: "Iterable[Source]",
    *,
    facts: "Facts | None" = None,
    settings: Settings | None = None,
    stdin: BinaryIO | None = None,
    using: Stages | None = None,
    on: Engine | None = None,
    guarded: "bool | Guarded" = False,
    settle: bool = True,
    columns: "Columns" = (),
) -> Iterator[ReadResult]:
    """Read inputs into the ledger; what became of each, as it ends.

    An input that cannot be read, or that a stage fails on, ends as refused or read in part with its reason; the others
    are still read. A report that the ledger has read already, by whatever engine, is left as it is (see `reread`).
    Questions are computed anew after the last input, unless `settle` is False and `refresh` is called later. `sources`
    and `columns` are as in `intake.read_inputs`. Reports are read `on` an engine of `sayso.engines` (this process, if
    none is named; others know the stages that ship alone); `guarded`: inputs are taken apart in a process of their own,
    with limits of memory and time, which ends with the last of them; or in the one that a `Guarded` keeps.

    Raises:
        UnknownSetting: a setting is not one of those that exist.
        LedgerError: the ledger cannot be written.
    """
    from sayso.intake import Facts, read_guarded, read_inputs  # noqa: PLC0415 - only reading needs it

    run = _Run.of(ledger, settings, using)
    taken_apart = (read_guarded if guarded else read_inputs) if isinstance(guarded, bool) else guarded.read
    intakes = taken_apart(sources, facts=facts or Facts(), stdin=stdin, columns=columns)
    reader = on or Here(using)
    found = reader.read(_to_read(run, intakes))
    for number, (intake, done) in enumerate(found, start=1):
        yield _write(run, intake, done)
        if number % BATCH == 0:
            compare(ledger, run.stages)
    if settle:
        refresh(ledger, using=run.stages, threads=reader.threads)


def reread(
    ledger: "Ledger",
    *,
    reports: Collection[str] | None = None,
    settings: Settings | None = None,
    using: Stages | None = None,
    on: Engine | None = None,
) -> Iterator["ReadingDiff"]:
    """Read every report of the ledger (or those with these ids) by the present engine; what that changed, in each.

    The new readings become the current ones, the older ones stay. A report whose current reading is by this engine,
    with the facts that it has now (a person may have amended them), is not read again; one that a stage fails on keeps
    its reading, and its diff says why. `on` as in `read`.

    Raises:
        UnknownSetting: a setting is not one of those that exist.
        LedgerError: the ledger cannot be written.
    """
    run = _Run.of(ledger, settings, using)
    wanted = [report for report in ledger.reports() if reports is None or report.id in reports]
    reader = on or Here(using)
    found = reader.read(_to_reread(run, wanted))
    for number, (report, done) in enumerate(found, start=1):
        yield _write_again(run, report, done)
        if number % BATCH == 0:
            compare(ledger, run.stages)
    refresh(ledger, using=run.stages, threads=reader.threads)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One run: the ledger that is written, the stages that are gone through, the engine that they make."""

    ledger: "Ledger"
    settings: Settings
    stages: Stages
    engine: str

    @classmethod
    def of(cls, ledger: "Ledger", settings: Settings | None, using: Stages | None) -> "_Run":
        chosen, found = settings or Settings(), using or shipped()
        return cls(ledger=ledger, settings=chosen, stages=found, engine=found.engine(chosen))

    def reads(self, report: Report) -> str:
        """The name of the engine for one report: with the language pack that reads it, if one does."""
        return self.stages.reads(report.language, self.engine)


def _to_read(run: _Run, intakes: Iterable[Intake]) -> Iterator[Item[Intake]]:
    """The inputs, each with its report to be read if the ledger does not have it."""
    for intake in intakes:
        report = intake.report
        known = report is None or run.ledger.engine(report.id) is not None
        yield Item(intake, None if report is None or known else _task(run, report))


def _task(run: _Run, report: Report) -> Task:
    return Task(report=report, reading=_reading_id(run, report), by=run.reads(report), settings=run.settings)


def _write(run: _Run, intake: Intake, done: Done | None) -> ReadResult:
    report = intake.report
    if report is None:
        run.ledger.add(intake)
        return ReadResult(intake=intake)
    if run.ledger.engine(report.id) is not None:  # it may have come twice meanwhile, so that it was read twice
        run.ledger.add(intake)  # under another name it is another input
        return _result(intake, [one.claim for one in run.ledger.claims(report=report.id)], unchanged=True)
    if done is None or done.reading is None:
        reason = "kept, but not read" if done is None else done.reason
        kept = replace(intake, outcome=Outcome.IN_PART, reason=both(intake.reason, reason))
        run.ledger.add(kept)
        return _result(kept, ())
    told = replace(intake, reason=both(intake.reason, _words(done.dropped))) if done.dropped else intake
    run.ledger.add(told, done.reading, entry=done.entry)
    return replace(_result(told, done.reading.claims), dropped=done.dropped)


def _words(dropped: Iterable[tuple[str, int]]) -> str:
    return f"proposed and not taken: {', '.join(f'{times:,} {reason}' for reason, times in dropped)}"


def _result(intake: Intake, claims: Sequence[Claim], *, unchanged: bool = False) -> ReadResult:
    return ReadResult(
        intake=intake,
        report_id=intake.report.id if intake.report else None,
        claims=len(claims),
        quotes=sum(claim.form is Form.DIRECT for claim in claims),
        unchanged=unchanged,
    )


def _to_reread(run: _Run, reports: Iterable[Report]) -> Iterator[Item[Report]]:
    """The reports, each to be read if the ledger has no reading of it that this engine would give now."""
    for report in reports:
        there = _there(run, report, run.ledger.readings(report.id))
        yield Item(report, None if there else _task(run, report))


def _there(run: _Run, report: Report, readings: Sequence[Reading]) -> Reading | None:
    """The reading that this engine would give: the current one, or an older one (an amendment was withdrawn, say)."""
    ident = _reading_id(run, report)
    current = next(iter(readings[-1:]), None)
    if current and current.engine == run.reads(report) and (current.id == ident or not _was_amended(run, report)):
        return current
    return next((one for one in readings if one.id == ident), None)


def _write_again(run: _Run, report: Report, done: Done | None) -> "ReadingDiff":
    from sayso.ledger import ReadingDiff, diff  # noqa: PLC0415 - SQLAlchemy is heavy

    readings = run.ledger.readings(report.id)
    before = next(iter(readings[-1:]), None)
    there = _there(run, report, readings)
    if there and there == before:
        return diff(before, before)
    if there:
        done = _indexed(run, report, there)
    if done is None or done.reading is None:
        was = before.engine if before else None
        return ReadingDiff(report=report.id, before=was, after=run.reads(report), reason=done.reason if done else None)
    run.ledger.add_reading(done.reading, entry=done.entry)
    return replace(diff(before, done.reading), dropped=done.dropped)


def _indexed(run: _Run, report: Report, reading: Reading) -> Done:
    try:
        with told("kept, but its claims could not be compared", report.id):
            return Done(reading=reading, entry=run.stages.index(report, compared(reading)))
    except StageFailed as failed:
        return Done(reason=str(failed))


def _reading_id(run: _Run, report: Report) -> str:
    """The id of the report's reading by this engine: another one where a person has amended what it depends on."""
    history = run.ledger.amendments(report.id)
    given, stands = as_read(history), facts_of(report)
    told = [f"{fact.value} {stands[fact]}" for fact in sorted(given) if fact in READ_BY and stands[fact] != given[fact]]
    return content_id("n", report.id, run.reads(report), *told)


def _was_amended(run: _Run, report: Report) -> bool:
    return bool(run.ledger.amendments(report.id))
