"""The command line: one file per verb, with what they share in `frame` and what they show in `render`."""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line on the arguments of this process, and end it."""
    from sayso.cli.exits import Exit

    try:
        from sayso.cli.app import sayso

        sys.exit(sayso.main(prog_name="sayso", standalone_mode=True))
    except KeyboardInterrupt:  # before or after a verb ran; while one runs, `frame` answers it
        sys.exit(Exit.INTERRUPTED)
