"""A disk that is full, or takes nothing: one line says so, the exit code is 8, nothing is half done or left behind."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.cli.exits import Exit

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path[:0] = [str(BENCHMARKS)]

import full_disk  # noqa: E402 - a script, which is no part of a package
from kill_checks import State  # noqa: E402 - the same
from kill_runs import Broken  # noqa: E402 - the same

FULL = Path("/dev/full")
ENDED = Broken(
    code=8, seconds=1.0, struck=False, done=0, refused=frozenset(), ended=None, talk="sayso: no space left\n"
)

needs_dev_full = pytest.mark.skipif(not FULL.exists(), reason="the system has no device that is always full")


@needs_dev_full
@pytest.mark.parametrize(
    "args", [("claims",), ("export", "--to", "-"), ("export", "--to", "/dev/full", "--format", "json")]
)
def test_output_that_has_no_room(args: tuple[str, ...], case: Path) -> None:
    with FULL.open("wb") as full:
        command = [sys.executable, "-m", "sayso", *args, "--ledger", str(case)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603 - our own
    assert done.returncode == Exit.NO_ROOM, done.stderr
    assert done.stderr.startswith("sayso: ")
    assert "No space left on device" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_some_points_of_a_full_disk() -> None:
    few = ["--points", "9", "--ways", "quota", "--verbs", "review,export,backup"]
    command = [sys.executable, str(BENCHMARKS / "full_disk.py"), *few]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)  # noqa: S603 - our own
    assert done.returncode == 0, done.stdout + done.stderr
    rows = [line.split(" | ") for line in done.stdout.splitlines() if " | quota | " in line]
    assert len(rows) == 3
    assert sum(int(row[4]) for row in rows) > 3
    assert done.stdout.endswith("\n0 faults\n")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, None),
        ({"code": 2}, "it ended with 2"),
        ({"code": 70}, "it ended with 70"),
        ({"talk": "sayso: something is wrong\n"}, "did not say why"),
        ({"talk": ""}, "did not say why"),
        ({"code": 0, "talk": ""}, "the export is not whole"),
    ],
)
def test_what_is_wrong_at_a_point_is_found(
    change: dict[str, object], words: str | None, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = _points(case, tmp_path)
    ended = replace(ENDED, **change)  # type: ignore[arg-type] # as listed

    def run(*_: object) -> Broken:
        points.target.write_bytes(b"{") if ended.code == 0 else None
        return ended

    monkeypatch.setattr(points, "run", run)
    points.point(1, full_disk.state(points.ledger, points.whole))
    assert [fault for fault in points.faults if words is None or words not in fault] == []
    assert bool(points.faults) == (words is not None)


def test_what_is_left_behind_or_changed_is_found(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    points = _points(case, tmp_path)

    def run(*_: object) -> Broken:
        (points.place.folder / ".out.part").touch()
        points.target.touch()
        return ENDED

    monkeypatch.setattr(points, "run", run)
    points.point(1, State(log=("0",)))
    told = "\n".join(points.faults)
    assert ".out.part is left" in told
    assert " out is left" in told
    assert "the ledger is not what it was" in told


def _points(case: Path, folder: Path) -> full_disk.Points:
    read = full_disk.Read(scratch=folder)
    if not read.ledger.exists():
        read.ledger.write_bytes(case.read_bytes())
    place = full_disk.Place(way="quota", folder=folder / "disk")
    points = full_disk.Points(verb="export", place=place, read=read, whole=read.whole())
    points.anew()
    return points
