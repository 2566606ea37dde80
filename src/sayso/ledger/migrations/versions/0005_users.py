# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""Who may use a shared desk, their tokens and sessions, and the log of security events.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

STRICT = {"sqlite_strict": True}


def upgrade() -> None:
    """Make the tables of users."""
    op.create_table(
        "desk_user",
        sa.Column("folded", sa.Text, primary_key=True, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "role", "password")),
        sa.Column("disabled", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("made", "row_hash")),
        **STRICT,
    )
    op.create_table(
        "desk_token",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("user", sa.Text, sa.ForeignKey("desk_user.folded"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("label", "role", "hash", "made", "expires")),
        *(sa.Column(name, sa.Text, nullable=True) for name in ("used", "revoked")),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_index("desk_token_user", "desk_token", ["user"])
    op.create_table(
        "desk_session",
        sa.Column("hash", sa.Text, primary_key=True, nullable=False),
        sa.Column("user", sa.Text, sa.ForeignKey("desk_user.folded"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("made", "seen", "row_hash")),
        **STRICT,
    )
    op.create_index("desk_session_user", "desk_session", ["user"])
    op.create_table(
        "desk_event",
        sa.Column("seq", sa.Integer, primary_key=True, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "kind")),
        *(sa.Column(name, sa.Text, nullable=True) for name in ("user", "by", "address", "detail")),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_index("desk_event_kind", "desk_event", ["kind", "seq"])
    op.create_index("desk_event_user", "desk_event", ["user", "kind", "seq"])
