"""What was sent to the desk is kept for a while, and is no part of what the ledger says."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso.intake import read_inputs
from sayso.ledger import Ledger, Verdict, batches
from sayso.ledger.hashing import row_hash


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.sayso"


def test_a_batch_is_kept_as_it_was_last(path: Path) -> None:
    with Ledger.open(path) as ledger:
        before = ledger.content_hash()
        ledger.change(batches.put, "a", "1")
        ledger.change(batches.put, "b", "2")
        ledger.change(batches.put, "a", "3")
        assert ledger.look(batches.body, "a") == "3"
        assert ledger.look(batches.body, "c") is None
        assert ledger.look(batches.bodies) == ("2", "3")
        assert ledger.content_hash() == before


def test_the_oldest_goes(path: Path) -> None:
    with Ledger.open(path) as ledger:
        for number in range(batches.KEPT + 2):
            ledger.change(batches.put, f"b{number}", str(number))
        assert ledger.look(batches.bodies) == tuple(str(number) for number in range(batches.KEPT + 1, 1, -1))


def test_doctor_finds_what_was_changed_by_hand(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.change(batches.put, "a", "1")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE batch SET body = '2'")
    with Ledger.open(path) as ledger:
        found = [check.words for check in ledger.check(deep=True) if check.verdict is Verdict.FAIL]
    assert found == ["batch 1 is not what was written"]


def test_editions_of_a_site_meet_in_an_older_ledger(path: Path, tmp_path: Path) -> None:
    for name, url in (("a", "https://dale.example/news/4"), ("b", "https://m.dale.example/news/4")):
        (tmp_path / f"{name}.json").write_text(json.dumps({"text": f"The pier is shut, {name} said.", "url": url}))
    with Ledger.open(path) as ledger:
        for intake in read_inputs([str(tmp_path / "a.json"), str(tmp_path / "b.json")]):
            ledger.add(intake)
        reports = ledger.reports()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE batch")
        for report in reports:
            row = {"report": report.id, "address": str(report.url).removeprefix("https://")}
            changed = (row["address"], row_hash("version", row), report.id)
            connection.execute("UPDATE version SET address = ?, row_hash = ? WHERE report = ?", changed)
        connection.execute("UPDATE alembic_version SET version_num = '0017'")
    with Ledger.open(path) as ledger:
        assert {one.id for one in ledger.versions(reports[0].id)} == {one.id for one in reports}
        assert [check.words for check in ledger.check(deep=True) if check.verdict is Verdict.FAIL] == []
