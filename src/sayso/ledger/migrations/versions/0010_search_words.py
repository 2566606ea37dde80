# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""The words that search finds things by, in PostgreSQL; what is there already gets in by `sayso doctor --reindex`.

Revision ID: 0010
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table and its index; SQLite has its own way (0004)."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.create_table(
        "search_words",
        sa.Column("number", sa.Integer, primary_key=True, nullable=False, autoincrement=False),
        sa.Column("words", TSVECTOR, nullable=False),
    )
    op.create_index("search_words_words", "search_words", ["words"], postgresql_using="gin")
