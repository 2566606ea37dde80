"""Lists of everything, a part of each: reports, claims, links, inputs, changes. Run by `Ledger.look`."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from importlib.metadata import version

from sqlalchemy import ColumnElement, Connection, func, or_, select

from sayso.ledger import browse_search, read, schema
from sayso.ledger.browse import Page, Part
from sayso.ledger.changes import Noted, QuestionChange
from sayso.ledger.codec import decoded, shown
from sayso.ledger.hashing import digest
from sayso.ledger.read import Input, input_of
from sayso.ledger.statements import among
from sayso.nouns import Act, Link, Outcome, Relation, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days on which something was published, ISO 8601, both ends included; None is an open end.

    A date that is known by its month or year alone is among them if its first day can be.
    """

    first: str | None = None
    last: str | None = None

    def hold(self, published: ColumnElement[str]) -> list[ColumnElement[bool]]:
        """The conditions on the column of the date."""
        found: list[ColumnElement[bool]] = []
        if self.first is not None:
            months = (self.first[:7], self.first[:4])
            found.append(or_(published >= self.first, published.in_(months)))
        if self.last is not None:
            found.append(published < f"{self.last}~")  # after every time of that day
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedClaims:
    """Which claims are wanted; None wants all.

    `voice` is the case's name for it, `text` is taken apart by `browse_search.terms`.
    """

    voice: str | None = None
    report: str | None = None
    question: str | None = None
    act: Act | None = None
    days: Days = Days()
    text: str | None = None


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


def claims(connection: Connection, wanted: WantedClaims, page: Page) -> Part[str]:
    """The ids of current claims that are wanted, report by report as `reports` has them, in text order."""
    if wanted == WantedClaims(days=wanted.days):
        return _all_claims(connection, wanted.days, page)
    claim, report = schema.claim, schema.report
    pointer = schema.current_reading
    newest = select(func.max(pointer.c.seq)).group_by(pointer.c.report)
    current = select(pointer.c.reading).where(pointer.c.seq.in_(newest))
    conditions: list[ColumnElement[bool]] = [claim.c.reading.in_(current), *wanted.days.hold(report.c.published)]
    if wanted.voice is not None:
        named = schema.claim_voice
        conditions.append(claim.c.id.in_(select(named.c.claim).where(named.c.name == shown(wanted.voice))))
    if wanted.report is not None:
        conditions.append(claim.c.report == wanted.report)
    if wanted.question is not None:
        behind = schema.answer_claim
        conditions.append(claim.c.id.in_(select(behind.c.claim).where(behind.c.question == wanted.question)))
    if wanted.act is not None:
        conditions.append(claim.c.act == wanted.act.value)
    matching = browse_search.matching(connection, wanted.text) if wanted.text is not None else None
    if matching is not None:
        conditions.append(claim.c.id.in_(matching))
    elif wanted.text is not None:  # no word in it
        return Part(found=(), total=0)
    statement = select(claim.c.id).join(report, report.c.id == claim.c.report).where(*conditions)
    counted = statement
    if wanted == WantedClaims(text=wanted.text) and matching is not None:
        counted = matching  # claims that are not current have no place in the index
    total: int = connection.execute(select(func.count()).select_from(counted.subquery())).scalar_one()
    order = (report.c.published.nulls_first(), report.c.label, report.c.id, claim.c.ordinal)
    found = connection.execute(statement.order_by(*order).limit(page.limit).offset(page.offset)).scalars().all()
    return Part(found=tuple(found), total=total)


def _all_claims(connection: Connection, days: Days, page: Page) -> Part[str]:
    """The claims of the reports of some days, or of all; readings tell how many they have, so none is passed over."""
    claim, report, reading, pointer = schema.claim, schema.report, schema.reading, schema.current_reading
    newest = select(func.max(pointer.c.seq)).group_by(pointer.c.report)
    statement = (
        select(reading.c.id, reading.c.claims)
        .join(pointer, pointer.c.reading == reading.c.id)
        .join(report, report.c.id == reading.c.report)
        .where(pointer.c.seq.in_(newest), *days.hold(report.c.published))
        .order_by(report.c.published.nulls_first(), report.c.label, report.c.id)
    )
    wanted: list[str] = []
    total = before = 0
    for row in connection.execute(statement):
        if total + row.claims > page.offset and total < page.offset + page.limit:
            before = before if wanted else total
            wanted.append(row.id)
        total += row.claims
    of: dict[str, list[str]] = {}
    listed = select(claim.c.reading, claim.c.id).order_by(claim.c.reading, claim.c.ordinal)
    for part in among(listed, claim.c.reading, wanted):
        for row in connection.execute(part):
            of.setdefault(row.reading, []).append(row.id)
    found = [ident for one in wanted for ident in of.get(one, ())]
    start = page.offset - before
    return Part(found=tuple(found[start : start + page.limit]), total=total)


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
    idents = _link_ids(connection, relation)
    part = idents[page.offset : page.offset + page.limit]
    return Part(found=read.links_by_id(connection, part), total=len(idents))


def _link_ids(connection: Connection, relation: Relation | None) -> list[str]:
    table, ruled = schema.link, schema.ruled_link
    pointer, a, b = schema.current_reading, schema.claim.alias(), schema.claim.alias()
    newest = select(func.max(pointer.c.seq)).group_by(pointer.c.report)
    current = select(pointer.c.reading).where(pointer.c.seq.in_(newest))
    statement = select(table.c.id).join(a, a.c.id == table.c.a).join(b, b.c.id == table.c.b)
    statement = statement.where(a.c.reading.in_(current), b.c.reading.in_(current))
    if relation is not None:
        statement = statement.where(table.c.relation == relation.value)
    gone = set(connection.execute(select(ruled.c.id).where(ruled.c.gone == 1)).scalars())
    found = {ident for ident in connection.execute(statement).scalars() if ident not in gone}
    added = read.added_links(connection)
    return sorted(found | {link.id for link in added if relation is None or link.relation is relation})


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
