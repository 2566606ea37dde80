"""Copies of a ledger's file: made by `backup`, and before it is brought to a newer schema."""

import os
import sqlite3
import threading
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from sayso.errors import LedgerDamaged, LedgerError, LedgerTooNew, UsageError, WriteFailed
from sayso.ledger import Ledger, Store, migrate, sqlite_store
from sayso.ledger import backup as backups
from sayso.ledger import ledger as ledger_module
from sayso.ledger.check import Check

from .building import Build, fill
from .older import of_revision, put_back

OLDER = [f"{number:04}" for number in range(1, int(migrate.HEAD))]


def faults(checks: tuple[Check, ...]) -> list[str]:
    return [one.words for one in checks if one.verdict == "fail"]


def test_a_backup_is_the_ledger_again(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sayso"
    with Ledger.open(filled) as ledger:
        made = ledger.backup(target)
        assert (made.content_hash, made.entries) == (ledger.content_hash(), ledger.entries())
        assert made.head == ledger.log()[-1].hash
    assert (made.path, made.size, made.sha256) == (
        str(target),
        target.stat().st_size,
        sha256(target.read_bytes()).hexdigest(),
    )
    with Ledger.open(filled) as one, Ledger.open(target) as other:
        assert other.content_hash() == one.content_hash()
        assert other.log() == one.log()
        assert faults(other.check(deep=True)) == []


def test_a_backup_has_the_rights_of_the_ledger(filled: Path, tmp_path: Path) -> None:
    filled.chmod(0o600)
    with Ledger.open(filled) as ledger:
        ledger.backup(tmp_path / "copy.sayso")
    assert (tmp_path / "copy.sayso").stat().st_mode & 0o777 == 0o600


def test_what_is_in_the_log_file_beside_it_is_in_the_backup(filled: Path, build: Build, tmp_path: Path) -> None:
    with Ledger.open(filled) as ledger:
        ledger.add(build.intake("The road is open.", label="c.txt"))
        assert filled.with_name(f"{filled.name}-wal").stat().st_size
        ledger.backup(tmp_path / "copy.sayso")
    with Ledger.open(tmp_path / "copy.sayso") as copy:
        assert "c.txt" in {report.label for report in copy.reports()}


def test_others_go_on_writing_meanwhile(filled: Path, tmp_path: Path) -> None:
    failed: list[Exception] = []
    done = threading.Event()

    def write() -> None:
        try:
            with Ledger.open(filled) as ledger:
                number = 0
                while not done.is_set():
                    ledger.add(Build().refused(f"{number}.pdf"))
                    number += 1
        except Exception as error:  # noqa: BLE001 - a thread's errors are lost otherwise
            failed.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with Ledger.open(filled) as ledger:
            made = [ledger.backup(tmp_path / f"{number}.sayso") for number in range(5)]
    finally:
        done.set()
        writer.join()
    assert failed == []
    for one in made:
        with Ledger.open(one.path) as copy:
            assert copy.entries() == one.entries
            assert faults(copy.check(deep=True)) == []


def test_no_file_is_ever_replaced(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.sayso").write_text("dear to somebody")
    with Ledger.open(filled) as ledger, pytest.raises(UsageError, match="something at"):
        ledger.backup(tmp_path / "copy.sayso")
    assert (tmp_path / "copy.sayso").read_text() == "dear to somebody"


def test_a_folder_that_is_not_there_is_an_error_of_ours(filled: Path, tmp_path: Path) -> None:
    with Ledger.open(filled) as ledger, pytest.raises(WriteFailed, match="cannot write"):
        ledger.backup(tmp_path / "none" / "copy.sayso")


def test_a_damaged_ledger_gives_no_backup(filled: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("UPDATE claim SET quote = 'nobody was hurt'")
        connection.commit()
    with Ledger.open(filled) as ledger, pytest.raises(LedgerDamaged, match="row hashes"):
        ledger.backup(tmp_path / "copy.sayso")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["filled.sayso"]


def test_a_copy_that_is_not_what_was_copied_is_not_kept(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, build: Build
) -> None:
    def other(source: sqlite3.Connection, target: Path) -> None:
        del source
        with Ledger.open(target) as ledger:
            ledger.add(build.refused())

    monkeypatch.setattr(backups, "copy_file", other)
    with Ledger.open(filled) as ledger, pytest.raises(LedgerDamaged, match="does not say"):
        ledger.backup(tmp_path / "copy.sayso")
    assert sorted(file.name for file in tmp_path.iterdir() if "copy" in file.name) == []


def test_a_ledger_on_a_server_is_copied_by_the_servers_tool(database: str, tmp_path: Path) -> None:
    with Ledger.open(database) as ledger, pytest.raises(UsageError, match="pg_dump"):
        ledger.backup(tmp_path / "copy.sayso")


def test_what_a_plug_in_keeps_is_neither_copied_nor_laid_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be encrypted, say: a copy that SQLite makes would not be."""
    path = tmp_path / "kept"
    of_revision(path, "0015")

    def shelf(address: str, *_: object, wait: float, **__: object) -> Store:
        return sqlite_store(address, lambda: sqlite3.connect(path, isolation_level=None), wait)

    monkeypatch.setattr(ledger_module, "connect", shelf)
    with Ledger.open("shelf://kept") as ledger:
        assert ledger.older is None
        with pytest.raises(UsageError, match="plug-in"):
            ledger.backup(tmp_path / "copy.sayso")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["kept"]


@pytest.mark.parametrize("revision", OLDER)
def test_a_ledger_of_every_older_schema_is_copied_and_changed(revision: str, tmp_path: Path) -> None:
    path = tmp_path / "old.sayso"
    of_revision(path, revision)
    before = path.read_bytes()
    with Ledger.open(path) as ledger:
        assert ledger.older == tmp_path / f"old.sayso.schema-{revision}"
        assert faults(ledger.check(deep=True)) == []
    with closing(sqlite3.connect(tmp_path / f"old.sayso.schema-{revision}")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == (revision,)
        with closing(sqlite3.connect(":memory:")) as was:
            was.deserialize(before)
            assert list(copy.iterdump()) == list(was.iterdump())


def test_an_older_ledger_keeps_what_it_holds_in_its_copy(tmp_path: Path, build: Build) -> None:
    fill(tmp_path / "new.sayso", build)
    put_back(tmp_path / "new.sayso", tmp_path / "old.sayso")
    with Ledger.open(tmp_path / "old.sayso") as ledger:
        claims = {one.claim.id for one in ledger.claims()}
        assert ledger.older is not None
        with closing(sqlite3.connect(ledger.older)) as copy:
            assert {ident for (ident,) in copy.execute("SELECT id FROM claim")} == claims


def test_a_copy_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "old.sayso.schema-0009").write_text("the first of them")
    of_revision(tmp_path / "old.sayso", "0009")
    with Ledger.open(tmp_path / "old.sayso") as ledger:
        assert ledger.older == tmp_path / "old.sayso.schema-0009.2"
    assert (tmp_path / "old.sayso.schema-0009").read_text() == "the first of them"


def test_a_ledger_of_this_schema_and_a_new_one_are_not_copied(filled: Path, tmp_path: Path) -> None:
    for path in (filled, tmp_path / "new.sayso"):
        with Ledger.open(path) as ledger:
            assert ledger.older is None
    assert sorted(file.name for file in tmp_path.iterdir()) == ["filled.sayso", "new.sayso"]


def test_without_a_copy_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.sayso"
    of_revision(path, "0009")

    def fails(source: sqlite3.Connection, target: Path) -> None:
        del source
        target.touch()
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(migrate, "copy_file", fails)
    with pytest.raises(LedgerError, match=r"schema 0009.*No space left"):
        Ledger.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0009",)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["old.sayso"]


def test_a_copy_whose_name_a_power_cut_would_take_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.sayso"
    of_revision(path, "0009")

    def fails(folder: Path) -> None:
        assert list(folder.glob("*.schema-0009"))
        raise OSError(5, os.strerror(5))

    monkeypatch.setattr(migrate, "keep_names", fails)
    with pytest.raises(LedgerError, match=r"schema 0009.*output error"):
        Ledger.open(path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["old.sayso"]


def test_a_newer_ledger_is_neither_copied_nor_changed(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = filled.read_bytes()
    with pytest.raises(LedgerTooNew, match="upgrade Sayso"):
        Ledger.open(filled)
    assert filled.read_bytes() == before
    assert sorted(file.name for file in filled.parent.iterdir()) == ["filled.sayso"]
