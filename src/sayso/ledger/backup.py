"""A copy of a ledger's file, made while others go on using it, and checked before it is called one."""

import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from sayso.disk import keep_names
from sayso.errors import LedgerDamaged, UsageError, WriteFailed
from sayso.ledger import check, hashing, log
from sayso.ledger.connect import Store, connect, copy_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy that was made and checked: its file, its bytes and their hex SHA-256, and what the ledger in it says."""

    path: str
    size: int
    sha256: str
    content_hash: str
    entries: int
    head: str | None


@dataclass(frozen=True, slots=True)
class _State:
    """What tells two ledgers with the same content and the same log from all others."""

    content_hash: str
    entries: int
    head: str | None


def backup(store: Store, target: Path) -> Backup:
    """Copy the ledger as it is now, look at every row of the copy, and give it its name only then.

    Raises:
        UsageError: the ledger lies on a server or with a plug-in, or there is a file of that name already.
        LedgerDamaged: the copy is not whole, as the ledger is not; none is kept.
        WriteFailed: it cannot be written there.
    """
    if store.file is None:
        how = (
            "pg_dump does for PostgreSQL" if store.connection.dialect.name == "postgresql" else "its plug-in tells how"
        )
        raise UsageError(
            f"{store.name} is no file, and is copied by the means of what it lies in ({how}); or hand on all of it: "
            "sayso export --format bundle"
        )
    if target.exists():
        raise UsageError(f"there is something at {target} already: give another name, or move it away")
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with store.reading() as connection:
            state = _state(connection)
            copy_file(_driver(connection), part)  # its errors are told as those of the ledger
        _must_be(part, state)
        part.chmod(store.file.stat().st_mode)
        size, digest = part.stat().st_size, _digest(part)
        part.rename(target)
        keep_names(target.parent)
    except OSError as error:
        raise WriteFailed.of(target, error) from error
    finally:
        for file in (part, *(part.with_name(f"{part.name}-{more}") for more in ("wal", "shm"))):
            file.unlink(missing_ok=True)
    return Backup(
        path=str(target),
        size=size,
        sha256=digest,
        content_hash=state.content_hash,
        entries=state.entries,
        head=state.head,
    )


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the dialect was looked at
    return driver


def _state(connection: Connection) -> _State:
    entries = log.last(connection)
    return _State(hashing.content_hash(connection), entries, log.head(connection))


def _must_be(path: Path, state: _State) -> None:
    """Look at the copy as at a ledger that somebody handed us."""
    with closing(connect(path, create=False, wait=0)) as store, store.reading() as connection:
        faults = [one for one in check.check(connection, deep=True) if one.verdict is check.Verdict.FAIL]
        if faults:
            raise LedgerDamaged(
                f"the ledger is damaged, and so would be the copy, which is not kept ({faults[0].name}: "
                f"{faults[0].words}); `sayso doctor --deep` tells all"
            )
        if _state(connection) != state:
            raise LedgerDamaged("the copy does not say what the ledger says; it is not kept")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        total = sha256()
        while part := file.read(1 << 20):
            total.update(part)
    return total.hexdigest()
