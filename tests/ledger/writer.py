"""One of several processes that write to one ledger: `python writer.py LEDGER NAME COUNT START`."""

import sys
import time
from pathlib import Path

from building import Build  # this file is run as a script, so its folder is where imports are looked for

from sayso.ledger import Ledger


def main(path: str, name: str, count: int, start: Path) -> None:
    """Wait for the sign to start, then add inputs of one's own and reports that all the others add too."""
    build = Build()
    start.with_name(f"ready-{name}").touch()
    while not start.exists():
        time.sleep(0.001)
    with Ledger.open(path) as ledger:
        for number in range(count):
            ledger.add(build.refused(f"{name}-{number}", "empty"))
            intake = build.intake(f"{number} people were hurt.", label=f"{number}.txt")
            assert intake.report is not None
            ledger.add(intake, build.reading(intake.report, build.claim(intake.report, "people")))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
