"""Whether what can be searched for is what the ledger holds: a ledger that was written without an index may lag."""

from collections.abc import Iterator

from sqlalchemy import Connection, select, text

from sayso.ledger import schema, search
from sayso.ledger.search import Kind
from sayso.ledger.statements import is_current


def faults(connection: Connection, *, deep: bool) -> Iterator[str]:
    """What cannot be found though it is there, and the reverse; `deep` looks at every word of the index."""
    table = schema.searched
    there = {
        Kind.CLAIM: select(schema.claim.c.id).where(is_current()),
        Kind.QUESTION: select(schema.question.c.id),
        Kind.VOICE: select(schema.claim_voice.c.name).distinct(),
    }
    for kind, statement in there.items():
        held = set(connection.execute(statement).scalars())
        listed = set(connection.execute(select(table.c.ident).where(table.c.kind == kind.value)).scalars())
        if missing := len(held - listed):
            yield f"{missing:,} of {len(held):,} {kind}s cannot be found by search"
        if extra := len(listed - held):
            yield f"search finds {extra:,} {kind}s that are not there"
    if not search.is_indexed(connection):
        if search.can_index(connection):
            yield "there is no full-text index"
        return
    numbers = set(connection.execute(select(table.c.number)).scalars())
    indexed = set(connection.exec_driver_sql("SELECT id FROM search_index_docsize").scalars())
    if numbers != indexed:
        yield f"the index lacks {len(numbers - indexed):,} texts and has {len(indexed - numbers):,} too many"
    elif deep and (wrong := _other_words(connection)):
        yield f"the index has other words for {wrong:,} texts than stand there"


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
    f"CREATE VIRTUAL TABLE temp.search_anew USING fts5(words, content = '', tokenize = '{search.TOKENS}')",
    "INSERT INTO temp.search_anew (rowid, words) SELECT number, words FROM searched_words",
    "CREATE VIRTUAL TABLE temp.search_anew_words USING fts5vocab(temp, search_anew, instance)",
    "CREATE VIRTUAL TABLE temp.search_anew_old USING fts5vocab(main, search_index, instance)",
)


_COMPARED = """SELECT count(DISTINCT doc) FROM (
    SELECT * FROM (SELECT term, doc, offset FROM temp.search_anew_words EXCEPT
                   SELECT term, doc, offset FROM temp.search_anew_old)
    UNION SELECT * FROM (SELECT term, doc, offset FROM temp.search_anew_old EXCEPT
                         SELECT term, doc, offset FROM temp.search_anew_words))"""
