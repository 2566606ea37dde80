"""The log of security events: two chains, of which that of failures may lose its oldest."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso.ledger import Ledger, users
from sayso.ledger.hashing import row_hash
from sayso.nouns import EventKind

AT = "2024-05-06T10:00:00+00:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "case.sayso"
    with Ledger.open(path) as ledger:
        for kind in (
            EventKind.SIGNED_IN,
            EventKind.FAILED,
            EventKind.SIGNED_OUT,
            EventKind.FAILED,
            EventKind.LOCKED,
            EventKind.SIGNED_IN,
        ):
            ledger.change(users.note, kind, at=AT, user="Ada", address="192.0.2.7")
    return path


def told(path: Path) -> tuple[str, str]:
    with Ledger.open(path) as ledger:
        (check,) = (check for check in ledger.check() if check.name == "security events")
    return check.verdict.value, check.words


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_events_as_written_are_whole(path: Path) -> None:
    assert told(path) == ("ok", "6 security events in their chains")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE desk_event SET address = '192.0.2.8' WHERE seq = 3", "event 3 is not what was written"),
        ("DELETE FROM desk_event WHERE seq = 1", "event 3 does not follow from the one before"),
        ("DELETE FROM desk_event WHERE seq = 3", "event 6 does not follow from the one before"),
        ("DELETE FROM desk_event WHERE seq = 4", "event 5 does not follow from the one before"),
        ("UPDATE desk_event SET seq = 7 WHERE seq = 1", "event 3 does not follow from the one before"),
    ],
)
def test_what_was_changed_or_taken_out_is_found(statement: str, words: str, path: Path) -> None:
    change(path, statement)
    verdict, found = told(path)
    assert verdict == "fail"
    assert words in found


def test_an_event_that_was_changed_and_sealed_anew_is_found(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.row_factory = sqlite3.Row
        row = {**dict(connection.execute("SELECT * FROM desk_event WHERE seq = 3").fetchone()), "user": "Bo"}
        values = ("Bo", row_hash("desk_event", row))
        connection.execute('UPDATE desk_event SET "user" = ?, row_hash = ? WHERE seq = 3', values)
    assert told(path) == ("fail", "event 6 does not follow from the one before")


def test_failures_that_were_let_go_are_no_fault(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "FAILURES_KEPT", 2)
    with Ledger.open(path) as ledger:
        ledger.change(users.note, EventKind.FAILED, at=AT)
    assert told(path) == ("ok", "5 security events in their chains")


def test_events_of_an_older_ledger_are_chained(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute("SELECT * FROM desk_event ORDER BY seq")]
        for row in rows:
            del row["prev"]
            connection.execute(
                "UPDATE desk_event SET row_hash = ? WHERE seq = ?", (row_hash("desk_event", row), row["seq"])
            )
        connection.execute("ALTER TABLE desk_event DROP COLUMN prev")
        for table in ("seen", "batch"):  # came later
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE desk_event SET detail = 'by hand' WHERE seq = 3")
        connection.execute("UPDATE alembic_version SET version_num = '0013'")
    assert told(path) == ("fail", "event 3 is not what was written")
    change(path, "UPDATE desk_event SET detail = NULL WHERE seq = 3")
    assert told(path)[0] == "fail"  # it was changed before it was chained, and no hash of it is made
