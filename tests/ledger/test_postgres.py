"""What is PostgreSQL's own: its errors in our words, its order, one state for a reader, several writers, kills."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.pool import NullPool

from sayso.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerTooNew, UsageError
from sayso.ledger import Ledger, connect
from sayso.ledger.fulltext import Term, tsvector
from sayso.web import Settings, create_app

from .building import Build, fill

KILLS = 3
WRITERS = 3
EACH = 10


@pytest.fixture
def raw(database: str) -> Iterator[Connection]:
    """A connection beside the ledger's, each statement a transaction of its own."""
    engine = create_engine(database, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def test_a_ledger_says_the_same_wherever_it_lies(database: str, tmp_path: Path, build: Build) -> None:
    hashes = []
    for where in (tmp_path / "case.sayso", database):
        fill(where, build)
        with Ledger.open(where) as ledger:
            hashes.append(ledger.content_hash())
            assert {check.name for check in ledger.check(deep=True) if check.verdict == "fail"} == set()
    assert hashes[0] == hashes[1]


def test_texts_are_ordered_by_their_characters(database: str, raw: Connection) -> None:
    Ledger.open(database).close()
    own = "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text' "
    assert raw.exec_driver_sql(own).scalar_one() > 50
    assert raw.exec_driver_sql(f"{own} AND collation_name IS DISTINCT FROM 'C'").scalar_one() <= 1  # Alembic's own


def test_a_reader_sees_one_state(database: str, build: Build) -> None:
    with Ledger.open(database) as reader, Ledger.open(database) as writer:
        with reader.reading():
            assert reader.reports() == ()
            writer.add(build.intake("12 people were hurt."))
            assert reader.reports() == ()
        assert len(reader.reports()) == 1


def test_a_second_writer_waits_and_then_says_so(database: str, build: Build) -> None:
    with Ledger.open(database) as first, Ledger.open(database, wait=0.05) as second:
        with first.writing():
            assert second.reports() == ()  # readers are not held up
            with pytest.raises(LedgerBusy, match=r"0\.05 s"):
                second.add(build.refused())
        assert second.add(build.refused())


def test_what_cannot_be_opened_is_told(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = make_url(database).set(database="nowhere").render_as_string(hide_password=False)
    with pytest.raises(LedgerError, match="createdb"):
        Ledger.open(nowhere)
    with pytest.raises(LedgerError, match="is the server running"):
        Ledger.open("postgresql://sayso@127.0.0.1:1/case?connect_timeout=1")
    connect._engine.cache_clear()  # noqa: SLF001 - as in a process that has not used it
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r"pip install 'sayso\[postgres\]'"):
        Ledger.open(database)
    connect._engine.cache_clear()  # noqa: SLF001


@pytest.mark.parametrize("address", ["mysql://user@host/case", "nonsense://", "postgresql://:x:y"])
def test_other_addresses_are_refused_with_one_that_would_do(address: str) -> None:
    with pytest.raises(UsageError, match="postgresql://user@host/database"):
        Ledger.open(address)


def test_a_password_is_not_shown() -> None:
    with pytest.raises(LedgerError) as raised:
        Ledger.open("postgresql://ada:secret@127.0.0.1:1/case?connect_timeout=1")
    assert "secret" not in str(raised.value)


def test_a_newer_ledger_and_a_damaged_one_are_told(database: str, raw: Connection) -> None:
    Ledger.open(database).close()
    raw.exec_driver_sql("DROP TABLE copies CASCADE")
    with Ledger.open(database) as ledger, pytest.raises(LedgerDamaged, match="copies"):
        ledger.copies()
    raw.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerTooNew, match="9999"):
        Ledger.open(database)


