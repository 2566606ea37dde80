"""Comparing what a ledger holds: links of what is new, then the questions of the stories that have changed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.engines import Assembled, Part, StageFailed, assemble, assembled, compared, told, uncollected
from sayso.nouns import IndexEntry, Intake, Link, Outcome
from sayso.stages import COMPARED, Stages, comparer, shipped

if TYPE_CHECKING:  # SQLAlchemy takes a quarter of a second that `import sayso` must not pay
    from sayso.ledger import Ledger, Scope

BATCH = 50
"""Reports compared at once. What is known of an older claim is worked out once a batch: 43 reports are read a quarter
faster than with batches of one; larger batches gain little and hold more in memory."""


PART = 200
"""Reports whose questions are computed at once, if they are of several stories. For more, other processes are begun,
where there are cores for them: each first loads the models, which takes as long as some fifty reports."""

SHARES = 2
"""Parts for each of these processes, if stories are small enough, so that none waits for long for the others."""


def refresh(ledger: "Ledger", *, using: Stages | None = None, workers: int = 1) -> None:
    """Compare what was not compared yet; then compute anew the questions and copies of stories that have changed.

    `read` and `reread` do it at their end; it is needed where one of them was interrupted. Many stories are worked out
    in so many `workers`, processes of their own; on a large one the models work on as many threads. That changes
    nothing that is told.
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
    several = workers > 1 and found.ship and sum(map(len, stale)) > PART
    parts = list(_parts(stale, PART // (SHARES * workers) if several else PART)) or [[]]
    scopes = [
        Scope(reports=reports, engine=engine_, last=at == len(parts)) for at, reports in enumerate(parts, start=1)
    ]
    given = (_part(ledger, found, scope, workers) for scope in scopes)
    made = assembled(workers, given) if several and len(parts) > 1 else (assemble(part, found) for part in given)
    for scope, result in zip(scopes, made, strict=True):
        with uncollected(), ledger.writing():
            _put(ledger, found, scope, seen, result)


def _parts(stories: Iterable[Sequence[str]], most: int) -> Iterator[list[str]]:
    """The reports of stories, the largest first, as it takes longest; several small stories at once."""
    part: list[str] = []
    for story in sorted(stories, key=len, reverse=True):
        if part and len(part) + len(story) > most:
            yield part
            part = []
        part = [*part, *story]
    if part:
        yield part


def _part(ledger: "Ledger", using: Stages, scope: "Scope", workers: int) -> Part:
    """What the ledger has of whole stories; to make something of it may take seconds, in which no lock is held."""
    reports = scope.reports or ()
    with uncollected(), ledger.reading():
        every = ledger.claims_of(reports)
        claims = tuple(one for one in every if one.claim.layer in COMPARED)
        vectors, odds = ledger.told(using.models(), [one.claim.id for one in claims])
        return Part(
            claims=claims,
            headlines=tuple(one for one in every if one.claim.layer not in COMPARED),
            links=ledger.links_between([one.claim.id for one in every]),
            rulings=ledger.rulings(),
            vectors=vectors,
            odds=odds,
            threads=workers if len(reports) > PART else 1,
        )


def _put(ledger: "Ledger", using: Stages, scope: "Scope", seen: int, made: Assembled) -> None:
    """Write what follows for whole stories, as of what was seen."""
    from sayso.ledger import Overlay  # noqa: PLC0415 - SQLAlchemy is heavy

    overlay = Overlay(
        reviews=made.reviews,
        waiting=made.waiting,
        corrected=made.corrected,
        added={link.id: link for link in made.added},
        gone=made.gone,
    )
    ledger.put_told(using.models(), made.vectors, made.odds)
    ledger.put_comparison(made.questions, made.copies, overlay, names=made.names, as_of=seen, scope=scope)


def compare(ledger: "Ledger", using: Stages) -> None:
    """Lay the claims of reports that were not compared yet beside each other and beside all that share a key.

    Another process may do the same at once: both write the same links. What it adds meanwhile stays uncompared until
    one of the two gets to it, and is then laid beside ours.
    """
    while pending := ledger.uncompared(BATCH):
        try:
            with uncollected():
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
        with uncollected():
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
