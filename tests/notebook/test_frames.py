"""Frames hold what the ledger holds, in pandas, polars and Arrow alike."""

from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from hostile_case import FIRST, SECOND, SIXTY, fill, flag

from sayso import notebook
from sayso.errors import NotFound, UsageError
from sayso.export import choose
from sayso.export.tables import TABLES
from sayso.ledger import Ledger
from sayso.nouns import Care

MAKES = {
    "claims": notebook.claims,
    "questions": notebook.questions,
    "answers": notebook.answers,
    "answer_claims": notebook.answer_claims,
    "links": notebook.links,
    "reports": notebook.reports,
}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(fill(tmp_path / "case.sayso"))


@pytest.mark.parametrize("name", MAKES)
def test_a_frame_has_the_rows_and_columns_of_its_table(name: str, ledger: Ledger) -> None:
    frame = MAKES[name](ledger)
    table = next(one for one in TABLES if one.name == name)
    rows = list(table.rows(choose(ledger).case))
    assert len(frame) == len(rows) > 0
    assert [*frame.columns][: len(table.columns)] == [*table.columns]
    assert all(frame.columns[column] for column in table.columns)
    assert frame.to_arrow().num_rows == len(frame.to_pandas()) == len(frame.to_polars()) == len(rows)
    assert [*frame.to_pandas().columns] == frame.to_polars().columns == [*frame.columns]
    for key in table.key:
        assert [*frame.to_pandas()[key]] == [row[key] for row in rows]


def test_numbers_are_numbers_and_unknown_is_none(ledger: Ledger) -> None:
    answers = notebook.answers(ledger).to_polars()
    assert answers.schema["low"] == pl.Float64
    assert answers.schema["ordinal"] == pl.Int64
    claims = notebook.claims(ledger)
    assert pd.api.types.is_float_dtype(claims.to_pandas()["low"])
    assert claims.to_polars()["low"].null_count() > 0


def test_the_places_of_quotes_hold(ledger: Ledger) -> None:
    layers = {(one.id, layer.name.value): layer.text for one in ledger.reports() for layer in one.layers}
    found = notebook.claims(ledger).to_polars()
    for row in found.iter_rows(named=True):
        text = layers[row["report_id"], row["layer"]]
        for piece in row["content"]:
            quote = text[piece["start"] : piece["end"]]
            assert quote.encode("utf-8", "backslashreplace").decode() == piece["quote"]


def test_others_take_it_by_arrow_s_interface(ledger: Ledger) -> None:
    frame = notebook.questions(ledger)
    assert len(pl.DataFrame(frame)) == len(frame)
    held = frame.to_arrow()
    with duckdb.connect() as database:
        assert database.execute("select count(*) from held").fetchall() == [(len(held),)]


def test_one_question_has_its_claims_alone(ledger: Ledger) -> None:
    part = notebook.claims(ledger, question=FIRST)
    assert 0 < len(part) < len(notebook.claims(ledger))
    with pytest.raises(NotFound):
        notebook.claims(ledger, question="q-none")


def test_what_is_personal_is_left_out_unless_it_is_asked_for(tmp_path: Path) -> None:
    path = fill(tmp_path / "case.sayso")
    flag(path, Care.PERSONAL, SIXTY)
    with Ledger.open(path) as ledger:
        frame = notebook.claims(ledger)
        assert frame.left_out == 1
        assert SIXTY not in set(frame.to_pandas()["id"])
        assert "left out" in frame._repr_html_()
        assert "at least 60" not in notebook.question(ledger, FIRST)._repr_html_()
        assert SIXTY in set(notebook.claims(ledger, sensitive=True).to_pandas()["id"])
        assert "at least 60" in notebook.question(ledger, FIRST, sensitive=True)._repr_html_()


def test_a_question_that_is_all_personal_is_not_told(tmp_path: Path) -> None:
    from hostile_case import QUAY  # noqa: PLC0415 - used here alone

    path = fill(tmp_path / "case.sayso")
    flag(path, Care.PERSONAL, QUAY)
    with Ledger.open(path) as ledger, pytest.raises(UsageError, match="sensitive=True"):
        notebook.question(ledger, SECOND)


def test_an_empty_ledger_has_empty_frames(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.sayso") as ledger:
        assert [len(make(ledger)) for make in MAKES.values()] == [0] * len(MAKES)
        assert "0 reports" in notebook.case(ledger)._repr_html_()


def test_without_the_extra_it_is_told_what_to_install(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = notebook.claims(ledger)
    for module, ask in (
        ("pyarrow", lambda: notebook.claims(ledger)),
        ("pandas", frame.to_pandas),
        ("polars", frame.to_polars),
    ):
        with monkeypatch.context() as patched:
            patched.setitem(__import__("sys").modules, module, None)
            with pytest.raises(UsageError, match="pip install"):
                ask()
