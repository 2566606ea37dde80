"""Whether what can be searched for is what the ledger holds: a ledger that was written without an index may lag."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from sayso.ledger import fulltext, schema
from sayso.ledger.fulltext import Kind
from sayso.ledger.fulltext.choice import able
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
    moved = select(func.count()).join(schema.claim, schema.claim.c.id == table.c.ident)
    moved = moved.where(table.c.kind == Kind.CLAIM.value, schema.claim.c.reading.is_distinct_from(table.c.reading))
    if wrong := connection.execute(moved).scalar_one():
        yield f"{wrong:,} claims are listed under readings that are not theirs"
    if index := fulltext.there(connection):
        yield from index.faults(connection, deep=deep)
    elif able(connection):
        yield "there is no full-text index"
