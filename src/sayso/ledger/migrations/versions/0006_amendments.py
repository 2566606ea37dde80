# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""What people have corrected of the facts of reports.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table of amendments."""
    op.create_table(
        "amendment",
        sa.Column("seq", sa.Integer, primary_key=True, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("report", sa.Text, sa.ForeignKey("report.id"), nullable=False),
        sa.Column("fact", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("undoes", sa.Text, nullable=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("amendment_id", "amendment", ["id"], unique=True)
    op.create_index("amendment_report", "amendment", ["report"])
    op.create_index("amendment_entry", "amendment", ["entry"])
