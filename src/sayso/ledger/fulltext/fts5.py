"""SQLite's FTS5. Its table has no text of its own: words are read through the view `searched_words`."""

import re
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, column, select, table, text

from sayso.ledger.fulltext.terms import Hit, Kind, Term
from sayso.ledger.schema import searched

TOKENS = "unicode61 remove_diacritics 2"
"""What a word is, in the words of FTS5."""

VIEW = """CREATE VIEW IF NOT EXISTS searched_words AS SELECT number, CASE kind
    WHEN 'claim' THEN (SELECT quote FROM claim WHERE claim.id = searched.ident)
    ELSE coalesce(searched.words, searched.ident) END AS words FROM searched"""

INDEX = f"""CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5(
    words, content = 'searched_words', content_rowid = 'number', tokenize = '{TOKENS}')"""


def can_make(connection: Connection) -> bool:
    """Whether this machine's SQLite has FTS5."""
    return bool(connection.exec_driver_sql("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").first())


def is_there(connection: Connection) -> bool:
    """Whether the ledger has the index."""
    return bool(connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'search_index'").first())


def make(connection: Connection) -> None:
    """Make the index, empty, and the view that it reads through."""
    connection.exec_driver_sql(VIEW)
    connection.exec_driver_sql(INDEX)


def add(connection: Connection, after: int) -> None:
    """Take in the texts whose numbers are greater."""
    statement = "INSERT INTO search_index (rowid, words) SELECT number, words FROM searched_words WHERE number > :n"
    connection.execute(text(statement), {"n": after})


def remove(connection: Connection, numbers: Sequence[int]) -> None:
    """Take these out; FTS5 must be told the words that it takes out."""
    statement = (
        "INSERT INTO search_index (search_index, rowid, words) "
        "SELECT 'delete', number, words FROM searched_words WHERE number = :n"
    )
    connection.execute(text(statement), [{"n": number} for number in numbers])


def clear(connection: Connection) -> None:
    """Take everything out."""
    connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('delete-all')")


def claims(wanted: Sequence[Term]) -> Select[Any]:
    """A statement for `reading` and `ident` of the claims that have all the terms.

    Claims are known by that they have a reading: asked for a kind, SQLite would go through all claims, not all hits.
    """
    found = select(searched.c.reading, searched.c.ident).join_from(
        _INDEX, searched, searched.c.number == _INDEX.c.rowid
    )
    return found.where(searched.c.reading.is_not(None), _INDEX.c.search_index.op("MATCH")(_expression(wanted)))


_INDEX = table("search_index", column("rowid"), column("search_index"))
"""The index as a statement needs it. Its column of its own name stands for the whole."""


def totals(connection: Connection, wanted: Sequence[Term]) -> Mapping[str, int]:
    """How much of each kind has all the terms."""
    counted = connection.execute(
        text(
            "SELECT s.kind, count(*) FROM search_index JOIN searched s ON s.number = search_index.rowid "
            "WHERE search_index MATCH :wanted GROUP BY s.kind"
        ),
        {"wanted": _expression(wanted)},
    )
    return dict(counted.all())


def hits(connection: Connection, wanted: Sequence[Term], kind: Kind, limit: int, offset: int) -> tuple[Hit, ...]:
    """A part of what has all the terms, those first where they weigh most (a rare word in a short text: BM25)."""
    sign = secrets.token_hex(8)  # that no text has
    rows = connection.execute(
        text(
            "SELECT s.ident, highlight(search_index, 0, :begin, :end) AS marked "
            "FROM search_index JOIN searched s ON s.number = search_index.rowid "
            "WHERE search_index MATCH :wanted AND s.kind = :kind ORDER BY rank, s.number LIMIT :limit OFFSET :offset"
        ),
        {
            "begin": f"<{sign}",
            "end": f"{sign}>",
            "wanted": _expression(wanted),
            "kind": kind.value,
            "limit": limit,
            "offset": offset,
        },
    )
    return tuple(_hit(kind, row.ident, row.marked or "", sign) for row in rows)


def some(connection: Connection, wanted: Sequence[Collection[str]], limit: int) -> tuple[tuple[str, str], ...]:
    """Kind and ident of so many texts that have a word of each group, the newest first."""
    rows = connection.execute(
        text(
            "SELECT s.kind, s.ident FROM (SELECT rowid FROM search_index WHERE search_index MATCH :wanted "
            "ORDER BY rowid DESC LIMIT :limit) AS found JOIN searched s ON s.number = found.rowid"
        ),
        {"wanted": " AND ".join(f"({_any(group)})" for group in wanted), "limit": limit},
    )
    return tuple((row.kind, row.ident) for row in rows)


def often(connection: Connection, words: Collection[str], most: int) -> int:
    """How many texts have one of the words; of very many, `most`."""
    statement = "SELECT count(*) FROM (SELECT rowid FROM search_index WHERE search_index MATCH :wanted LIMIT :most)"
    found: int = connection.execute(text(statement), {"wanted": _any(words), "most": most}).scalar_one()
    return found


def faults(connection: Connection, *, deep: bool) -> Iterator[str]:
    """Where the index is not that of the texts; `deep` compares it with one made anew."""
    numbers = set(connection.execute(select(searched.c.number)).scalars())
    indexed = set(connection.exec_driver_sql("SELECT id FROM search_index_docsize").scalars())
    if numbers != indexed:
        yield f"the index lacks {len(numbers - indexed):,} texts and has {len(indexed - numbers):,} too many"
    elif deep and (wrong := _other_words(connection)):
        yield f"the index has other words for {wrong:,} texts than stand there"


def _expression(wanted: Iterable[Term]) -> str:
    """The terms in the language of FTS5: each is quoted, so that it is nothing but words."""
    return " ".join(f'"{term.words.replace(chr(34), " ")}"{"*" if term.begins else ""}' for term in wanted)


def _any(words: Iterable[str]) -> str:
    """Any of the words, in the language of FTS5."""
    return " OR ".join(f'"{word.replace(chr(34), " ")}"' for word in sorted(words))


def _hit(kind: Kind, ident: str, marked: str, sign: str) -> Hit:
    """A hit from a text with signs around what fits."""
    words, marks, begin = "", [], 0
    for part in re.split(f"(<{sign}|{sign}>)", marked):
        if part == f"<{sign}":
            begin = len(words)
        elif part == f"{sign}>":
            marks.append((begin, len(words)))
        else:
            words += part
    return Hit(kind=kind, ident=ident, words=words, marks=tuple(marks))


def _other_words(connection: Connection) -> int:
    """How many texts have other words in the index than in an index made anew, aside."""
    for statement in _ANEW:
        connection.exec_driver_sql(statement)
    try:
        found: int = connection.execute(text(_COMPARED)).scalar_one()
    finally:
        for name in ("search_anew_old", "search_anew_words", "search_anew"):
            connection.exec_driver_sql(f"DROP TABLE temp.{name}")
    return found


_ANEW = (
    f"CREATE VIRTUAL TABLE temp.search_anew USING fts5(words, content = '', tokenize = '{TOKENS}')",
    "INSERT INTO temp.search_anew (rowid, words) SELECT number, words FROM searched_words",
    "CREATE VIRTUAL TABLE temp.search_anew_words USING fts5vocab(temp, search_anew, instance)",
    "CREATE VIRTUAL TABLE temp.search_anew_old USING fts5vocab(main, search_index, instance)",
)


_COMPARED = """SELECT count(DISTINCT doc) FROM (
    SELECT * FROM (SELECT term, doc, offset FROM temp.search_anew_words EXCEPT
                   SELECT term, doc, offset FROM temp.search_anew_old)
    UNION SELECT * FROM (SELECT term, doc, offset FROM temp.search_anew_old EXCEPT
                         SELECT term, doc, offset FROM temp.search_anew_words))"""
