"""One run of `sayso read` on a terminal of its own, broken off at a moment by a signal to all of its processes."""

import json
import multiprocessing
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

BAR = re.compile(rb"[^\d/](\d+)/(\d+) ")
"""What the bar says: how many inputs are done, of how many."""

REFUSED = re.compile(rb"([^\r\n]+?): refused: ")
CONTROL = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")
"""What moves the cursor and sets colours."""

Start = Callable[[Sequence[str], int, int], int]
"""Start a command line in a session of its own, with these for its standard output and error; the process's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """How a run ended: its exit code (the signal's number, negative, if that ended it), and what it had told by then.

    `done`: inputs that the bar counted; `refused`: inputs that it told are refused; `ended`: what the JSON document at
    the end says of each input, by its name, None if the run did not come to that.
    """

    code: int
    seconds: float
    struck: bool
    done: int
    refused: frozenset[str]
    ended: dict[str, str] | None
    talk: str


def cold(command: Sequence[str], out: int, talk: int) -> int:
    """The command line as a user starts it."""
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "400"}
    full = [sys.executable, "-m", "sayso", *command]
    return subprocess.Popen(
        full, stdin=subprocess.DEVNULL, stdout=out, stderr=talk, env=environment, start_new_session=True
    ).pid


def warm(command: Sequence[str], out: int, talk: int) -> int:
    """The command line in a copy of this process, which has loaded libraries and models already.

    The processes that it starts are copies, too.
    """
    ready, begun = os.pipe()
    child = os.fork()
    if child:
        os.close(begun)
        os.read(ready, 1)
        os.close(ready)
        return child
    try:
        os.setsid()
        os.dup2(out, 1)
        os.dup2(talk, 2)
        os.environ |= {"TERM": "xterm-256color", "COLUMNS": "400"}
        signal.signal(signal.SIGINT, signal.default_int_handler)
        from sayso.cli import main, progress  # noqa: PLC0415 - the other way of starting needs none of it

        really = multiprocessing.get_context
        multiprocessing.get_context = lambda _method=None: really("fork")  # type: ignore[assignment] # they spawn
        progress.PATIENCE = 0.0  # a run may take less than the second after which the bar comes
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        sys.argv = ["sayso", *command]
        code: object = 70
        try:
            os.write(begun, b".")
            main()
        except SystemExit as ended:
            code = ended.code
        except KeyboardInterrupt:  # the command line was not there yet to answer it: nor would Python have been
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGINT)
        sys.stdout.flush()
        os._exit(code if isinstance(code, int) else 0)
    finally:
        os._exit(71)


def broken(start: Start, command: Sequence[str], after: float | None, by: int, scratch: Path) -> Broken:
    """Run the command, send all of its processes the signal `by` after so many seconds, and wait for its end.

    With `after` None nothing breaks it off.
    """
    ours, theirs = os.openpty()
    document = scratch / "stdout"
    with document.open("wb") as out:
        process = start(command, out.fileno(), theirs)
    began = time.monotonic()
    os.close(theirs)
    told = bytearray()
    struck = False
    deadline = None if after is None else began + after
    while True:
        left = None if deadline is None else max(0.0, deadline - time.monotonic())
        if select.select([ours], [], [], left)[0]:
            try:
                told += os.read(ours, 65536)
            except OSError:  # Linux tells the end of a terminal so
                break
        if deadline is not None and time.monotonic() >= deadline:
            deadline = None
            struck = _strike(process, by)
    os.close(ours)
    _, status = os.waitpid(process, 0)
    seconds = time.monotonic() - began
    code = os.waitstatus_to_exitcode(status)
    plain = CONTROL.sub(b"", bytes(told))
    counted = [int(done) for done, _ in BAR.findall(plain)]
    return Broken(
        code=code,
        seconds=seconds,
        struck=struck and not (by == signal.SIGKILL and code >= 0),
        done=max(counted, default=0),
        refused=frozenset(one.decode().strip() for one in REFUSED.findall(plain)),
        ended=_document(document.read_text(encoding="utf-8")),
        talk=plain.decode("utf-8", "replace"),
    )


def _strike(process: int, by: int) -> bool:
    try:
        os.killpg(process, by)
    except ProcessLookupError:
        return False
    return True


def _document(text: str) -> dict[str, str] | None:
    try:
        read = json.loads(text)
    except ValueError:
        return None
    return {one["source"]: one["outcome"] for one in read["inputs"]}
