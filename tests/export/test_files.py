import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UsageError, WriteFailed
from sayso.export import FORMATS, Readable, exchange, export, format_named, format_of, write, write_folder
from sayso.export.lines import records
from sayso.export.table import COLUMNS, as_it_was, safe
from sayso.export.text import dumps

JSON, JSONL, CSV = map(format_named, ("json", "jsonl", "csv"))


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.json", "json"), ("b/c.JSONL", "jsonl"), ("c.ndjson", "jsonl"), ("d.x.csv", "csv")],
)
def test_the_ending_names_the_format(name: str, form: str) -> None:
    assert format_of(name) is format_named(form)


def test_names_and_endings_are_those_of_one_format_each() -> None:
    names = [one.name for one in FORMATS]
    endings = [ending for one in FORMATS for ending in one.endings]
    assert len(set(names)) == len(names)
    assert len(set(endings)) == len(endings)
    assert all(ending == ending.lower() and ending.startswith(".") for ending in endings)


@pytest.mark.parametrize("name", ["case", "case.txt", "-", ".json"])
def test_an_ending_that_says_nothing_is_refused_with_what_would_do(name: str) -> None:
    with pytest.raises(UsageError, match="--format"):
        format_of(name)


def test_json_is_the_exchange_document(shelf: Readable) -> None:
    assert json.loads(export(shelf, JSON)) == exchange(shelf)


def test_jsonl_is_one_claim_a_line_and_comes_back_whole(shelf: Readable) -> None:
    written = export(shelf, JSONL).decode()
    assert [json.loads(line) for line in written.splitlines()] == list(records(shelf))
    assert len(written.splitlines()) == 4


def test_each_line_stands_alone(shelf: Readable) -> None:
    first = json.loads(export(shelf, JSONL).splitlines()[1])
    assert first["id"] == "c-1"
    assert (first["outlet"], first["published"]) == ("Brin Herald", "2024-05-07T10:20:00+03:00")
    assert (first["question_wording"], first["answer_value"]) == ("How many people were taken off?", "about 40")


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_survives_json_as_one_line_of_utf8(text: str) -> None:
    written = dumps({"text": text})
    assert len(written.splitlines()) == 1
    assert json.loads(written.encode().decode()) == {"text": text}


def test_csv_has_a_row_a_claim_with_numbers_as_numbers(shelf: Readable) -> None:
    rows = list(csv.DictReader(io.StringIO(export(shelf, CSV).decode(), newline="")))
    assert [row["id"] for row in rows] == ["c-4", "c-1", "c-3", "c-2"]
    first = rows[1]
    assert tuple(first) == tuple(COLUMNS)
    assert (first["low"], first["best"], first["high"]) == ("36", "40", "40.5")
    assert (first["claimant"], first["via"], first["answer"]) == ("Harbour Office", "Coast Radio", "about 40")
    assert first["quote"] == "nearly 40 people were taken off on Monday"
    assert rows[2]["claimant"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＠"])
def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(start: str, voiced: Callable[[str, str], Readable]) -> None:
    shelf = voiced(f"{start}HYPERLINK(1)", f"{start}2")
    (row,) = csv.DictReader(io.StringIO(export(shelf, CSV).decode(), newline=""))
    assert row["claimant"] == f"'{start}HYPERLINK(1)"
    assert row["outlet"] == f"'{start}2"


@pytest.mark.parametrize("number", [-3, -0.5, 0, None])
def test_numbers_stay_numbers(number: float | None) -> None:
    assert safe(number) is number


@given(st.text(st.sampled_from("=+-@\t\r\n\0'\"＝＠x 1") | st.characters(exclude_categories=[]), min_size=1))
def test_no_text_cell_starts_a_formula_and_each_comes_back(text: str) -> None:
    assert not str(safe(text)).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\0"))
    assert as_it_was(str(safe(text))) == text


def test_an_empty_ledger_exports_to_every_format(shelf: Readable) -> None:
    empty = type(shelf)()
    assert json.loads(export(empty, JSON))["claims"] == []
    assert export(empty, JSONL) == b""
    assert export(empty, CSV).decode().strip() == ",".join(COLUMNS)


def test_a_lone_surrogate_does_not_stop_an_export(voiced: Callable[[str, str], Readable]) -> None:
    shelf = voiced("\ud83d", "x")
    assert json.loads(export(shelf, JSON))["claims"][0]["claimant"] == "\ud83d"
    assert b"\\ud83d" in export(shelf, CSV)


def test_a_file_is_replaced_in_one_step_and_keeps_its_rights(tmp_path: Path) -> None:
    target = tmp_path / "case.json"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write((b"n", b"ew"), str(target), stdout=io.BytesIO())
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_the_old_file_and_no_remains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "case.json"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(WriteFailed, match="No space left"):
        write((b"n", b"ew"), str(target), stdout=io.BytesIO())
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match=r"cannot write .*no-such"):
        write((b"",), str(tmp_path / "no-such" / "case.json"), stdout=io.BytesIO())


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_bytes(b"old")
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "real.json")
    write((b"n", b"ew"), str(link), stdout=io.BytesIO())
    assert link.is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"


def test_a_dash_writes_to_standard_output() -> None:
    stdout = io.BytesIO()
    write((b"da", b"ta"), "-", stdout=stdout)
    assert stdout.getvalue() == b"data"


def archive(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return written.getvalue()


def test_an_archive_is_written_as_a_folder_that_was_not_there(tmp_path: Path) -> None:
    data = archive({"a.csv": b"1", "sub/b.csv": b"2"})
    done = write_folder((data,), str(tmp_path / "case/"))
    assert (tmp_path / "case" / "sub" / "b.csv").read_bytes() == b"2"
    assert (done.size, done.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    with pytest.raises(WriteFailed, match="there already"):
        write_folder((data,), str(tmp_path / "case/"))
    assert [one.name for one in tmp_path.iterdir()] == ["case"]


def test_a_folder_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="cannot write"):
        write_folder((archive({"a": b"1"}),), str(tmp_path / "missing" / "case"))
    assert list(tmp_path.iterdir()) == []
