"""Runs command lines in one process, one after the other: `python on_terminal.py LINES ASKED`.

LINES is a JSON list of lists. What they ask of the network, and what pickles they load, is written to the file ASKED,
one JSON line each: the number of the command line, and what Python tells its auditors of it.
"""

import json
import sys
from pathlib import Path

from sayso.cli.app import sayso

QUIET = {"socket.__new__", "socket.gethostname"}
"""What asks nobody."""

if __name__ == "__main__":
    number = -1

    def heard(event: str, told: tuple[object, ...]) -> None:
        if event == "pickle.find_class" or (event.startswith("socket.") and event not in QUIET):
            with Path(sys.argv[2]).open("a", encoding="utf-8") as asked:
                asked.write(f"{json.dumps([number, event, repr(told[1:])])}\n")

    sys.addaudithook(heard)
    for number, line in enumerate(json.loads(Path(sys.argv[1]).read_bytes())):
        sys.stdout.write(f"\n== {number}\n")
        try:
            sayso(line, standalone_mode=True)
        except SystemExit as ended:
            sys.stdout.flush()
            sys.stderr.write(f"\n-- {ended.code}\n")
