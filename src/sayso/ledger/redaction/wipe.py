"""Nothing of what was taken out may be left in the file: not in free pages, nor in what SQLite keeps beside it."""

from sayso.errors import LedgerBusy
from sayso.ledger.connect import Store, translated


def wipe(store: Store) -> None:
    """Write the file anew without what was deleted; a server's tables likewise.

    Raises:
        LedgerBusy: another process reads the ledger meanwhile, so that the old pages cannot be dropped yet.
    """
    driver = store.connection.connection.driver_connection
    assert driver is not None  # noqa: S101 - the connection is open
    with translated(store.name, store.wait):
        if store.connection.dialect.name == "sqlite":
            driver.execute("VACUUM")
            busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            store.connection.rollback()
            if busy:
                raise LedgerBusy(
                    f"the names are out of the ledger {store.name}, but its file cannot be cleaned of them while "
                    "another process reads it: end that (the desk, a watch), and say the same again"
                )
            return
        store.connection.rollback()
        driver.autocommit = True
        try:
            driver.execute("VACUUM FULL")
        finally:
            driver.autocommit = False
