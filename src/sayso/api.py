"""The product in a few calls: open a ledger, read inputs into it, read its reports anew."""

import gc
import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sayso.errors import DataError, LedgerError, UsageError
from sayso.nouns import (
    READ_BY,
    Claim,
    Comparison,
    Form,
    IndexEntry,
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
from sayso.stages import Settings, Stages, comparer, engine, shipped

if TYPE_CHECKING:  # SQLAlchemy and trafilatura take a quarter of a second that `import sayso` must not pay
    from sayso.compare import Ruled
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


PART = 200
"""Reports whose questions are computed at once, if they are of several stories."""


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
    """Compare what was not compared yet; then compute anew the questions and copies of stories that have changed.

    `read` and `reread` do it at their end; it is needed where one of them was interrupted.
    """
    if ledger.compared():
        return
    found = using or shipped()
    _place(ledger, found)
    _compare(ledger, found)
    engine_ = comparer(found)
    with ledger.reading():
        seen = ledger.entries()
        stale = ledger.stale(engine_)
    parts = list(_parts(stale)) or [[]]
    for number, reports in enumerate(parts, start=1):
        _assemble(ledger, found, reports, seen, engine_, last=number == len(parts))


def _parts(stories: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """The reports of stories, several small stories at once."""
    part: list[str] = []
    for story in stories:
        if part and len(part) + len(story) > PART:
            yield part
            part = []
        part = [*part, *story]
    if part:
        yield part


def _assemble(  # noqa: PLR0913 - what is computed, of what, and as of when
    ledger: "Ledger", using: Stages, reports: Sequence[str], seen: int, engine_: str, *, last: bool
) -> None:
    """Compute the questions and copies of whole stories, and put them."""
    from sayso.compare import Known, canonical  # noqa: PLC0415 - heavy
    from sayso.ledger import Scope  # noqa: PLC0415 - SQLAlchemy is heavy

    with ledger.reading():
        every = ledger.claims_of(reports)
        claims = [one for one in every if one.claim.layer in COMPARED]
        headlines = [one for one in every if one.claim.layer not in COMPARED]
        links = ledger.links_of(reports)
        rulings = ledger.rulings()
        models = using.models()
        known = Known(*ledger.told(models, [one.claim.id for one in claims]))
    with _uncollected():  # may take seconds, so no lock is held
        ruled = using.rule(claims, links, rulings)
        known.changed = frozenset(
            old.claim.id for old, new in zip(claims, ruled.claims, strict=True) if old.claim != new.claim
        )
        comparison = using.assemble(ruled.claims, ruled.links, ruled.bonds, known)
        read_only = using.rule(headlines, (), rulings)  # they are not compared, but may have been read wrongly, too
        names = canonical([*ruled.claims, *headlines], comparison.links, rulings)
    with ledger.writing():
        ledger.put_told(models, known.new_vectors, known.new_odds)
        ledger.put_comparison(
            comparison.questions,
            comparison.copies,
            _overlay(links, comparison, (ruled, read_only)),
            names={claim: (one.name, one.reason) for claim, one in names.items()},
            as_of=seen,
            scope=Scope(reports=reports, engine=engine_, last=last),
        )


def _overlay(links: Sequence[Link], comparison: Comparison, ruled: Sequence["Ruled"]) -> "Overlay":
    """What rulings and second opinions change of the links that were decided and the claims that were read."""
    from sayso.ledger import Overlay  # noqa: PLC0415 - SQLAlchemy is heavy

    before, after = {link.id: link for link in links}, {link.id: link for link in comparison.links}
    return Overlay(
        reviews={claim: ruling for part in ruled for claim, ruling in part.reviews.items()},
        waiting={claim: said for part in ruled for claim, said in part.waiting.items()},
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
            links, together = _links(ledger, using, pending)
            ledger.add_compared(pending.values(), links, together)
        except _StageFailed:  # one of them: the others must not suffer for it
            for report, pointer in pending.items():
                _compare_alone(ledger, using, report, pointer)


def _compare_alone(ledger: "Ledger", using: Stages, report: str, pointer: int) -> None:
    """Compare one report; if that fails, note so with its inputs, and leave it be until it is read anew."""
    try:
        links, together = _links(ledger, using, (report,))
        ledger.add_compared((pointer,), links, together)
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


def _links(
    ledger: "Ledger", using: Stages, reports: Collection[str]
) -> tuple[tuple[Link, ...], tuple[frozenset[str], ...]]:
    """The links of the reports' claims, among themselves and to all claims near to them, and what is of one story."""
    with ledger.reading():
        new = [one for one in ledger.claims_of(reports) if one.claim.layer in COMPARED]
        entries = ledger.entries_of(reports)
        with _told("read, but not compared", ", ".join(reports)):
            found = {report: using.near(entry, ledger, (number,)) for report, (number, entry) in entries.items()}
        kin = [frozenset({report, *ledger.reports_at(near.kin)}) for report, near in found.items()]
        own = {number for number, _ in entries.values()}
        older = ledger.claims_at({place for near in found.values() for place in near.claims if place[0] not in own})
    with _told("read, but not compared", ", ".join(reports)), _uncollected():
        links = using.decide(new, older)
    of_claim = {one.claim.id: one.report.id for one in (*new, *older)}
    return links, (*kin, *{frozenset((of_claim[link.a], of_claim[link.b])) for link in links})


def _place(ledger: "Ledger", using: Stages) -> None:
    """Give each report that was read before there was an index its place in it, and find its story."""
    if not ledger.unplaced(1):
        return
    while reports := ledger.unplaced(BATCH):
        for report in ledger.reports_of(reports):
            reading = ledger.readings(report.id)[-1]
            try:
                with _told("kept, but its claims could not be compared", report.id):
                    entry = using.index(report, _compared(reading))
            except _StageFailed:  # its links are as they were; nothing new finds it until it is read anew
                entry = IndexEntry(day=None, marks=frozenset(), scene=b"", keys=b"")
            ledger.place(report.id, reading.id, entry)
        for ident, (number, entry) in ledger.entries_of(reports).items():
            ledger.join(({ident, *ledger.reports_at(using.near(entry, ledger, (number,)).kin)},))
    ledger.join(ledger.linked())


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
        run.ledger.add(intake, reading, entry=_entry(run, report, reading))
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
        after = after or _reading(run, report)
        run.ledger.add_reading(after, entry=_entry(run, report, after))
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


def _entry(run: _Run, report: Report, reading: Reading) -> IndexEntry:
    """What the report is found again by."""
    with _told("kept, but its claims could not be compared", report.id):
        return run.stages.index(report, _compared(reading))


def _compared(reading: Reading) -> dict[int, Claim]:
    """The claims of a reading that are compared, by their places."""
    return {at: claim for at, claim in enumerate(reading.claims) if claim.layer in COMPARED}


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
