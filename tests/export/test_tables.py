"""The tables as a Data Package, a workbook and Parquet, as pandas, openpyxl and DuckDB have them."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from export_readers import parquet_rows, sheets
from hostile_case import FIFTY, FIRST, FORTY, QUAY, SECOND, SIXTY, fill, flag

from sayso.errors import UsageError
from sayso.export import choose, format_named
from sayso.export import export as exported
from sayso.export import xlsx as workbook
from sayso.export.table import FORMULA_STARTS, as_it_was
from sayso.export.tables import TABLES, Kind
from sayso.ledger import Ledger
from sayso.nouns import Care


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("tables") / "case.sayso")


def export(path: Path, form: str, **how: object) -> bytes:
    with Ledger.open(path) as ledger:
        return exported(ledger, format_named(form), **how)


def package(path: Path, **how: object) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(export(path, "datapackage", **how))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def frames(files: dict[str, bytes]) -> dict[str, pd.DataFrame]:
    """The tables of a package, read as its descriptor says."""
    kinds = {"string": "string", "integer": "Int64", "number": "Float64"}
    return {
        resource["name"]: pd.read_csv(
            io.BytesIO(files[resource["path"]]),
            dtype={field["name"]: kinds[field["type"]] for field in resource["schema"]["fields"]},
            keep_default_na=False,
            na_values=resource["schema"]["missingValues"],
        )
        for resource in json.loads(files["datapackage.json"])["resources"]
    }


def test_a_package_tells_the_digest_and_the_rows_of_each_file(path: Path) -> None:
    files = package(path)
    descriptor = json.loads(files["datapackage.json"])
    assert [one["name"] for one in descriptor["resources"]] == [table.name for table in TABLES]
    assert {one["path"] for one in descriptor["resources"]} == set(files) - {"datapackage.json"}
    for one in descriptor["resources"]:
        data = files[one["path"]]
        assert one["bytes"] == len(data)
        assert one["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert one["rows"] == len(frames(files)[one["name"]])
        assert all(field["description"] for field in one["schema"]["fields"])
    assert "loses" in descriptor["description"]


def test_the_keys_of_a_package_hold(path: Path) -> None:
    files = package(path)
    tables = frames(files)
    for resource in json.loads(files["datapackage.json"])["resources"]:
        table, schema = tables[resource["name"]], resource["schema"]
        assert not table.duplicated(schema["primaryKey"]).any()
        assert table[schema["primaryKey"]].notna().all().all()
        for lead in schema.get("foreignKeys", ()):
            (column,), there = lead["fields"], lead["reference"]
            assert set(table[column].dropna()) <= set(tables[there["resource"]][there["fields"][0]])


def test_a_package_has_the_case(path: Path) -> None:
    tables = frames(package(path))
    claims = tables["claims"].set_index("id")
    assert (claims.low[FORTY], claims.best[SIXTY] is pd.NA, claims.low[SIXTY]) == (40, True, 60)
    assert claims.quote[QUAY] == "The quay … closed"
    assert list(tables["answers"].value)[:2] == ["at least 60", "40"]
    assert set(tables["answer_claims"].claim_id) == {FORTY, SIXTY, FIFTY, QUAY}
    assert set(tables["links"].relation) == {"disputes", "supersedes", "elaborates"}
    assert list(tables["questions"].id) == [FIRST, SECOND]
    assert set(tables["reports"].id) == set(claims.report_id)


@pytest.mark.parametrize("form", ["csv", "ucdp", "acled"])
def test_no_cell_runs_unless_it_is_asked_for_as_it_is(form: str, path: Path) -> None:
    safe, raw = (
        list(csv.reader(io.StringIO(export(path, form, raw=raw).decode(), newline=""))) for raw in (False, True)
    )
    cells = [cell for row in safe for cell in row]
    assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)]
    assert form != "csv" or [cell for cell in cells if cell.startswith("'=HYPERLINK(1)")]
    restored = [[as_it_was(cell) for cell in row] for row in safe]
    assert restored == raw


def test_a_package_says_whether_its_texts_are_neutralised(path: Path) -> None:
    files, raw = package(path), package(path, raw=True)
    assert b"'=HYPERLINK" in files["claims.csv"]
    assert b"'=HYPERLINK" not in raw["claims.csv"]
    assert "has ' before it" in json.loads(files["datapackage.json"])["description"]
    assert "as they are" in json.loads(raw["datapackage.json"])["description"]


def test_a_workbook_has_a_sheet_for_each_table_with_numbers_as_numbers(path: Path) -> None:
    found = sheets(export(path, "xlsx"))
    assert list(found) == ["about", *(table.name for table in TABLES)]
    claims = {row["id"]: row for row in found["claims"]}
    assert (claims[FORTY]["low"], claims[SIXTY]["high"], type(claims[FORTY]["start"])) == (40, None, int)
    assert claims[FORTY]["quote"] == "40 people were rescued in Bergen on Monday"
    assert str(claims[FIFTY]["claimant"]).startswith("=HYPERLINK(1)")  # a text, and so as it was
    with Ledger.open(path) as ledger:
        case = choose(ledger).case
        assert {table.name: len(found[table.name]) for table in TABLES} == {
            table.name: len(list(table.rows(case))) for table in TABLES
        }


def test_a_workbook_says_what_it_loses_and_what_was_left_out(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "case.sayso"
    own.write_bytes(path.read_bytes())
    flag(own, Care.PERSONAL, SIXTY)
    ((head, *_), *rows) = [list(row.values()) for row in sheets(export(own, "xlsx"))["about"]]
    told = " ".join(str(cell) for row in rows for cell in row)
    assert "loses" in str(head) + told
    assert "personal: 1" in told


def test_what_a_workbook_cannot_hold_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_CHARACTERS", 40)
    quote = next(row["quote"] for row in sheets(export(path, "xlsx"))["claims"] if row["id"] == SIXTY)
    assert str(quote) == "at least 60 p"[: 40 - len(workbook.CUT)] + workbook.CUT
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with pytest.raises(UsageError, match="more than a sheet holds"):
        export(path, "xlsx")


def test_parquet_has_types_and_lists(path: Path) -> None:
    rows = {row["id"]: row for row in parquet_rows(export(path, "parquet"))}
    forty, quay = rows[FORTY], rows[QUAY]
    assert (forty["best"], forty["published_first"]) == (40.0, date(2024, 5, 7))
    assert [piece["quote"] for piece in quay["content"]] == ["The quay", "closed"]
    assert [one["unit"] for one in forty["quantities"]] == ["people"]
    assert [one["start_at"] for one in forty["times"]] == ["2024-05-06"]
    assert rows[SIXTY]["evidence"][0]["kind"] == "video"
    assert rows[SIXTY]["via"] == ["Coast Radio"]
    assert rows[FIFTY]["published_first"] is None


def test_parquet_is_read_by_pandas_and_asked_by_duckdb(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "claims.parquet"
    file.write_bytes(export(path, "parquet"))
    frame = pd.read_parquet(file)
    assert frame.low.dtype.kind == "f"
    assert frame.start.dtype.kind == "i"
    asked = "SELECT claimant, max(low) AS most FROM read_parquet(?) WHERE place = 'Bergen' GROUP BY 1 ORDER BY 2 DESC"
    with duckdb.connect() as database:
        assert database.execute(asked, [str(file)]).fetchall()[0] == ("Vera Malin", 60.0)
    assert b"loses" in file.read_bytes()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_has_every_column_in_its_kind(path: Path, table: object) -> None:
    with Ledger.open(path) as ledger:
        rows = list(table.rows(choose(ledger).case))  # type: ignore[attr-defined]
    assert rows
    kinds = {Kind.TEXT: str, Kind.WHOLE: int, Kind.NUMBER: int | float}
    for row in rows:
        assert set(row) == set(table.columns)  # type: ignore[attr-defined]
        for name, cell in row.items():
            assert cell is None or isinstance(cell, kinds[table.kind(name)]), (name, cell)  # type: ignore[attr-defined]
