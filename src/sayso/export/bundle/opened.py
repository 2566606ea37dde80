"""A bundle that somebody hands over: nothing in it is believed before it is checked, and nothing is ever unpacked."""

import base64
import json
import stat
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final

from sayso.errors import LedgerDamaged, MissingInput, TooLarge, UnreadableInput
from sayso.export.bundle import bag
from sayso.export.bundle.stamps import Stamp, stamped
from sayso.export.bundle.write import FORM, ROWS, capture_path, text_path

LARGEST: Final = 8 * 1024**3
"""Bytes of a bundle when it is unpacked: a ledger of 100,000 saved pages."""

FILES: Final = 1_000_000
"""Files in it."""

LARGEST_FILE: Final = 512 * 1024**2
"""Bytes of one file in it."""

LONGEST_LINE: Final = 64 * 1024**2
"""Bytes of one row."""

RATIO: Final = 100
"""Times that a file may be larger than it is packed; rows, which are hashes for a good part, stay below 10."""

SMALL: Final = 1024**2
"""Bytes up to which a file may be as well packed as it likes."""

AT_ONCE: Final = 64 * 1024
"""Bytes unpacked at once: zipfile holds to that much, and to no limit where a whole file is asked for."""

_CLAIMS = "data/claims.csv"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError)
"""What reading a damaged zip file may end in."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """A column whose values are files, and the path of the file for a row."""

    column: str
    path: Callable[[Mapping[str, object]], str]


_BESIDE: Final = {"capture": _Beside("raw", capture_path), "layer": _Beside("text", text_path)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A bundle whose files are those that its manifests list. It is the parcel that a ledger takes in."""

    archive: zipfile.ZipFile
    folder: str
    info: Mapping[str, str]
    manifest: bytes
    listed: Mapping[str, str]
    stamps: Mapping[str, bytes]

    @property
    def revision(self) -> str:
        """The schema that its rows are of."""
        return self.info.get("Sayso-Schema", "")

    @property
    def content_hash(self) -> str:
        """The content hash of the ledger that it was made of, as it says."""
        return self.info.get("Sayso-Content-Hash", "")

    @property
    def tables(self) -> frozenset[str]:
        """The tables that it has rows of."""
        begin, end = (f"{bag.PAYLOAD}{part}" if not at else part for at, part in enumerate(ROWS.split("{table}")))
        return frozenset(
            path[len(begin) : -len(end)] for path in self.listed if path.startswith(begin) and path.endswith(end)
        )

    def rows(self, table: str) -> Iterator[Mapping[str, object]]:
        """The rows of one table; captures and texts with their bytes."""
        path = f"{bag.PAYLOAD}{ROWS.format(table=table)}"
        for number, line in enumerate(self._lines(path), start=1):
            row = _row(line, f"{path}, line {number}")
            if (beside := _BESIDE.get(table)) is not None:
                if beside.column in row:
                    raise UnreadableInput(f"{path}, line {number}: its {beside.column} stands in a file of its own")
                row |= {beside.column: self._file(_path(beside, row))}
            yield row

    def unexplained(self) -> tuple[str, ...]:
        """Files in its payload that no row speaks of, and that are no copy of rows for other readers either."""
        told = {_CLAIMS, *(f"{bag.PAYLOAD}{ROWS.format(table=table)}" for table in self.tables)}
        for table, beside in _BESIDE.items():
            lines = self._lines(f"{bag.PAYLOAD}{ROWS.format(table=table)}")
            told |= {_path(beside, _row(line, table)) for line in lines}
        return tuple(sorted(self.listed.keys() - told))

    def paths(self, below: str) -> Iterator[str]:
        """The files of its payload in a folder of it."""
        return (path for path in self.listed if path.startswith(f"{bag.PAYLOAD}{below}"))

    def stamped(self, roots: bytes | None = None) -> tuple[Stamp, ...]:
        """What its time stamps say, by the certificates in PEM that the user trusts.

        Raises:
            UnreadableInput: a time stamp is damaged, is one of something else, or of an authority that is not trusted.
            UsageError: the package that reads time stamps is not installed.
        """
        return tuple(stamped(token, self.manifest, roots) for token in self.stamps.values())

    def _file(self, path: str) -> bytes:
        if path not in self.listed:
            raise UnreadableInput(f"it has no {path}, which its rows speak of")
        parts = _unpacked(self.archive, f"{self.folder}{path}", self.listed[path])
        return b"".join(parts)

    def _lines(self, path: str) -> Iterator[bytes]:
        if path not in self.listed:
            raise UnreadableInput(f"it has no {path}")
        with self.archive.open(f"{self.folder}{path}") as file:
            while line := _line(file, path):
                yield line


