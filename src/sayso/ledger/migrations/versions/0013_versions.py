# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""Reports by what the addresses of their versions have in common.

Revision ID: 0013
"""

from collections.abc import Mapping
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

from sayso.nouns import address

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the table, and put what is there into it."""
    op.create_table(
        "version",
        sa.Column("report", sa.Text, sa.ForeignKey("report.id"), primary_key=True, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("version_address", "version", ["address"])
    bind = op.get_bind()
    known = bind.execute(sa.text("SELECT id, url FROM report WHERE url IS NOT NULL ORDER BY id")).all()
    found = [{"report": row.id, "address": where} for row in known if (where := address(row.url)) is not None]
    if found:
        rows = [{**row, "row_hash": _row_hash(row)} for row in found]
        bind.execute(
            sa.text("INSERT INTO version (report, address, row_hash) VALUES (:report, :address, :row_hash)"), rows
        )


def _row_hash(row: Mapping[str, str]) -> str:
    """The hash of a row as it is made; a copy, so that a later change of it changes nothing here."""
    parts: list[bytes] = []
    for field in ("version", *(part for name in sorted(row) for part in (name, row[name]))):
        raw = field.encode("utf-8", "surrogatepass")
        parts += (b"s", b"%d:" % len(raw), raw)
    return sha256(b"".join(parts)).hexdigest()
