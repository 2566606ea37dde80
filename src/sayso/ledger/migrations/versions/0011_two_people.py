# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""What people said of claims that two must agree on and do not yet.

Revision ID: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the table of opinions that wait for another."""
    op.create_table(
        "waiting_ruling",
        sa.Column("ruling", sa.Text, primary_key=True, nullable=False),
        sa.Column("claim", sa.Text, sa.ForeignKey("claim.id"), nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("waiting_ruling_claim", "waiting_ruling", ["claim"])
