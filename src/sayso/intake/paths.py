"""What the user named → files, in one fixed order: files, folders, globs and `-`."""

import glob
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from sayso.errors import MissingInput, TooLarge, UnreadableInput
from sayso.intake.blob import Blob
from sayso.intake.facts import NO_FACTS, Facts

MAX_BYTES = 20 * 1024 * 1024
"""Most bytes of standard input, and those from which on a file is looked at before it is held in memory."""

HEAD = 64 * 1024
"""Bytes of a larger file that are looked at to tell what it is."""

STDIN = "-"

LEDGER_ENDINGS = frozenset({".sayso", ".sayso-wal", ".sayso-shm"})
"""Ledgers and what SQLite keeps beside them: they often lie in the folder that is read, and are no input of it."""

EMPTY = "the folder has no files in it (hidden ones and ledgers do not count)"

WANTED = "give a file, a folder, a pattern like 'news/*.txt', or - for standard input"


_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]+://|https?:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A file that goes by other names than its path, such as one that was sent. None of them is ever used as a path.

    `name` is what it was called where it came from, `source` what tells it from other inputs of that name.
    """

    path: Path
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or why there is none. `path` None means standard input.

    `facts` and `charset` are what is known of it from outside, such as the address that it was fetched from.
    """

    source: str
    path: Path | None = None
    refused: str | None = None
    listed: bool = False  # found in a folder or by a pattern, not named by the user
    name: str | None = None  # what it is called, if not as its path
    facts: Facts = NO_FACTS
    charset: str | None = None

    @property
    def label(self) -> str:
        """What names the file in lists."""
        return "stdin" if self.path is None else printable(self.name or self.path.name)

    @property
    def ending(self) -> str:
        """The ending of the file's name, lower case, with its dot; "" without one."""
        return "" if self.path is None else PurePosixPath(self.name or self.path.name).suffix.lower()


Source = str | Named | Found
"""What the user names (a path, a folder, a pattern, `-`), or a file that was found for it elsewhere."""


def expand(sources: Iterable[Source]) -> Iterator[Found]:
    """The files that the sources name, each once; folders in order of their entries' names, hidden ones left out."""
    seen: set[object] = set()
    for source in sources:
        for found in _expand_one(source):
            if (same := _identity(found)) not in seen:
                seen.add(same)
                yield found


def load(found: Found, stdin: BinaryIO) -> Blob:
    """A file or standard input as a blob: all of its bytes, or the beginning and the path of one beyond MAX_BYTES.

    Raises:
        MissingInput: the file is gone.
        TooLarge: standard input or a pipe gives more than MAX_BYTES.
        UnreadableInput: it may not be read, or is not a file.
    """
    blob = Blob(
        raw=b"",
        source=found.source,
        label=found.label,
        ending=found.ending,
        facts=found.facts,
        charset=found.charset,
    )
    try:
        if found.path is None:
            return replace(blob, raw=_limited(stdin))
        return _load_file(blob, found.path, listed=found.listed)
    except FileNotFoundError as error:
        raise MissingInput(f"there is nothing at this path; {WANTED}") from error
    except OSError as error:
        raise UnreadableInput(_cannot(error)) from error


def is_address(source: str) -> bool:
    """Whether a source is an address and no path: it begins with a scheme and two slashes, or with http(s) alone."""
    return bool(_ADDRESS.match(source))


def _identity(found: Found) -> object:
    """What is equal for two names of one file, by whatever links they lead there."""
    if found.path is None or found.refused is not None:
        return found
    try:
        info = found.path.stat()
    except OSError:
        return found.path
    return info.st_dev, info.st_ino


def printable(name: str | Path) -> str:
    """A file name with the bytes that are not UTF-8 replaced, so that it can be stored and printed."""
    return str(name).encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\x00", "\ufffd")


def _expand_one(source: Source) -> Iterator[Found]:
    if isinstance(source, Found):
        yield source
        return
    if isinstance(source, Named):
        yield Found(printable(source.source), source.path, name=source.name)
        return
    if source == STDIN:
        yield Found("standard input")
        return
    if is_address(source):
        yield Found(printable(source), refused="nothing is fetched unless that is asked for (--fetch)")
        return
    path = Path(source)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield from _pattern(source, error)
        return
    if not stat.S_ISDIR(mode):
        yield Found(printable(source), path)
        return
    nothing = True
    for found in _walk(path):
        nothing = False
        yield found
    if nothing:
        yield Found(printable(source), refused=EMPTY)


def _pattern(source: str, error: OSError | ValueError) -> Iterator[Found]:
    """The files that a glob matches; a source that is none is missing."""
    if not glob.has_magic(source) or "\x00" in source:
        yield Found(printable(source), refused=_missing(error))
        return
    named = sorted(glob.glob(source, recursive=True))  # noqa: PTH207 - Path.glob refuses patterns from the root
    matches = [path for path in map(Path, named) if path.suffix not in LEDGER_ENDINGS]
    if not matches:
        yield Found(printable(source), refused=f"nothing matches this pattern; {WANTED}")
    for path in matches:
        if path.is_dir():
            yield from _walk(path)
        else:
            yield Found(printable(path), path, listed=True)


def _missing(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return _cannot(error)
    return f"there is nothing at this path; {WANTED}"


def _walk(folder: Path) -> Iterator[Found]:
    """The files below a folder. Links are followed; a folder that they lead back to is entered once."""
    entered: set[tuple[int, int]] = set()
    pending = [folder]
    while pending:
        at = pending.pop()
        try:
            info = at.stat()
            if not stat.S_ISDIR(info.st_mode):
                yield Found(printable(at), at, listed=True)
                continue
            if (info.st_dev, info.st_ino) in entered:
                continue
            entered.add((info.st_dev, info.st_ino))
            inside = sorted(at.iterdir(), reverse=True)
        except OSError as error:
            yield Found(printable(at), refused=_cannot(error))
            continue
        pending += [path for path in inside if not path.name.startswith(".") and path.suffix not in LEDGER_ENDINGS]


def _load_file(blob: Blob, path: Path, *, listed: bool) -> Blob:
    info = path.stat()
    # A pipe may be named by hand (a shell's process substitution); one that lies in a folder would block for ever.
    if not stat.S_ISREG(info.st_mode) and (listed or not stat.S_ISFIFO(info.st_mode)):
        raise UnreadableInput("it is not a file but a device, pipe or socket")
    with path.open("rb") as file:
        if info.st_size > MAX_BYTES:
            return replace(blob, raw=file.read(HEAD), path=path)
        return replace(blob, raw=_limited(file))


def _limited(stream: BinaryIO) -> bytes:
    # The size is known only by reading where the input is a pipe, or grew meanwhile.
    raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise TooLarge(f"it has more than {megabytes(MAX_BYTES)}, the limit for one input; split it")
    return raw


def _cannot(error: OSError) -> str:
    return f"it cannot be read: {(error.strerror or str(error)).lower()}"


def megabytes(size: int) -> str:
    """A size for people."""
    return f"{size / 1024 / 1024:.1f} MB"
