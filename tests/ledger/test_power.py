"""A few of the images of `benchmarks/power.py`, and that its disk keeps what was synchronised and may lose the rest."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from sayso.ledger import Ledger

from .building import Build

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path[:0] = [str(BENCHMARKS)]

import power_runs  # noqa: E402 - a script, which is no part of a package
from power_checks import Unbroken, looked_at  # noqa: E402 - the same
from power_disk import Change, Disk, Kind  # noqa: E402 - the same

FOLDER = Path("/case")
CUTS = 200


@pytest.mark.skipif(power_runs.compiler() is None, reason=f"no power cut was simulated: {power_runs.MISSING}")
@pytest.mark.parametrize("run", ["one read", "rulings"])
def test_a_power_cut_takes_nothing_that_was_told_and_leaves_a_whole_ledger(run: str) -> None:
    few = ["--images", "80", "--rulings", "40", "--control", "20", "--again", "1", "--stories", "1", "--seed", "5"]
    command = [sys.executable, str(BENCHMARKS / "power.py"), "--only", run, *few]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)  # noqa: S603 - our own
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\n0 faults, and " in done.stdout
    assert "\n0 faults, and 0 of controls" not in done.stdout


def opened(name: str, handle: int, kind: Kind = Kind.CREATE) -> Change:
    return Change(kind, handle, 0, bytes(FOLDER / name))


def written(handle: int, data: bytes, offset: int = 0) -> Change:
    return Change(Kind.WRITE, handle, offset, data)


def synced(handle: int) -> list[Change]:
    return [Change(kind, handle, 0, b"") for kind in (Kind.SYNC, Kind.SYNCED)]


HERE = [opened("", 9, Kind.FOLDER), opened("a", 1), *synced(9)]


def left(done: Sequence[Change], *, deaf: bool = False) -> list[dict[str, bytes]]:
    """What many power cuts after these changes leave."""
    disk = Disk.having(FOLDER, {}, deaf=deaf)
    for change in done:
        disk.take(change)
    return [disk.image(Random(number)) for number in range(CUTS)]  # noqa: S311 - moments, not secrets


def test_what_was_synchronised_is_there() -> None:
    assert all(image == {"a": b"kept"} for image in left([*HERE, written(1, b"kept"), *synced(1)]))


def test_what_was_not_synchronised_may_be_there_or_not() -> None:
    found = {image["a"] for image in left([*HERE, written(1, b"old"), *synced(1), written(1, b"new")])}
    assert found == {b"old", b"new"}


def test_a_large_write_may_be_torn_where_a_sector_ends() -> None:
    images = left([*HERE, written(1, b"a" * 8192), *synced(1), written(1, b"b" * 8192)])
    sectors = [{image["a"][at : at + 512] for at in range(0, 8192, 512)} for image in images]
    assert any(len(kinds) == 2 for kinds in sectors)
    assert all(kinds <= {b"a" * 512, b"b" * 512} for kinds in sectors)


def test_what_is_written_while_it_synchronises_may_be_lost() -> None:
    begun, ended = synced(1)
    found = {image["a"] for image in left([*HERE, begun, written(1, b"late"), ended])}
    assert found >= {b"", b"late"}


def test_a_later_write_may_be_there_without_an_earlier_one() -> None:
    images = left([*HERE, written(1, b"a" * 4096), written(1, b"b" * 4096, 4096)])
    assert bytes(4096) + b"b" * 4096 in {image["a"] for image in images}


def test_a_sector_that_missed_a_write_misses_those_after_it() -> None:
    images = left([*HERE, written(1, b"aa"), written(1, b"bb", 2)])
    assert {image["a"].rstrip(b"\0") for image in images} == {b"", b"aa", b"aabb"}


def test_a_name_is_there_for_good_when_the_folder_was_synchronised() -> None:
    unsure = [*HERE[:2], written(1, b"x"), *synced(1)]
    assert {frozenset(image) for image in left(unsure)} == {frozenset(), frozenset({"a"})}
    assert {frozenset(image) for image in left([*unsure, *synced(9)])} == {frozenset({"a"})}


def test_what_was_removed_or_renamed_may_still_be_there_until_the_folder_was_synchronised() -> None:
    renamed = [*HERE, Change(Kind.RENAME, 0, 0, bytes(FOLDER / "a") + b"\0" + bytes(FOLDER / "b"))]
    assert {frozenset(image) for image in left(renamed)} == {frozenset({"a"}), frozenset({"b"})}
    removed = [*renamed, *synced(9), Change(Kind.UNLINK, 0, 0, bytes(FOLDER / "b"))]
    assert {frozenset(image) for image in left(removed)} == {frozenset({"b"}), frozenset()}
    assert {frozenset(image) for image in left([*removed, *synced(9)])} == {frozenset()}


def test_a_deaf_disk_loses_what_was_synchronised() -> None:
    assert {} in left([*HERE, written(1, b"kept"), *synced(1)], deaf=True)


def test_what_is_not_simulated_is_refused() -> None:
    with pytest.raises(ValueError, match="not simulated"):
        left([*HERE, Change(Kind.FOREIGN, 1, 0, b"writev")])
    with pytest.raises(ValueError, match="only one folder"):
        left([opened("deeper/a", 1)])


def test_what_was_told_and_is_not_there_is_lost(tmp_path: Path, filled: Path, build: Build) -> None:
    filled.rename(tmp_path / power_runs.LEDGER)
    said = (
        '{"inputs": [{"source": "a.txt", "outcome": "read"}]}\n{"inputs": [{"source": "c.txt", "outcome": "read"}]}\n'
    )
    unbroken = Unbroken.of(tmp_path, begun=0)
    found = looked_at(tmp_path, said, unbroken, {})
    assert (found.told, found.lost) == ({"a.txt: read", "c.txt: read"}, {"c.txt: read"})
    assert found.damage == ()
    with Ledger.open(tmp_path / power_runs.LEDGER) as ledger:
        ledger.add(build.intake("The road is open.", label="c.txt"))
    assert any("no beginning" in one for one in looked_at(tmp_path, said, unbroken, {}).damage)


def test_a_ledger_that_cannot_be_opened_has_lost_all_that_was_told(tmp_path: Path, filled: Path) -> None:
    ledger = filled.rename(tmp_path / power_runs.LEDGER)
    unbroken = Unbroken.of(tmp_path, begun=0)
    ledger.write_bytes(b"")
    found = looked_at(tmp_path, '{"inputs": [{"source": "a.txt", "outcome": "read"}]}', unbroken, {})
    assert found.lost == found.told != frozenset()
    assert looked_at(tmp_path, "", unbroken, {}).lost == frozenset()
