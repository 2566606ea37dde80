"""Zip archives: office documents, packed web archives (WACZ), and files that were simply packed together."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from sayso.errors import TooLarge, UnreadableInput
from sayso.intake.blob import Blob, Loss, Part
from sayso.intake.docx import read_docx
from sayso.intake.packed import MAX_RATIO, MAX_UNPACKED, SMALL

MAX_MEMBERS = 10_000
"""Files that one archive may hold."""

MAX_TOTAL = 10 * MAX_UNPACKED
"""Bytes that all that is read of one archive may unpack to."""

MANY = 0xFFFF
"""What stands for a number of files that has no room in the end of an archive."""

NAMELESS = "a file without a name"

DOCX, WACZ, WACZ_DATA = "word/document.xml", "datapackage.json", "archive/"

OTHERS = (
    ("xl/workbook.xml", "a spreadsheet; save it as CSV"),
    ("ppt/presentation.xml", "a presentation; save its text"),
    ("META-INF/container.xml", "an e-book; save its text"),
    ("content.xml", "an OpenDocument file; save it as .docx"),
)
"""Files that tell what else an archive is."""


def read_zip(blob: Blob) -> Iterator[Part]:
    """What is in the archive, and what of it is lost. Names in it are names, and never paths.

    Raises:
        UnreadableInput: it is damaged, or of a kind that is not read.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(blob.raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableInput("the zip archive is damaged or breaks off: its list of contents is missing") from error
    with archive:
        names = {info.filename for info in archive.infolist()}
        if DOCX in names:
            check(archive)
            yield from read_docx(blob)
            return
        if (other := next((what for name, what in OTHERS if name in names), None)) is not None:
            raise UnreadableInput(f"it is {other}")
        yield from _wacz(blob, archive) if WACZ in names else _files(blob, archive)
        if (stated := _number(blob.raw)) not in {len(archive.infolist()), MANY}:
            yield Loss(blob.source, f"it says that it has {stated:,} files, and {len(archive.infolist()):,} are listed")


def _number(raw: bytes) -> int:
    """How many files the end of a zip archive says it has."""
    at = raw.rfind(b"PK\x05\x06")
    return int.from_bytes(raw[at + 10 : at + 12], "little")


def check(archive: zipfile.ZipFile) -> None:
    """See to it that all of an archive can be unpacked.

    Raises:
        TooLarge: it would grow beyond MAX_UNPACKED or MAX_RATIO.
        UnreadableInput: a file in it is damaged.
    """
    for info in archive.infolist():
        _unpacked(archive, info)
    if (total := sum(info.file_size for info in archive.infolist())) > MAX_UNPACKED:
        raise TooLarge(f"it unpacks to {total:,} bytes, more than the limit of {MAX_UNPACKED:,}")


def _files(blob: Blob, archive: zipfile.ZipFile) -> Iterator[Part]:
    """The files that were packed together, as if they lay in a folder."""
    listed = [info for info in archive.infolist() if not _folder(info) and not _hidden(info.filename)]
    total = 0
    for info in listed[:MAX_MEMBERS]:
        name = info.filename if info.filename.strip() else NAMELESS
        try:
            raw = _unpacked(archive, info)
        except (TooLarge, UnreadableInput) as error:
            yield Loss(f"{blob.source}, {name}", str(error))
            continue
        total += len(raw)
        if total > MAX_TOTAL:
            yield Loss(blob.source, f"it unpacks to more than {MAX_TOTAL:,} bytes; what follows {name} is left out")
            return
        path = PurePosixPath(name)
        yield blob.inside(raw, name, path.suffix.lower(), label=path.name or name)
    if len(listed) > MAX_MEMBERS:
        yield Loss(blob.source, f"it has {len(listed):,} files, and only the first {MAX_MEMBERS:,} are read")


def _wacz(blob: Blob, archive: zipfile.ZipFile) -> Iterator[Part]:
    """The web archives in it; those that its own list has otherwise, or that are missing, are told."""
    stated = _stated(archive)
    names = [info for info in archive.infolist() if info.filename.startswith(WACZ_DATA) and not _folder(info)]
    for name in sorted(name for name in stated if name.startswith(WACZ_DATA)):
        if name not in {info.filename for info in names}:
            yield Loss(f"{blob.source}, {name}", "its list of contents has this file, and it is missing")
    for info in names:
        source = f"{blob.source}, {info.filename}"
        try:
            raw = _unpacked(archive, info)
        except (TooLarge, UnreadableInput) as error:
            yield Loss(source, str(error))
            continue
        kind, _, digest = stated.get(info.filename, "").partition(":")
        wrong = kind == "sha256" and hashlib.sha256(raw).hexdigest() != digest.lower()
        notes = ("its digest in the list of contents does not fit: it was changed or damaged",) if wrong else ()
        yield blob.inside(raw, info.filename, PurePosixPath(info.filename).suffix.lower(), notes=notes)


def _stated(archive: zipfile.ZipFile) -> dict[str, str]:
    """The digests that a packed web archive lists, by file.

    Raises:
        UnreadableInput: its list is damaged.
    """
    try:
        package = json.loads(_unpacked(archive, archive.getinfo(WACZ)))
        return {str(one["path"]): str(one.get("hash") or "") for one in package.get("resources", ())}
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableInput(f"the list of contents of this web archive ({WACZ}) is damaged") from error


def _folder(info: zipfile.ZipInfo) -> bool:
    return info.filename.endswith("/")  # `is_dir` fails where there is no name


def _hidden(name: str) -> bool:
    return any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in name.split("/"))


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a file in an archive, checked against its checksum.

    Raises:
        TooLarge: it says that it is larger than it may be.
        UnreadableInput: it is damaged, needs a password, or is packed in a way that is not read.
    """
    if info.file_size > MAX_UNPACKED:
        raise TooLarge(f"it unpacks to {info.file_size:,} bytes, more than the limit of {MAX_UNPACKED:,}")
    if info.file_size > SMALL and info.file_size > MAX_RATIO * info.compress_size:
        raise TooLarge(f"it unpacks to more than {MAX_RATIO} times its size, as only filler does")
    if info.flag_bits & 1:
        raise UnreadableInput("it needs a password")
    try:
        return archive.read(info)  # never more than `file_size`
    except Exception as error:
        raise UnreadableInput(f"it is damaged ({type(error).__name__})") from error
