"""Rulings as pages show them, and what no person has ruled on, a few at a time. Run by `Ledger.look`."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select

from sayso.ledger import compared, read, schema
from sayso.ledger.browse import Page, Part
from sayso.ledger.browse_claims import Beside, beside
from sayso.ledger.codec import decoded, shown
from sayso.ledger.statements import among, is_current
from sayso.nouns import Ruling, RulingKind, State

# Rulings


def ruling(connection: Connection, ident: str) -> Ruling | None:
    """The ruling of that id."""
    table = schema.ruling
    body = connection.execute(select(table.c.body).where(table.c.id == shown(ident))).scalar_one_or_none()
    return None if body is None else decoded(body, Ruling)


def newest(connection: Connection, page: Page, by: str | None = None) -> Part[Ruling]:
    """Rulings, the latest first: all, or those of one person."""
    table = schema.ruling
    statement = select(table.c.body)
    if by is not None:
        statement = statement.where(table.c.by == shown(by))
    total: int = connection.execute(select(func.count()).select_from(statement.subquery())).scalar_one()
    rows = connection.execute(statement.order_by(table.c.seq.desc()).limit(page.limit).offset(page.offset))
    return Part(found=tuple(decoded(body, Ruling) for body in rows.scalars()), total=total)


def made_since(connection: Connection, by: str, at: str) -> int:
    """How many rulings a person has made since a moment (UTC, ISO 8601), withdrawals left out."""
    table = schema.ruling
    mine = and_(table.c.by == shown(by), table.c.at >= at, table.c.kind != RulingKind.UNDO.value)
    number: int = connection.execute(select(func.count()).select_from(table).where(mine)).scalar_one()
    return number


def oldest(connection: Connection, page: Page) -> Part[Ruling]:
    """All rulings, the oldest first."""
    table = schema.ruling
    total: int = connection.execute(select(func.count()).select_from(table)).scalar_one()
    rows = connection.execute(select(table.c.body).order_by(table.c.seq).limit(page.limit).offset(page.offset))
    return Part(found=tuple(decoded(body, Ruling) for body in rows.scalars()), total=total)


def about(connection: Connection, reports: Collection[str]) -> tuple[Ruling, ...]:
    """The rulings on claims of these reports, with what withdraws them, oldest first; and how many must agree."""
    return _with_undoing(connection, _on_reports(reports)) if reports else ()


def _on_reports(reports: Collection[str]) -> tuple[Select[Any], ...]:
    table, place = schema.ruling, schema.ruled_report
    statement = select(table.c.seq, table.c.body)
    policies = statement.where(table.c.kind == RulingKind.POLICY.value)
    return (policies, *among(statement.join(place, place.c.ruling == table.c.seq), place.c.report, reports))


def on_names(connection: Connection, names: Collection[str]) -> tuple[Ruling, ...]:
    """The rulings on voices of these names, with what withdraws them, oldest first."""
    table = schema.ruling
    if not names:
        return ()
    kinds = (RulingKind.REFERENT.value, RulingKind.FLAG.value)
    statement = select(table.c.seq, table.c.body).where(table.c.kind.in_(kinds))
    return _with_undoing(connection, (statement,), names)


def bearing(connection: Connection, made: Collection[Ruling]) -> tuple[Ruling, ...]:
    """All rulings that bear on whether these hold: those on the same, later ones and what withdraws them."""
    reports = {anchor.report for one in made for anchor in one.claims}
    names = {name for one in made for name in one.names}
    return (*_with_undoing(connection, _on_reports(reports)), *on_names(connection, names))


def _with_undoing(
    connection: Connection, statements: Iterable[Select[Any]], names: Collection[str] = ()
) -> tuple[Ruling, ...]:
    """What the statements give (on one of the names, if there are any), with what withdraws it, oldest first."""
    table = schema.ruling
    rows = {row.seq: decoded(row.body, Ruling) for one in statements for row in connection.execute(one)}
    found = {seq: one for seq, one in rows.items() if not names or not set(names).isdisjoint(one.names)}
    undoing = select(table.c.seq, table.c.body)
    for part in among(undoing, table.c.undoes, {one.id for one in found.values()}):
        found |= {row.seq: decoded(row.body, Ruling) for row in connection.execute(part)}
    return tuple(found[seq] for seq in sorted(found))


def withdrawn(connection: Connection, idents: Iterable[str]) -> frozenset[str]:
    """Those of the rulings that were withdrawn."""
    table = schema.ruling
    return frozenset(connection.execute(select(table.c.undoes).where(table.c.undoes.in_(sorted(idents)))).scalars())


def rulings_of(connection: Connection, kinds: Collection[RulingKind]) -> tuple[Ruling, ...]:
    """The rulings of these kinds, and all that withdraw any, oldest first."""
    table = schema.ruling
    wanted = sorted({*(kind.value for kind in kinds), RulingKind.UNDO.value})
    return _rulings(connection, select(table.c.body).where(table.c.kind.in_(wanted)))


def unsettled(connection: Connection) -> tuple[Ruling, ...]:
    """The rulings that the questions do not take in yet, oldest first."""
    table = schema.ruling
    return _rulings(connection, select(table.c.body).where(table.c.entry > compared.taken(connection)))


def _rulings(connection: Connection, statement: Select[Any]) -> tuple[Ruling, ...]:
    rows = connection.execute(statement.order_by(schema.ruling.c.seq)).scalars()
    return tuple(decoded(body, Ruling) for body in rows)


def reread(connection: Connection) -> frozenset[str]:
    """The reports that were read more than once: only there can a ruling have lost its place."""
    table = schema.current_reading
    statement = select(table.c.report).group_by(table.c.report).having(func.count() > 1)
    return frozenset(connection.execute(statement).scalars())


# What is left

ORDERS = ("disputed", "unsure", "report")
"""How claims to review are ordered: those of disputed questions first and then those that were read least surely; those
first; or report by report, the latest published first, in the order of the text."""


def disputed(connection: Connection) -> tuple[str, ...]:
    """The ids of the disputed questions, in the order in which they were first reported."""
    table = schema.question_listing
    order = (table.c.first.is_(None), table.c.first, table.c.question)
    statement = select(table.c.question).where(table.c.state == State.DISPUTED.value).order_by(*order)
    return tuple(connection.execute(statement).scalars())


def unseen(  # noqa: PLR0913 - all but the first three have defaults and go by name
    connection: Connection,
    order: str,
    limit: int,
    *,
    report: str | None = None,
    question: str | None = None,
    by: str | None = None,
) -> tuple[str, ...]:
    """Ids of claims that no person has ruled on, in one of ORDERS; of one report or question, where that is given.

    Those that wait for a second person are among them, but not those that `by` has ruled on.
    """
    claim = schema.claim
    left = select(claim.c.id).where(_is_unseen())
    if by is not None:
        waits, ruling = schema.waiting_ruling, schema.ruling
        own = and_(waits.c.claim == claim.c.id, ruling.c.id == waits.c.ruling, ruling.c.by == shown(by))
        left = left.where(~exists().where(own))
    if report is not None:
        left = left.where(claim.c.report == report)
    if question is not None:
        behind = schema.answer_claim
        left = left.where(claim.c.id.in_(select(behind.c.claim).where(behind.c.question == question)))
    if order == "report":
        return _by_report(connection, left, limit)
    sure = (claim.c.confidence.nulls_first(), claim.c.id)  # an index has them so: no more is looked at than is wanted
    found: list[str] = []
    if order == "disputed" and _any_hot(connection):
        found += connection.execute(left.where(_is_hot()).order_by(*sure).limit(limit)).scalars()
    if len(found) < limit:
        others = connection.execute(left.order_by(*sure).limit(limit + len(found))).scalars()
        found += [ident for ident in others if ident not in set(found)]
    return tuple(found[:limit])


def _is_unseen() -> ColumnElement[bool]:
    """Whether a claim is of a current reading and no person has ruled on it."""
    ruled = schema.ruled_claim
    return and_(~exists().where(ruled.c.claim == schema.claim.c.id), is_current())


def _is_hot() -> ColumnElement[bool]:
    """Whether a claim answers a disputed question."""
    behind, listing = schema.answer_claim, schema.question_listing
    of_claim = and_(behind.c.claim == schema.claim.c.id, listing.c.question == behind.c.question)
    return exists().where(of_claim, listing.c.state == State.DISPUTED.value)


def _any_hot(connection: Connection) -> bool:
    """Whether a claim of a disputed question is left; else each claim would be looked at to find that out."""
    behind, listing, ruled = schema.answer_claim, schema.question_listing, schema.ruled_claim
    statement = (
        select(behind.c.claim)
        .join(listing, listing.c.question == behind.c.question)
        .where(listing.c.state == State.DISPUTED.value, ~exists().where(ruled.c.claim == behind.c.claim))
        .limit(1)
    )
    return connection.execute(statement).scalar() is not None


def _by_report(connection: Connection, left: Select[Any], limit: int) -> tuple[str, ...]:
    """The claims in the order of their texts; of no more reports than have as many as are wanted."""
    claim, report = schema.claim, schema.report
    some = exists().where(claim.c.report == report.c.id, _is_unseen())
    latest = (report.c.published.is_(None), report.c.published.desc(), report.c.id)
    wanted = connection.execute(select(report.c.id).where(some).order_by(*latest).limit(limit)).scalars().all()
    found: list[str] = []
    for ident in wanted:
        own = left.where(claim.c.report == ident).order_by(claim.c.ordinal).limit(limit - len(found))
        found += connection.execute(own).scalars()
        if len(found) == limit:
            break
    return tuple(found)


def as_read(connection: Connection, idents: Iterable[str]) -> Beside:
    """The claims of these ids as the machine read them, and without what people made of them."""
    return beside(connection, read.claims_by_id(connection, sorted(set(idents))), as_read=True)


def disputed_now(connection: Connection, reports: Collection[str] = ()) -> frozenset[str]:
    """The ids of disputed questions: all, or those that claims of these reports answer."""
    listing, behind, claim = schema.question_listing, schema.answer_claim, schema.claim
    statement = select(listing.c.question).where(listing.c.state == State.DISPUTED.value)
    if reports:
        own = select(behind.c.question).join(claim, claim.c.id == behind.c.claim)
        statement = statement.where(listing.c.question.in_(own.where(claim.c.report.in_(sorted(reports)))))
    return frozenset(connection.execute(statement).scalars())
