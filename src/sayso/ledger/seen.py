"""What was read to its end before, so that what has not changed is not even opened or fetched again."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, select

from sayso.ledger import schema
from sayso.ledger.codec import shown
from sayso.ledger.hashing import sealed
from sayso.ledger.statements import among, put_rows
from sayso.nouns import Seen


def put(connection: Connection, seen: Iterable[Seen]) -> None:
    """Note what was read to its end, in the place of what was noted of it before."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    rows = {
        shown(one.source): {"source": shown(one.source), "mark": one.mark, "capture": one.capture, "at": at}
        for one in seen
    }
    for part in among(delete(schema.seen), schema.seen.c.source, rows.keys()):
        connection.execute(part)
    put_rows(connection, schema.seen, [sealed("seen", row) for row in rows.values()])


def known(connection: Connection, sources: Iterable[str]) -> dict[str, Seen]:
    """What was noted of the sources, by their names."""
    found = {}
    for part in among(select(schema.seen), schema.seen.c.source, {shown(source) for source in sources}):
        for row in connection.execute(part):
            found[row.source] = Seen(source=row.source, mark=row.mark, capture=row.capture)
    return found
