"""Runs a target under atheris: `python -m fuzz NAME [libFuzzer's options]`, such as `-max_total_time=60`.

What it finds new is kept in `.fuzz/NAME`, inputs that break a promise beside it; corpus/ itself is only read.
"""

import sys
from importlib import import_module
from pathlib import Path

import atheris

from fuzz import TARGETS

HERE = Path(__file__).resolve().parent
FOUND = HERE.parent / ".fuzz"


def main() -> None:
    """Run what the command line names; ends with the process."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: python -m fuzz NAME [options of libFuzzer]; NAME is one of {', '.join(TARGETS)}")
    name = sys.argv[1]
    with atheris.instrument_imports(include=["sayso"]):
        target = import_module(f"fuzz.{name}").target
    own = FOUND / name
    own.mkdir(parents=True, exist_ok=True)
    # The first folder takes what is new.
    atheris.Setup(
        [sys.argv[0], f"-artifact_prefix={own}-", *sys.argv[2:], str(own), str(HERE / "corpus" / name)], target
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
