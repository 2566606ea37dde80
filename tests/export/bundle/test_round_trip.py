"""A bundle restores the ledger that it was made of, and says the same to tools that know nothing of Sayso."""

import csv
import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import bagit
import pytest
from small_ledger import MAYOR, RADIO, WHO, fill

from sayso.errors import UsageError
from sayso.export import exchange
from sayso.export.bundle import bundle, opened
from sayso.ledger import Ledger
from sayso.ledger.transfer import HANDED_ON, rows, staged
from sayso.nouns import Ruling, RulingKind


def restore(path: Path, into: Path | str) -> None:
    with opened(path) as found, staged(found) as source, Ledger.open(into) as ledger:
        ledger.receive(source)


def everything(ledger: Ledger) -> dict[str, object]:
    """All rows that are handed on, and the captures."""
    told: dict[str, object] = {table.name: ledger.look(rows, table.name) for table in HANDED_ON}
    return {**told, "raw": [ledger.capture(report.capture) for report in ledger.reports()]}


def test_a_restored_ledger_is_the_one_that_was_packed(kept: Path, packed: Path, tmp_path: Path) -> None:
    restore(packed, tmp_path / "new.sayso")
    with Ledger.open(kept) as old, Ledger.open(tmp_path / "new.sayso") as new:
        assert new.content_hash() == old.content_hash()
        assert everything(new) == everything(old)
        assert exchange(new) == exchange(old)
        assert [one.words for one in new.check(deep=True) if one.verdict != "ok"] == ["c.pdf: refused (not a text)"]


def test_a_ledger_of_either_kind_is_restored(ledger: Ledger, packed: Path) -> None:
    with opened(packed) as found, staged(found) as source:
        ledger.receive(source)
        assert ledger.content_hash() == found.content_hash
    assert not [one for one in ledger.check(deep=True) if one.verdict == "fail"]


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    where = tmp_path / "case.sayso" if request.param == "sqlite" else request.getfixturevalue("database")
    with Ledger.open(where) as empty:
        yield empty


def test_a_ledger_of_either_kind_gives_the_same_bundle(ledger: Ledger, tmp_path: Path, packed: Path) -> None:
    with opened(packed) as found, staged(found) as source:
        ledger.receive(source)
    assert bundle(ledger) == packed.read_bytes()
    assert list(tmp_path.glob("*.part")) == []


def test_the_same_ledger_gives_the_same_bytes(kept: Path, whole: bytes) -> None:
    with Ledger.open(kept) as ledger:
        assert bundle(ledger) == whole


def test_what_is_packed_again_is_what_was_packed(packed: Path, whole: bytes, tmp_path: Path) -> None:
    restore(packed, tmp_path / "new.sayso")
    with Ledger.open(tmp_path / "new.sayso") as ledger:
        assert bundle(ledger) == whole


def test_it_is_a_bag_for_other_tools(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "out")
    (folder,) = (tmp_path / "out").iterdir()
    made = bagit.Bag(str(folder))
    made.validate()
    assert made.info["Sayso-Content-Hash"].startswith(folder.name.removeprefix("sayso-"))
    done = subprocess.run(  # the line that README.txt gives
        ["sha256sum", "--check", "--quiet", "manifest-sha256.txt"],  # noqa: S607 - whichever the machine has
        cwd=folder,
        check=False,
        capture_output=True,
    )
    assert (done.returncode, done.stdout) == (0, b"")


def test_captures_and_texts_are_files_that_anybody_can_open(files: dict[str, bytes]) -> None:
    for words in (MAYOR, RADIO):
        assert files[f"data/captures/{sha256(words.encode()).hexdigest()}.txt"] == words.encode()
    texts = [data.decode() for name, data in files.items() if name.startswith("data/texts/")]
    assert sorted(texts) == sorted((MAYOR, RADIO))


def test_the_rows_are_told_in_json(files: dict[str, bytes]) -> None:
    ruled = [json.loads(line) for line in files["data/ledger/ruling.jsonl"].splitlines()]
    assert [one["by"] for one in ruled] == [WHO, WHO]
    claims = list(csv.DictReader(io.StringIO(files["data/claims.csv"].decode(), newline="")))
    assert len(claims) == 5
    assert not {"data/ledger/desk_user.jsonl", "data/ledger/seen.jsonl"} & files.keys()


def test_the_readme_names_what_is_there(files: dict[str, bytes]) -> None:
    words = files["README.txt"].decode()
    info = dict(line.split(": ", 1) for line in files["bag-info.txt"].decode().splitlines())
    assert info["Sayso-Content-Hash"] in words
    assert info["Sayso-Log-Head"] in words
    assert all(part in words for part in ("data/captures/", "data/texts/", "data/claims.csv", "manifest-sha256.txt"))


def test_a_ledger_that_holds_something_takes_nothing_in(packed: Path, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "other.sayso") as other:
        fill(other)
        before = other.content_hash()
        with pytest.raises(UsageError, match="not empty"), opened(packed) as found, staged(found) as source:
            other.receive(source)
        assert other.content_hash() == before


def test_what_is_flagged_is_not_handed_on_unasked(packed: Path, tmp_path: Path) -> None:
    restore(packed, tmp_path / "new.sayso")
    with Ledger.open(tmp_path / "new.sayso") as ledger:
        at = "2024-03-07T10:20:00+00:00"
        flag = Ruling(id="u-3", kind=RulingKind.FLAG, decision="personal", by=WHO, at=at, names=("Ada Quill",))
        ledger.add_rulings([flag])
        with pytest.raises(UsageError, match="--include-sensitive"):
            bundle(ledger)
        assert bundle(ledger, sensitive=True)


def test_an_empty_ledger_can_be_handed_on(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.sayso") as empty:
        (tmp_path / "empty.zip").write_bytes(bundle(empty))
        content_hash = empty.content_hash()
    restore(tmp_path / "empty.zip", tmp_path / "new.sayso")
    with Ledger.open(tmp_path / "new.sayso") as new:
        assert new.content_hash() == content_hash
