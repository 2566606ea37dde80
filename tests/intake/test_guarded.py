"""Inputs in a process of their own: the same as without, and whatever breaks a limit is refused alone."""

import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from sayso.intake import Facts, Guarded, Limits, count_guarded, count_inputs, read_guarded, read_inputs, worker
from sayso.intake.paths import Found
from sayso.nouns import Intake, Outcome

sys.path[:0] = [str(Path(__file__).parents[2] / "benchmarks")]

import hostile as inputs  # noqa: E402 - a script, which is no part of a package

HELD: list[bytearray] = []
FEW = Limits(memory=256 * 1024 * 1024, seconds=1)


@pytest.fixture(autouse=True)
def _found_by_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker takes over where modules are looked for, and has to find this one."""
    monkeypatch.syspath_prepend(Path(__file__).parents[1])


def hostile(found: Found, **_: object) -> Iterator[Intake]:
    """What a parser might do that is led astray by the bytes it is given; the file's name says what."""
    name = found.source.rsplit("/", 1)[-1]
    yield Intake(source=f"{name} begins", outcome=Outcome.REFUSED, reason="as told")
    if name == "loops":
        while True:
            pass
    if name == "fills":
        held = []
        while True:
            held.append(bytearray(10_000_000))
    if name == "sleeps":
        time.sleep(60)
    if name == "crashes":
        os.kill(os.getpid(), signal.SIGSEGV)
    if name == "holds":
        HELD.append(bytearray(worker.LIMITS.memory // 2))
    if name == "dies":
        os._exit(3)


def serve_hostile(*args: object) -> None:
    worker.read_found = hostile  # in the worker alone
    worker._serve(*args)  # type: ignore[arg-type] # noqa: SLF001 - what the worker does


def processes() -> list[int]:
    """The processes that were begun here and live."""
    return [child.pid for child in multiprocessing.active_children() if child.pid]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_what_breaks_a_limit_is_refused_and_the_next_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_serve", serve_hostile)
    names = ("fine", "loops", "fills", "crashes", "dies", "good")
    for name in names:
        (tmp_path / name).write_text(name)
    found = list(read_guarded([str(tmp_path / name) for name in names], limits=FEW))
    assert [one.source for one in found if one.source.endswith("begins")] == [f"{name} begins" for name in names]
    ended = {Path(one.source).name: one.reason or "" for one in found if not one.source.endswith("begins")}
    assert list(ended) == ["loops", "fills", "crashes", "dies"]
    assert "1 s of processor time" in ended["loops"]
    assert "256 MB of memory" in ended["fills"]
    assert "crashed" in ended["crashes"]
    assert "after 1 of the reports in it" in ended["dies"]


def test_what_does_nothing_for_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_serve", serve_hostile)
    (tmp_path / "sleeps").touch()
    _, slept = read_guarded([str(tmp_path / "sleeps")], limits=Limits(patience=0.5))
    assert "longer than 0.5 s" in (slept.reason or "")


def test_it_gives_what_reading_here_gives(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor said the bridge is closed.")
    (tmp_path / "b.jsonl").write_text('{"text": "Two were hurt, she said."}\n{"text": 3}\n')
    (tmp_path / "c.html").write_text("<html><title>Flood</title><body><p>The river rose, he said.</p></body></html>")
    (tmp_path / "d.pdf").write_bytes(b"no pdf")
    sources = [str(tmp_path), "-", str(tmp_path / "nothing")]
    facts = Facts(outlet="Dale Post")
    here = list(read_inputs(sources, facts=facts, stdin=BytesIO(b"They left, it said.")))
    there = list(read_guarded(sources, facts=facts, stdin=BytesIO(b"They left, it said.")))
    assert there == here
    assert len(here) == 7


def test_more_standard_input_than_is_taken_is_refused_there_too() -> None:
    (one,) = read_guarded(["-"], stdin=BytesIO(b"x" * (20 * 1024 * 1024 + 1)))
    assert one.outcome is Outcome.REFUSED
    assert "20.0 MB" in (one.reason or "")


def test_it_ends_when_nobody_wants_more(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(f"{number} were hurt, she said.")
    found = read_guarded([str(tmp_path)])
    assert next(found).report
    found.close()  # type: ignore[attr-defined] # it is a generator
    assert processes() == []


def test_files_need_no_folder_that_a_killed_process_would_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    (tmp_path / "a.txt").write_text("The mayor said 12 people were hurt.", encoding="utf-8")
    file = str(tmp_path / "a.txt")
    reading = read_guarded([file])
    assert next(reading).outcome is Outcome.READ
    assert list(scratch.iterdir()) == []
    assert list(reading) == []
    reading = read_guarded([file, "-"], stdin=BytesIO(b"Nobody was hurt."))
    assert next(reading).outcome is Outcome.READ
    assert [folder.name[:6] for folder in scratch.iterdir()] == ["sayso-"]  # standard input needs one
    assert [one.outcome for one in reading] == [Outcome.READ]
    assert list(scratch.iterdir()) == []


def test_a_process_is_kept_for_the_next_inputs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two were hurt, she said.")
    with Guarded() as guarded:
        found = [list(guarded.read([str(tmp_path)])) for _ in range(2)]
        (process,) = multiprocessing.active_children()
        kept = process.pid
        assert found[0] == found[1]
        process.kill()
        process.join()
        assert list(guarded.read([str(tmp_path)])) == found[0]
        assert processes() not in ([], [kept])
    assert processes() == []


def test_a_process_that_has_much_to_do_still_is_not_kept(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"{number} were hurt, she said.")
    with Guarded() as guarded:
        reading = guarded.read([str(tmp_path)])
        first = next(reading)
        reading.close()  # type: ignore[attr-defined] # it is a generator
        assert processes() == []
        assert list(guarded.read([str(tmp_path / "0.txt")])) == [first]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not tell how much memory is taken")
def test_a_process_that_has_grown_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_serve", serve_hostile)
    (tmp_path / "holds").touch()
    with Guarded() as guarded:
        list(guarded.read([str(tmp_path / "holds")]))
        grown = processes()
        list(guarded.read([str(tmp_path / "holds")]))
        assert processes() not in ([], grown)


def test_two_threads_that_read_at_once_have_a_process_each(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two were hurt, she said.")
    (tmp_path / "b.txt").write_text("Three were hurt, she said.")
    with Guarded() as guarded:
        one, other = (guarded.read([str(tmp_path)]) for _ in range(2))
        assert list(zip(one, other, strict=True)) == [(found, found) for found in read_inputs([str(tmp_path)])]
        assert len(processes()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_hostile_inputs_one_after_another_are_all_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "LIMITS", Limits(memory=128 * 1024 * 1024, seconds=2))
    monkeypatch.setitem(inputs.BREAKING, "lists", lambda: b"[" + b'{"text":1},' * 1_000_000 + b"{}]")
    monkeypatch.setitem(inputs.BREAKING, "page", lambda: inputs.pdf(inputs.zlib.compress(b" " * 20_000_000), times=20))
    rows, unlisted = inputs.many(8, ["lists", "page", "zip that is itself in it", "linked data nested 100,000 deep"])
    assert unlisted == 0
    told = dict(row.strip("| ").split(" | ") for row in rows)
    assert told["read, read in part or refused by a limit of its format"] == "4"
    assert told["it was refused, as there was not enough memory for it"] == "2"
    assert told["it was given up: what takes it apart crashed, or was killed for lack of memory"] == "2"


def test_an_input_of_which_nothing_is_told_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Guarded.read

    def lose(self: Guarded, sources: list[str], **how: BytesIO) -> Iterator[Intake]:
        yield from read(self, sources[:1], **how)

    monkeypatch.setattr(Guarded, "read", lose)
    _, unlisted = inputs.many(4, ["zip that is itself in it", "JSON nested 100,000 deep"])
    assert unlisted == 2


def test_files_of_many_are_counted_in_a_process_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("The mayor said the bridge is closed.")
    assert count_guarded([str(tmp_path)]) == 1
    (tmp_path / "b.jsonl").write_text('{"text": "Two were hurt, she said."}\n{"text": 3}\n')
    (tmp_path / "c.zip").write_bytes(inputs.zipped({"a.txt": b"They left, it said.", "b.txt": b"They stayed."}))
    sources = [str(tmp_path), str(tmp_path / "nothing")]
    assert count_guarded(sources) == count_inputs(sources) == len(list(read_inputs(sources))) == 6
    (tmp_path / "d.json").write_bytes(b"[" + b'{"text":1},' * 1_000_000 + b"{}]")
    monkeypatch.setattr("sayso.intake.read._counted", None)  # nothing is taken apart here
    assert count_guarded(sources, limits=Limits(memory=128 * 1024 * 1024, seconds=2)) == 7
    assert processes() == []
