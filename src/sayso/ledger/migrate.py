"""Bring a database to the present schema, without a look at Alembic where it is there already."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from sayso.errors import LedgerTooNew
from sayso.ledger.connect import APPLICATION_ID, Store

HEAD = "0016"
"""The newest migration in `migrations/versions`. Migrations are numbered; a greater number is a newer Sayso."""


def migrate(store: Store) -> None:
    """Make the tables of an empty database, or change those of an older one, in one transaction.

    Raises:
        LedgerTooNew: a newer Sayso has changed it.
    """
    with store.reading() as connection:
        if _revision(connection, store.name) == HEAD:
            return
    with store.writing() as connection:
        if _revision(connection, store.name) != HEAD:  # another process may have been faster
            upgrade(connection, HEAD)


def revision(connection: Connection) -> str | None:
    """The migration that the database stands at, None for one without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _revision(connection: Connection, name: str) -> str | None:
    found = revision(connection)
    if found is not None and found > HEAD:
        raise LedgerTooNew(
            f"the ledger {name} was written by a newer Sayso (schema {found}; this one knows {HEAD}): upgrade Sayso"
        )
    return found


def upgrade(connection: Connection, to: str) -> None:
    """Make the tables of an empty database, or change those of an older one, up to a migration."""
    from alembic import command  # noqa: PLC0415 - a tenth of a second that only a new or older ledger pays
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    command.upgrade(config, to)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    else:
        _order_by_code_point(connection)


def _order_by_code_point(connection: Connection) -> None:
    """Let PostgreSQL compare texts as SQLite does, whatever language the database was made for.

    A ledger's order, and so what pages and exports show first, must not depend on where it lies.
    """
    columns = connection.execute(
        text(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() "
            "AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C' ORDER BY table_name, column_name"
        )
    ).all()
    quote = connection.dialect.identifier_preparer.quote
    for table, column in columns:
        statement = f'ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)} TYPE text COLLATE "C"'
        connection.exec_driver_sql(statement)
