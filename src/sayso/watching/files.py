"""Files that are new or have changed, and are not being written any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from os import fsencode
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.nouns import Seen

if TYPE_CHECKING:  # reading is heavy, and `sayso --help` imports what imports this
    from sayso.intake import Found


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look at some sources gave: files, each with what is to be noted of it, and sources without any."""

    files: "tuple[tuple[Found, Seen], ...]"
    missing: "tuple[Found, ...]"


def look(sources: Iterable[str], *, without: Path | None = None) -> Looked:
    """The files that the sources name, with their sizes and times; but the ledger itself, if it lies among them.

    An empty folder misses nothing: something may come.
    """
    from sayso.intake import EMPTY, expand  # noqa: PLC0415 - reading is heavy

    own = set() if without is None else {f"{without.absolute()}{ending}" for ending in ("", "-wal", "-shm")}
    files, missing = [], []
    for found in expand(sources):
        if found.refused is not None:
            missing += [found] if found.refused != EMPTY else []
        elif found.path is not None and str(found.path.absolute()) not in own and (seen := mark(found.path)):
            files.append((found, seen))
    return Looked(tuple(files), tuple(missing))


def mark(path: Path) -> Seen | None:
    """A file with its size and time; None where it is gone.

    It goes by a hash of its path: who is given the ledger need not learn where on which machine it lay.
    """
    try:
        info = path.stat()
    except OSError:
        return None
    return Seen(
        source=f"path {sha256(fsencode(path.absolute())).hexdigest()}", mark=f"{info.st_size} {info.st_mtime_ns}"
    )
