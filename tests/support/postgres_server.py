"""A PostgreSQL server for tests: the one that SAYSO_TEST_POSTGRES names, else one that is started and stopped here."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GIVEN = "SAYSO_TEST_POSTGRES"
"""The environment variable with the URL of a database whose server may be used; its user may make databases."""

MISSING = (
    f"not tested on PostgreSQL: there is no server here (Debian's package postgresql has one; or name one in {GIVEN})"
)


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, of the newest PostgreSQL here; None if there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = (one.parent for one in Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


@contextmanager
def server() -> Iterator[str | None]:
    """The URL of a database on a server that is there for as long as the block runs; None if none can be had."""
    given, found = os.environ.get(GIVEN), programs()
    if given:
        yield given
    elif found is None:
        yield None
    else:
        with tempfile.TemporaryDirectory(prefix="sayso-pg-", ignore_cleanup_errors=True) as made:
            folder = Path(made)
            _run(
                folder, found / "initdb", "-D", folder / "data", "-A", "trust", "-U", "sayso", "--no-sync", "-E", "UTF8"
            )
            # The socket lies in the folder, so that nothing else can be meant; nothing needs to outlive a power cut.
            told = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=50"
            control = (found / "pg_ctl", "-D", folder / "data", "-w")
            _run(folder, *control, "-o", told, "-l", folder / "log", "start")
            try:
                yield f"postgresql+psycopg://sayso@/postgres?host={folder}"
            finally:
                _run(folder, *control, "-m", "immediate", "stop")


def _run(folder: Path, *command: str | Path) -> None:
    """Run one of PostgreSQL's programs, which refuse to be run by root."""
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    done = subprocess.run(  # noqa: S603 - the programs of the server that is installed here
        [str(part) for part in command], user=user, cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout} {done.stderr}")
