"""Bring a database to the present schema, without a look at Alembic where it is there already."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from sayso.disk import keep_names
from sayso.errors import LedgerError, LedgerTooNew, LedgerUnwritable
from sayso.ledger.connect import APPLICATION_ID, Store, copy_file, translated

HEAD = "0018"
"""The newest migration in `migrations/versions`. Migrations are numbered; a greater number is a newer Sayso."""


def migrate(store: Store) -> Path | None:
    """Make the tables of an empty database, or change those of an older one, in one transaction.

    Of the file of an older one a copy is made first, beside it, and stays there: its path is given back.

    Raises:
        LedgerTooNew: a newer Sayso has changed it.
        LedgerUnwritable: no copy can be made, so nothing was changed.
    """
    with store.reading() as connection:
        if _revision(connection, store.name) == HEAD:
            return None
    with store.writing() as connection:
        found = _revision(connection, store.name)
        if found == HEAD:  # another process was faster
            return None
        kept = _kept(store, found) if found is not None else None
        upgrade(connection, HEAD)
        return kept


def _kept(store: Store, found: str) -> Path | None:
    """A copy of the file as it is: while the write lock is held, another connection still reads what was before."""
    path = store.file
    if path is None:
        return None  # the backups of a server or of a plug-in are its own affair
    names = (path.with_name(f"{path.name}.schema-{found}{more}") for more in ("", *(f".{n}" for n in range(2, 100))))
    target = next(name for name in names if not name.exists())
    try:
        with translated(store.name, store.wait), closing(sqlite3.connect(path)) as reader:
            copy_file(reader, target)
        target.chmod(path.stat().st_mode)
        keep_names(target.parent)
    except (OSError, LedgerError) as error:
        target.unlink(missing_ok=True)
        raise LedgerUnwritable(
            f"the ledger {store.name} is of an older Sayso (schema {found}) and has to be changed to be used; a copy "
            f"of it is made first, and that failed: {error}"
        ) from error
    return target


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
