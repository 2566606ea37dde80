"""Writing an export: a file or folder that is there whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

from sayso.disk import keep, keep_names
from sayso.errors import WriteFailed
from sayso.export.chosen import choose
from sayso.export.format import Format
from sayso.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How many bytes were written, and their hex SHA-256; of a folder those of the archive that has its files."""

    size: int
    sha256: str


def export(
    ledger: Ledger, form: Format, *, question: str | None = None, sensitive: bool = False, raw: bool = False
) -> bytes:
    """The ledger, or one question of it by its id, in that format.

    What people have flagged as personal is left out, unless `sensitive` is True. With `raw` tables have texts as they
    are, even where a spreadsheet would run one as a formula.

    Raises:
        NotFound: the ledger has no such question.
    """
    return b"".join(form.write(choose(ledger, question=question, sensitive=sensitive, raw=raw)))


def write(parts: Iterable[bytes], name: str, *, stdout: BinaryIO) -> Written:
    """Write to the file, or to `stdout` where the name is "-". An older file stays whole until the new one is.

    Raises:
        WriteFailed: the system refuses, for instance because the folder does not exist.
    """
    counted = _Counted(parts)
    if name == "-":
        stdout.writelines(counted)
        stdout.flush()
        return counted.written()
    target = Path(os.path.realpath(name))  # through a symbolic link, so that the link stays one
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as device:  # a pipe or a device cannot be replaced
                device.writelines(counted)
        else:
            _replace(target, counted)
    except OSError as error:
        raise WriteFailed.of(name, error) from error
    return counted.written()


def write_folder(parts: Iterable[bytes], name: str) -> Written:
    """Write the files of an archive to a folder of that name, which must not be there yet.

    Raises:
        WriteFailed: there is something of that name, or the system refuses.
    """
    target = Path(name)
    data = b"".join(parts)
    if target.exists():
        raise WriteFailed(f"cannot write the folder {name!r}: it is there already; give another name or remove it")
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with ZipFile(BytesIO(data)) as archive:
            part.mkdir()
            archive.extractall(part)  # we have made it: no name in it leads elsewhere
        for path in (*part.rglob("*"), part):
            (keep_names if path.is_dir() else keep)(path)
        part.rename(target)
        keep_names(target.parent)
    except OSError as error:
        raise WriteFailed.of(name, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Written(size=len(data), sha256=sha256(data).hexdigest())


class _Counted:
    """Parts that are counted and hashed as they go by."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts
        self._size = 0
        self._digest = sha256()

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self._size += len(part)
            self._digest.update(part)
            yield part

    def written(self) -> Written:
        return Written(size=self._size, sha256=self._digest.hexdigest())


def _replace(target: Path, parts: Iterable[bytes]) -> None:
    """Write beside the target, then put it in the target's place in one step."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode)
        part.replace(target)
        keep_names(target.parent)
    finally:
        part.unlink(missing_ok=True)
