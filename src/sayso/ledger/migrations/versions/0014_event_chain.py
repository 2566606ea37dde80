# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""The log of security events as two chains: each event has the hash of the one before it.

Revision ID: 0014
"""

from collections.abc import Mapping
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

FAILURES = {"sign-in failed", "sign-in locked"}


def upgrade() -> None:
    """Add the column, and chain the events that are there; a row that was changed by hand stays one."""
    op.add_column("desk_event", sa.Column("prev", sa.Text, nullable=True))
    bind = op.get_bind()
    names = ("seq", "at", "kind", "user", "by", "address", "detail", "row_hash")
    quoted = ", ".join(f'"{name}"' for name in names)
    last: dict[bool, str | None] = {True: None, False: None}
    for row in bind.execute(sa.text(f"SELECT {quoted} FROM desk_event ORDER BY seq")).mappings().all():  # noqa: S608 - our own names
        kind = row["kind"] in FAILURES
        old = {name: row[name] for name in names if name != "row_hash"}
        was_whole = _row_hash(old) == row["row_hash"]
        new = _row_hash({**old, "prev": last[kind]}) if was_whole else row["row_hash"]
        bind.execute(
            sa.text("UPDATE desk_event SET prev = :prev, row_hash = :new WHERE seq = :seq"),
            {"prev": last[kind], "new": new, "seq": row["seq"]},
        )
        last[kind] = new


def _row_hash(row: Mapping[str, object]) -> str:
    """The hash of a row as it was and is made; a copy, so that a later change of it changes nothing here."""
    parts: list[bytes] = []
    for field in ("desk_event", *(part for name in sorted(row) for part in (name, row[name]))):
        mark = {type(None): b"n", str: b"s", int: b"i"}[type(field)]
        raw = str(field).encode("utf-8", "surrogatepass")
        parts += (mark, b"%d:" % len(raw), raw)
    return sha256(b"".join(parts)).hexdigest()
