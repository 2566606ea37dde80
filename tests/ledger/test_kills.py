"""A few of the rounds of `benchmarks/kills.py`, and that these tell what is wrong where something is."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger import Ledger

from .building import Build

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path[:0] = [str(BENCHMARKS)]

import kills  # noqa: E402 - a script, which is no part of a package
from kill_checks import State, Whole, examined, finished  # noqa: E402 - the same
from kill_runs import Broken  # noqa: E402 - the same

ENDED = Broken(code=-9, seconds=1.0, struck=True, done=0, refused=frozenset(), ended=None, talk="")


@pytest.mark.parametrize(("by", "engines"), [("KILL", "here,pool"), ("INT", "here")])
def test_what_is_broken_off_leaves_a_whole_ledger_and_is_ended_by_the_next_run(by: str, engines: str) -> None:
    rounds = ["--rounds", "4", "--by", by, "--engines", engines, "--seed", "5"]
    small = ["--warm", "--stories", "1", "--attribution", "rules"]
    command = [sys.executable, str(BENCHMARKS / "kills.py"), *rounds, *small]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)  # noqa: S603 - our own
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"4 runs broken off by SIG{by}")
    assert "\n0 faults" in done.stdout


def _whole(path: Path) -> Whole:
    with Ledger.open(path) as ledger:
        return Whole.of(ledger)


def test_a_whole_ledger_has_no_faults(filled: Path) -> None:
    told = replace(ENDED, done=3, refused=frozenset({"b.pdf"}), ended={"a.txt": "read"})
    state, faults = examined(filled, _whole(filled), State(), told)
    assert faults == []
    assert (state.inputs, state.compared, state.assembled) == (3, False, False)
    assert state.phase(State(), wanted=3) == "comparing"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"done": 4}, "told of 4 inputs done"),
        ({"refused": frozenset({"c.pdf"})}, "how c.pdf ended"),
        ({"ended": {"d.txt": "read"}}, "how d.txt ended"),
    ],
)
def test_what_was_told_and_is_not_there_is_a_fault(change: dict[str, object], words: str, filled: Path) -> None:
    _, faults = examined(filled, _whole(filled), State(), replace(ENDED, **change))  # type: ignore[arg-type] # as listed
    assert len(faults) == 1
    assert words in faults[0]


def _with_another_end(ledger: Path) -> None:
    with Ledger.open(ledger) as case:
        case.add(Build().refused("a.txt", "not a text"))


def _changed(statement: str) -> Callable[[Path], None]:
    def change(ledger: Path) -> None:
        with closing(sqlite3.connect(ledger)) as raw, raw:
            raw.execute(statement)

    return change


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_changed("DELETE FROM claim WHERE id = (SELECT min(claim) FROM claim_span)"), "is half or other"),
        (_changed("DELETE FROM log WHERE seq > 1"), "the log is not what it was"),
        (_with_another_end, "ended otherwise"),
    ],
)
def test_a_ledger_that_is_not_whole_is_a_fault(spoil: Callable[[Path], None], words: str, filled: Path) -> None:
    whole = _whole(filled)
    before, _ = examined(filled, whole, State(), ENDED)
    spoil(filled)
    _, faults = examined(filled, whole, before, ENDED)
    assert any(words in fault for fault in faults), faults


def test_a_ledger_that_is_gone_is_a_fault_if_something_was_told(tmp_path: Path, filled: Path) -> None:
    whole, nowhere = _whole(filled), tmp_path / "nowhere.sayso"
    assert examined(nowhere, whole, State(), ENDED) == (State(), [])
    assert examined(nowhere, whole, State(), replace(ENDED, done=1))[1] != []


def test_a_ledger_that_was_not_ended_is_a_fault(filled: Path, tmp_path: Path, build: Build) -> None:
    whole = _whole(filled)
    assert finished(filled, whole) == ["the questions lack something"]
    less = tmp_path / "less.sayso"
    with Ledger.open(less) as ledger:
        ledger.add(build.refused())
    assert "other content hash than of an unbroken run" in finished(less, whole)


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (replace(ENDED, code=3, ended={}), "went on to its end"),
        (replace(ENDED, code=1), "ended with 1"),
        (replace(ENDED, code=130), "did not say"),
        (replace(ENDED, code=130, talk="interrupted", ended={}), "questions lack"),
    ],
)
def test_a_bad_answer_to_ctrl_c_is_a_fault(run: Broken, words: str) -> None:
    (fault,) = kills.answer(run, State(), 1.0)
    assert words in fault


def test_a_run_that_had_told_all_may_end_as_it_would_have() -> None:
    run, whole = replace(ENDED, code=3, ended={}), State(assembled=True)
    assert kills.answer(run, whole, 0.01) == []
    assert kills.answer(run, whole, 1.0) != []
    assert kills.answer(run, State(), 0.01) != []


def test_a_file_that_was_only_just_made_is_no_fault_unless_something_was_told(tmp_path: Path) -> None:
    begun = tmp_path / "begun.sayso"
    begun.touch()  # SQLite makes the file before it writes to it
    whole = Whole(inputs={}, reports={}, said="", questions="")
    assert examined(begun, whole, State(), ENDED) == (State(), [])
    assert examined(begun, whole, State(), replace(ENDED, done=1))[1] != []
    with Ledger.open(begun) as ledger:  # what the next `read` does
        assert ledger.log() == ()
