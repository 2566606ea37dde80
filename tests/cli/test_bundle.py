"""`sayso export --format bundle` and `sayso import`."""

import json
import zipfile
from pathlib import Path

import pytest
from time_stamps import authority, token

from .conftest import Run


@pytest.fixture
def bundle(run: Run, case: Path, tmp_path: Path) -> Path:
    path = tmp_path / "case.bundle.zip"
    done = run("export", "--ledger", case, "--to", path)
    assert done.exit_code == 0
    assert f"{path}: bundle, 4 claims, sha256" in done.stderr
    return path


def test_a_bundle_becomes_a_ledger_again(run: Run, case: Path, bundle: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.sayso"
    done = run("import", bundle, "--ledger", new)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "3 captures, content hash" in done.stderr
    assert run("claims", "--ledger", new, "--json").stdout == run("claims", "--ledger", case, "--json").stdout


def test_what_was_restored_is_told_in_json(run: Run, bundle: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.sayso"
    told = json.loads(run("import", bundle, "--ledger", new, "--json").stdout)
    assert told["schema"] == "sayso/imported/1"
    assert (told["file"], told["ledger"], told["captures"], told["timestamps"]) == (str(bundle), str(new), 3, [])
    assert len(told["content_hash"]) == len(told["manifest_sha256"]) == 64


def test_a_bundle_can_be_checked_alone(run: Run, bundle: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.sayso"
    done = run("import", bundle, "--check", "--ledger", new, "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["ledger"] is None
    assert not new.exists()


def test_a_damaged_bundle_leaves_no_ledger_behind(run: Run, bundle: Path, tmp_path: Path) -> None:
    raw = bundle.read_bytes()
    bundle.write_bytes(raw[: len(raw) // 2] + bytes(50) + raw[len(raw) // 2 + 50 :])
    new = tmp_path / "new.sayso"
    done = run("import", bundle, "--ledger", new)
    assert done.exit_code == 5
    assert done.stderr.startswith("sayso: ")
    assert "Traceback" not in done.stderr
    assert not new.exists()


def test_a_ledger_in_use_is_left_as_it_is(run: Run, bundle: Path, case: Path) -> None:
    before = case.read_bytes()
    done = run("import", bundle, "--ledger", case)
    assert done.exit_code == 2
    assert "not empty" in done.stderr
    assert case.read_bytes() == before


def test_what_is_flagged_is_taken_along_only_when_asked_for(run: Run, case: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.bundle.zip"
    assert run("flag", "--ledger", case, "--name", "Coast Radio", "--as", "personal", "--by", "Ada").exit_code == 0
    done = run("export", "--ledger", case, "--to", path)
    assert done.exit_code == 2
    assert "--include-sensitive" in done.stderr
    assert not path.exists()
    assert run("export", "--ledger", case, "--to", path, "--include-sensitive").exit_code == 0
    assert path.exists()


@pytest.mark.parametrize("form", ["json", "csv"])
def test_time_stamps_go_into_bundles_alone(form: str, run: Run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "1.tsr").write_bytes(b"0")
    done = run("export", "--ledger", case, "--to", tmp_path / "x", "--format", form, "--timestamp", tmp_path / "1.tsr")
    assert done.exit_code == 2
    assert f"the format {form} cannot hold one" in done.stderr


def test_a_time_stamp_that_is_none_is_refused(run: Run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "1.tsr").write_bytes(b"0")
    done = run("export", "--ledger", case, "--to", tmp_path / "x.bundle.zip", "--timestamp", tmp_path / "1.tsr")
    assert done.exit_code == 5
    assert "time stamp is damaged" in done.stderr


def test_a_bundle_is_stamped_and_its_stamp_is_checked(run: Run, case: Path, bundle: Path, tmp_path: Path) -> None:
    clock, stamp, root = authority("Dale Clock"), tmp_path / "1.tsr", tmp_path / "root.pem"
    root.write_bytes(clock.pem)
    with zipfile.ZipFile(bundle) as archive:
        (manifest,) = (archive.read(name) for name in archive.namelist() if name.endswith("/manifest-sha256.txt"))
    stamp.write_bytes(token(clock, manifest))
    again = tmp_path / "again.bundle.zip"
    assert run("export", "--ledger", case, "--to", again, "--timestamp", stamp).exit_code == 0
    told = json.loads(run("import", again, "--check", "--authority", root, "--json").stdout)
    assert told["timestamps"] == [{"at": "2024-03-08T09:00:00+00:00", "authority": "CN=Dale Clock", "verified": True}]
    assert "CN=Dale Clock: verified" in run("import", again, "--check", "--authority", root).stderr.replace("\n", " ")
    assert "not verified" in run("import", again, "--check").stderr
    root.write_bytes(authority("Hill Clock").pem)
    done = run("import", again, "--authority", root, "--ledger", tmp_path / "new.sayso")
    assert done.exit_code == 5
    assert "authority that you trust" in done.stderr
    assert not (tmp_path / "new.sayso").exists()
