"""Ledgers as an older Sayso made them."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from sayso.ledger import migrate
from sayso.ledger.connect import APPLICATION_ID
from sayso.ledger.hashing import row_hash

SAME = ("capture", "report", "layer", "input", "reading", "current_reading", "link", "log", "claim_span")
"""Tables that were as they are."""


def of_revision(path: Path, revision: str) -> None:
    """An empty ledger as an older Sayso made it."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
        command.upgrade(config, revision)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    engine.dispose()


def put_back(new: Path, old: Path, *more: str) -> None:
    """Make a ledger of the second schema with what a new one holds in SAME and in these tables, and its claims."""
    of_revision(old, "0002")
    raw = sqlite3.connect(old)
    raw.row_factory = sqlite3.Row
    raw.execute("ATTACH ? AS new", (str(new),))
    for table in SAME:
        raw.execute(f"INSERT INTO {table} SELECT * FROM new.{table}")  # noqa: S608 - our own names
    for row in map(dict, raw.execute("SELECT * FROM new.claim")):
        keyed = row | {"index_keys": '["count:hurt"]'}
        keyed["row_hash"] = row_hash("claim", keyed) if row["voice"] else "changed by hand"
        names = ", ".join(keyed)
        raw.execute(f"INSERT INTO claim ({names}) VALUES ({', '.join(map(':{}'.format, keyed))})", keyed)  # noqa: S608 - the same
        raw.execute("INSERT INTO claim_key VALUES ('count:hurt', ?)", (row["id"],))
    for table in more:
        raw.execute(f"INSERT INTO {table} SELECT * FROM new.{table}")  # noqa: S608 - our own names
    raw.commit()
    raw.close()
