"""Claims as pages show them: a few by their ids or of one voice, with what stands beside them. Run by `Ledger.look`."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from sayso.ledger import read, schema
from sayso.ledger.browse import Page
from sayso.ledger.codec import decoded, member, shown
from sayso.ledger.reviews import reviews
from sayso.ledger.statements import among, is_current
from sayso.nouns import Claim, Claimed, Copies, Later, Link, Report, Review, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The name by which the case knows the voice of a claim, and why, where the report calls it otherwise."""

    name: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that a claim answers, and with which answer (by its place in the question)."""

    question: str
    wording: str
    state: State
    answer: int
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Claims with what stands beside them, each by the claim's id.

    `claimed` has them as a person has corrected them; `names` lacks those that nobody is named for; `reviews` those
    that no person has looked at. `read_at` says of reports, by their ids, when they were read last (UTC, ISO 8601).
    `laters` says of claims whose report has a later version what the latest has of their words, where that was asked.
    """

    claimed: Mapping[str, Claimed]
    names: Mapping[str, Known]
    reviews: Mapping[str, Review]
    read_at: Mapping[str, str]
    laters: Mapping[str, Later] = field(default_factory=dict)

    def reviewed(self) -> frozenset[str]:
        """The claims that count as reviewed."""
        return frozenset(claim for claim, review in self.reviews.items() if review.ruling is not None)


def claims(connection: Connection, idents: Iterable[str]) -> Beside:
    """The claims of these ids, of current readings or older ones; ids that the ledger does not have are left out."""
    wanted = sorted(set(idents))
    if not wanted:
        return Beside(claimed={}, names={}, reviews={}, read_at={})
    return beside(connection, read.claims_by_id(connection, wanted))


def claimed(connection: Connection, idents: Iterable[str]) -> dict[str, Claimed]:
    """The claims of these ids as `claims` has them, by their ids, without what stands beside them."""
    wanted = sorted(set(idents))
    return _corrected(connection, read.claims_by_id(connection, wanted)) if wanted else {}


def claims_of_report(connection: Connection, report: str) -> Beside:
    """The claims of a report's current reading, in text order."""
    return beside(connection, read.claims_of(connection, (report,)))


def claims_of_voice(connection: Connection, name: str, page: Page) -> tuple[Beside, int]:
    """The claims of a voice, by the case's name for it, in the order of publication; and how many there are."""
    voice, claim, report = schema.claim_voice, schema.claim, schema.report
    named = voice.c.name == shown(name)
    total: int = connection.execute(select(func.count()).select_from(voice).where(named)).scalar_one()
    statement = (
        select(claim.c.id)
        .join(voice, voice.c.claim == claim.c.id)
        .join(report, report.c.id == claim.c.report)
        .where(named)
        .order_by(report.c.published.is_(None), report.c.published, claim.c.id)
        .limit(page.limit)
        .offset(page.offset)
    )
    idents = connection.execute(statement).scalars().all()
    found = claims(connection, idents)
    ordered = {ident: found.claimed[ident] for ident in idents if ident in found.claimed}
    return dataclasses.replace(found, claimed=ordered), total


def beside(connection: Connection, found: Iterable[Claimed], *, as_read: bool = False) -> Beside:
    """Claims that were read, with what stands beside them; `as_read` leaves out what people made of them."""
    by_id = {one.claim.id: one for one in found} if as_read else _corrected(connection, found)
    reports = {one.report.id for one in by_id.values()}
    return Beside(
        claimed=by_id,
        names=_names(connection, () if as_read else by_id),
        reviews={} if as_read else reviews(connection, by_id, reports),
        read_at=_read_at(connection, reports),
    )


def _corrected(connection: Connection, found: Iterable[Claimed]) -> dict[str, Claimed]:
    """Claims by their ids, as a person has corrected them."""
    by_id = {one.claim.id: one for one in found}
    ruled = schema.ruled_claim
    corrected = select(ruled.c.claim, ruled.c.body).where(ruled.c.body.is_not(None))
    for part in among(corrected, ruled.c.claim, by_id):
        for row in connection.execute(part):
            by_id[row.claim] = dataclasses.replace(by_id[row.claim], claim=decoded(row.body, Claim))
    return by_id


def _read_at(connection: Connection, reports: Iterable[str]) -> dict[str, str]:
    table = schema.current_reading
    statement = select(table.c.report, func.max(table.c.at).label("at")).group_by(table.c.report)
    return {
        row.report: row.at for part in among(statement, table.c.report, reports) for row in connection.execute(part)
    }


def _names(connection: Connection, idents: Iterable[str]) -> dict[str, Known]:
    table = schema.claim_voice
    return {
        row.claim: Known(name=row.name, reason=row.reason)
        for part in among(select(table), table.c.claim, idents)
        for row in connection.execute(part)
    }


def links(connection: Connection, idents: Iterable[str]) -> tuple[Link, ...]:
    """The links of these claims, with what rulings change of them."""
    wanted = tuple(sorted(set(idents)))
    return read.links(connection, wanted) if wanted else ()


def links_inside(connection: Connection, idents: Iterable[str]) -> tuple[Link, ...]:
    """The links of which both ends are among these claims, with what rulings change of them."""
    wanted = tuple(sorted(set(idents)))
    return read.links_inside(connection, wanted) if wanted else ()


def asked(connection: Connection, idents: Iterable[str]) -> dict[str, tuple[Asked, ...]]:
    """For each claim that answers something: the questions, in the order of their ids."""
    behind, question, answer = schema.answer_claim, schema.question, schema.answer
    statement = (
        select(behind.c.claim, behind.c.answer, question.c.id, question.c.wording, question.c.state, answer.c.value)
        .join(question, question.c.id == behind.c.question)
        .join(answer, (answer.c.question == behind.c.question) & (answer.c.ordinal == behind.c.answer))
        .order_by(behind.c.claim, question.c.id)
    )
    found: dict[str, list[Asked]] = {}
    for part in among(statement, behind.c.claim, set(idents)):
        for row in connection.execute(part):
            one = Asked(
                question=row.id,
                wording=row.wording,
                state=member(row.state, State),
                answer=row.answer,
                value=row.value,
            )
            found.setdefault(row.claim, []).append(one)
    return {claim: tuple(answers) for claim, answers in found.items()}


def copies_of(connection: Connection, reports: Iterable[str]) -> tuple[Copies, ...]:
    """The groups of reports of one text that any of these reports is in."""
    copied, table = schema.copied_report, schema.copies
    statement = select(table.c.id, table.c.body).join(copied, copied.c.copies == table.c.id)
    found = {
        row.id: row.body for part in among(statement, copied.c.report, set(reports)) for row in connection.execute(part)
    }
    return tuple(decoded(found[ident], Copies) for ident in sorted(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bytes:
    """What is known of a capture without a look at it: how many bytes it has, and of which type they are."""

    size: int
    media_type: str


def capture_facts(connection: Connection, sha256: str) -> Bytes:
    """The size and type of the bytes of that hash, which a report always has."""
    table = schema.capture
    row = connection.execute(select(table.c.size, table.c.media_type).where(table.c.sha256 == sha256)).one()
    return Bytes(size=row.size, media_type=row.media_type)


def report(connection: Connection, ident: str) -> Report | None:
    """The report of that id, with its text."""
    return read.reports(connection, (ident,)).get(ident)


def current(connection: Connection, ident: str) -> bool:
    """Whether the claim of that id belongs to the current reading of its report."""
    table = schema.claim
    return connection.execute(select(table.c.id).where(table.c.id == ident, is_current())).scalar() is not None
