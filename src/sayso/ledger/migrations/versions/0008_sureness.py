# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""Claims by how surely they were read, which is an order in which people review them.

Revision ID: 0008
"""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the index."""
    op.create_index("claim_confidence", "claim", ["confidence", "id"])
