"""What the user named → files, in one fixed order: files, folders, globs and `-`."""

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sayso.errors import MissingInput, TooLarge, UnreadableInput

MAX_BYTES = 20 * 1024 * 1024
"""Largest file. A long article page has 2 MB with its scripts; whatever is ten times that is not one report."""

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or why there is none. `path` None means standard input."""

    source: str
    path: str | None = None
    refused: str | None = None
    listed: bool = False  # found in a folder or by a glob, not named by the user

    @property
    def label(self) -> str:
        """What names the file in lists."""
        return "stdin" if self.path is None else printable(os.path.basename(self.path))


def expand(sources: Sequence[str]) -> Iterator[Found]:
    """The files that the sources name, each once; folders in order of their entries' names, hidden ones left out."""
    seen: set[str] = set()
    for source in sources:
        for found in _expand_one(source):
            if found.path is None or found.path not in seen:
                seen.add(found.path or "")
                yield found


def load(found: Found, stdin: BinaryIO) -> bytes:
    """The bytes of a file or of standard input, never more than MAX_BYTES of them.

    Raises:
        MissingInput: the file is gone.
        TooLarge: it is larger than MAX_BYTES; it is not read.
        UnreadableInput: it may not be read, or is not a file.
    """
    if found.path is None:
        raw = stdin.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise TooLarge(f"standard input gave more than {_megabytes(MAX_BYTES)}, the limit for one input; split it")
        return raw
    try:
        return _load_file(found.path, listed=found.listed)
    except FileNotFoundError as error:
        raise MissingInput("there is no such file") from error
    except PermissionError as error:
        raise UnreadableInput("it may not be read: permission denied") from error
    except OSError as error:
        raise UnreadableInput(f"it cannot be read: {error.strerror or error}") from error


def printable(name: str) -> str:
    """A file name with the bytes that are not UTF-8 replaced, so that it can be stored and printed."""
    return os.fsencode(name).decode("utf-8", "replace")


def _expand_one(source: str) -> Iterator[Found]:
    if source == STDIN:
        yield Found("standard input")
        return
    shown = printable(source) if "\x00" not in source else source.replace("\x00", "\ufffd")
    try:
        mode = os.stat(source).st_mode
    except (OSError, ValueError) as error:
        yield from _glob(source, shown, error)
        return
    if not stat.S_ISDIR(mode):
        yield Found(shown, source)
        return
    nothing = True
    for found in _walk(source):
        nothing = False
        yield found
    if nothing:
        yield Found(shown, refused="the folder has no files in it (hidden ones do not count)")


def _glob(source: str, shown: str, error: OSError | ValueError) -> Iterator[Found]:
    if not glob.has_magic(source) or "\x00" in source:
        yield Found(shown, refused=_missing(source, error))
        return
    matches = sorted(glob.glob(source, recursive=True))
    if not matches:
        yield Found(
            shown, refused="nothing matches this pattern; give a file, a folder, a pattern like 'news/*.txt', or -"
        )
    for match in matches:
        if os.path.isdir(match):
            yield from _walk(match)
        else:
            yield Found(printable(match), match, listed=True)


def _missing(source: str, error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "it may not be read: permission denied"
    if source.startswith(("http://", "https://")):
        return "Sayso does not fetch pages; save the page and give the file"
    return "there is nothing at this path; give a file, a folder, a pattern like 'news/*.txt', or - for standard input"


def _walk(folder: str) -> Iterator[Found]:
    """The files below a folder. A folder that links lead back to is entered once."""
    entered: set[tuple[int, int]] = set()
    pending = [folder]
    while pending:
        at = pending.pop()
        try:
            info = os.stat(at)
            if not stat.S_ISDIR(info.st_mode):
                yield Found(printable(at), at, listed=True)
                continue
            if (info.st_dev, info.st_ino) in entered:
                continue
            entered.add((info.st_dev, info.st_ino))
            names = sorted(os.listdir(at), reverse=True)
        except OSError as error:
            yield Found(printable(at), refused=f"it cannot be opened: {error.strerror or error}")
            continue
        pending += [os.path.join(at, name) for name in names if not name.startswith(".")]


def _load_file(path: str, *, listed: bool) -> bytes:
    info = os.stat(path)
    # A pipe may be named by hand (a shell's process substitution); one that lies in a folder would block for ever.
    if not stat.S_ISREG(info.st_mode) and (listed or not stat.S_ISFIFO(info.st_mode)):
        raise UnreadableInput("it is not a file but a device, pipe or socket")
    if info.st_size > MAX_BYTES:
        raise TooLarge(_too_large(info.st_size))
    with Path(path).open("rb") as file:
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:  # it grew meanwhile, or is a pipe
        raise TooLarge(_too_large(len(raw)))
    return raw


def _too_large(size: int) -> str:
    return f"it has {_megabytes(size)}, more than the limit of {_megabytes(MAX_BYTES)} for one input; split it"


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB"
