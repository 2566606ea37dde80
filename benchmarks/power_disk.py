"""A disk as a power cut may leave it: what was synchronised, and of what was written since, anything."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from random import Random

TOLD = "told"
"""The file in which a run notes what it has told. It is no part of an image."""

SECTORS = (512, 4096)
"""Bytes that a disk writes whole or not at all: an old one's, and those of a new one or of a page of the cache."""

FREEZING = (0.03, 0.3, 0.7)
"""How likely a sector misses a write, and all that come after it."""

_HEAD = struct.Struct("=IIQQ")
_NOISE = 32768  # bytes of SQLite's shared memory, which it makes anew when it is the first to open the file


class Kind(IntEnum):
    """What a record of the log tells, as in power_log.c."""

    CREATE = 1
    OPEN = 2
    FOLDER = 3
    WRITE = 4
    SIZE = 5
    SYNC = 6
    SYNCED = 7
    UNLINK = 8
    RENAME = 9
    FOREIGN = 10


@dataclass(frozen=True, slots=True)
class Change:
    """One record: a handle is one opening of one file; `offset` is where it was written, or the new size."""

    kind: Kind
    handle: int
    offset: int
    data: bytes


def changes(log: Path) -> Iterator[Change]:
    """The records of a log, oldest first."""
    raw = memoryview(log.read_bytes())
    at = 0
    while at < len(raw):
        kind, length, handle, offset = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        yield Change(Kind(kind), handle, offset, bytes(raw[at : at + length]))
        at += length


