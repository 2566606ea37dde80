# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""What lists are ordered, searched and counted by.

Revision ID: 0003
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from sayso.ledger.hashing import sealed

revision = "0003"
down_revision = "0002"

KEYED = {"sqlite_strict": True, "sqlite_with_rowid": False}


def upgrade() -> None:
    """Make the tables and indexes, and fill them from what there is."""
    listing = op.create_table(
        "question_listing",
        sa.Column("question", sa.Text, sa.ForeignKey("question.id"), primary_key=True, nullable=False),
        sa.Column("first", sa.Text, nullable=True),
        sa.Column("last", sa.Text, nullable=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **KEYED,
    )
    op.create_index("question_listing_state", "question_listing", ["state", "kind", "first", "last", "question"])
    voices = op.create_table(
        "claim_voice",
        sa.Column("claim", sa.Text, sa.ForeignKey("claim.id"), primary_key=True, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=True),
        sa.Column("row_hash", sa.Text, nullable=False),
        **KEYED,
    )
    op.create_index("claim_voice_name", "claim_voice", ["name"])
    copied = op.create_table(
        "copied_report",
        sa.Column("report", sa.Text, primary_key=True, nullable=False),
        sa.Column("copies", sa.Text, sa.ForeignKey("copies.id"), primary_key=True, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **KEYED,
    )
    op.create_index("report_outlet", "report", ["outlet"])
    op.create_index("claim_report", "claim", ["report"])
    connection = op.get_bind()
    for table, rows in ((listing, _listings(connection)), (voices, _voices(connection)), (copied, _copied(connection))):
        if found := [sealed(table.name, row) for row in rows]:
            connection.execute(sa.insert(table), found)


def _listings(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    """What each question is listed by."""
    folded: dict[str, str] = {}
    stands: dict[str, tuple[str, str]] = {}
    for ident, words, state, kind in connection.execute(sa.text("SELECT id, wording, state, kind FROM question")):
        folded[ident], stands[ident] = words.casefold(), (state, kind)
    for ident, value in connection.execute(sa.text("SELECT question, value FROM answer ORDER BY question, ordinal")):
        folded[ident] += f"\n{value.casefold()}"
    behind = sa.text(
        "SELECT b.question, min(r.published), max(r.published), count(DISTINCT b.claim) FROM answer_claim b "
        "JOIN claim c ON c.id = b.claim JOIN report r ON r.id = c.report GROUP BY b.question"
    )
    counted = {ident: (first, last, claims) for ident, first, last, claims in connection.execute(behind)}
    for ident, words in folded.items():
        first, last, claims = counted.get(ident, (None, None, 0))
        state, kind = stands[ident]
        row = {"question": ident, "first": first, "last": last, "state": state, "kind": kind}
        yield {**row, "claims": claims, "folded": words}


def _voices(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    """Names as the reports have them, until the questions are computed anew."""
    named = sa.text(
        "SELECT c.id, c.voice FROM claim c JOIN current_reading p ON p.reading = c.reading "
        "WHERE c.voice IS NOT NULL AND p.seq = (SELECT max(n.seq) FROM current_reading n WHERE n.report = p.report)"
    )
    yield from ({"claim": ident, "name": name, "reason": None} for ident, name in connection.execute(named))


def _copied(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    for ident, body in connection.execute(sa.text("SELECT id, body FROM copies")):
        yield from ({"report": report, "copies": ident} for report in json.loads(body)["reports"])
