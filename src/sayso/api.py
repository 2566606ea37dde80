"""The product in a few calls: open a ledger, read inputs into it, read its reports anew."""

import gc
import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sayso.errors import DataError, LedgerError, UsageError
from sayso.nouns import (
    READ_BY,
    Claim,
    Claimed,
    Comparison,
    Form,
    Intake,
    LayerName,
    Link,
    Outcome,
    Reading,
    Report,
    as_read,
    content_id,
    facts_of,
)
from sayso.stages import Settings, Stages, engine, shipped

if TYPE_CHECKING:  # SQLAlchemy and trafilatura take a quarter of a second that `import sayso` must not pay
    from sayso.compare import Known, Ruled
    from sayso.intake import Facts, Named
    from sayso.ledger import Ledger, Overlay, ReadingDiff

__all__ = ["ReadResult", "Settings", "Stages", "engine", "open_ledger", "read", "refresh", "reread", "shipped"]

_log = logging.getLogger(__name__)


COMPARED = frozenset({LayerName.TEXT, LayerName.CAPTION})
"""Layers whose claims are compared. A headline says in fewer words what its text says, and so fits more questions than
it answers: with headlines, F1 of pairs on one question falls from .56 to .50 (five open stories, 43 reports)."""


BATCH = 50
"""Reports compared at once. What is known of an older claim is worked out once a batch: 43 reports are read a quarter
faster than with batches of one; larger batches gain little and hold more in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What became of one input. `unchanged`: the ledger had all of it. `quotes` counts claims in direct speech."""

    intake: Intake
    report_id: str | None = None
    claims: int = 0
    quotes: int = 0
    unchanged: bool = False


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
    sources: Sequence["str | Named"],
    *,
    facts: "Facts | None" = None,
    settings: Settings | None = None,
    stdin: BinaryIO | None = None,
    using: Stages | None = None,
    settle: bool = True,
) -> Iterator[ReadResult]:
    """Read inputs into the ledger; what became of each, as it ends.

    An input that cannot be read, or that a stage fails on, ends as refused or read in part with its reason; the others
    are still read. A report that the ledger has read already, by whatever engine, is left as it is (see `reread`).
    Questions are computed anew after the last input, unless `settle` is False and `refresh` is called later. `sources`
    are as in `intake.read_inputs`.

    Raises:
        UnknownSetting: a setting is not one of those that exist.
        LedgerError: the ledger cannot be written.
    """
    from sayso.intake import Facts, read_inputs  # noqa: PLC0415 - only reading needs it

    run = _Run.of(ledger, settings, using)
    for number, intake in enumerate(read_inputs(sources, facts=facts or Facts(), stdin=stdin), start=1):
        yield _read_one(run, intake)
        if number % BATCH == 0:
            _compare(ledger, run.stages)
    if settle:
        refresh(ledger, using=run.stages)


def reread(
    ledger: "Ledger",
    *,
    reports: Collection[str] | None = None,
    settings: Settings | None = None,
    using: Stages | None = None,
) -> Iterator["ReadingDiff"]:
    """Read every report of the ledger (or those with these ids) by the present engine; what that changed, in each.

    The new readings become the current ones, the older ones stay. A report whose current reading is by this engine,
    with the facts that it has now (a person may have amended them), is not read again; one that a stage fails on keeps
    its reading, and its diff says why.

    Raises:
        UnknownSetting: a setting is not one of those that exist.
        LedgerError: the ledger cannot be written.
    """
    run = _Run.of(ledger, settings, using)
    wanted = [report for report in ledger.reports() if reports is None or report.id in reports]
    for number, report in enumerate(wanted, start=1):
        yield _reread_one(run, report)
        if number % BATCH == 0:
            _compare(ledger, run.stages)
    refresh(ledger, using=run.stages)


class _StageFailed(Exception):
    """A stage raised what it should not have; the message is the reason that the user is told."""