def _line(file: IO[bytes], path: str) -> bytes:
    try:
        return file.readline(LONGEST_LINE)
    except _BROKEN as error:
        raise UnreadableInput(f"{path} is damaged: {error}") from error


def _path(beside: _Beside, row: Mapping[str, object]) -> str:
    try:
        return f"{bag.PAYLOAD}{beside.path(row)}"
    except (KeyError, LedgerDamaged) as error:
        raise UnreadableInput(f"a row does not name its file: {error}") from error


def _row(line: bytes, where: str) -> dict[str, object]:
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise UnreadableInput(f"{where}: not a row")
        return {name: _value(value) for name, value in row.items()}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableInput(f"{where}: not a row ({error})") from error


def _value(value: Any) -> object:  # noqa: ANN401 - whatever JSON may hold
    return base64.b64decode(value["base64"], validate=True) if isinstance(value, dict) else value


@contextmanager
def opened(path: str | Path) -> Iterator[Opened]:
    """The bundle in that file, with every file of it checked against its manifests.

    Raises:
        MissingInput: there is no such file.
        UnreadableInput: it is no bundle, or not as it was packed: a file in it is altered, missing or too much.
        TooLarge: it would be too large unpacked.
    """
    if not Path(path).is_file():
        raise MissingInput(f"there is no bundle at {path}")
    with ExitStack() as stack:
        try:
            found = _opened(stack.enter_context(zipfile.ZipFile(path)))
        except _BROKEN as error:
            raise UnreadableInput(f"{path} is no zip file, or a damaged one: {error}") from error
        except UnicodeDecodeError as error:
            raise UnreadableInput(f"{path} is no bundle of ours: a file of text in it is not UTF-8") from error
        yield found  # what fails from here on is not the archive's fault


def _opened(archive: zipfile.ZipFile) -> Opened:
    sizes = _entries(archive)
    folder = _folder(sizes)
    files = frozenset(name.removeprefix(folder) for name in sizes)
    if missing := {bag.BAGIT, bag.INFO, bag.MANIFEST, bag.TAG_MANIFEST} - files:
        raise UnreadableInput(f"it is no bundle: it has no {', '.join(sorted(missing))}")
    tags = _manifest(archive, f"{folder}{bag.TAG_MANIFEST}")
    for name in (bag.BAGIT, bag.INFO, bag.MANIFEST):
        if name not in tags:
            raise UnreadableInput(f"{bag.TAG_MANIFEST} does not list {name}")
    for name, digest in tags.items():
        _must_be_there(name, files)
        _check(archive, f"{folder}{name}", digest)
    info = bag.fields(b"".join(_unpacked(archive, f"{folder}{bag.INFO}")))
    if info.get("Sayso-Bundle") != FORM:
        raise UnreadableInput(f"it is a bag, but not one of Sayso's form {FORM} (bag-info.txt, Sayso-Bundle)")
    manifest = b"".join(_unpacked(archive, f"{folder}{bag.MANIFEST}"))
    listed = _manifest(archive, f"{folder}{bag.MANIFEST}")
    stamps = {name for name in files if name.startswith(bag.STAMPS) and name.endswith(".tsr")}
    _must_be_all(files, listed, {*tags, bag.TAG_MANIFEST, *stamps})
    for name, digest in listed.items():
        _check(archive, f"{folder}{name}", digest)
    found = Opened(
        archive=archive,
        folder=folder,
        info=info,
        manifest=manifest,
        listed=listed,
        stamps={name: b"".join(_unpacked(archive, f"{folder}{name}")) for name in sorted(stamps)},
    )
    if extra := found.unexplained():
        raise UnreadableInput(f"it has files that no row of it speaks of: {_some(extra)}")
    return found


