"""Comparing what a ledger holds: links of what is new, then the questions of the stories that have changed."""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sayso.engines import StageFailed, compared, told
from sayso.nouns import Comparison, IndexEntry, Intake, Link, Outcome
from sayso.stages import COMPARED, Stages, comparer, shipped

if TYPE_CHECKING:  # SQLAlchemy takes a quarter of a second that `import sayso` must not pay
    from sayso.compare import Ruled
    from sayso.ledger import Ledger, Overlay, Scope

BATCH = 50
"""Reports compared at once. What is known of an older claim is worked out once a batch: 43 reports are read a quarter
faster than with batches of one; larger batches gain little and hold more in memory."""


PART = 200
"""Reports whose questions are computed at once, if they are of several stories."""


def refresh(ledger: "Ledger", *, using: Stages | None = None, threads: int = 1) -> None:
    """Compare what was not compared yet; then compute anew the questions and copies of stories that have changed.

    `read` and `reread` do it at their end; it is needed where one of them was interrupted. The trained models work on
    so many `threads`, which changes nothing that they tell.
    """
    from sayso.ledger import Scope  # noqa: PLC0415 - SQLAlchemy is heavy

    if ledger.compared():
        return
    found = using or shipped()
    _place(ledger, found)
    compare(ledger, found)
    engine_ = comparer(found)
    with ledger.reading():
        seen = ledger.entries()
        stale = ledger.stale(engine_)
    parts = list(_parts(stale)) or [[]]
    for number, reports in enumerate(parts, start=1):
        scope = Scope(reports=reports, engine=engine_, last=number == len(parts))
        with _uncollected():
            _assemble(ledger, found, scope, seen, threads)


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


def _assemble(ledger: "Ledger", using: Stages, scope: "Scope", seen: int, threads: int) -> None:
    """Compute the questions and copies of whole stories as of what was seen, and put them."""
    from sayso.compare import Known, canonical  # noqa: PLC0415 - heavy

    with ledger.reading():
        every = ledger.claims_of(scope.reports or ())
        claims = [one for one in every if one.claim.layer in COMPARED]
        headlines = [one for one in every if one.claim.layer not in COMPARED]
        links = ledger.links_between([one.claim.id for one in every])
        rulings = ledger.rulings()
        models = using.models()
        known = Known(*ledger.told(models, [one.claim.id for one in claims]), threads=threads)
    # This may take seconds, so no lock is held.
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
            scope=scope,
        )


def _overlay(links: Sequence[Link], comparison: Comparison, ruled: Sequence["Ruled"]) -> "Overlay":
    """What rulings and second opinions change of the links that were decided and the claims that were read."""
    from sayso.ledger import Overlay  # noqa: PLC0415 - SQLAlchemy is heavy

    before, after = {link.id for link in links}, {link.id: link for link in comparison.links}
    return Overlay(
        reviews={claim: ruling for part in ruled for claim, ruling in part.reviews.items()},
        waiting={claim: said for part in ruled for claim, said in part.waiting.items()},
        corrected={ident: claim for part in ruled for ident, claim in part.corrected.items()},
        added={ident: link for ident, link in after.items() if ident not in before},
        gone=before - after.keys(),
    )


def compare(ledger: "Ledger", using: Stages) -> None:
    """Lay the claims of reports that were not compared yet beside each other and beside all that share a key.

    Another process may do the same at once: both write the same links. What it adds meanwhile stays uncompared until
    one of the two gets to it, and is then laid beside ours.
    """
    while pending := ledger.uncompared(BATCH):
        try:
            with _uncollected():
                _compare(ledger, using, pending)
        except StageFailed:  # one of them: the others must not suffer for it
            for report, pointer in pending.items():
                _compare_alone(ledger, using, report, pointer)


def _compare(ledger: "Ledger", using: Stages, pending: Mapping[str, int]) -> None:
    """Compare these reports, given with their pointers, and write the links."""
    links, together = _links(ledger, using, pending)
    ledger.add_compared(pending.values(), links, together)


def _compare_alone(ledger: "Ledger", using: Stages, report: str, pointer: int) -> None:
    """Compare one report; if that fails, note so with its inputs, and leave it be until it is read anew."""
    try:
        with _uncollected():
            _compare(ledger, using, {report: pointer})
    except StageFailed as failed:
        found = next(one for one in ledger.reports() if one.id == report)
        for one in ledger.inputs():
            if one.report == report:
                reason = both(one.reason, failed)
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
        with told("read, but not compared", ", ".join(reports)):
            found = {report: using.near(entry, ledger, (number,)) for report, (number, entry) in entries.items()}
        kin = [frozenset({report, *ledger.reports_at(near.kin)}) for report, near in found.items()]
        own = {number for number, _ in entries.values()}
        older = ledger.claims_at({place for near in found.values() for place in near.claims if place[0] not in own})
        turns = ledger.numbers_of({one.report.id for one in (*new, *older)})
    with told("read, but not compared", ", ".join(reports)):
        links = using.decide(new, older, turns)
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
                with told("kept, but its claims could not be compared", report.id):
                    entry = using.index(report, compared(reading))
            except StageFailed:  # its links are as they were; nothing new finds it until it is read anew
                entry = IndexEntry(day=None, marks=frozenset(), scene=b"", keys=b"")
            ledger.place(report.id, reading.id, entry)
        for ident, (number, entry) in ledger.entries_of(reports).items():
            ledger.join(({ident, *ledger.reports_at(using.near(entry, ledger, (number,)).kin)},))
    ledger.join(ledger.linked())


def both(reason: str | None, failed: object) -> str:
    """What an input lacks already, and what it lacks since."""
    return f"{reason}; {failed}" if reason else str(failed)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave the collector of cyclic garbage alone meanwhile, if it was on.

    Comparing reads and makes a million small values and no cycles; looking through all of them again and again costs a
    sixth. Whole steps go without, so that their values are gone when it is back.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
