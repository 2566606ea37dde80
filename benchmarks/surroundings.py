"""Whether a ledger hangs on where and how a process runs: `python benchmarks/surroundings.py`.

The records of `tests/support/elsewhere.py`, with times at the ends of years and of summer time, are read by rules
under each mixture of clock zone, locale, encoding and order of hashes, each in a process of its own. Told is how many
mixtures there are, and how many content hashes, times of claims and questions came of them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

READER = Path(__file__).parents[1] / "tests" / "support" / "elsewhere.py"
MIXED = {
    "TZ": ("UTC", "Pacific/Kiritimati", "America/St_Johns", "Europe/Paris"),
    "LC_ALL": ("C", "C.UTF-8"),
    "PYTHONUTF8": ("0", "1"),
    "PYTHONHASHSEED": ("0", "1", "4294967295"),
}


def main() -> None:
    """Print the mixtures that gave another ledger than the first, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--every", type=int, default=1, help="only every so manieth mixture")
    given = parser.parse_args()
    mixtures = [dict(zip(MIXED, values, strict=True)) for values in product(*MIXED.values())][:: given.every]
    found: dict[str, dict[str, str]] = {}
    for mixture in mixtures:
        told = made_under(mixture)
        if found and told not in found:
            print(f"another ledger under {mixture}")
        found.setdefault(told, mixture)
    hashes = {json.loads(told)["hash"] for told in found}
    print(f"{len(mixtures)} mixtures, {len(found)} different results, {len(hashes)} content hashes")


def made_under(mixture: dict[str, str]) -> str:
    """What the reader tells in a process with that environment."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(READER), folder]
        env = {**os.environ, **mixture, "PYTHONCOERCECLOCALE": "0"}
        return subprocess.run(command, env=env, capture_output=True, check=True, text=True, encoding="utf-8").stdout


if __name__ == "__main__":
    main()
