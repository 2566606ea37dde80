"""A connection to a ledger's database, what its errors mean, and its two kinds of transaction."""

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from sayso.disk import keep
from sayso.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerUnwritable, UsageError

EXAMPLE: Final = "postgresql://user@host/database"

APPLICATION_ID: Final = 0x53415953
"""Stands in the file's header ("SAYS"), so that another program's SQLite file is not taken for a ledger."""

WRITE_LOCK: Final = 0x53415953
"""Number of PostgreSQL's advisory lock that writers hold; SQLite locks the file instead."""

PAUSE: Final = 0.002
"""Seconds between two looks for SQLite's lock."""

DIALECTS: Final = ("sqlite", "postgresql")
"""Kinds of database that the statements are written for."""

_WRITES: Final = "sayso_writes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """An open database: one connection, used by one thread at a time."""

    name: str  # as the user gave it
    connection: Connection
    wait: float
    file: Path | None = None  # where it is a file that SQLite itself reads

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger. Joins the transaction that is open, if one is."""
        with translated(self.name, self.wait):
            if self.connection.in_transaction():
                yield self.connection
                return
            with self.connection.begin():
                if self.connection.dialect.name == "postgresql":  # SQLite's readers have that of themselves
                    self.connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                yield self.connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock from its first moment. Joins the one that is open, if one is.

        Raises:
            LedgerBusy: another writer held the lock for longer than we wait.
        """
        with translated(self.name, self.wait):
            if self.connection.in_transaction():
                yield self.connection
                return
            self.connection.execution_options(**{_WRITES: True})
            try:
                with self.connection.begin():
                    if self.connection.dialect.name == "postgresql":
                        _lock(self.connection, self.wait)
                    yield self.connection
            finally:
                self.connection.execution_options(**{_WRITES: False})

    def forget_for_good(self) -> None:
        """From now on overwrite what is deleted with zeros, where the database can."""
        if self.connection.dialect.name == "sqlite":
            driver = self.connection.connection.driver_connection
            assert driver is not None  # noqa: S101 - the connection is open
            driver.execute("PRAGMA secure_delete = ON")

    def close(self) -> None:
        """Let go of the file, or of the server."""
        self.connection.close()


def _lock(connection: Connection, wait: float) -> None:
    """Take PostgreSQL's lock for writers; what is read from then on is what the last of them left."""
    milliseconds = max(1, round(wait * 1000))  # 0 would wait for ever
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITE_LOCK})


def connect(where: str | Path, *, create: bool, wait: float) -> Store:
    """An open connection to the database at a path (SQLite) or a URL ("postgresql+psycopg://…", or a plug-in's).

    Raises:
        UsageError: there is no file at that path, and none is to be made; or nothing knows such a URL.
        LedgerError: the file cannot be opened, is no database, or is locked.
    """
    name = str(where)
    if "://" in name:
        return _server(name, wait)
    path = Path(where)
    if not create and not path.exists():
        raise UsageError(f"there is no ledger at {name}; `sayso read FILE… --ledger {name}` would make one")
    if not create and _is_void(path):
        raise LedgerDamaged(f"{name} is empty: it is no ledger, or what is left of one; go back to a copy of it")
    if path.is_dir():
        raise UsageError(f"{name} is a folder; a ledger is one file, such as {path / 'case.sayso'}")
    if not path.parent.is_dir():
        raise LedgerError(f"no ledger can be made at {name}: there is no folder {path.parent}")
    sealed = _is_sealed(path)
    store = _ready(_sqlite(path, create=create, sealed=sealed, wait=wait), name, wait, sealed=sealed)
    return replace(store, file=path)


def sayable(where: str | Path) -> str:
    """A ledger's path or address as people are told it: without a password.

    >>> sayable("postgresql://ada:secret@host/case?password=secret")
    'postgresql://ada:***@host/case?password=***'
    """
    name = str(where)
    return _PASSWORD.sub(lambda found: f"{found[1] or found[2]}***", name) if "://" in name else name


_PASSWORD = re.compile(r"(\A[\w+.-]*://[^:@/?]*:).*(?=@)|(\b\w*password=)[^&]*", re.DOTALL | re.IGNORECASE)
"""In an address, between the name and the last @, since a wrong one may have more of them; or among its options."""


def sqlite_store(name: str, open_file: Callable[[], sqlite3.Connection], wait: float) -> Store:
    """The store that an SQLite database of a plug-in is, however it is opened.

    `open_file` gives a new connection with `isolation_level=None`, by the driver of Python or one that is made like it
    (an encrypted file's, say). `name` is what people are told, so it holds no password.

    Raises:
        LedgerError: it cannot be opened, or is another program's.
    """
    return _ready(_locking(open_file, wait), name, wait, sealed=False)


