# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""An index that knows of stories, in place of keys alone; what is not compared yet, and what compared.

Revision ID: 0007
"""

from collections.abc import Mapping
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

KEYED = {"sqlite_strict": True, "sqlite_with_rowid": False}
STRICT = {"sqlite_strict": True}
SLICE = 1000


def upgrade() -> None:
    """Make the tables of the index; the reports that there are get into it before they are next compared."""
    op.drop_index("claim_key_claim", "claim_key")
    op.drop_table("claim_key")
    _drop_index_keys()
    op.create_index("compared_entry", "compared", ["entry"])
    op.create_index("ruled_link_a", "ruled_link", ["a"])
    op.create_table(
        "place",
        sa.Column("number", sa.Integer, primary_key=True, nullable=False),
        sa.Column("report", sa.Text, sa.ForeignKey("report.id"), nullable=False),
        sa.Column("reading", sa.Text, sa.ForeignKey("reading.id"), nullable=False),
        sa.Column("day", sa.Integer, nullable=True),
        sa.Column("marks", sa.LargeBinary, nullable=False),
        sa.Column("scene", sa.LargeBinary, nullable=False),
        sa.Column("keys", sa.LargeBinary, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_index("place_report", "place", ["report"], unique=True)
    op.create_table(
        "place_mark",
        sa.Column("mark", sa.Integer, primary_key=True, nullable=False),
        sa.Column("day", sa.Integer, primary_key=True, nullable=False),
        sa.Column("number", sa.Integer, sa.ForeignKey("place.number"), primary_key=True, nullable=False),
        **KEYED,
    )
    op.create_table(
        "story",
        sa.Column("number", sa.Integer, sa.ForeignKey("place.number"), primary_key=True, nullable=False),
        sa.Column("story", sa.Integer, nullable=False),
        **STRICT,
    )
    op.create_index("story_story", "story", ["story"])
    op.create_table(
        "unplaced",
        sa.Column("report", sa.Text, sa.ForeignKey("report.id"), primary_key=True, nullable=False),
        **KEYED,
    )
    op.create_table(
        "pending",
        sa.Column("pointer", sa.Integer, sa.ForeignKey("current_reading.seq"), primary_key=True, nullable=False),
        **STRICT,
    )
    op.execute("INSERT INTO unplaced (report) SELECT DISTINCT report FROM current_reading")
    op.execute(
        "INSERT INTO pending (pointer) SELECT seq FROM current_reading AS p"
        " WHERE NOT EXISTS (SELECT 1 FROM current_reading AS n WHERE n.report = p.report AND n.seq > p.seq)"
        " AND NOT EXISTS (SELECT 1 FROM compared WHERE pointer = p.seq)"
    )
    _tell_engines()


def _tell_engines() -> None:
    """What compared before is unknown, so that everything is worked out anew."""
    (entry,) = op.get_bind().execute(sa.text("SELECT max(entry) FROM comparison")).one()
    op.drop_table("comparison")
    op.create_table(
        "comparison",
        sa.Column("id", sa.Integer, primary_key=True, nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("engine", sa.Text, nullable=False),
        **STRICT,
    )
    if entry is not None:
        op.get_bind().execute(sa.text("INSERT INTO comparison VALUES (1, :entry, '')"), {"entry": entry})


def _drop_index_keys() -> None:
    """Take the keys out of the rows of claims, whose hashes had them in; a row that was changed by hand stays one."""
    bind, last = op.get_bind(), ""
    names = [column["name"] for column in sa.inspect(bind).get_columns("claim")]
    rows = sa.text(f"SELECT {', '.join(names)} FROM claim WHERE id > :last ORDER BY id LIMIT {SLICE}")  # noqa: S608 - our own names
    while found := bind.execute(rows, {"last": last}).mappings().all():
        last = found[-1]["id"]
        listed = [{name: row[name] for name in names} for row in found]
        new = [
            {"ident": row["id"], "new": _row_hash({name: row[name] for name in row if name != "index_keys"})}
            for row in listed
            if _row_hash(row) == row["row_hash"]
        ]
        if new:
            bind.execute(sa.text("UPDATE claim SET row_hash = :new WHERE id = :ident"), new)
    op.drop_column("claim", "index_keys")


def _row_hash(row: Mapping[str, object]) -> str:
    """The hash of a claim's row as it was and is made; a copy, so that a later change of it changes nothing here."""
    fields: list[object] = [
        "claim",
        *(part for name in sorted(row) if name != "row_hash" for part in (name, row[name])),
    ]
    parts: list[bytes] = []
    for field in fields:
        raw = field if isinstance(field, bytes) else str(field).encode("utf-8", "surrogatepass")
        mark = {type(None): b"n", bytes: b"b", str: b"s", int: b"i", float: b"f"}[type(field)]
        parts += (mark, b"%d:" % len(raw), raw)
    return sha256(b"".join(parts)).hexdigest()
