import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso.ledger import Ledger

from .building import Build, Verdicts


def run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount
        connection.commit()


def test_an_entry_tells_what_was_added(filled: Path) -> None:
    with Ledger.open(filled) as ledger:
        entries = ledger.log()
        ids = {report.label: report.id for report in ledger.reports()}
        hashes = [link.id for link in ledger.links()]
    assert [entry.seq for entry in entries] == [1, 2, 3]
    said = [json.loads(entry.payload or "") for entry in entries]
    assert [one.get("report") for one in said] == [ids["a.txt"], ids["b.txt"], None]
    assert [one.get("links", 0) for one in said] == [0, len(hashes), 0]


def test_two_ledgers_never_have_the_same_log(filled: Path, tmp_path: Path, build: Build) -> None:
    with Ledger.open(tmp_path / "other.sayso") as one, Ledger.open(filled) as two:
        one.add(build.refused())
        assert one.log()[0].commitment not in {entry.commitment for entry in two.log()}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET payload = replace(payload, 'report', 'repord') WHERE seq = 2",
        "UPDATE log SET salt = zeroblob(16) WHERE seq = 2",
        "UPDATE log SET commitment = prev WHERE seq = 2",
        "UPDATE log SET kind = 'other' WHERE seq = 2",
        "UPDATE log SET hash = prev WHERE seq = 2",
        "UPDATE log SET prev = hash WHERE seq = 2",
        "UPDATE log SET payload = NULL WHERE seq = 2",
        "DELETE FROM log WHERE seq = 2",
        "DELETE FROM log WHERE seq = 1",
        "UPDATE log SET seq = 9 WHERE seq = 3",
    ],
)
def test_a_changed_entry_breaks_the_chain(statement: str, filled: Path, verdicts: Verdicts) -> None:
    run(filled, statement)
    assert "log" in verdicts(filled)


def test_entries_that_change_places_break_the_chain(filled: Path, verdicts: Verdicts) -> None:
    run(
        filled,
        "UPDATE log SET seq = 9 WHERE seq = 2",
        "UPDATE log SET seq = 2 WHERE seq = 3",
        "UPDATE log SET seq = 3 WHERE seq = 9",
    )
    assert "log" in verdicts(filled)


def test_an_entry_redacted_by_hand_leaves_the_chain_whole_and_is_told(filled: Path, verdicts: Verdicts) -> None:
    run(filled, "UPDATE log SET payload = NULL, salt = NULL WHERE seq = 2")
    assert verdicts(filled) == {"logged": "entry 2 is redacted, and no entry says what stands since"}
    with Ledger.open(filled) as ledger:
        assert [entry.payload is None for entry in ledger.log()] == [False, True, False]
