"""`sayso relate`: two texts, or a file of pairs; no ledger is needed and none is made."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
OPEN, CLOSED = "The tunnel is closed, the road office said.", "The tunnel has reopened, the road office said."


def test_two_texts_are_told_with_the_reason_and_both_spans(run: Run, tmp_path: Path) -> None:
    result = run("relate", OPEN, CLOSED, "--a-date", "2024-05-06", "--b-date", "2024-05-08")
    assert result.exit_code == 0
    assert result.stdout.startswith("supersedes (b, of a)\n")
    assert "a: “is closed”" in result.stdout
    assert not list(tmp_path.iterdir())


def test_json_gives_the_spans(run: Run) -> None:
    document = json.loads(run("relate", OPEN, "The tunnel is open, a driver said.", "--json").stdout)
    assert document["relation"] == "disputes"
    spans = [reason["a"] for reason in document["reasons"] if reason["a"]]
    assert [OPEN[slice(*span)] for span in spans] == ["is closed"]


def test_pairs_give_a_line_each_and_leave_out_what_cannot_be_told(run: Run, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    rows = [
        {"id": "one", "a": OPEN, "b": CLOSED, "a_date": "2024-05-06", "b_date": "2024-05-08"},
        {"id": "two", "a": OPEN, "b": "", "a_date": None, "b_date": None},
    ]
    pairs.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    lines = [json.loads(line) for line in run("relate", "--pairs", pairs).stdout.splitlines()]
    assert [(line["id"], line["relation"], line["direction"]) for line in lines] == [("one", "supersedes", "b->a")]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("relate",), "give two texts, or --pairs FILE"),
        (("relate", OPEN), "give two texts, or --pairs FILE"),
        (("relate", OPEN, CLOSED, "--a-date", "soon"), "not a date: 'soon'"),
    ],
)
def test_wrong_usage_is_told(run: Run, args: tuple[str, ...], told: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize("line", ["{", "[]", '{"a": 1, "b": "x"}', '{"id": "x"}', '{"a": "x", "b": "y", "a_date": 7}'])
def test_a_bad_line_is_named(run: Run, tmp_path: Path, line: str) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(f"{line}\n", encoding="utf-8")
    result = run("relate", "--pairs", pairs)
    assert result.exit_code == 2
    assert "line 1 of the pairs" in result.stderr or "not a date" in result.stderr