def _ready(engine: Engine, name: str, wait: float, *, sealed: bool) -> Store:
    store = Store(name=name, connection=_opened(engine, name, wait), wait=wait)
    try:
        with translated(name, wait):
            _prepare(store.connection, name, wait, sealed=sealed)
    except BaseException:
        store.close()
        raise
    return store


def _elsewhere(address: str, scheme: str, wait: float) -> Store:
    """An open connection that a plug-in makes."""
    from sayso.plugins import STORES, load, names  # noqa: PLC0415 - few ledgers lie there

    if scheme not in names(STORES):
        others = "".join(f", or {one}://…" for one in names(STORES))
        raise UsageError(f"a ledger cannot lie in {scheme}: it is a file, or an address as {EXAMPLE}{others}")
    store = cast("Callable[[str, float], object]", load(STORES, scheme))(address, wait)
    if not isinstance(store, Store):
        raise UsageError(f"the plug-in for {scheme} gives no store, but {type(store).__name__}")
    dialect = store.connection.dialect.name
    if dialect not in DIALECTS:
        store.close()
        raise UsageError(f"the plug-in for {scheme} gives a database of {dialect}; it has to be one of {DIALECTS}")
    return store


def _server(address: str, wait: float) -> Store:
    """An open connection to a PostgreSQL server, or what a plug-in makes of the address."""
    scheme = address.partition("://")[0]
    if scheme.partition("+")[0] not in {"postgresql", "postgres"}:
        return _elsewhere(address, scheme, wait)
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):  # a port that is no number is the latter
        raise UsageError(f"the ledger's address {sayable(address)!r} is none: {EXAMPLE} would be one") from None
    if "@" in (url.host or ""):  # or the driver would tell the rest of the password as the name of a host
        raise UsageError(f"the ledger's address {sayable(address)!r} has an @ too many; in a password it is %40")
    name = sayable(address)
    try:
        engine = _engine(url.set(drivername="postgresql+psycopg"))
    except ModuleNotFoundError as error:
        raise UsageError(f"for the ledger {name} a package is missing: pip install 'sayso[postgres]'") from error
    try:
        return Store(name=name, connection=engine.connect(), wait=wait)
    except SQLAlchemyError as error:  # the driver knows no code yet, and the server speaks its own language
        cause = " ".join(str(getattr(error, "orig", error)).split())
        raise LedgerError(
            f"the ledger {name} cannot be reached ({cause}): is the server running, does the database exist (createdb "
            "makes one), are user and password right?"
        ) from error


@lru_cache(maxsize=8)
def _engine(url: URL) -> Engine:
    """What is known of a server; it is asked once a process. No connection is kept when a ledger is closed."""
    return create_engine(url, poolclass=NullPool)


def _opened(engine: Engine, name: str, wait: float) -> Connection:
    with translated(name, wait):
        return engine.connect()


def _sqlite(path: Path, *, create: bool, sealed: bool, wait: float) -> Engine:
    mode = "mode=ro&immutable=1" if sealed else "mode=rwc" if create else "mode=rw"
    return _of_file(f"{path.absolute().as_uri()}?{mode}", wait)


@lru_cache(maxsize=8)
def _of_file(uri: str, wait: float) -> Engine:
    """An engine whose transactions begin as we say: the driver's own habit takes the write lock too late.

    It is made once a process, since it keeps the statements that it has made into SQL: a page of the desk opens the
    ledger anew, and spends half of its time on that otherwise. No connection is kept when a ledger is closed.
    """

    def open_file() -> sqlite3.Connection:  # SQLAlchemy would take a "?" in the path for the end of it
        return sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)

    return _locking(open_file, wait)


def _locking(open_file: Callable[[], sqlite3.Connection], wait: float) -> Engine:
    """An engine of such connections that takes the write lock when a transaction begins that writes."""
    engine = create_engine("sqlite://", creator=open_file, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITES, False):
            _begin_writing(cast("sqlite3.Connection", connection.connection.driver_connection), wait)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _begin_writing(driver: sqlite3.Connection, wait: float) -> None:
    """Take the write lock within `wait` seconds, looking for it as often as everybody else.

    SQLite's own way of waiting looks less often the longer it has waited, so that who comes later goes first: of eight
    writers on a busy machine one may then wait for longer than ten seconds, though a write takes milliseconds.
    """
    deadline = time.monotonic() + wait
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > deadline:
                    raise
                time.sleep(PAUSE)
            else:
                return
    finally:
        driver.execute(f"PRAGMA busy_timeout = {round(1000 * wait)}")


def _is_void(path: Path) -> bool:
    """Whether the file has no byte, and neither is there one beside it that SQLite would take its content from."""
    waiting = path.with_name(f"{path.name}-wal")
    return path.is_file() and not path.stat().st_size and not (waiting.exists() and waiting.stat().st_size)


def _is_sealed(path: Path) -> bool:
    """Whether the file cannot be written: then it is read without the files that SQLite would put beside it."""
    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return False
    waiting = path.with_name(f"{path.name}-wal")  # changes that only SQLite's own way of opening would see
    return not (waiting.exists() and waiting.stat().st_size)


