"""`watch` on the command line: one event a line, an end by Ctrl-C, and on from there."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

STORY = "The mayor of Orlow said that 12 people were hurt."


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY)
    return folder


def test_looking_once_gives_an_event_a_line_and_the_next_run_none(run: Run, inbox: Path, tmp_path: Path) -> None:
    command = ("watch", inbox, "--once", "--attribution", "rules", "--ledger", tmp_path / "l.sayso")
    first = run(*command)
    assert first.exit_code == 0, first.stderr
    (event,) = map(json.loads, first.stdout.splitlines())
    assert (event["schema"], event["type"], event["report"]) == ("sayso/event/1", "report.read", "a.txt")
    second = run(*command)
    assert (second.exit_code, second.stdout) == (0, "")


def test_a_refused_input_ends_with_3(run: Run, inbox: Path, tmp_path: Path) -> None:
    (inbox / "b.txt").write_bytes(b"")
    result = run("watch", inbox, "--once", "--attribution", "rules", "--ledger", tmp_path / "l.sayso")
    assert result.exit_code == 3
    assert sorted(json.loads(line)["type"] for line in result.stdout.splitlines()) == ["input.refused", "report.read"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--every", "3"), "give 30s, 15m, 2h or 1d"),
        (("--every", "0s"), "give 30s"),
        (("--every", "30s", "--fetch"), "60s or more"),
        (("https://outlet.example/feed",), "--fetch"),
        (("--pages", "3"), "give --fetch, too"),
    ],
)
def test_what_makes_no_sense_is_refused_at_once(
    given: tuple[str, ...], words: str, run: Run, inbox: Path, tmp_path: Path
) -> None:
    result = run("watch", inbox, *given, "--ledger", tmp_path / "l.sayso")
    assert result.exit_code == 2
    assert words in result.stderr


def test_it_goes_on_until_it_is_interrupted_and_then_from_there(run: Run, inbox: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "l.sayso"
    command = [sys.executable, "-m", "sayso", "watch", str(inbox), "--every", "1s", "--attribution", "rules"]
    with subprocess.Popen(  # noqa: S603 - our own command line
        [*command, "--ledger", str(ledger)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["report"] == "a.txt"
        (inbox / "b.txt").write_text(STORY.replace("Orlow", "Brin"))
        assert json.loads(process.stdout.readline())["report"] == "b.txt"
        process.send_signal(signal.SIGINT)
        rest, talk = process.stdout.read(), process.stderr.read()
    assert process.returncode == 130
    assert "interrupted" in talk
    assert "Traceback" not in talk
    told = {json.loads(line)["type"] for line in rest.splitlines()}
    assert "report.read" not in told
    (inbox / "c.txt").write_text(STORY.replace("Orlow", "Dale"))
    again = run("watch", inbox, "--once", "--attribution", "rules", "--ledger", ledger)
    assert [json.loads(line)["report"] for line in again.stdout.splitlines() if "report.read" in line] == ["c.txt"]
