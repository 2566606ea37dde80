"""Several processes on one file."""

import subprocess
import sys
import time
from pathlib import Path

from sayso.ledger import Ledger

from .building import Verdicts

KILLS = 5
WRITERS = 3
EACH = 15


def test_all_that_writers_write_at_once_is_there_once(tmp_path: Path) -> None:
    path, start = tmp_path / "case.sayso", tmp_path / "start"
    script = [sys.executable, str(Path(__file__).with_name("writer.py")), str(path)]
    writers = [subprocess.Popen([*script, str(name), str(EACH), str(start)]) for name in range(WRITERS)]  # noqa: S603 - our own script
    while len(list(tmp_path.glob("ready-*"))) < WRITERS and all(writer.poll() is None for writer in writers):
        time.sleep(0.01)
    start.touch()
    assert [writer.wait() for writer in writers] == [0] * WRITERS
    with Ledger.open(path) as ledger:
        assert len(ledger.reports()) == len(ledger.claims()) == EACH
        assert len(ledger.inputs()) == EACH * (WRITERS + 1)
        assert {check.name for check in ledger.check(deep=True) if check.verdict == "fail"} == set()


def test_a_killed_writer_leaves_no_half_written_input(tmp_path: Path, verdicts: Verdicts) -> None:
    path, start = tmp_path / "case.sayso", tmp_path / "start"
    start.touch()
    script = [sys.executable, str(Path(__file__).with_name("writer.py")), str(path)]
    Ledger.open(path).close()
    for kill in range(KILLS):
        with Ledger.open(path) as ledger:
            before = len(ledger.log())
            writer = subprocess.Popen([*script, str(kill), "100000", str(start)])  # noqa: S603 - our own script
            while len(ledger.log()) < before + 10 + kill and writer.poll() is None:
                time.sleep(0.001)
            writer.kill()
            assert writer.wait() < 0  # it was still writing
        assert verdicts(path) == {}
        with Ledger.open(path) as ledger:
            assert len(ledger.log()) >= before + 10 + kill
            assert len(ledger.claims()) == len(ledger.reports())
