# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""The first tables.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

FLOAT: sa.types.TypeEngine[float] = sa.REAL().with_variant(sa.DOUBLE_PRECISION(), "postgresql")
STRICT = {"sqlite_strict": True}
KEYED = {"sqlite_strict": True, "sqlite_with_rowid": False}


def upgrade() -> None:
    """Make the tables. A later change of the schema is a migration of its own; this one stays as it is."""
    op.create_table(
        "capture",
        sa.Column("sha256", sa.Text, primary_key=True, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_table(
        "report",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("capture", sa.Text, sa.ForeignKey("capture.sha256"), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text, nullable=True),
        sa.Column("url", sa.Text, nullable=True),
        sa.Column("published", sa.Text, nullable=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_table(
        "layer",
        sa.Column("report", sa.Text, sa.ForeignKey("report.id"), primary_key=True, nullable=False),
        sa.Column("name", sa.Text, primary_key=True, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_table(
        "input",
        sa.Column("seq", sa.Integer, primary_key=True, nullable=False),
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=True),
        sa.Column("capture", sa.Text, sa.ForeignKey("capture.sha256"), nullable=True),
        sa.Column("report", sa.Text, sa.ForeignKey("report.id"), nullable=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_index("input_source", "input", ["source"])
    op.create_table(
        "reading",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("report", sa.Text, sa.ForeignKey("report.id"), nullable=False),
        sa.Column("engine", sa.Text, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_index("reading_report", "reading", ["report"])
    op.create_table(
        "current_reading",
        sa.Column("seq", sa.Integer, primary_key=True, nullable=False),
        sa.Column("report", sa.Text, sa.ForeignKey("report.id"), nullable=False),
        sa.Column("reading", sa.Text, sa.ForeignKey("reading.id"), nullable=False),
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_index("current_reading_reading", "current_reading", ["reading"])
    op.create_index("current_reading_report", "current_reading", ["report", "seq"])
    op.create_table(
        "claim",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("reading", sa.Text, sa.ForeignKey("reading.id"), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("layer", sa.Text, nullable=False),
        sa.Column("voice", sa.Text, nullable=True),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("index_keys", sa.Text, nullable=False),
        sa.Column("confidence", FLOAT, nullable=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["report", "layer"], ["layer.report", "layer.name"]),
        **STRICT,
    )
    op.create_index("claim_reading", "claim", ["reading", "ordinal"])
    op.create_table(
        "claim_span",
        sa.Column("claim", sa.Text, sa.ForeignKey("claim.id"), primary_key=True, nullable=False),
        sa.Column("field", sa.Text, primary_key=True, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        **KEYED,
    )
    op.create_table(
        "claim_key",
        sa.Column("key", sa.Text, primary_key=True, nullable=False),
        sa.Column("claim", sa.Text, sa.ForeignKey("claim.id"), primary_key=True, nullable=False),
        **KEYED,
    )
    op.create_index("claim_key_claim", "claim_key", ["claim"])
    op.create_table(
        "link",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("a", sa.Text, sa.ForeignKey("claim.id"), nullable=False),
        sa.Column("b", sa.Text, sa.ForeignKey("claim.id"), nullable=False),
        sa.Column("relation", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("confidence", FLOAT, nullable=True),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_index("link_a", "link", ["a"])
    op.create_index("link_b", "link", ["b"])
    op.create_index("link_entry", "link", ["entry"])
    op.create_table(
        "compared",
        sa.Column("pointer", sa.Integer, sa.ForeignKey("current_reading.seq"), primary_key=True, nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        **STRICT,
    )
    op.create_table(
        "comparison",
        sa.Column("id", sa.Integer, primary_key=True, nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        **STRICT,
    )
    op.create_table(
        "question",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("wording", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_index("question_state", "question", ["state"])
    op.create_table(
        "answer",
        sa.Column("question", sa.Text, sa.ForeignKey("question.id"), primary_key=True, nullable=False),
        sa.Column("ordinal", sa.Integer, primary_key=True, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        **KEYED,
    )
    op.create_table(
        "answer_claim",
        sa.Column("question", sa.Text, primary_key=True, nullable=False),
        sa.Column("answer", sa.Integer, primary_key=True, nullable=False),
        sa.Column("ordinal", sa.Integer, primary_key=True, nullable=False),
        sa.Column("claim", sa.Text, sa.ForeignKey("claim.id"), nullable=False),
        sa.ForeignKeyConstraint(["question", "answer"], ["answer.question", "answer.ordinal"]),
        **KEYED,
    )
    op.create_index("answer_claim_claim", "answer_claim", ["claim"])
    op.create_table(
        "copies",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_table(
        "log",
        sa.Column("seq", sa.Integer, primary_key=True, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=True),
        sa.Column("payload", sa.Text, nullable=True),
        sa.Column("commitment", sa.Text, nullable=False),
        sa.Column("prev", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        **STRICT,
    )
