"""Runs command lines in one process, one after the other: `python on_terminal.py FILE`, a JSON list of lists."""

import json
import sys
from pathlib import Path

from sayso.cli.app import sayso

if __name__ == "__main__":
    for number, line in enumerate(json.loads(Path(sys.argv[1]).read_bytes())):
        sys.stdout.write(f"\n== {number}\n")
        try:
            sayso(line, standalone_mode=True)
        except SystemExit as ended:
            sys.stdout.flush()
            sys.stderr.write(f"\n-- {ended.code}\n")
