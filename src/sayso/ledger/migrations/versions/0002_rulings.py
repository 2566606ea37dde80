# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""What people decide, and what follows from it; what models told of claims.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEYED = {"sqlite_strict": True, "sqlite_with_rowid": False}
STRICT = {"sqlite_strict": True}


def upgrade() -> None:
    """Make the tables of rulings."""
    op.create_table(
        "ruling",
        sa.Column("seq", sa.Integer, primary_key=True, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("undoes", sa.Text, nullable=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_index("ruling_id", "ruling", ["id"], unique=True)
    op.create_index("ruling_entry", "ruling", ["entry"])
    op.create_table(
        "ruled_claim",
        sa.Column("claim", sa.Text, sa.ForeignKey("claim.id"), primary_key=True, nullable=False),
        sa.Column("ruling", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=True),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_table(
        "ruled_link",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("gone", sa.Integer, nullable=False),
        sa.Column("a", sa.Text, nullable=False),
        sa.Column("b", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_table(
        "claim_vector",
        sa.Column("claim", sa.Text, sa.ForeignKey("claim.id"), primary_key=True, nullable=False),
        sa.Column("model", sa.Text, primary_key=True, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        **KEYED,
    )
    op.create_table(
        "pair_odds",
        sa.Column("a", sa.Text, sa.ForeignKey("claim.id"), primary_key=True, nullable=False),
        sa.Column("b", sa.Text, sa.ForeignKey("claim.id"), primary_key=True, nullable=False),
        sa.Column("model", sa.Text, primary_key=True, nullable=False),
        sa.Column("odds", sa.LargeBinary, nullable=False),
        **KEYED,
    )
