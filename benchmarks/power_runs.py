"""Command lines of Sayso, one after another, each change that they make in the ledger's folder logged.

As a script it is the process that is logged: it loads libraries and models, and runs each command in a copy of itself.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import cast

from power_disk import TOLD, Change, Disk, changes

SOURCE = Path(__file__).with_name("power_log.c")
LEDGER = "case.sayso"
COPY = "copy-"
"""What names of backups and exports begin with; a number follows."""

GOOD_ENDS = {0, 3, 5}  # all was done, or all but what cannot be, be that all

LAST = "LAST"
"""In a command: the id of the last ruling that was told."""

BY_KEYS = "by keys"
"""In place of a verb: `review` on a terminal, each thing decided by the next of some keys."""

MISSING = "there is no C compiler here (cc) to make what logs the changes of files"


def compiler() -> str | None:
    """The machine's C compiler, if it has one that this can be made with."""
    return shutil.which("cc") if sys.platform == "linux" else None


def library(folder: Path) -> Path:
    """The library that logs, made in the folder."""
    found = compiler()
    if found is None:
        raise SystemExit(MISSING)
    made = folder / "power_log.so"
    subprocess.run([found, "-shared", "-fPIC", "-O1", "-o", str(made), str(SOURCE), "-ldl"], check=True)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is run: commands on the ledger in a folder. `synchronous`: what SQLite is told instead of FULL."""

    folder: str
    inputs: str
    commands: Sequence[Sequence[str]]
    synchronous: str | None = None


def logged(run: Run, scratch: Path) -> list[Change]:
    """Run it; what it did in its folder, in order.

    Raises:
        RuntimeError: what was logged does not make the files that are there now.
    """
    log, before = scratch / "log", Disk.of(Path(run.folder))
    log.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "LD_PRELOAD": str(library(scratch)),
        "POWER_LOG": str(log),
        "POWER_FOLDER": run.folder,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    (scratch / "run.json").write_text(json.dumps(asdict(run)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, __file__, str(scratch / "run.json")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the run ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    found = list(changes(log))
    for change in found:
        before.take(change)
    if before.seen() != Disk.of(Path(run.folder)).seen():
        raise RuntimeError("the log does not make the files that are there: something was not logged")
    return found


def told(text: str) -> Iterator[dict[str, object]]:
    """The JSON documents that were told whole."""
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):
        try:
            document, at = decoder.raw_decode(text, at)
        except ValueError:
            return
        at += len(text[at:]) - len(text[at:].lstrip())
        yield document


def told_rulings(text: str) -> list[str]:
    """Ids of the rulings and amendments that were told."""
    listed: list[object] = []
    for document in told(text):
        listed += [document.get("ruling"), *_list(document, "rulings"), *_list(document, "amendments")]
    return [str(one["id"]) for one in listed if isinstance(one, dict)]


def _list(document: dict[str, object], name: str) -> list[object]:
    found = document.get(name, [])
    return found if isinstance(found, list) else []


def command_line(command: Sequence[str], out: Path, *, quiet: bool = True) -> int:
    """Run a command in a copy of this process, its output added to a file; the exit code."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code: object = 71
    try:
        os.close(1)
        os.open(out, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)  # the lowest number that is free: 1
        if quiet:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.stdout = os.fdopen(1, "w", buffering=1)  # as on a terminal: what is told is told at once
        _run(command, out)
        code = 0
    except SystemExit as ended:
        code = ended.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 0)


def _run(command: Sequence[str], out: Path) -> None:
    from sayso.cli import main  # noqa: PLC0415 - heavy, and loaded before

    if command[0] == BY_KEYS:
        _by_keys(command[1], command[2], command[3])
        return
    sys.argv = ["sayso", *(told_rulings(out.read_text())[-1] if one == LAST else one for one in command)]
    main()


def _by_keys(ledger: str, by: str, keys: str) -> None:
    """Decide as `review` lets a person decide; that all is kept is told when the next thing is shown."""
    from sayso import open_ledger  # noqa: PLC0415 - heavy, and loaded before
    from sayso.cli.reviewing import go_through  # noqa: PLC0415 - the same
    from sayso.review import queue  # noqa: PLC0415 - the same

    left = iter(keys)
    with open_ledger(ledger, create=False) as case:

        def key() -> str:
            print(json.dumps({"rulings": [{"id": one.id} for one in case.rulings()]}))
            return next(left, "q")

        go_through(case, queue(case, by), by, key)


def _tell_each() -> None:
    """Let `read` tell of each input at the earliest moment, which is when the bar counts it."""
    from sayso.api import ReadResult  # noqa: PLC0415 - heavy
    from sayso.export import ended  # noqa: PLC0415 - the same

    really = ended.ended

    def telling(result: ReadResult) -> ended.Ended:
        end = really(result)
        print(json.dumps({"inputs": [{"source": end.source, "outcome": end.outcome.value}]}))
        return end

    ended.ended = telling


def _set_synchronous(how: str) -> None:
    from sqlalchemy import Connection  # noqa: PLC0415 - heavy

    from sayso.ledger import connect  # noqa: PLC0415 - the same

    really = connect._prepare  # noqa: SLF001 - the control does what no setting does

    def preparing(connection: Connection, name: str, wait: float, *, sealed: bool) -> None:
        really(connection, name, wait, sealed=sealed)
        driver = cast("sqlite3.Connection", connection.connection.driver_connection)
        driver.execute(f"PRAGMA synchronous = {how}")

    connect._prepare = preparing  # noqa: SLF001 - as above


@cache
def warm(inputs: str) -> None:
    """Load what reading needs, by reading."""
    import tempfile  # noqa: PLC0415 - only here

    from sayso import Settings, open_ledger, read  # noqa: PLC0415 - heavy

    with tempfile.TemporaryDirectory() as made, open_ledger(Path(made) / "warm.sayso") as ledger:
        list(read(ledger, sorted(map(str, Path(inputs).iterdir()))[-1:], settings=Settings(attribution="rules")))


def main() -> None:
    """Run what the file says."""
    run = Run(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    warm(run.inputs)
    _tell_each()
    if run.synchronous:
        _set_synchronous(run.synchronous)
    for command in run.commands:
        code = command_line(command, Path(run.folder) / TOLD, quiet=False)
        if code not in GOOD_ENDS:
            sys.exit(f"{' '.join(command)} ended with {code}")


if __name__ == "__main__":
    main()
