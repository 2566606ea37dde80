"""Lists of everything, a part of each: reports, links, inputs, changes. Run by `Ledger.look`.

Claims are listed by `browse_wanted`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from importlib.metadata import version

from sqlalchemy import CompoundSelect, Connection, exists, func, select, union

from sayso.ledger import read, schema
from sayso.ledger.browse import Page, Part
from sayso.ledger.browse_wanted import Days
from sayso.ledger.changes import Noted, QuestionChange
from sayso.ledger.codec import decoded, shown
from sayso.ledger.hashing import digest
from sayso.ledger.read import Input, input_of
from sayso.ledger.statements import among, is_listed
from sayso.nouns import Link, Outcome, Relation, Report


def reports(connection: Connection, page: Page, outlet: str | None = None, days: Days | None = None) -> Part[Report]:
    """Reports in the order of their publication, undated ones first; of one outlet, of some days."""
    table = schema.report
    conditions = (days or Days()).hold(table.c.published)
    if outlet is not None:
        conditions.append(table.c.outlet == shown(outlet))
    statement = select(table.c.id).where(*conditions)
    total: int = connection.execute(select(func.count()).select_from(statement.subquery())).scalar_one()
    ordered = (
        statement.order_by(table.c.published.nulls_first(), table.c.label, table.c.id)
        .limit(page.limit)
        .offset(page.offset)
    )
    idents = connection.execute(ordered).scalars().all()
    found = read.reports(connection, idents) if idents else {}
    return Part(found=tuple(found[ident] for ident in idents), total=total)


def links(
    connection: Connection,
    page: Page,
    *,
    claims: Iterable[str] | None = None,
    inside: Collection[str] | None = None,
    relation: Relation | None = None,
) -> Part[Link]:
    """Links between current claims by their ids, with what rulings change of them.

    Those that one of `claims` is an end of; of these, those with both ends among the claims `inside`.
    """
    wanted = None if claims is None else sorted(set(claims))
    if wanted == []:
        return Part(found=(), total=0)
    if wanted is not None:
        every = read.links(connection, wanted)
        chosen = [
            link
            for link in every
            if (relation is None or link.relation is relation)
            and (inside is None or (link.a in inside and link.b in inside))
        ]
        return Part(found=tuple(chosen[page.offset : page.offset + page.limit]), total=len(chosen))
    listed = _current_links(relation).subquery()
    total: int = connection.execute(select(func.count()).select_from(listed)).scalar_one()
    statement = select(listed.c.id).order_by(listed.c.id).limit(page.limit).offset(page.offset)
    return Part(found=read.links_by_id(connection, connection.execute(statement).scalars().all()), total=total)


def _current_links(relation: Relation | None) -> CompoundSelect[str]:
    """The ids of all links between current claims, with what rulings change of them."""
    table, ruled = schema.link, schema.ruled_link
    gone = exists().where(ruled.c.id == table.c.id, ruled.c.gone == 1)
    decided = select(table.c.id).where(is_listed(table.c.a), is_listed(table.c.b), ~gone)
    added = select(ruled.c.id).where(ruled.c.gone == 0)
    if relation is not None:
        decided = decided.where(table.c.relation == relation.value)
        added = added.where(
            ruled.c.body.contains(f'"relation":"{relation.value}"', autoescape=True)
        )  # in no other text
    return union(decided, added)


def inputs(connection: Connection, page: Page, outcome: Outcome | None = None) -> Part[Input]:
    """How each input ended last, the newest first; those that ended so."""
    table, newer = schema.input_, schema.input_.alias()
    last = select(func.max(newer.c.seq)).group_by(newer.c.source)
    statement = select(table).where(table.c.seq.in_(last))
    if outcome is not None:
        statement = statement.where(table.c.outcome == outcome.value)
    total: int = connection.execute(select(func.count()).select_from(statement.subquery())).scalar_one()
    rows = connection.execute(statement.order_by(table.c.seq.desc()).limit(page.limit).offset(page.offset))
    return Part(found=tuple(input_of(row) for row in rows), total=total)


def claims_of_voice(connection: Connection, name: str) -> tuple[str, ...]:
    """The ids of all claims of a voice, by the case's name for it."""
    table = schema.claim_voice
    statement = select(table.c.claim).where(table.c.name == shown(name)).order_by(table.c.claim)
    return tuple(connection.execute(statement).scalars())


def places(connection: Connection, claims: Iterable[str]) -> frozenset[str]:
    """The ids of the questions that any of the claims answers."""
    table = schema.answer_claim
    statement = select(table.c.question).distinct()
    return frozenset(
        ident for part in among(statement, table.c.claim, set(claims)) for ident in connection.execute(part).scalars()
    )


def noted(connection: Connection, page: Page, question: str | None = None) -> Part[Noted]:
    """The changes of all questions or of one (its id), the newest first."""
    table = schema.change
    statement = select(table)
    if question is not None:
        statement = statement.where(table.c.question == question)
    counted: int = connection.execute(select(func.count()).select_from(statement.subquery())).scalar_one()
    rows = connection.execute(statement.order_by(table.c.seq.desc()).limit(page.limit).offset(page.offset))
    found = tuple(
        Noted(number=row.seq, at=row.at, change=decoded(row.body, QuestionChange), row_hash=row.row_hash)
        for row in rows
    )
    return Part(found=found, total=counted)


def state(connection: Connection) -> str:
    """Hex digits that change with everything that is written, and with the questions."""
    head = select(schema.log.c.hash).order_by(schema.log.c.seq.desc()).limit(1)
    compared = select(schema.comparison.c.entry).order_by(schema.comparison.c.id)
    change = select(func.max(schema.change.c.seq))
    parts = (connection.execute(one).scalars().all() for one in (head, compared, change))
    return digest(version("sayso"), *(part for found in parts for part in (len(found), *found)))[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBy:
    """The current reading of a report: its id, the engine that made it, and when (UTC, ISO 8601)."""

    reading: str
    engine: str
    at: str


def readings(connection: Connection, reports: Iterable[str]) -> dict[str, ReadBy]:
    """By which reading each of these reports is known, by the reports' ids."""
    current, reading = schema.current_reading, schema.reading
    statement = (
        select(current.c.report, current.c.reading, current.c.at, reading.c.engine)
        .join(reading, reading.c.id == current.c.reading)
        .order_by(current.c.seq)
    )
    return {
        row.report: ReadBy(reading=row.reading, engine=row.engine, at=row.at)
        for part in among(statement, current.c.report, set(reports))
        for row in connection.execute(part)
    }


def beginning(connection: Connection) -> str | None:
    """The hash of the log's first entry: no two ledgers have the same. None for an empty one."""
    return connection.execute(select(schema.log.c.hash).where(schema.log.c.seq == 1)).scalar_one_or_none()


def claims_per_voice(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """How many claims each of these voices has, by the case's names."""
    table = schema.claim_voice
    statement = select(table.c.name, func.count()).group_by(table.c.name)
    return {
        name: number for part in among(statement, table.c.name, set(names)) for name, number in connection.execute(part)
    }
