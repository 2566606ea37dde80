# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""Scenes tell which words stand in a report's opening: reports get into the index anew before they are next compared.

Revision ID: 0016
"""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Mark all that have a place as to be placed."""
    op.execute(
        "INSERT INTO unplaced (report) SELECT report FROM place"
        " WHERE NOT EXISTS (SELECT 1 FROM unplaced WHERE unplaced.report = place.report)"
    )
