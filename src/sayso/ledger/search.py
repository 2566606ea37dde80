"""The index of full-text search over quotes, questions and voices, and how it is kept in step.

The index is one of `fulltext`. Where SQLite lacks FTS5 there is only the list of what can be searched for.
`browse_search` asks it.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, select

from sayso.ledger import fulltext, schema
from sayso.ledger.codec import shown
from sayso.ledger.fulltext import Kind
from sayso.ledger.statements import among, is_current, put_rows
from sayso.nouns import Question


def words_of(question: Question) -> str:
    """What a question is found by: its wording, and each answer on a line of its own."""
    return shown("\n".join((question.wording, *(answer.value for answer in question.answers))))


def put(
    connection: Connection, kind: Kind, words: Mapping[str, str | None], readings: Mapping[str, str] | None = None
) -> None:
    """Let these be found, by their idents; `words` are None where they stand elsewhere (see `schema.searched`).

    `readings` says of claims which reading each is of.
    """
    if not words:
        return
    table, of = schema.searched, readings or {}
    last: int = connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()
    numbered = enumerate(words.items(), start=last + 1)
    put_rows(
        connection,
        table,
        [
            {"number": number, "kind": kind.value, "ident": ident, "words": told, "reading": of.get(ident)}
            for number, (ident, told) in numbered
        ],
    )
    if index := fulltext.there(connection):
        index.add(connection, last)


def drop(connection: Connection, kind: Kind, idents: Iterable[str]) -> None:
    """Let these be found no more. Their words must still stand where they stood: the index is told what to take out."""
    table, gone = schema.searched, list(idents)
    if not gone:
        return
    of_kind = select(table.c.number).where(table.c.kind == kind.value)
    numbers = [number for part in among(of_kind, table.c.ident, gone) for number in connection.execute(part).scalars()]
    index = fulltext.there(connection)
    if index and numbers:
        index.remove(connection, numbers)
    for part in among(delete(table).where(table.c.kind == kind.value), table.c.ident, gone):
        connection.execute(part)


def put_reading(connection: Connection, older: str | None, new: str) -> None:
    """Let the claims of a report's new reading be found, and those of the one before no more."""
    claim = schema.claim
    of = {
        reading: connection.execute(select(claim.c.id).where(claim.c.reading == reading)).scalars().all()
        for reading in (older, new)
        if reading is not None
    }
    drop(connection, Kind.CLAIM, of[older] if older else ())
    put(connection, Kind.CLAIM, dict.fromkeys(of[new]), dict.fromkeys(of[new], new))


def put_voices(connection: Connection, come: Collection[str], gone: Collection[str]) -> None:
    """Let voices be found whom claims have come to have, and those no more whom no claim has any longer."""
    listed, voice = schema.searched.c.ident, schema.claim_voice.c.name
    of_kind = select(listed).where(schema.searched.c.kind == Kind.VOICE.value)
    known, left = _those(connection, of_kind, listed, come), _those(connection, select(voice).distinct(), voice, gone)
    drop(connection, Kind.VOICE, sorted(set(gone) - left))
    put(connection, Kind.VOICE, dict.fromkeys(sorted(set(come) - known)))


def _those(
    connection: Connection, found: Select[Any], column: ColumnElement[Any], names: Collection[str]
) -> frozenset[str]:
    """Those of the names that a statement finds in a column."""
    return frozenset(name for part in among(found, column, set(names)) for name in connection.execute(part).scalars())


def rebuild(connection: Connection) -> None:
    """Make the index anew from what the ledger holds, and its table where SQLite has learned to."""
    fulltext.make(connection)
    if index := fulltext.there(connection):
        index.clear(connection)
    connection.execute(delete(schema.searched))
    claim = schema.claim
    current = select(claim.c.id, claim.c.reading).where(is_current()).order_by(claim.c.id)
    readings = {row.id: row.reading for row in connection.execute(current)}
    put(connection, Kind.CLAIM, dict.fromkeys(readings), readings)
    told = select(schema.question.c.id, schema.question.c.wording, schema.answer.c.value).outerjoin(
        schema.answer, schema.answer.c.question == schema.question.c.id
    )
    words: dict[str, str] = {}
    for ident, wording, value in connection.execute(told.order_by(schema.question.c.id, schema.answer.c.ordinal)):
        words[ident] = f"{words.get(ident, wording)}\n{value}" if value is not None else wording
    put(connection, Kind.QUESTION, words)
    put_voices(connection, connection.execute(select(schema.claim_voice.c.name).distinct()).scalars().all(), ())
