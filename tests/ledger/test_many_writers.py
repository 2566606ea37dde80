"""Several processes on one file."""

import subprocess
import sys
import time
from pathlib import Path

from sayso.ledger import Ledger

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
