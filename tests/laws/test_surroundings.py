"""What is read does not hang on where and how a process runs: clock zone, locale, encoding, order of hashes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import elsewhere
import pytest

PLACES = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONHASHSEED": "4294967295"},
)
"""Each differs from the other, and from this process, in all of it; benchmarks/surroundings.py has every mixture."""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    found: dict[str, object] = json.loads(json.dumps(elsewhere.read(tmp_path_factory.mktemp("here"))))
    return found


def test_there_are_times_to_be_read_otherwise(here: dict[str, object]) -> None:
    claims = here["claims"]
    assert isinstance(claims, list)
    assert sum(bool(times) for _, times in claims) >= 4
    assert here["questions"]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: str(place["TZ"]))
def test_the_ledger_is_the_same_wherever_it_is_made(
    place: dict[str, str], here: dict[str, object], tmp_path: Path
) -> None:
    done = subprocess.run(  # noqa: S603 # our own code
        [sys.executable, elsewhere.__file__, str(tmp_path)],
        env={**os.environ, **place},
        capture_output=True,
        check=True,
        timeout=300,
    )
    assert json.loads(done.stdout) == here
