"""The command line: one file per verb, with what they share in `frame` and what they show in `render`."""

import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line on the arguments of this process, and end it."""
    from sayso.cli.exits import Exit
    from sayso.cli.interrupts import kept

    try:
        with kept():
            from sayso.cli.app import sayso

            sys.exit(sayso.main(prog_name="sayso", standalone_mode=True))
    except KeyboardInterrupt:  # before or after a verb was found and ran; from there on `frame` answers it
        sys.stderr.write("sayso: interrupted\n")
        sys.exit(Exit.INTERRUPTED)
    finally:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            # All is done and told. Ctrl-C from here on ends the process, without a traceback of its last steps.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
