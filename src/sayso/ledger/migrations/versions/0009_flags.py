# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""Rulings by kind: what is flagged is looked for with every page.

Revision ID: 0009
"""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the index."""
    op.create_index("ruling_kind", "ruling", ["kind", "seq"])
