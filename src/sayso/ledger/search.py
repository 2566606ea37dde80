"""The index of full-text search over quotes, questions and voices, and how it is kept in step.

The index is an SQLite FTS5 table without a text of its own: words are read where they stand, through the view
`searched_words`. Letters are compared without case and diacritics. Where SQLite lacks FTS5, and in PostgreSQL, there is
only the list of what can be searched for. `browse_search` asks it.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from sqlalchemy import Connection, delete, func, select, text

from sayso.ledger import schema
from sayso.ledger.codec import shown
from sayso.ledger.statements import among, is_current, put_rows
from sayso.nouns import Question


class Kind(StrEnum):
    """What can be searched for."""

    CLAIM = "claim"
    QUESTION = "question"
    VOICE = "voice"


def is_indexed(connection: Connection) -> bool:
    """Whether the ledger has a full-text index that this machine's SQLite can use."""
    if not can_index(connection):
        return False
    return bool(connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'search_index'").first())


def can_index(connection: Connection) -> bool:
    """Whether this machine's SQLite has full-text search."""
    if connection.dialect.name != "sqlite":
        return False
    return bool(connection.exec_driver_sql("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").first())


def words_of(question: Question) -> str:
    """What a question is found by: its wording, and each answer on a line of its own."""
    return shown("\n".join((question.wording, *(answer.value for answer in question.answers))))


def put(connection: Connection, kind: Kind, words: Mapping[str, str | None]) -> None:
    """Let these be found, by their idents; `words` are None where they stand elsewhere (see `schema.searched`)."""
    if not words:
        return
    table = schema.searched
    last: int = connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()
    numbered = enumerate(words.items(), start=last + 1)
    put_rows(
        connection,
        table,
        [{"number": number, "kind": kind.value, "ident": ident, "words": told} for number, (ident, told) in numbered],
    )
    if is_indexed(connection):
        statement = "INSERT INTO search_index (rowid, words) SELECT number, words FROM searched_words WHERE number > :n"
        connection.execute(text(statement), {"n": last})


def drop(connection: Connection, kind: Kind, idents: Iterable[str]) -> None:
    """Let these be found no more. Their words must still stand where they stood: the index is told what to take out."""
    table, gone = schema.searched, list(idents)
    if not gone:
        return
    of_kind = select(table.c.number).where(table.c.kind == kind.value)
    numbers = [number for part in among(of_kind, table.c.ident, gone) for number in connection.execute(part).scalars()]
    if numbers and is_indexed(connection):
        connection.execute(
            text(
                "INSERT INTO search_index (search_index, rowid, words) "
                "SELECT 'delete', number, words FROM searched_words WHERE number = :n"
            ),
            [{"n": number} for number in numbers],
        )
    for part in among(delete(table).where(table.c.kind == kind.value), table.c.ident, gone):
        connection.execute(part)


def put_reading(connection: Connection, older: str | None, new: str) -> None:
    """Let the claims of a report's new reading be found, and those of the one before no more."""
    claim = schema.claim
    of = {
        reading: connection.execute(select(claim.c.id).where(claim.c.reading == reading)).scalars().all()
        for reading in (older, new)
    }
    drop(connection, Kind.CLAIM, of[older] if older else ())
    put(connection, Kind.CLAIM, dict.fromkeys(of[new]))


def put_voices(connection: Connection) -> None:
    """Let those be found whom claims have for their voices, and nobody else."""
    table = schema.searched
    named = set(connection.execute(select(schema.claim_voice.c.name).distinct()).scalars())
    known = set(connection.execute(select(table.c.ident).where(table.c.kind == Kind.VOICE.value)).scalars())
    drop(connection, Kind.VOICE, sorted(known - named))
    put(connection, Kind.VOICE, dict.fromkeys(sorted(named - known)))


def rebuild(connection: Connection) -> None:
    """Make the index anew from what the ledger holds, and the table of it where SQLite has learned to."""
    connection.execute(delete(schema.searched))
    if connection.dialect.name == "sqlite":
        make(connection)
    if is_indexed(connection):
        connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    claims = connection.execute(select(schema.claim.c.id).where(is_current()).order_by(schema.claim.c.id)).scalars()
    put(connection, Kind.CLAIM, dict.fromkeys(claims))
    told = select(schema.question.c.id, schema.question.c.wording, schema.answer.c.value).outerjoin(
        schema.answer, schema.answer.c.question == schema.question.c.id
    )
    words: dict[str, str] = {}
    for ident, wording, value in connection.execute(told.order_by(schema.question.c.id, schema.answer.c.ordinal)):
        words[ident] = f"{words.get(ident, wording)}\n{value}" if value is not None else wording
    put(connection, Kind.QUESTION, words)
    put_voices(connection)


TOKENS = "unicode61 remove_diacritics 2"
"""What a word is: letters and digits of any script, without case and without the marks on letters."""

MAKING = (
    """CREATE VIEW IF NOT EXISTS searched_words AS SELECT number, CASE kind
    WHEN 'claim' THEN (SELECT quote FROM claim WHERE claim.id = searched.ident)
    ELSE coalesce(searched.words, searched.ident) END AS words FROM searched""",
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5(
    words, content = 'searched_words', content_rowid = 'number', tokenize = '{TOKENS}')""",
)
"""The view that the index reads words through, and the index."""


def make(connection: Connection) -> None:
    """Make the index, empty, where SQLite can."""
    view, index = MAKING
    connection.exec_driver_sql(view)
    if can_index(connection):
        connection.exec_driver_sql(index)