def test_a_server_that_goes_away_is_told(database: str, raw: Connection) -> None:
    with Ledger.open(database) as ledger:
        assert ledger.reports() == ()
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
        raw.exec_driver_sql(f"{others} AND pid <> pg_backend_pid()")
        with pytest.raises(LedgerError, match="went away"):
            ledger.reports()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM searched WHERE kind = 'claim'",
        "DELETE FROM search_words",
        "UPDATE search_words SET words = '''else'':1' WHERE number = 1",
        "UPDATE claim SET quote = 'Nobody was hurt'",
    ],
)
def test_doctor_tells_when_search_is_out_of_step(database: str, raw: Connection, build: Build, statement: str) -> None:
    fill(database, build)
    raw.exec_driver_sql(statement)
    with Ledger.open(database) as ledger:
        assert {one.name: one.verdict for one in ledger.check(deep=True)}["search"] == "warn"
        ledger.reindex()
        assert {one.name: one.verdict for one in ledger.check(deep=True)}["search"] == "ok"


def test_all_that_writers_write_at_once_is_there_once(database: str, tmp_path: Path) -> None:
    start = tmp_path / "start"
    Ledger.open(database).close()
    writers = [_writer(database, str(name), EACH, start) for name in range(WRITERS)]
    while len(list(tmp_path.glob("ready-*"))) < WRITERS and all(writer.poll() is None for writer in writers):
        time.sleep(0.01)
    start.touch()
    assert [writer.wait() for writer in writers] == [0] * WRITERS
    with Ledger.open(database) as ledger:
        assert len(ledger.reports()) == len(ledger.claims()) == EACH
        assert len(ledger.inputs()) == EACH * (WRITERS + 1)


def test_a_killed_writer_leaves_no_half_written_input(database: str, tmp_path: Path) -> None:
    start = tmp_path / "start"
    start.touch()
    Ledger.open(database).close()
    for kill in range(KILLS):
        with Ledger.open(database) as ledger:
            before = len(ledger.log())
            writer = _writer(database, str(kill), 100_000, start)
            while len(ledger.log()) < before + 5 + kill and writer.poll() is None:
                time.sleep(0.001)
            writer.kill()
            assert writer.wait() < 0  # it was still writing
            assert {check.name for check in ledger.check(deep=True) if check.verdict == "fail"} == set()
            assert len(ledger.claims()) == len(ledger.reports())


def _writer(database: str, name: str, count: int, start: Path) -> "subprocess.Popen[bytes]":
    script = [sys.executable, str(Path(__file__).with_name("writer.py")), database, name, str(count), str(start)]
    return subprocess.Popen(script)  # noqa: S603 - our own script


def test_the_desk_shows_it(database: str, build: Build) -> None:
    fill(database, build)
    with TestClient(create_app(database, Settings()), base_url="http://127.0.0.1:8001") as desk:
        for path in ("/", "/src", "/search?q=people", "/review", "/rulings", "/api/v1/claims?text=hurt", "/feed.atom"):
            assert desk.get(path).status_code == 200, path
        assert desk.get("/api/v1/search?q=hurt").json()["total"] == 2


LATIN = st.text(alphabet="aAbBéÉüÜçžñ 7-_.'", max_size=30)


@given(LATIN, st.lists(LATIN, min_size=1, max_size=2), st.booleans())
def test_a_text_has_in_postgresql_the_words_that_it_has_in_sqlite(told: str, wanted: list[str], begins: bool) -> None:  # noqa: FBT001
    terms = [Term(words=words, begins=begins) for words in wanted if any(map(str.isalnum, words))]
    if terms:
        found = tsvector.marks(told, terms)
        assert all(told[start].isalnum() and told[end - 1].isalnum() for start, end in found)
        assert _sqlite_has(told, terms) == all(tsvector.marks(told, [term]) for term in terms)


def _sqlite_has(told: str, terms: list[Term]) -> bool:
    from sqlite3 import connect as open_  # noqa: PLC0415

    from sayso.ledger.fulltext import fts5  # noqa: PLC0415

    with open_(":memory:") as memory:
        memory.execute(f"CREATE VIRTUAL TABLE t USING fts5(words, tokenize = '{fts5.TOKENS}')")
        memory.execute("INSERT INTO t VALUES (?)", (told,))
        found = memory.execute("SELECT 1 FROM t WHERE t MATCH ?", (fts5._expression(terms),)).fetchone()  # noqa: SLF001
    memory.close()
    return found is not None
