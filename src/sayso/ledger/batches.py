"""What was sent to the desk at once, and what became of it: kept so that it can be told after the desk was ended."""

from sqlalchemy import Connection, delete, func, insert, select, update

from sayso.ledger import schema
from sayso.ledger.hashing import sealed

KEPT = 50
"""Batches that are kept; with one more, the oldest goes."""


def put(connection: Connection, ident: str, body: str) -> None:
    """Keep a batch as it is now, in the place of what was kept of it before. `body` is JSON of the desk's own."""
    table = schema.batch
    known = connection.execute(select(table.c.seq).where(table.c.id == ident)).scalar_one_or_none()
    if known is not None:
        row = sealed("batch", {"seq": known, "id": ident, "body": body})
        connection.execute(update(table).where(table.c.seq == known).values(row))
        return
    last: int = connection.execute(select(func.coalesce(func.max(table.c.seq), 0))).scalar_one()
    connection.execute(insert(table), sealed("batch", {"seq": last + 1, "id": ident, "body": body}))
    connection.execute(delete(table).where(table.c.seq <= last + 1 - KEPT))


def body(connection: Connection, ident: str) -> str | None:
    """What is kept of a batch, if anything is."""
    table = schema.batch
    return connection.execute(select(table.c.body).where(table.c.id == ident)).scalar_one_or_none()


def bodies(connection: Connection) -> tuple[str, ...]:
    """What is kept of all batches, the latest first."""
    table = schema.batch
    return tuple(connection.execute(select(table.c.body).order_by(table.c.seq.desc())).scalars())
