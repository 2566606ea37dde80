"""What was read to its end is noted once for each source, and is no part of what the ledger says."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso.ledger import Ledger, Verdict, seen
from sayso.nouns import Seen

A = Seen(source="https://a.example/", mark="1", capture="00")
B = Seen(source="path b\x00\ud800", mark="2")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.sayso"


def test_what_is_noted_is_known_and_the_last_counts(path: Path) -> None:
    with Ledger.open(path) as ledger:
        before = ledger.content_hash()
        ledger.change(seen.put, (A, B, A))
        ledger.change(seen.put, (Seen(source=A.source, mark="3"),))
        assert ledger.look(seen.known, (A.source, "https://c.example/")) == {A.source: Seen(source=A.source, mark="3")}
        assert [one.mark for one in ledger.look(seen.known, (B.source,)).values()] == ["2"]
        assert ledger.content_hash() == before


def test_nothing_is_known_of_nothing(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.change(seen.put, ())
        assert ledger.look(seen.known, ()) == {}


def test_doctor_finds_what_was_changed_by_hand(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.change(seen.put, (A,))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE seen SET mark = '2'")
    with Ledger.open(path) as ledger:
        found = [check.words for check in ledger.check(deep=True) if check.verdict is Verdict.FAIL]
    assert found == [f"seen {A.source} is not what was written"]
