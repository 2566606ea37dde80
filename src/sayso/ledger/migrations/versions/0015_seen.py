# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""What was read to its end, with what tells whether it has changed since.

Revision ID: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the table. It is empty: what was read before is opened once more, and found unchanged."""
    op.create_table(
        "seen",
        sa.Column("source", sa.Text, primary_key=True, nullable=False),
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("capture", sa.Text, nullable=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
