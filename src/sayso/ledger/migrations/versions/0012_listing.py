# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""What lists of claims are counted by without a look at the claims, and where rulings are looked up.

Revision ID: 0012
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the indexes, the table and the column, and fill them from what there is."""
    op.drop_index("claim_reading", "claim")
    op.create_index("claim_reading", "claim", ["reading", "id", "act", "ordinal"])
    op.create_index("ruling_undoes", "ruling", ["undoes"])
    op.create_index("ruled_link_b", "ruled_link", ["b"])
    op.add_column("searched", sa.Column("reading", sa.Text, nullable=True))
    op.execute(
        "UPDATE searched SET reading = (SELECT reading FROM claim WHERE claim.id = searched.ident) WHERE kind = 'claim'"
    )
    places = op.create_table(
        "ruled_report",
        sa.Column("report", sa.Text, primary_key=True, nullable=False),
        sa.Column("ruling", sa.Integer, sa.ForeignKey("ruling.seq"), primary_key=True, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    rows = [
        {"report": report, "ruling": seq}
        for seq, body in connection.execute(sa.text("SELECT seq, body FROM ruling"))
        for report in sorted({anchor["report"] for anchor in json.loads(body)["claims"]})
    ]
    if rows:
        connection.execute(sa.insert(places), rows)
