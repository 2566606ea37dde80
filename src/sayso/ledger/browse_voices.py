"""What one voice has said and how that stands; how many origins stand behind answers. Run by `Ledger.look`."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, Select, func, select

from sayso.ledger import rulings, schema
from sayso.ledger.codec import decoded, member, shown
from sayso.ledger.statements import among, of_links
from sayso.nouns import Relation, State, is_retraction

Counted = TypeVar("Counted", str, str | None)

Place = tuple[str, int]
"""An answer: its question's id, and its place in the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """How many origins stand behind an answer, at least and at most."""

    origins_min: int = 0
    origins_max: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tallied:
    """Of a question's body only what is counted here."""

    answers: tuple[Origins, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer that a voice gives to a question: by which of its claims, in the order of publication.

    `repeated`: surely another origin gives the same answer. `contradicted`: a claim of somebody else disputes it.
    `superseded` and `retracted`: by a later claim of the voice itself.
    """

    place: Place
    claims: tuple[str, ...]
    repeated: bool = False
    contradicted: bool = False
    superseded: bool = False
    retracted: bool = False

    @property
    def alone(self) -> bool:
        """Whether nobody else repeats or contradicts it."""
        return not self.repeated and not self.contradicted


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a voice has said in this ledger, by the case's name for it.

    `carried` are the outlets that print it (None: not known), each with the number of its reports; `called` the names
    that reports have for it, each with the number of claims; `first` and `last` days of publication (ISO 8601); `given`
    its answers in the order of their first publication; `unasked` the number of its claims that answer no question.
    """

    name: str
    claims: int
    reviewed: int
    reports: int
    carried: tuple[tuple[str | None, int], ...]
    called: tuple[tuple[str, int], ...]
    first: str | None
    last: str | None
    given: tuple[Given, ...]
    unasked: int


def stated(connection: Connection, name: str) -> Stated:
    """The record of a voice; one that nobody has heard has no claims."""
    voice, claim, report = schema.claim_voice, schema.claim, schema.report
    rows = connection.execute(
        select(claim.c.id, claim.c.voice, report.c.id.label("report"), report.c.outlet, report.c.published)
        .join(voice, voice.c.claim == claim.c.id)
        .join(report, report.c.id == claim.c.report)
        .where(voice.c.name == shown(name))
        .order_by(report.c.published.is_(None), report.c.published, claim.c.id)
    ).all()
    order = {row.id: at for at, row in enumerate(rows)}
    printed = {row.report: row.outlet for row in rows}
    days = [row.published for row in rows if row.published]
    given = _given(connection, _mine(name), order)
    reviewed = select(func.count()).select_from(schema.ruled_claim).where(schema.ruled_claim.c.claim.in_(_mine(name)))
    return Stated(
        name=name,
        claims=len(rows),
        reviewed=connection.execute(reviewed).scalar_one(),
        reports=len(printed),
        carried=_most_first(Counter(printed.values())),
        called=_most_first(Counter(row.voice for row in rows if row.voice)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        given=given,
        unasked=len(order.keys() - {ident for one in given for ident in one.claims}),
    )


def _mine(name: str) -> Select[tuple[str]]:
    return select(schema.claim_voice.c.claim).where(schema.claim_voice.c.name == shown(name))


def _most_first(counted: Counter[Counted]) -> tuple[tuple[Counted, int], ...]:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0] is None, str(item[0]))))


def _given(connection: Connection, mine: Select[tuple[str]], order: Mapping[str, int]) -> tuple[Given, ...]:
    behind = schema.answer_claim
    by_place: dict[Place, list[str]] = defaultdict(list)
    rows = select(behind.c.question, behind.c.answer, behind.c.claim).where(behind.c.claim.in_(mine))
    for row in connection.execute(rows):
        by_place[row.question, row.answer].append(row.claim)
    counted = origins(connection, by_place)
    contradicted, superseded, retracted = _changes(connection, mine, order)
    found = [
        Given(
            place=place,
            claims=tuple(sorted(claims, key=lambda ident: order.get(ident, 0))),
            repeated=counted[place].origins_min > 1,
            contradicted=not contradicted.isdisjoint(claims),
            superseded=not superseded.isdisjoint(claims),
            retracted=not retracted.isdisjoint(claims),
        )
        for place, claims in by_place.items()
    ]
    return tuple(sorted(found, key=lambda one: (order.get(one.claims[0], 0), one.place)))


def _changes(
    connection: Connection, mine: Select[tuple[str]], order: Collection[str]
) -> tuple[set[str], set[str], set[str]]:
    """The voice's claims that others dispute, and those that the voice itself has replaced or taken back."""
    table = schema.link
    wanted = (Relation.DISPUTES.value, Relation.SUPERSEDES.value)
    columns = (table.c.id, table.c.a, table.c.b, table.c.relation, table.c.rule)
    found = {
        row.id: (row.a, row.b, member(row.relation, Relation), row.rule)
        for end in (table.c.a, table.c.b)
        for row in connection.execute(of_links(*columns).where(end.in_(mine), table.c.relation.in_(wanted)))
    }
    added, gone = rulings.ruled_links(connection, order)
    found |= {ident: (one.a, one.b, one.relation, one.rule) for ident, one in added.items()}
    contradicted: set[str] = set()
    superseded: set[str] = set()
    retracted: set[str] = set()
    for ident, (a, b, relation, rule) in found.items():
        ours = {end for end in (a, b) if end in order}
        if ident in gone or not ours:
            continue
        if relation is Relation.DISPUTES and len(ours) == 1:
            contradicted |= ours
        elif relation is Relation.SUPERSEDES and len(ours) == 2:
            (retracted if is_retraction(rule) else superseded).add(b)
    return contradicted, superseded, retracted


def origins(connection: Connection, places: Iterable[Place]) -> dict[Place, Origins]:
    """How many origins stand behind each of these answers."""
    wanted = tuple(places)
    table = schema.question
    tallied = {
        row.id: decoded(row.body, _Tallied).answers
        for part in among(select(table.c.id, table.c.body), table.c.id, {question for question, _ in wanted})
        for row in connection.execute(part)
    }
    nothing: tuple[Origins, ...] = ()
    return {
        (question, at): next(iter(tallied.get(question, nothing)[at : at + 1]), Origins()) for question, at in wanted
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A question in words, how it stands, and the values of its answers in order."""

    wording: str
    state: State
    values: tuple[str, ...]


def wordings(connection: Connection, questions: Iterable[str]) -> dict[str, Wording]:
    """The questions of these ids in words."""
    idents = set(questions)
    question, answer = schema.question, schema.answer
    values: dict[str, list[str]] = defaultdict(list)
    ordered = select(answer.c.question, answer.c.value).order_by(answer.c.question, answer.c.ordinal)
    for part in among(ordered, answer.c.question, idents):
        for row in connection.execute(part):
            values[row.question].append(row.value)
    return {
        row.id: Wording(wording=row.wording, state=member(row.state, State), values=tuple(values[row.id]))
        for part in among(select(question.c.id, question.c.wording, question.c.state), question.c.id, idents)
        for row in connection.execute(part)
    }
