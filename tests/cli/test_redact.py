"""`sayso redact`."""

import json
import os
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import Result

from sayso import disk
from sayso.ledger import Ledger

Run = Callable[..., Result]
WHY = ("--reason", "asked for it", "--by", "Vera Lund")
GONE = re.compile(r"coast|radio", re.IGNORECASE)


def test_a_voice_is_gone_from_all_that_is_shown(run: Run, case: Path) -> None:
    assert GONE.search(run("claims", "--ledger", case, "--json").stdout)
    done = run("redact", "Coast Radio", "--ledger", case, *WHY)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "redaction 1: 1 place masked in 1 report, 1 capture withheld" in done.stderr
    for verb in ("claims", "disputes", "voices", "questions"):
        shown = run(verb, "--ledger", case, "--json")
        assert shown.exit_code == 0
        assert not GONE.search(shown.stdout)
    assert not GONE.search(run("export", "--ledger", case, "--to", "-").stdout)
    assert run("doctor", "--deep", "--ledger", case, "--json").stdout.count('"fail"') == 0
    assert b"Radio" not in case.read_bytes()


def test_what_was_done_is_told_in_json(run: Run, case: Path, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.json"
    told = json.loads(run("redact", "Coast Radio", "--ledger", case, *WHY, "--receipt", receipt, "--json").stdout)
    assert (told["schema"], told["redaction"], told["names"]) == ("sayso/redacted/1", 1, ["Coast Radio"])
    assert (told["reports"], told["places"], told["withheld"]) == (1, 1, 1)
    kept = json.loads(receipt.read_text())
    assert receipt.stat().st_mode & 0o077 == 0
    for one in kept["withheld"]:
        assert one["commitment"] == sha256(bytes.fromhex(one["salt"]) + one["sha256"].encode()).hexdigest()


def test_it_can_be_looked_at_first(run: Run, case: Path) -> None:
    before = run("export", "--ledger", case, "--to", "-").stdout
    done = run("redact", "Coast Radio", "--dry-run", "--ledger", case, "--json")
    told = json.loads(done.stdout)
    assert told["schema"] == "sayso/redaction/1"
    assert [one["places"] for one in told["reports"]] == [["A nurse told █1█████████ that at least 60 people were"]]
    assert "would be masked" in run("redact", "Coast Radio", "--dry-run", "--ledger", case).stderr
    assert run("export", "--ledger", case, "--to", "-").stdout == before


@pytest.mark.parametrize(
    "args",
    [
        ("Coast Radio",),
        ("Coast Radio", "--by", "Vera Lund"),
        ("Coast Radio", "--reason", "Coast Radio asked", "--by", "Vera Lund"),
        ("!", *WHY),
    ],
    ids=str,
)
def test_wrong_usage_changes_nothing(args: tuple[str, ...], run: Run, case: Path, tmp_path: Path) -> None:
    before = case.read_bytes()
    done = run("redact", *args, "--ledger", case, "--receipt", tmp_path / "receipt.json")
    assert done.exit_code == 2
    assert case.read_bytes() == before
    assert not (tmp_path / "receipt.json").exists()


def test_a_receipt_never_takes_the_place_of_a_file(run: Run, case: Path, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.json"
    receipt.write_text("the first one")
    done = run("redact", "Coast Radio", "--ledger", case, *WHY, "--receipt", receipt)
    assert done.exit_code == 2
    assert receipt.read_text() == "the first one"
    assert "Coast Radio" in run("claims", "--ledger", case, "--json").stdout


def test_without_a_receipt_that_is_kept_nothing_is_redacted(
    run: Run, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(folder: Path) -> None:
        assert folder == tmp_path
        raise OSError(5, os.strerror(5))

    monkeypatch.setattr(disk, "keep_names", fails)
    done = run("redact", "Coast Radio", "--ledger", case, *WHY, "--receipt", tmp_path / "receipt.json")
    assert "so nothing was redacted" in done.stderr.replace("\n", " ")
    assert "Coast Radio" in run("claims", "--ledger", case, "--json").stdout


def test_a_receipt_is_kept_where_the_file_cannot_be_cleaned_yet(run: Run, case: Path, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.json"
    with Ledger.open(case) as other, other.reading():
        assert other.reports()
        done = run("redact", "Coast Radio", "--ledger", case, *WHY, "--receipt", receipt)
    assert done.exit_code == 7
    assert "say the same again" in done.stderr.replace("\n", " ")
    assert len(json.loads(receipt.read_text())["withheld"]) == 1
    assert run("redact", "Coast Radio", "--ledger", case, *WHY).exit_code == 0
    assert b"Coast Radio" not in case.read_bytes()


def test_a_name_that_is_not_there_is_told(run: Run, case: Path) -> None:
    done = run("redact", "Zeno Vance", "--ledger", case, *WHY)
    assert done.exit_code == 0
    assert "stands nowhere" in done.stderr


def test_older_copies_beside_it_are_named(run: Run, case: Path) -> None:
    case.with_name(f"{case.name}.schema-0015").write_bytes(b"an older one")
    done = run("redact", "Coast Radio", "--ledger", case, *WHY)
    assert f"{case.name}.schema-0015" in done.stderr.replace("\n", "")
