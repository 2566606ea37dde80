"""Hashes of rows and of the whole ledger."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from sqlalchemy import Connection, select

from sayso.ledger import schema
from sayso.ledger.statements import of_claims, of_links

Row = Mapping[str, object]

ROW_HASH = "row_hash"


def digest(*fields: object) -> str:
    """Hex SHA-256 over the fields, each with its type and length, so that no two lists of fields collide."""
    parts: list[bytes] = []
    for field in fields:
        raw = field if isinstance(field, bytes) else str(field).encode("utf-8", "surrogatepass")
        parts += (_MARKS.get(type(field)) or _mark(field), b"%d:" % len(raw), raw)
    return sha256(b"".join(parts)).hexdigest()


_MARKS: Mapping[type, bytes] = {type(None): b"n", bytes: b"b", str: b"s", int: b"i", float: b"f"}


def _mark(field: object) -> bytes:
    """The mark of a value whose type is derived from one of those listed, such as a member of an enum."""
    return next(mark for kind, mark in _MARKS.items() if isinstance(field, kind))


def row_hash(table: str, row: Row) -> str:
    """The hash of a row over its other columns, in the order of their names."""
    names = sorted(name for name in row if name != ROW_HASH)
    return digest(table, *(part for name in names for part in (name, row[name])))


def sealed(table: str, row: Row) -> dict[str, object]:
    """The row with its hash."""
    return {**row, ROW_HASH: row_hash(table, row)}


def content_hash(connection: Connection) -> str:
    """Hex SHA-256 over captures, reports, current claims, the links between them, and what people decided, in order.

    Clocks, run ids, labels, confidences, older readings and everything that is computed from the rest stay out: the
    same reports read by the same engine give the same hash on every machine, in whatever order and however often.
    """
    total = sha256()
    parts: tuple[tuple[str, Iterable[str]], ...] = (
        ("capture", connection.execute(select(schema.capture.c.sha256)).scalars()),
        ("report", connection.execute(select(schema.report.c.digest)).scalars()),
        ("claim", connection.execute(of_claims(schema.claim.c.digest)).scalars()),
        ("link", connection.execute(of_links(schema.link.c.digest)).scalars()),
        ("amendment", connection.execute(select(schema.amendment.c.digest)).scalars()),
        ("ruling", connection.execute(select(schema.ruling.c.digest)).scalars()),
    )
    for name, digests in parts:
        ordered = sorted(digests)
        total.update(f"{name} {len(ordered)}\n".encode())
        for line in ordered:
            total.update(f"{line}\n".encode())
    return total.hexdigest()
