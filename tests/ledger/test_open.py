import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from sayso.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerTooNew, UsageError
from sayso.ledger import Ledger, migrate, schema
from sayso.ledger.statements import of_links

from .building import Build, fill
from .older import put_back


@pytest.fixture
def raw(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A ledger's file, open past Sayso."""
    with Ledger.open(tmp_path / "case.sayso"):
        pass
    connection = sqlite3.connect(tmp_path / "case.sayso", isolation_level=None)
    yield connection
    connection.close()


def test_a_new_ledger_is_one_file_when_it_is_closed(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "case.sayso") as ledger:
        assert ledger.reports() == ()
    assert [file.name for file in tmp_path.iterdir()] == ["case.sayso"]


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "case.sayso").touch()
    with Ledger.open(tmp_path / "case.sayso") as ledger:
        assert all(check.verdict == "ok" for check in ledger.check(deep=True))


def is_of_fts5(name: str | None) -> bool:
    """Whether it is the full-text index, or one of the tables that SQLite keeps for it."""
    return bool(name and name.startswith("search_index"))


def test_the_migrations_give_the_schema(raw: sqlite3.Connection, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'case.sayso'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": lambda name, *_: not is_of_fts5(name)})
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()
    written = {row[0] for row in raw.execute("SELECT sql FROM sqlite_schema WHERE name != 'alembic_version'") if row[0]}
    tables = [sql for sql in written if sql.startswith("CREATE TABLE") and "'search_index" not in sql]
    assert len(tables) == len(schema.metadata.tables)
    assert all("STRICT" in sql for sql in tables)


def test_the_head_that_is_looked_for_is_the_newest_migration() -> None:
    folder = Path(migrate.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_current_head() == migrate.HEAD


def test_the_statements_are_postgresqls_too() -> None:
    dialect = postgresql.dialect()
    for table in schema.metadata.sorted_tables:
        assert "STRICT" not in str(CreateTable(table).compile(dialect=dialect))
    assert "FROM link" in str(of_links(schema.link.c.id).compile(dialect=dialect))
    assert '"end"' in str(select(schema.claim_span).compile(dialect=dialect))


def test_a_connection_keeps_the_promises_of_the_store(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "case.sayso") as ledger, ledger._store.reading() as connection:  # noqa: SLF001 - pragmas have no other witness
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("foreign_keys", "journal_mode", "synchronous", "trusted_schema")
        }
    assert asked == {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "trusted_schema": 0}


def test_a_missing_ledger_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="sayso read"):
        Ledger.open(tmp_path / "case.sayso", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="folder"):
        Ledger.open(tmp_path)


def test_a_ledger_in_no_folder_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no folder"):
        Ledger.open(tmp_path / "none" / "case.sayso")


def test_a_name_with_signs_of_an_address_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "case?mode=memory#100% é.sayso"
    with Ledger.open(path):
        pass
    assert path.stat().st_size


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    path.write_text("The mayor said that the bridge was closed. " * 100)
    with pytest.raises(LedgerDamaged, match="not a ledger"):
        Ledger.open(path)
    assert path.read_text().startswith("The mayor")


def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE photo (id INTEGER)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(LedgerDamaged, match="another program"):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_a_ledger_of_a_newer_sayso_is_refused(raw: sqlite3.Connection, tmp_path: Path) -> None:
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerTooNew, match="9999"):
        Ledger.open(tmp_path / "case.sayso")


def test_a_ledger_without_one_of_its_tables_is_damaged(raw: sqlite3.Connection, tmp_path: Path) -> None:
    raw.execute("DROP TABLE copies")
    with Ledger.open(tmp_path / "case.sayso") as ledger, pytest.raises(LedgerDamaged, match="copies"):
        ledger.copies()


def test_a_second_writer_waits_and_then_says_so(raw: sqlite3.Connection, tmp_path: Path, build: Build) -> None:
    raw.execute("BEGIN IMMEDIATE")
    with Ledger.open(tmp_path / "case.sayso", wait=0.05) as ledger:
        assert ledger.reports() == ()  # readers are not held up
        with pytest.raises(LedgerBusy, match=r"0\.05 s"):
            ledger.add(build.refused())
        raw.execute("ROLLBACK")
        assert ledger.add(build.refused())


def test_a_writer_that_waits_looks_for_the_lock_as_often_as_who_comes_later(
    raw: sqlite3.Connection, tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 20:
            raw.execute("ROLLBACK")

    with Ledger.open(tmp_path / "case.sayso") as ledger:
        raw.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(time, "sleep", pause)
        assert ledger.add(build.refused())
        with ledger.reading():
            waits = ledger.look(lambda connection: connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one())
    assert len(pauses) == 20
    assert len(set(pauses)) == 1
    assert waits == 10_000  # what else has to wait waits as before


def test_a_sealed_ledger_can_be_read(filled: Path, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and Path(path).exists())
    with Ledger.open(filled) as ledger:
        assert len(ledger.reports()) == 2
        with pytest.raises(LedgerError, match="read-only"):
            ledger.add(build.refused("c.txt"))
    assert [file.name for file in filled.parent.iterdir()] == [filled.name]


def test_a_full_disk_leaves_the_ledger_as_it_was(tmp_path: Path, build: Build) -> None:
    with Ledger.open(tmp_path / "case.sayso") as ledger:
        ledger.add(build.intake("12 people were hurt."))
        with ledger._store.reading() as connection:  # noqa: SLF001 - a stand-in for a full disk
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        before = ledger.content_hash()
        with pytest.raises(LedgerError, match="disk is full"):
            ledger.add(build.intake("".join(map(chr, range(0x4E00, 0x9000))), label="b.txt"))
        assert ledger.content_hash() == before
        assert all(check.verdict == "ok" for check in ledger.check(deep=True))


def test_a_ledger_from_before_the_index_is_indexed_when_it_is_next_read_into(tmp_path: Path, build: Build) -> None:
    fill(tmp_path / "new.sayso", build)
    put_back(tmp_path / "new.sayso", tmp_path / "old.sayso")
    with Ledger.open(tmp_path / "old.sayso") as ledger:
        reports = {report.id for report in ledger.reports()}
        assert set(ledger.unplaced(9)) == reports
        assert set(ledger.uncompared(9)) == reports
        assert [set(pair) for pair in ledger.linked()] == [reports]
        (found,) = [check for check in ledger.check(deep=True) if check.verdict == "fail"]
        assert (found.name, found.words.count("is not what was written")) == ("row hashes", 1)
