"""`sayso backup`, and what is told where an older ledger is opened."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from click.testing import Result

from sayso.ledger import migrate
from sayso.ledger.connect import connect

Run = Callable[..., Result]


def test_a_backup_shows_what_the_ledger_shows(run: Run, case: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sayso"
    done = run("backup", "--ledger", case, "--to", target)
    assert (done.exit_code, done.stdout) == (0, "")
    assert sha256(target.read_bytes()).hexdigest() in done.stderr.replace("\n", "")
    assert run("disputes", "--ledger", target, "--json").stdout == run("disputes", "--ledger", case, "--json").stdout


def test_a_backup_is_told_in_json(run: Run, case: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sayso"
    told = json.loads(run("backup", "--ledger", case, "--to", target, "--json").stdout)
    assert (told["schema"], told["file"], told["bytes"]) == ("sayso/backup/1", str(target), target.stat().st_size)
    assert len(told["content_hash"]) == len(told["log_head"]) == len(told["sha256"]) == 64
    assert told["log_entries"] == 3


def test_a_file_that_is_there_is_not_replaced(run: Run, case: Path) -> None:
    before = case.read_bytes()
    done = run("backup", "--ledger", case, "--to", case)
    assert done.exit_code == 2
    assert "another name" in done.stderr
    assert case.read_bytes() == before


def test_a_damaged_ledger_is_told_as_such(run: Run, case: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(case)) as connection:
        connection.execute("UPDATE report SET outlet = 'Another'")
        connection.commit()
    done = run("backup", "--ledger", case, "--to", tmp_path / "copy.sayso")
    assert done.exit_code == 6
    assert not (tmp_path / "copy.sayso").exists()


def test_where_the_copy_of_an_older_ledger_lies_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.sayso"
    with closing(connect(path, create=True, wait=0)) as store, store.writing() as connection:
        migrate.upgrade(connection, "0015")
    done = run("claims", "--ledger", path, "--json")
    assert done.exit_code == 0
    assert "old.sayso.schema-0015" in done.stderr.replace("\n", "")
    assert path.with_name("old.sayso.schema-0015").exists()
