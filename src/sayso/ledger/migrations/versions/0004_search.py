# ruff: noqa: INP001 - Alembic runs this file by its number, nobody imports it
"""What can be searched for, and how questions have come to stand otherwise.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

STRICT = {"sqlite_strict": True}

VIEW = """CREATE VIEW searched_words AS SELECT number, CASE kind
    WHEN 'claim' THEN (SELECT quote FROM claim WHERE claim.id = searched.ident)
    ELSE coalesce(searched.words, searched.ident) END AS words FROM searched"""
INDEX = """CREATE VIRTUAL TABLE search_index USING fts5(
    words, content = 'searched_words', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2')"""

CURRENT = """INSERT INTO searched (number, kind, ident)
    SELECT row_number() OVER (ORDER BY c.id), 'claim', c.id FROM claim c JOIN current_reading p ON p.reading = c.reading
    WHERE p.seq = (SELECT max(n.seq) FROM current_reading n WHERE n.report = p.report)"""
QUESTIONS = """SELECT q.id, q.wording, a.value FROM question q LEFT JOIN answer a ON a.question = q.id
    ORDER BY q.id, a.ordinal"""
VOICES = "SELECT DISTINCT name FROM claim_voice ORDER BY name"


def upgrade() -> None:
    """Make the tables, and fill what is searched from what there is. Earlier changes are not known."""
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer, primary_key=True, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("row_hash", sa.Text, nullable=False),
        **STRICT,
    )
    op.create_index("change_question", "change", ["question", "seq"])
    searched = op.create_table(
        "searched",
        sa.Column("number", sa.Integer, primary_key=True, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("ident", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=True),
        **STRICT,
    )
    op.create_index("searched_ident", "searched", ["kind", "ident"], unique=True)
    op.create_index("report_published", "report", ["published", "label", "id"])
    connection = op.get_bind()
    connection.execute(sa.text(CURRENT))
    words: dict[str, str] = {}
    for ident, wording, value in connection.execute(sa.text(QUESTIONS)):
        words[ident] = wording if value is None else f"{words.get(ident, wording)}\n{value}"
    voices = connection.execute(sa.text(VOICES)).scalars().all()
    last = connection.execute(sa.text("SELECT coalesce(max(number), 0) FROM searched")).scalar_one()
    others = [*(("question", *pair) for pair in words.items()), *(("voice", name, None) for name in voices)]
    rows = [
        {"number": number, "kind": kind, "ident": ident, "words": told}
        for number, (kind, ident, told) in enumerate(others, start=last + 1)
    ]
    if rows:
        connection.execute(sa.insert(searched), rows)
    if connection.dialect.name != "sqlite":
        return
    op.execute(VIEW)
    if connection.execute(sa.text("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'")).first():
        op.execute(INDEX)
        op.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")
