"""What pages show: each query reads one page of the ledger, by its indexes, and is run by `Ledger.look`.

The newest stand in what comparing gave last; `Overview.fresh` tells whether that takes in everything that was read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select

from sayso.ledger import compared, log, schema
from sayso.ledger.codec import decoded, member, shown
from sayso.ledger.read import Input, input_of
from sayso.ledger.statements import among
from sayso.nouns import Outcome, Question, QuestionKind, State

Listed = TypeVar("Listed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which part of a list is wanted: so many, after so many."""

    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[Listed]):
    """A part of a list, with how many fit in all."""

    found: tuple[Listed, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What a ledger holds, in counts.

    `inputs` counts how the inputs ended last, `states` the questions; `unreviewed` are claims that no person has looked
    at; `last_read` is UTC, ISO 8601; `head` is the hash that the log's chain ends in; `fresh`: the questions take in
    everything that was read.
    """

    inputs: dict[Outcome, int]
    reports: int
    claims: int
    unreviewed: int
    states: dict[State, int]
    last_read: str | None
    head: str | None
    fresh: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which questions are wanted; None and () want all. `text` is looked for in wordings and answers, in any case."""

    states: tuple[State, ...] = ()
    kind: QuestionKind | None = None
    voice: str | None = None
    outlet: str | None = None
    text: str | None = None


def overview(connection: Connection) -> Overview:
    """The counts that stand at the head of every page."""
    inputs = _inputs_by_outcome(connection)
    pointer, reading = schema.current_reading, schema.reading
    newest = select(func.max(pointer.c.seq)).group_by(pointer.c.report)
    read = select(func.coalesce(func.sum(reading.c.claims), 0)).join(pointer, pointer.c.reading == reading.c.id)
    claims = int(connection.execute(read.where(pointer.c.seq.in_(newest))).scalar_one())
    looked_at = _count(connection, select(schema.ruled_claim.c.claim))
    states = select(schema.question.c.state, func.count()).group_by(schema.question.c.state)
    return Overview(
        inputs=inputs,
        reports=_count(connection, select(schema.report.c.id)),
        claims=claims,
        unreviewed=max(0, claims - looked_at),
        states={member(state, State): number for state, number in connection.execute(states)},
        last_read=connection.execute(select(schema.input_.c.at).order_by(schema.input_.c.seq.desc()).limit(1)).scalar(),
        head=connection.execute(select(schema.log.c.hash).order_by(schema.log.c.seq.desc()).limit(1)).scalar(),
        fresh=compared.is_fresh(connection) or log.last(connection) == 0,
    )


def _inputs_by_outcome(connection: Connection) -> dict[Outcome, int]:
    table = schema.input_
    statement = select(table.c.outcome, func.count()).where(_ended_last()).group_by(table.c.outcome)
    return {member(outcome, Outcome): number for outcome, number in connection.execute(statement)}


def _ended_last() -> ColumnElement[bool]:
    """Whether it is the last time that this input was read."""
    table, newer = schema.input_, schema.input_.alias()
    return ~exists().where(newer.c.source == table.c.source, newer.c.seq > table.c.seq)


def inputs_left(connection: Connection, page: Page) -> Part[Input]:
    """Inputs that were refused or read in part, the newest first."""
    table = schema.input_
    statement = select(table).where(table.c.outcome != Outcome.READ.value, _ended_last())
    rows = connection.execute(_paged(statement.order_by(table.c.seq.desc()), page))
    return Part(found=tuple(input_of(row) for row in rows), total=_count(connection, statement))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many reports there are, and how many questions in each state (0 where there is none)."""

    reports: int
    states: dict[State, int]


def counts(connection: Connection) -> Counts:
    """What a list of questions is a part of."""
    held = select(schema.question.c.state, func.count()).group_by(schema.question.c.state)
    found = {member(state, State): number for state, number in connection.execute(held)}
    reports: int = connection.execute(select(func.count()).select_from(schema.report)).scalar_one()
    return Counts(reports=reports, states=dict.fromkeys(State, 0) | found)


def questions_in_states(connection: Connection, states: Sequence[State], page: Page) -> tuple[Question, ...]:
    """A part of the questions, state by state in this order, those of one state by the day of their first report."""
    found: list[Question] = []
    before = 0  # questions of the states that came first
    for state in states:
        if len(found) >= page.limit:
            break
        part = Page(limit=page.limit - len(found), offset=max(0, page.offset - before))
        here = questions(connection, Wanted(states=(state,)), part)
        found += here.found
        before += here.total
    return tuple(found)


ORDERS = ("first", "last", "wording")
"""How questions may be ordered: by the day of their first report, of their last (newest first), or by wording."""


def questions(connection: Connection, wanted: Wanted, page: Page, order: str = "first") -> Part[Question]:
    """Questions that are wanted, in one of ORDERS; those of unknown date come last."""
    listing = schema.question_listing
    fit = select(listing.c.question).where(*_conditions(wanted))
    keys: dict[str, tuple[ColumnElement[Any], ...]] = {
        "first": (listing.c.first.is_(None), listing.c.first, listing.c.question),
        "last": (listing.c.last.is_(None), listing.c.last.desc(), listing.c.question),
        "wording": (listing.c.folded, listing.c.question),
    }
    idents = connection.execute(_paged(fit.order_by(*keys[order]), page)).scalars().all()  # sorted without their bodies
    return Part(found=questions_by_id(connection, idents), total=_count(connection, fit))


def questions_by_id(connection: Connection, idents: Sequence[str]) -> tuple[Question, ...]:
    """The questions of these ids, in their order; those that the ledger does not have are left out."""
    table = schema.question
    bodies = {
        row.id: row.body
        for part in among(select(table.c.id, table.c.body), table.c.id, set(idents))
        for row in connection.execute(part)
    }
    return tuple(decoded(bodies[ident], Question) for ident in idents if ident in bodies)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    listing = schema.question_listing
    behind, claim, report, voice = schema.answer_claim, schema.claim, schema.report, schema.claim_voice
    found: list[ColumnElement[bool]] = []
    if wanted.states:
        found.append(listing.c.state.in_([state.value for state in wanted.states]))
    if wanted.kind is not None:
        found.append(listing.c.kind == wanted.kind.value)
    if wanted.text:
        found.append(listing.c.folded.contains(shown(wanted.text.casefold()), autoescape=True))
    if wanted.voice:
        said = select(behind.c.question).join(voice, voice.c.claim == behind.c.claim)
        found.append(listing.c.question.in_(said.where(voice.c.name == shown(wanted.voice))))
    if wanted.outlet:
        printed = select(behind.c.question).join(claim, claim.c.id == behind.c.claim)
        printed = printed.join(report, report.c.id == claim.c.report)
        found.append(listing.c.question.in_(printed.where(report.c.outlet == shown(wanted.outlet))))
    return found


def question_kinds(connection: Connection) -> dict[QuestionKind, int]:
    """How many questions there are of each kind."""
    table = schema.question_listing
    rows = connection.execute(select(table.c.kind, func.count()).group_by(table.c.kind).order_by(table.c.kind))
    return {member(kind, QuestionKind): number for kind, number in rows}


def outlets(connection: Connection, page: Page) -> Part[tuple[str, int]]:
    """Outlets with the number of their reports, those with most first."""
    table = schema.report
    statement = select(table.c.outlet, func.count()).where(table.c.outlet.is_not(None)).group_by(table.c.outlet)
    rows = connection.execute(_paged(statement.order_by(func.count().desc(), table.c.outlet), page))
    return Part(found=tuple((name, number) for name, number in rows), total=_count(connection, statement))


def voices(connection: Connection, page: Page, text: str | None = None) -> Part[tuple[str, int]]:
    """Voices with the number of their claims, those with most first; `text` is a part of the name."""
    table = schema.claim_voice
    statement = select(table.c.name, func.count()).group_by(table.c.name)
    if text:
        statement = statement.where(table.c.name.icontains(shown(text), autoescape=True))
    rows = connection.execute(_paged(statement.order_by(func.count().desc(), table.c.name), page))
    return Part(found=tuple((name, number) for name, number in rows), total=_count(connection, statement))


def ids(connection: Connection, prefix: str, limit: int = 5) -> tuple[tuple[str, str], ...]:
    """The reports, claims and questions whose ids begin so, as ("report", id), or the one whose id it is."""
    name = shown(prefix)
    found: list[tuple[str, str]] = []
    for table in (schema.report, schema.claim, schema.question):
        starts = and_(table.c.id >= name, table.c.id < f"{name}\U0010ffff")  # unlike LIKE this uses the index
        statement = select(table.c.id).where(starts).order_by(table.c.id).limit(limit)
        found += [(table.name, ident) for ident in connection.execute(statement).scalars()]
    exact = [one for one in found if one[1] == name]
    return tuple(exact or found[:limit])


def question(connection: Connection, ident: str) -> Question | None:
    """The question of that id."""
    body = connection.execute(select(schema.question.c.body).where(schema.question.c.id == ident)).scalar_one_or_none()
    return None if body is None else decoded(body, Question)


def _paged(statement: Select[Any], page: Page) -> Select[Any]:
    return statement.limit(page.limit).offset(page.offset)


def _count(connection: Connection, statement: Select[Any]) -> int:
    counted: int = connection.execute(select(func.count()).select_from(statement.subquery())).scalar_one()
    return counted