@dataclass(slots=True, eq=False)
class File:
    """A file: what the disk surely has of it, what was done to it since, and what programs see."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Change] = field(default_factory=list)
    seen: bytearray = field(default_factory=bytearray)

    def take(self, change: Change) -> None:
        """Do to the file what was done to it."""
        _do(self.seen, change)
        self.pending.append(change)

    def settle(self, until: int) -> None:
        """So many of the changes are on the disk."""
        for change in self.pending[:until]:
            _do(self.durable, change)
        del self.pending[:until]


Names = tuple[tuple[str, File | None], ...]
"""One change of a folder: which names stand for which files from then on; None: for none."""


@dataclass(slots=True, kw_only=True)
class Disk:
    """One folder of a disk, moved on by the records of a log.

    `deaf`: it answers each request to synchronise, and does nothing. That is the control: such a disk loses things.
    """

    folder: Path
    deaf: bool = False
    names: dict[str, File] = field(default_factory=dict)
    durable: dict[str, File] = field(default_factory=dict)
    pending: list[Names] = field(default_factory=list)
    handles: dict[int, File | None] = field(default_factory=dict)  # None: the folder itself
    asked: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, *, deaf: bool = False) -> "Disk":
        """The disk with the files that the folder has now."""
        return cls.having(folder, {path.name: path.read_bytes() for path in folder.iterdir()}, deaf=deaf)

    @classmethod
    def having(cls, folder: Path, files: Mapping[str, bytes], *, deaf: bool = False) -> "Disk":
        """The disk with these files, all of them there for good."""
        names = {name: File(bytearray(raw), [], bytearray(raw)) for name, raw in files.items()}
        return cls(folder=folder, deaf=deaf, names=names, durable=dict(names))

    def take(self, change: Change) -> None:
        """Move on by one record.

        Raises:
            ValueError: it is one of those that are not simulated.
        """
        match change.kind:
            case Kind.CREATE | Kind.OPEN | Kind.FOLDER:
                self._open(change)
            case Kind.UNLINK | Kind.RENAME:
                self._renamed([self._name(part) for part in change.data.split(b"\0")])
            case Kind.SYNCED:
                self._settle(change.handle)
            case _:
                self._work(change)

    def _open(self, change: Change) -> None:
        if change.kind is Kind.FOLDER:
            if Path(change.data.decode()) != self.folder:
                raise ValueError(f"{change.data.decode()} is a folder in {self.folder}; only one is simulated")
            self.handles[change.handle] = None
            return
        name = self._name(change.data)
        if change.kind is Kind.CREATE:
            self._call(((name, File()),))
        self.handles[change.handle] = self.names[name]

    def _work(self, change: Change) -> None:
        file = self.handles.get(change.handle)
        if change.kind is Kind.SYNC:
            self.asked[change.handle] = len(self.pending if file is None else file.pending)
        elif any(file is shared for name, shared in self.names.items() if _is_shared(name)):
            return
        elif file is None or change.kind is Kind.FOREIGN:
            raise ValueError(f"{change.data[:40]!r}: a change that is not simulated")
        else:
            file.take(change)

    def _renamed(self, names: Sequence[str]) -> None:
        """One name: the file was removed; two: it got another."""
        was, *becomes = names
        self._call(((was, None), *((name, self.names[was]) for name in becomes)))

    def told(self) -> str:
        """What the run has told so far."""
        file = self.names.get(TOLD)
        return bytes(file.seen).decode() if file else ""

    def seen(self) -> dict[str, bytes]:
        """The files as programs see them."""
        return {name: bytes(file.seen) for name, file in self.names.items() if _is_kept(name)}

    def image(self, random: Random) -> dict[str, bytes]:
        """The files as a power cut at this moment may leave them."""
        sector, freezing = random.choice(SECTORS), random.choice(FREEZING)
        way = _way(random) if random.random() < 0.5 else None  # else each file goes its own
        names = dict(self.durable)
        for change in _chosen(self.pending, way or _way(random), freezing, random):
            _rename(names, change)
        image = {
            name: _left(file, way or _way(random), sector, freezing, random)
            for name, file in sorted(names.items())
            if _is_kept(name)
        }
        for name in filter(_is_shared, self.names):
            if random.random() < 0.5:
                image[name] = random.choice((bytes(_NOISE), random.randbytes(_NOISE)))
        return image

    def _name(self, path: bytes) -> str:
        full = Path(path.decode())
        if full.parent != self.folder:
            raise ValueError(f"{full} does not lie in {self.folder}; only one folder is simulated")
        return full.name

    def _call(self, change: Names) -> None:
        _rename(self.names, change)
        self.pending.append(change)

    def _settle(self, handle: int) -> None:
        until, of = self.asked.pop(handle), self.handles[handle]
        if self.deaf:
            return
        if of is not None:
            of.settle(until)
            return
        for change in self.pending[:until]:
            _rename(self.durable, change)
        del self.pending[:until]


def _is_shared(name: str) -> bool:
    return name.endswith("-shm")


def _is_kept(name: str) -> bool:
    return name != TOLD and not _is_shared(name)


def _rename(names: dict[str, File], change: Names) -> None:
    for name, file in change:
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file


def _do(content: bytearray, change: Change) -> None:
    if change.kind is Kind.SIZE:
        _resize(content, change.offset)
        return
    if len(content) < change.offset:
        _resize(content, change.offset)
    content[change.offset : change.offset + len(change.data)] = change.data


def _resize(content: bytearray, size: int) -> None:
    del content[size:]
    content.extend(bytes(size - len(content)))


def _way(random: Random) -> str:
    return random.choices(("none", "all", "in order", "any"), weights=(1, 1, 2, 4))[0]


def _chosen(pending: list[Names], way: str, freezing: float, random: Random) -> list[Names]:
    """Those changes of the folder that are on the disk."""
    if way == "any":
        return [one for one in pending if random.random() >= freezing]
    return pending[: {"none": 0, "all": len(pending)}.get(way, random.randint(0, len(pending)))]


def _left(file: File, way: str, sector: int, freezing: float, random: Random) -> bytes:
    """What is left of a file."""
    if way == "all":
        return bytes(file.seen)
    if way == "none" or not file.pending:
        return bytes(file.durable)
    if way == "any":
        return _torn(bytearray(file.durable), file.pending, sector, freezing, random)
    until = random.randrange(len(file.pending))  # what came before is there, and a part of this one
    content = bytearray(file.durable)
    for change in file.pending[:until]:
        _do(content, change)
    return _torn(content, file.pending[until : until + 1], sector, 0.5, random)


def _torn(content: bytearray, pending: list[Change], sector: int, freezing: float, random: Random) -> bytes:
    """Each sector as it was after some of the changes, each at a moment of its own; and so is the file's length.

    The cache is written to the disk by pages, in any order: what is in a page then is what all changes until then have
    made of it. So a sector that has missed a change has missed all later ones. A sector that nothing was written to,
    before one that was, is zeros.
    """
    frozen: set[int] = set()
    length, lengths = len(content), [len(content)]
    for change in pending:
        end = change.offset + len(change.data)
        if change.kind is Kind.SIZE:
            start, data, length = change.offset, bytes(max(0, length - change.offset)), change.offset
        else:
            start, data, length = change.offset, change.data, max(length, end)
        lengths.append(length)
        for at in range(start - start % sector, start + len(data), sector):
            if at not in frozen and random.random() < freezing:
                frozen.add(at)
            if at not in frozen:
                first, last = max(at, start), min(at + sector, start + len(data))
                _do(content, Change(Kind.WRITE, 0, first, data[first - start : last - start]))
    _resize(content, random.choice((lengths[-1], lengths[-1], random.choice(lengths))))
    return bytes(content)
