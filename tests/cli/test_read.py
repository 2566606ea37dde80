"""`read` and `reread` with the real stages."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from io import StringIO
from pathlib import Path

import pytest
from click.testing import Result
from rich.console import Console

import sayso
from sayso.cli import progress as bars
from sayso.ledger import Ledger

Run = Callable[..., Result]

STORY = "The mayor of Orlow said that 12 people were hurt. “We are still in the mine,” said Ana Vey, the shift leader."
RECORDS = (
    {"id": "a-1", "outlet": "Dale Post", "published_at": "2024-03-05", "text": STORY},
    {"id": "a-2", "outlet": "Dale Post"},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One good text among inputs that cannot be read."""
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "nothing.html").write_text("<html><head><title></title></head><body><script>x()</script></body></html>")
    (tmp_path / "lines.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    return tmp_path


@pytest.mark.parametrize("name", ["empty.txt", "binary.txt", "nothing.html", "missing.txt"])
def test_what_cannot_be_read_gets_one_line_and_ends_with_5(name: str, run: Run, folder: Path) -> None:
    result = run("read", folder / name, "--ledger", folder / "l.sayso")
    assert (result.exit_code, result.stdout) == (5, "")
    refusal, summary = result.stderr.splitlines()
    assert f"{name}: refused: " in refusal
    assert summary.startswith("1 refused")


def test_the_others_are_still_read_and_it_ends_with_3(run: Run, folder: Path) -> None:
    names = ["empty.txt", "good.txt", "binary.txt", "missing.txt", "lines.jsonl", "nothing.html"]
    result = run("read", *(folder / name for name in names), "--ledger", folder / "l.sayso")
    assert result.exit_code == 3
    rows = [line.split()[0].rstrip(",") for line in result.stdout.splitlines()[2:]]
    assert rows == ["good.txt", "lines.jsonl"]
    refused = [line for line in result.stderr.splitlines() if ": refused: " in line]
    assert len(refused) == 5
    assert any("lines.jsonl, line 2" in line for line in refused)
    assert "2 read" in result.stderr
    assert "next: sayso disputes" in result.stderr


def test_broken_utf8_is_read_in_part_with_the_reason(run: Run, folder: Path) -> None:
    (folder / "broken.txt").write_bytes(b"The mayor of Orlow said that 12 people were hurt \xff\xfe\x80 there.")
    result = run("read", folder / "broken.txt", "--json", "--ledger", folder / "l.sayso")
    (entry,) = json.loads(result.stdout)["inputs"]
    assert (result.exit_code, entry["outcome"]) == (0, "read in part")
    assert "UTF-8" in entry["reason"]
    assert entry["claims"] >= 1


def test_reading_tells_claims_and_quotes_and_reading_twice_adds_nothing(run: Run, folder: Path) -> None:
    args = ("read", folder / "good.txt", "--ledger", folder / "l.sayso", "--json")
    (first,) = json.loads(run(*args).stdout)["inputs"]
    assert (first["outcome"], first["unchanged"], first["report"]) == ("read", False, "good.txt")
    assert first["claims"] >= 2
    assert first["direct_quotes"] >= 1
    (second,) = json.loads(run(*args).stdout)["inputs"]
    assert (second["unchanged"], second["report_id"]) == (True, first["report_id"])
    assert "unchanged" in run(*args[:-1]).stdout


def test_stated_facts_win_over_what_the_input_says(run: Run, folder: Path) -> None:
    stated = (
        "--outlet",
        "Vale News",
        "--published",
        "2024-03-06",
        "--url",
        "https://vale.example/1",
        "--title",
        "Mine",
    )
    record = folder / "one.json"
    record.write_text(json.dumps(RECORDS[0]))
    run("read", record, *stated, "--author", "A. B.", "--language", "en", "--ledger", folder / "l.sayso")
    shown = json.loads(run("show", "a-1", "--json", "--ledger", folder / "l.sayso").stdout)
    facts = [shown[key] for key in ("outlet", "published", "url", "title", "author", "language")]
    assert facts == ["Vale News", "2024-03-06", "https://vale.example/1", "Mine", "A. B.", "en"]


def test_a_dash_reads_standard_input(run: Run, folder: Path) -> None:
    result = run("read", "-", "--outlet", "Wire", "--json", "--ledger", folder / "l.sayso", stdin=STORY.encode())
    (entry,) = json.loads(result.stdout)["inputs"]
    assert (result.exit_code, entry["outcome"]) == (0, "read")


def test_ctrl_c_keeps_what_was_read_and_ends_with_130(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = sayso.read

    def interrupted(*args: object, **named: object) -> object:
        for result in real(*args, **named):
            yield result
            raise KeyboardInterrupt

    monkeypatch.setattr(sayso, "read", interrupted)
    names = (folder / "good.txt", folder / "lines.jsonl")
    result = run("read", *names, "--ledger", folder / "l.sayso")
    assert result.exit_code == 130
    assert "good.txt" in result.stdout
    assert "the same command goes on from there" in result.stderr
    monkeypatch.undo()
    result = run("read", *names, "--json", "--ledger", folder / "l.sayso")
    assert [entry["unchanged"] for entry in json.loads(result.stdout)["inputs"][:2]] == [True, False]


def test_ctrl_c_in_the_middle_of_a_write_leaves_no_lock(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sayso.read
    left: list[AbstractContextManager[None]] = []

    def interrupted(case: Ledger, *args: object, **named: object) -> object:
        yield next(iter(real(case, *args, **named)))
        left.append(case.writing())
        left[-1].__enter__()  # nothing leaves it
        raise KeyboardInterrupt

    monkeypatch.setattr(sayso, "read", interrupted)
    result = run("read", folder / "good.txt", "--ledger", folder / "l.sayso")
    assert (result.exit_code, "interrupted" in result.stderr) == (130, True)
    with sayso.open_ledger(folder / "l.sayso", wait=0.1) as case:
        assert case.compared()
        with case.writing():
            pass


def test_an_interrupt_from_outside_ends_a_process_with_130(tmp_path: Path) -> None:
    ledger = tmp_path / "l.sayso"
    command = [sys.executable, "-m", "sayso", "read", "-", "--ledger", str(ledger)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 # our own
        deadline = time.monotonic() + 60
        while not ledger.exists() and time.monotonic() < deadline:  # from then on the verb is at work
            time.sleep(0.01)
        # One may be lost in what is being loaded; a person would press again. Standard input stays open meanwhile.
        while process.poll() is None and time.monotonic() < deadline:
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=2)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"interrupted" in told
    assert b"Traceback" not in told


def test_reading_on_a_terminal_leaves_the_cursor_visible(terminal: Callable[..., bytes], folder: Path) -> None:
    got = terminal("read", folder / "good.txt", folder / "empty.txt", "--ledger", folder / "l.sayso")
    assert b"next: sayso disputes" in got
    assert b"empty.txt: refused: " in got
    assert got.rfind(b"\x1b[?25h") >= got.rfind(b"\x1b[?25l")


def test_reread_shows_what_another_reading_changed(run: Run, case: Path) -> None:
    result = run("reread", "--diff", "--ledger", case)
    assert result.exit_code == 0
    assert "by hand → sayso" in " ".join(result.stdout.split())
    assert "3 reports reread" in result.stderr
    assert "nothing to reread: 3 reports" in run("reread", "--ledger", case).stderr
    told = run("show", "herald.txt", "--ledger", case).stdout
    assert "readings   2" in told


def test_a_pipeline_that_is_not_installed_is_told(run: Run, case: Path) -> None:
    result = run("reread", "--pipeline", "xx_no_such", "--ledger", case)
    assert result.exit_code == 2
    assert "xx_no_such" in result.stderr


def test_the_bar_appears_on_a_terminal_only_and_only_when_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bars, "PATIENCE", 0.0)
    for is_terminal, wanted, drawn in ((True, True, True), (True, False, False), (False, True, False)):
        written, counted = StringIO(), []
        console = Console(file=written, force_terminal=is_terminal, width=80)
        with bars.progress(console, "reading", lambda counted=counted: counted.append(1) or 3, wanted=wanted) as tick:
            tick()
            deadline = time.monotonic() + 5 * drawn
            while "reading" not in written.getvalue() and time.monotonic() < deadline:
                time.sleep(0.01)
        assert ("reading" in written.getvalue(), bool(counted)) == (drawn, drawn)


def test_the_bar_tells_how_fast_it_goes_and_what_was_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bars, "PATIENCE", 0.0)
    written = StringIO()
    with bars.progress(
        Console(file=written, force_terminal=True, width=100), "reading", lambda: 3, wanted=True
    ) as tick:
        tick()
        tick(refused=True)
        deadline = time.monotonic() + 5
        while "1 refused" not in written.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)
    assert "2/3" in written.getvalue()
    assert "/s" in written.getvalue()
    assert "1 refused" in written.getvalue()


def test_short_work_draws_no_bar() -> None:
    written = StringIO()
    with bars.progress(Console(file=written, force_terminal=True), "reading", lambda: 1, wanted=True) as tick:
        tick()
    assert "reading" not in written.getvalue()
