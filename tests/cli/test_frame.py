import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import sayso as package
from sayso import errors
from sayso.cli.app import VERBS
from sayso.cli.exits import Exit, exit_of

Run = Callable[..., Result]
ESC = b"\x1b"
READERS = [("claims",), ("disputes",), ("disputes", "--all"), ("ask", "ferry"), ("show", "q-1"), ("doctor",)]


def test_help_lists_the_verbs_in_the_order_of_use(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    places = [result.stdout.index(f"\n  {verb} ") for verb in VERBS]
    assert places == sorted(places)


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from sayso.cli.app import sayso; sayso.main(['--help'], standalone_mode=False);"
        "heavy = {'spacy', 'sqlalchemy', 'rich', 'trafilatura', 'msgspec'} & set(sys.modules);"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)  # noqa: S603 # our own
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_the_common_options(verb: str, run: Run) -> None:
    result = run(verb, "--help")
    assert result.exit_code == 0
    assert all(option in result.stdout for option in ("--ledger FILE", "--json", "--debug", "SAYSO_LEDGER"))


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"sayso {package.__version__}\n"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("dispute",), "did you mean 'disputes'?"),
        (("xyzzy",), "the verbs are: read, watch, reread"),
        (("read",), "Missing argument 'INPUT...'"),
        (("read", "x.txt", "--published", "yesterday"), "not a date: 'yesterday'; give YYYY"),
        (("read", "x.txt", "--published", "2024-02-31"), "--published"),
        (("claims", "--voise", "x"), "--voice"),
        (("export",), "say where to write: --to FILE"),
        (("ask",), "Missing argument 'WORDS...'"),
        (("export", "--to", "x", "--format", "word"), "no format 'word'; there are json, jsonl, csv"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(args: tuple[str, ...], told: str, run: Run) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


@pytest.mark.parametrize("args", READERS[:-1])
def test_a_missing_ledger_is_told_and_not_made(args: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    path = tmp_path / "typo.sayso"
    result = run(*args, "--ledger", path)
    assert result.exit_code == 2
    assert "typo.sayso" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not path.exists()


def test_the_ledger_may_be_named_by_the_environment(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_LEDGER", str(case))
    assert "40 people" in run("claims").stdout


def test_the_ledger_is_else_in_the_working_folder(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case.parent)
    assert "40 people" in run("claims").stdout


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.UsageError, 2),
        (errors.NotFound, 2),
        (errors.UnknownSetting, 2),
        (errors.WriteFailed, 2),
        (errors.LedgerTooNew, 2),
        (errors.DataError, 2),
        (errors.MissingInput, 5),
        (errors.LedgerDamaged, 6),
        (errors.LedgerBusy, 7),
        (errors.LedgerUnwritable, 8),
        (errors.NoRoom, 8),
    ],
)
def test_an_error_is_one_line_and_an_exit_code(
    error: type[errors.SaysoError], code: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("something is\nwrong with \x1b[31mit")

    monkeypatch.setattr(package, "open_ledger", fail)
    result = run("claims")
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr == "sayso: something is wrong with \\x1b[31mit\n"
    assert "Traceback" in run("claims", "--debug").stderr
    assert exit_of(error("x")) == code


def test_a_fault_of_ours_is_told_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(package, "open_ledger", fail)
    result = run("claims")
    assert result.exit_code == 70
    assert result.stderr.startswith("sayso: a fault in Sayso (ZeroDivisionError: oh)")
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" in run("claims", "--debug").stderr


def test_ctrl_c_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(package, "open_ledger", interrupt)
    result = run("claims")
    assert (result.exit_code, result.stderr) == (130, "sayso: interrupted\n")


@pytest.mark.parametrize(
    "args", [("claims",), ("claims", "--json"), ("export", "--to", "-"), ("doctor", "--json")], ids=" ".join
)
def test_a_reader_that_goes_away_ends_it_silently(args: tuple[str, ...], case: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "sayso", *args, "--ledger", str(case)]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)  # noqa: S603 # our own
    os.close(writer)
    assert done.returncode == 141
    assert b"Error" not in done.stderr
    assert b"Exception" not in done.stderr


@pytest.mark.parametrize("args", READERS)
def test_no_colour_without_a_terminal(args: tuple[str, ...], process: Callable, case: Path) -> None:
    done = process(*args, "--ledger", case)
    assert done.code == 0
    assert done.stdout
    assert ESC not in done.stdout + done.stderr


def test_colour_on_a_terminal(terminal: Callable, case: Path) -> None:
    assert ESC + b"[" in terminal("disputes", "--ledger", case)


@pytest.mark.parametrize("extra", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_it_is_not_wanted(extra: dict[str, str], terminal: Callable, case: Path) -> None:
    got = terminal("disputes", "--ledger", case, **extra)
    assert b"How many people" in got
    assert ESC not in got


def test_texts_are_utf8_whatever_the_locale(process: Callable, case: Path) -> None:
    done = process("disputes", "--ledger", case, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.code, done.stderr.count(b"Error")) == (0, 0)
    assert "“at least 60 people" in done.stdout.decode()


@pytest.mark.parametrize("args", [*READERS, ("show", "c-4"), ("show", "herald.txt"), ("ask", "zeppelin")])
def test_json_is_one_document_on_standard_output(args: tuple[str, ...], run: Run, case: Path) -> None:
    result = run(*args, "--json", "--ledger", case)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["schema"].startswith("sayso/")
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("claims",), "no such claim in 0 reports read"),
        (("disputes",), "0 questions disputed in 0 reports read"),
        (("ask", "ferry"), "no statement found in 0 reports read"),
        (("show", "c-1"), "no report, claim or question 'c-1'"),
        (("reread",), "nothing to reread: 0 reports in the ledger"),
        (("doctor",), "checks passed"),
    ],
)
def test_each_verb_has_a_word_for_an_empty_ledger(args: tuple[str, ...], told: str, run: Run, empty: Path) -> None:
    result = run(*args, "--ledger", empty)
    assert result.exit_code == (2 if args[0] == "show" else 0)
    assert told in result.stdout + result.stderr


@pytest.mark.parametrize("args", [("claims",), ("disputes",), ("ask", "ferry"), ("reread",), ("doctor",)])
def test_json_of_an_empty_ledger(args: tuple[str, ...], run: Run, empty: Path) -> None:
    assert json.loads(run(*args, "--json", "--ledger", empty).stdout)["schema"]


def test_every_exit_code_has_words() -> None:
    assert all(code.words for code in Exit)