def refresh(ledger: "Ledger", *, using: Stages | None = None) -> None:
    """Compare what was not compared yet; then, if the ledger has changed, compute its questions and copies anew.

    `read` and `reread` do it at their end; it is needed where one of them was interrupted.
    """
    if ledger.compared():
        return
    from sayso.compare import canonical  # noqa: PLC0415 - heavy

    found = using or shipped()
    _compare(ledger, found)
    with ledger.reading():
        seen = ledger.entries()
        every = ledger.claims(as_read=True)
        claims = [one for one in every if one.claim.layer in COMPARED]
        links = ledger.links(as_decided=True)
        rulings = ledger.rulings()
        models = found.models()
        known = _known(ledger, models)
    with _uncollected():  # may take seconds, so no lock is held
        ruled = found.rule(claims, links, rulings)
        known.changed = frozenset(
            old.claim.id for old, new in zip(claims, ruled.claims, strict=True) if old.claim != new.claim
        )
        comparison = found.assemble(ruled.claims, ruled.links, ruled.bonds, known)
        headlines = [one for one in every if one.claim.layer not in COMPARED]
        read_only = found.rule(headlines, (), rulings)  # they are not compared, but may have been read wrongly, too
        names = canonical([*ruled.claims, *headlines], comparison.links, rulings)
    ledger.put_told(models, known.new_vectors, known.new_odds)
    ledger.put_comparison(
        comparison.questions,
        comparison.copies,
        _overlay(links, comparison, (ruled, read_only)),
        names={claim: (one.name, one.reason) for claim, one in names.items()},
        as_of=seen,
    )


def _known(ledger: "Ledger", models: tuple[str, str]) -> "Known":
    """What the models have told of the ledger's claims before."""
    from sayso.compare import Known  # noqa: PLC0415 - heavy

    vectors, odds = ledger.told(models)
    return Known(vectors, odds)


def _overlay(links: Sequence[Link], comparison: Comparison, ruled: Sequence["Ruled"]) -> "Overlay":
    """What rulings and second opinions change of the links that were decided and the claims that were read."""
    from sayso.ledger import Overlay  # noqa: PLC0415 - SQLAlchemy is heavy

    before, after = {link.id: link for link in links}, {link.id: link for link in comparison.links}
    return Overlay(
        reviews={claim: ruling for part in ruled for claim, ruling in part.reviews.items()},
        corrected={ident: claim for part in ruled for ident, claim in part.corrected.items()},
        added={ident: link for ident, link in after.items() if ident not in before},
        gone={ident: link for ident, link in before.items() if ident not in after},
    )


def _compare(ledger: "Ledger", using: Stages) -> None:
    """Lay the claims of reports that were not compared yet beside each other and beside all that share a key.

    Another process may do the same at once: both write the same links. What it adds meanwhile stays uncompared until
    one of the two gets to it, and is then laid beside ours.
    """
    while pending := ledger.uncompared(BATCH):
        try:
            ledger.add_compared(pending.values(), _links(ledger, using, pending))
        except _StageFailed:  # one of them: the others must not suffer for it
            for report, pointer in pending.items():
                _compare_alone(ledger, using, report, pointer)


def _compare_alone(ledger: "Ledger", using: Stages, report: str, pointer: int) -> None:
    """Compare one report; if that fails, note so with its inputs, and leave it be until it is read anew."""
    try:
        ledger.add_compared((pointer,), _links(ledger, using, (report,)))
    except _StageFailed as failed:
        found = next(one for one in ledger.reports() if one.id == report)
        for one in ledger.inputs():
            if one.report == report:
                reason = _both(one.reason, failed)
                capture = ledger.capture(found.capture)
                ledger.add(
                    Intake(source=one.source, outcome=Outcome.IN_PART, reason=reason, capture=capture, report=found)
                )
        ledger.add_compared((pointer,), ())


def _links(ledger: "Ledger", using: Stages, reports: Collection[str]) -> tuple[Link, ...]:
    """The links of the reports' claims, among themselves and to all claims that share a key with them."""
    new = [one for one in ledger.claims_of(reports) if one.claim.layer in COMPARED]
    older = ledger.near(ledger.keys(reports), besides=reports)
    with _told("read, but not compared", ", ".join(reports)), _uncollected():
        return using.decide(new, older)


def _both(reason: str | None, failed: _StageFailed) -> str:
    return f"{reason}; {failed}" if reason else str(failed)


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