def _entries(archive: zipfile.ZipFile) -> dict[str, int]:
    """The files of the archive with their sizes, if none of them is hostile by what is said of it."""
    found: dict[str, int] = {}
    listed = archive.infolist()
    if len(listed) > FILES or sum(one.file_size for one in listed) > LARGEST:
        raise TooLarge(f"it would be more than {LARGEST:,} bytes or {FILES:,} files when it is unpacked")
    for one in listed:
        name = one.orig_filename  # before zipfile has cut it at a NUL
        if one.is_dir():
            raise UnreadableInput(f"it has an entry for a folder: {name[:80]!r}")
        if name.startswith(("/", "\\")) or "\\" in name or ":" in name or "\0" in name or _climbs(name):
            raise UnreadableInput(f"it has a file that would lie outside of it: {name[:80]!r}")
        if name in found:
            raise UnreadableInput(f"it has two files of one name: {name[:80]!r}")
        if stat.S_IFMT(one.external_attr >> 16) not in {0, stat.S_IFREG}:
            raise UnreadableInput(f"it has an entry that is no file: {name[:80]!r}")
        if one.flag_bits & 1:
            raise UnreadableInput("it is encrypted")
        if one.file_size > LARGEST_FILE:
            raise TooLarge(f"{name[:80]!r} is {one.file_size:,} bytes; a file in a bundle has at most {LARGEST_FILE:,}")
        if one.file_size > max(SMALL, one.compress_size * RATIO):
            raise TooLarge(f"{name[:80]!r} is packed more than {RATIO} times: it may be made to fill the memory")
        found[name] = one.file_size
    return found


def _climbs(name: str) -> bool:
    return any(part in {"", ".", ".."} for part in name.split("/"))


def _folder(names: Collection[str]) -> str:
    """The one folder that everything lies in."""
    folders = {name.partition("/")[0] for name in names if "/" in name}
    if len(folders) != 1 or any("/" not in name for name in names):
        raise UnreadableInput("it is no bundle: not everything in it lies in one folder")
    return f"{folders.pop()}/"


def _unpacked(archive: zipfile.ZipFile, name: str, digest: str | None = None) -> Iterator[bytes]:
    """The bytes of a file, part by part: no more of them are ever unpacked than its size announces.

    Raises:
        UnreadableInput: at the end, if they are not those of the digest.
    """
    total = sha256()
    try:
        with archive.open(name) as file:
            while part := file.read(AT_ONCE):
                total.update(part)
                yield part
    except (*_BROKEN, RuntimeError) as error:
        raise UnreadableInput(f"{name} is damaged: {error}") from error
    if digest is not None and total.hexdigest() != digest:
        raise UnreadableInput(f"{name} is not what its manifest says: it was altered")


def _check(archive: zipfile.ZipFile, name: str, digest: str) -> None:
    for _ in _unpacked(archive, name, digest):
        pass


def _manifest(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    data = b"".join(_unpacked(archive, name))
    found: dict[str, str] = {}
    try:
        for path, line in bag.entries(data):
            if path in found:
                raise UnreadableInput(f"{name} lists {path} twice")
            found[path] = line
    except ValueError as error:
        raise UnreadableInput(f"{name} is not a manifest: {error}") from error
    return found


def _must_be_there(name: str, files: Collection[str]) -> None:
    if name not in files:
        raise UnreadableInput(f"a file is missing: {name}")


def _must_be_all(files: Collection[str], listed: Collection[str], beside: Collection[str]) -> None:
    for name in sorted(listed):
        _must_be_there(name, files)
        if not name.startswith(bag.PAYLOAD):
            raise UnreadableInput(f"its manifest lists a file outside of {bag.PAYLOAD}: {name}")
    if extra := set(files).difference(listed, beside):
        raise UnreadableInput(f"it has files that no manifest lists: {_some(sorted(extra))}")


def _some(names: Collection[str]) -> str:
    shown = list(names)[:3]
    return ", ".join(shown) + (f" and {len(names) - len(shown)} more" if len(names) > len(shown) else "")
