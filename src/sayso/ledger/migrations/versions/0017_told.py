# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""What models told gets row hashes; it is dropped, and worked out again where it is needed.

Revision ID: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

KEYED = {"sqlite_strict": True, "sqlite_with_rowid": False}


def upgrade() -> None:
    """Make both tables anew."""
    op.drop_table("claim_vector")
    op.drop_table("pair_odds")
    op.create_table(
        "claim_vector",
        sa.Column("claim", sa.Text, sa.ForeignKey("claim.id"), primary_key=True, nullable=False),
        sa.Column("model", sa.Text, primary_key=True, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **KEYED,
    )
    op.create_table(
        "pair_odds",
        sa.Column("a", sa.Text, sa.ForeignKey("claim.id"), primary_key=True, nullable=False),
        sa.Column("b", sa.Text, sa.ForeignKey("claim.id"), primary_key=True, nullable=False),
        sa.Column("model", sa.Text, primary_key=True, nullable=False),
        sa.Column("odds", sa.LargeBinary, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **KEYED,
    )
