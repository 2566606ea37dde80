"""`--attribution` and `--threads` on `read` and `reread`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import sayso
from sayso.stages import WAYS, Settings

Run = Callable[..., Result]

STORY = "The mayor of Orlow said that 12 people were hurt. “We are still in the mine,” said Ana Vey, the shift leader."
ADVICE = "install sayso again, or read without it: --attribution rules"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "l.sayso"


def engines(ledger: Path) -> list[str]:
    """The engines of all readings, oldest first."""
    if not ledger.exists():
        return []
    with sayso.open_ledger(ledger, create=False) as opened:
        return [reading.engine for report in opened.reports() for reading in opened.readings(report.id)]


def method(way: str) -> str:
    """The part of an engine's name that a way of attributing gives."""
    return sayso.engine(Settings(attribution=way)).split("; ")[2]


def test_each_way_has_a_name_of_its_own() -> None:
    assert method("rules").startswith("rules/")
    assert method("model").startswith("trained/")
    assert method("both") == f"{method('model')}+{method('rules')}"


@pytest.mark.parametrize("way", WAYS)
def test_a_reading_names_the_way_that_was_chosen(run: Run, story: Path, ledger: Path, way: str) -> None:
    result = run("read", story, "--attribution", way, "--threads", 2, "--json", "--ledger", ledger)
    (entry,) = json.loads(result.stdout)["inputs"]
    assert (result.exit_code, entry["outcome"]) == (0, "read")
    assert entry["claims"] >= 2
    assert entry["direct_quotes"] >= 1
    assert engines(ledger) == [sayso.engine(Settings(attribution=way))]
    told = {claim["method"] for claim in json.loads(run("claims", "--json", "--ledger", ledger).stdout)["claims"]}
    assert told <= {*method(way).split("+"), method(way)}


def test_without_the_option_it_is_the_default(run: Run, story: Path, ledger: Path) -> None:
    assert run("read", story, "--ledger", ledger).exit_code == 0
    assert engines(ledger) == [sayso.engine(Settings())]


def test_reread_reads_in_another_way_once_whatever_the_threads(run: Run, story: Path, ledger: Path) -> None:
    run("read", story, "--attribution", "rules", "--ledger", ledger)
    told = run("reread", "--attribution", "model", "--diff", "--ledger", ledger)
    assert told.exit_code == 0
    assert method("rules") in " ".join(told.stdout.split())
    assert method("model") in " ".join(told.stdout.split())
    assert "1 report reread" in told.stderr
    again = run("reread", "--attribution", "model", "--threads", 2, "--ledger", ledger)
    assert "nothing to reread" in again.stderr
    assert engines(ledger) == [sayso.engine(Settings(attribution=way)) for way in ("rules", "model")]


def test_threads_change_no_claim(run: Run, story: Path, tmp_path: Path) -> None:
    shown = []
    for threads in (1, 2):
        ledger = tmp_path / f"{threads}.sayso"
        run("read", story, "--attribution", "model", "--threads", threads, "--ledger", ledger)
        shown.append(json.loads(run("claims", "--json", "--ledger", ledger).stdout)["claims"])
    assert shown[0] == shown[1] != []


@pytest.mark.parametrize("verb", [("read", "x.txt"), ("reread",)])
@pytest.mark.parametrize(
    ("option", "told"),
    [
        (("--attribution", "guess"), "'guess' is not one of"),
        (("--threads", "0"), "0 is not in the range x>=1"),
        (("--threads", "-1"), "-1 is not in the range x>=1"),
        (("--threads", "many"), "'many' is not a valid integer"),
    ],
)
def test_a_choice_that_there_is_not_is_told(
    run: Run, ledger: Path, verb: tuple[str, ...], option: tuple[str, ...], told: str
) -> None:
    result = run(*verb, *option, "--ledger", ledger)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in " ".join(result.stderr.split())
    assert not ledger.exists()


def damage(folder: Path, how: str) -> None:
    """Leave the model's files as a bad installation may."""
    shipped = Path(sayso.__file__).parent / "data"
    if how == "other model":
        (folder / "attribution.onnx").write_bytes(b"another model")
    if how == "cut off":
        (folder / "attribution.onnx").write_bytes((shipped / "attribution.onnx").read_bytes()[:-1])
    if how in {"other model", "cut off", "only the table"}:
        for name in ("attribution.toml", "attribution_tokenizer.json"):
            (folder / name).write_bytes((shipped / name).read_bytes())
    if how == "broken table":
        (folder / "attribution.toml").write_bytes(b"\xff\xfe")


DAMAGES = ["nothing there", "other model", "cut off", "only the table", "broken table"]


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_model_is_told_in_one_line(
    run: Run, story: Path, ledger: Path, without_model: Path, how: str
) -> None:
    damage(without_model, how)
    for way in ("model", "both"):
        result = run("read", story, "--attribution", way, "--ledger", ledger)
        assert (result.exit_code, result.stdout) == (2, "")
        (line,) = result.stderr.splitlines()
        assert line.startswith("sayso: ")
        assert line.endswith(ADVICE)
        assert "attribution" in line
    assert engines(ledger) == []


@pytest.mark.parametrize("how", DAMAGES)
def test_the_rules_read_without_the_model(run: Run, story: Path, ledger: Path, without_model: Path, how: str) -> None:
    damage(without_model, how)
    result = run("read", story, "--attribution", "rules", "--json", "--ledger", ledger)
    (entry,) = json.loads(result.stdout)["inputs"]
    assert (result.exit_code, entry["outcome"]) == (0, "read")
    assert entry["claims"] >= 2


def test_what_was_read_stays_when_the_model_is_damaged(
    run: Run, story: Path, ledger: Path, without_model: Path
) -> None:
    run("read", story, "--attribution", "rules", "--ledger", ledger)
    before = engines(ledger)
    damage(without_model, "other model")
    result = run("reread", "--attribution", "both", "--ledger", ledger)
    assert result.exit_code == 2
    assert ADVICE in result.stderr
    assert engines(ledger) == before