def _prepare(connection: Connection, name: str, wait: float, *, sealed: bool) -> None:
    """Settings of this connection (SQLite keeps none but WAL in the file)."""
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "trusted_schema = OFF"):
        driver.execute(f"PRAGMA {pragma}")
    if driver.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID and _tables(driver):
        raise LedgerDamaged(f"{name} is not a ledger: it is an SQLite database of another program")
    if not sealed and driver.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        _to_wal(driver, wait)


def _tables(driver: sqlite3.Connection) -> int:
    counted: int = driver.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    return counted


def _to_wal(driver: sqlite3.Connection, wait: float) -> None:
    """Switch a new file to WAL. SQLite does not wait for the lock that this needs, so we do."""
    deadline = time.monotonic() + wait
    while True:
        try:
            driver.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def copy_file(source: sqlite3.Connection, target: Path) -> None:
    """Copy what a connection to a file sees to a new file, and see to it that it is on the disk.

    Raises:
        OSError: the file cannot be made, or is there already.
        sqlite3.Error: the database refuses, for instance as the disk is full.
    """
    with target.open("xb"):
        pass
    with closing(sqlite3.connect(target)) as there:
        source.backup(there)
    keep(target)


_MEANINGS: tuple[tuple[tuple[str, ...], type[LedgerError], str], ...] = (
    (
        ("SQLITE_BUSY", "SQLITE_LOCKED"),
        LedgerBusy,
        "another process has been writing to the ledger {name} for more than {wait:g} s; try again, or wait longer",
    ),
    (
        ("SQLITE_NOTADB",),
        LedgerDamaged,
        "{name} is not a ledger: it is not an SQLite database (or its head is damaged)",
    ),
    (("SQLITE_CORRUPT",), LedgerDamaged, "the ledger {name} is damaged ({cause}); go back to a copy of it"),
    (
        ("SQLITE_READONLY", "SQLITE_PERM"),
        LedgerUnwritable,
        "the ledger {name} cannot be written: it or its folder is read-only",
    ),
    (
        ("SQLITE_CANTOPEN",),
        LedgerUnwritable,
        "the ledger {name} cannot be opened: look at the rights on file and folder, and at the room on its disk",
    ),
    (("SQLITE_FULL",), LedgerUnwritable, "the disk is full; the ledger {name} is as it was before"),
    (
        ("SQLITE_IOERR",),
        LedgerUnwritable,
        "the disk failed, or gives no more room (a quota?); the ledger {name} is as it was before ({cause})",
    ),
    (("SQLITE_CONSTRAINT",), LedgerError, "the ledger {name} refused a row that does not fit the others ({cause})"),
    (("SQLITE_ERROR",), LedgerDamaged, "the ledger {name} lacks something that every ledger has ({cause})"),
    (
        ("55P03",),
        LedgerBusy,
        "another process has been writing to the ledger {name} for more than {wait:g} s; try again, or wait longer",
    ),
    (("42501", "25006"), LedgerUnwritable, "the ledger {name} cannot be written: you may not ({cause})"),
    (("53100",), LedgerUnwritable, "the server's disk is full; the ledger {name} is as it was before"),
    (("57P", "08"), LedgerError, "the server of {name} went away ({cause}); what was told as read is there"),
    (("23",), LedgerError, "the ledger {name} refused a row that does not fit the others ({cause})"),
    (("42",), LedgerDamaged, "the ledger {name} lacks something that every ledger has ({cause})"),
    (("XX",), LedgerDamaged, "the ledger {name} is damaged ({cause}); go back to a copy of it"),
)
"""What the codes of SQLite and PostgreSQL mean to the user; the first that begins so.

PostgreSQL: https://www.postgresql.org/docs/current/errcodes-appendix.html
"""


def _interrupt(error: BaseException) -> KeyboardInterrupt | None:
    """The interrupt in whose wake an error came."""
    before: BaseException | None = error
    while before is not None and not isinstance(before, KeyboardInterrupt):
        before = before.__context__
    return before


@contextmanager
def translated(name: str, wait: float) -> Iterator[None]:
    """Turn the database's errors into ours; what fails because a statement was interrupted is that interrupt."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        if (interrupt := _interrupt(error)) is not None:
            raise interrupt from None
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
        told = str(cause).splitlines()[0] if code else cause  # PostgreSQL tells the whole statement, too
        for codes, kind, words in _MEANINGS:
            if code.startswith(codes):
                raise kind(words.format(name=name, wait=wait, cause=told)) from error
        raise LedgerError(f"the ledger {name} failed: {told}") from error
    except UnicodeDecodeError as error:  # SQLite checks no text, so a damaged one first fails in the driver
        raise LedgerDamaged(f"the ledger {name} is damaged (a text in it is not UTF-8); go back to a copy") from error