def _read_one(run: _Run, intake: Intake) -> ReadResult:
    report = intake.report
    if report is None:
        run.ledger.add(intake)
        return ReadResult(intake=intake)
    if run.ledger.engine(report.id) is not None:
        run.ledger.add(intake)  # under another name it is another input
        return _result(intake, [one.claim for one in run.ledger.claims(report=report.id)], unchanged=True)
    try:
        reading = _reading(run, report)
        run.ledger.add(intake, reading, keys=_keys(run, report, reading))
    except _StageFailed as failed:
        kept = replace(intake, outcome=Outcome.IN_PART, reason=_both(intake.reason, failed))
        run.ledger.add(kept)
        return _result(kept, ())
    return _result(intake, reading.claims)


def _result(intake: Intake, claims: Sequence[Claim], *, unchanged: bool = False) -> ReadResult:
    return ReadResult(
        intake=intake,
        report_id=intake.report.id if intake.report else None,
        claims=len(claims),
        quotes=sum(claim.form is Form.DIRECT for claim in claims),
        unchanged=unchanged,
    )


def _reread_one(run: _Run, report: Report) -> "ReadingDiff":
    from sayso.ledger import ReadingDiff, diff  # noqa: PLC0415 - SQLAlchemy is heavy

    readings = run.ledger.readings(report.id)
    before = next(iter(readings[-1:]), None)
    ident = _reading_id(run, report)
    if before is not None and before.engine == run.engine and (before.id == ident or not _was_amended(run, report)):
        return diff(before, before)
    try:
        after = next((one for one in readings if one.id == ident), None)  # an amendment that was withdrawn leaves it
        if after is None:
            after = _reading(run, report)
            run.ledger.add_reading(after, keys=_keys(run, report, after))
        else:
            run.ledger.add_reading(after)
    except _StageFailed as failed:
        engine_before = before.engine if before else None
        return ReadingDiff(report=report.id, before=engine_before, after=run.engine, reason=str(failed))
    return diff(before, after)


def _reading(run: _Run, report: Report) -> Reading:
    """The report as this engine reads it."""
    ident = _reading_id(run, report)
    with _told("kept, but its claims could not be read", report.id):
        claims = tuple(claim for layer in report.layers for claim in _claims(run, report, layer.name, ident))
        if len({claim.id for claim in claims}) < len(claims):
            raise ValueError("two of its claims have one id")
    return Reading(id=ident, report=report.id, engine=run.engine, claims=claims)


def _reading_id(run: _Run, report: Report) -> str:
    """The id of the report's reading by this engine: another one where a person has amended what it depends on."""
    history = run.ledger.amendments(report.id)
    given, stands = as_read(history), facts_of(report)
    told = [f"{fact.value} {stands[fact]}" for fact in sorted(given) if fact in READ_BY and stands[fact] != given[fact]]
    return content_id("n", report.id, run.engine, *told)


def _was_amended(run: _Run, report: Report) -> bool:
    return bool(run.ledger.amendments(report.id))


def _claims(run: _Run, report: Report, layer: LayerName, reading: str) -> tuple[Claim, ...]:
    annotated = run.stages.annotate(report, layer, run.settings)
    return run.stages.make_claims(report, annotated, run.stages.attribute(annotated, run.settings), reading)


def _keys(run: _Run, report: Report, reading: Reading) -> dict[str, frozenset[str]]:
    """The keys by which each claim that is compared is found."""
    claimed = [Claimed(claim=claim, report=report) for claim in reading.claims if claim.layer in COMPARED]
    with _told("kept, but its claims could not be compared", report.id):
        keys = run.stages.index_keys(claimed)
        return {one.claim.id: found for one, found in zip(claimed, keys, strict=True)}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave the collector of cyclic garbage alone meanwhile, if it was on.

    Comparing makes a million small values and no cycles; looking through all of them again and again costs a sixth.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _told(what: str, reports: str) -> Iterator[None]:
    """Turn what a stage should not have raised into a reason, so that one report never stops the others.

    What would stop every report (a setting, a word list, the ledger itself) is let through.
    """
    try:
        yield
    except (UsageError, LedgerError, DataError):
        raise
    except Exception as error:
        _log.exception("a stage failed on report %s", reports)
        raise _StageFailed(f"{what} ({type(error).__name__}: {error})") from error
