"""How questions come to stand otherwise: told when comparing puts them, kept for good."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

from sayso.ledger import schema
from sayso.ledger.codec import decoded, encoded
from sayso.ledger.hashing import sealed
from sayso.ledger.statements import among, put_rows
from sayso.nouns import Question, State


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionChange:
    """How one question came to stand otherwise, when its answers were compared anew.

    `was` is how it stood before, None where it was not there or nobody else had answered it; `state` how it stands
    since, None where it is no question any more. `came` are the answers that are new, `went` those that are gone.
    `earlier` is the id that it had before, where that has changed.
    """

    question: str
    wording: str
    was: State | None
    state: State | None
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    earlier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A change with its number, the time at which it was noted (UTC, ISO 8601), and the hash of its row."""

    number: int
    at: str
    change: QuestionChange
    row_hash: str


def note(connection: Connection, gone: Collection[str], new: Sequence[Question], entry: int) -> None:
    """Write down what changes when the questions with the ids `gone` make room for the new ones.

    A question may change without being gone: then its id is in both. Must be called while the old ones are there.
    """
    table = schema.question
    bodies = [body for part in among(select(table.c.body), table.c.id, gone) for body in connection.execute(part)]
    found = told([decoded(row.body, Question) for row in bodies], new)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [
        {"seq": number, "at": at, "entry": entry, "question": change.question, "body": encoded(change)}
        for number, change in enumerate(found, start=last(connection) + 1)
    ]
    put_rows(connection, schema.change, [sealed("change", row) for row in rows])


def last(connection: Connection) -> int:
    """The number of the last change, 0 where there is none."""
    found: int = connection.execute(select(func.coalesce(func.max(schema.change.c.seq), 0))).scalar_one()
    return found


def since(connection: Connection, number: int) -> tuple[Noted, ...]:
    """The changes after the one with that number, oldest first."""
    table = schema.change
    rows = connection.execute(select(table).where(table.c.seq > number).order_by(table.c.seq))
    return tuple(
        Noted(number=row.seq, at=row.at, change=decoded(row.body, QuestionChange), row_hash=row.row_hash)
        for row in rows
    )


def told(old: Iterable[Question], new: Iterable[Question]) -> tuple[QuestionChange, ...]:
    """What changed between two states of some questions, by the questions' ids.

    A question that nobody but its first origin has answered is no news; one whose id is new follows on that which most
    of its claims answered before.
    """
    before, after = {question.id: question for question in old}, {question.id: question for question in new}
    lost = {ident: question for ident, question in before.items() if ident not in after}
    answered: dict[str, list[str]] = {}
    for ident, question in lost.items():
        for claim in _claims(question):
            answered.setdefault(claim, []).append(ident)
    followed: set[str] = set()
    found: list[QuestionChange] = []
    for ident, question in sorted(after.items()):
        older = before.get(ident)
        if older is None:
            shared = Counter(one for claim in _claims(question) for one in answered.get(claim, ()))
            followed |= shared.keys()
            older = lost[min(shared, key=lambda one: (-shared[one], one))] if shared else None
        change = _between(older, question)
        found += [change] if change else []
    for ident, question in sorted(lost.items()):
        if ident not in followed and question.state is not State.SINGLE_SOURCE:
            found.append(QuestionChange(question=ident, wording=question.wording, was=question.state, state=None))
    return tuple(found)


def _between(older: Question | None, question: Question) -> QuestionChange | None:
    was = older.state if older else State.SINGLE_SOURCE
    had = [answer.value for answer in older.answers] if older else []
    has = [answer.value for answer in question.answers]
    came = tuple(value for value in has if value not in had) if older else ()
    went = tuple(value for value in had if value not in has)
    if was is question.state and not came and not went:
        return None
    return QuestionChange(
        question=question.id,
        wording=question.wording,
        was=older.state if older else None,
        state=question.state,
        came=came,
        went=went,
        earlier=older.id if older and older.id != question.id else None,
    )


def _claims(question: Question) -> set[str]:
    return {claim for answer in question.answers for claim in answer.claims}
