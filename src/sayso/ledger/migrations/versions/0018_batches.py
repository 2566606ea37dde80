# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""What was sent to the desk at once, and what became of it. Editions of a site for telephones have its addresses.

Revision ID: 0018
"""

from collections.abc import Mapping
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

from sayso.nouns import address

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Make the table, which is empty: what was sent before was kept in the memory of the desk alone."""
    op.create_table(
        "batch",
        sa.Column("seq", sa.Integer, primary_key=True, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("batch_id", "batch", ["id"], unique=True)
    bind = op.get_bind()
    known = bind.execute(
        sa.text(
            "SELECT version.report, version.address, report.url FROM version JOIN report ON id = report ORDER BY id"
        )
    ).all()
    for row in known:
        where = address(row.url)
        if where is not None and where != row.address:
            changed = {"report": row.report, "address": where}
            bind.execute(
                sa.text("UPDATE version SET address = :address, row_hash = :row_hash WHERE report = :report"),
                {**changed, "row_hash": _row_hash(changed)},
            )


def _row_hash(row: Mapping[str, str]) -> str:
    """The hash of a row as it is made; a copy, so that a later change of it changes nothing here."""
    parts: list[bytes] = []
    for field in ("version", *(part for name in sorted(row) for part in (name, row[name]))):
        raw = field.encode("utf-8", "surrogatepass")
        parts += (b"s", b"%d:" % len(raw), raw)
    return sha256(b"".join(parts)).hexdigest()
