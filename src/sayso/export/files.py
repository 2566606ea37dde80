"""Writing an export: which format, and a file that is there whole or not at all."""

import os
import secrets
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from sayso.errors import UsageError, WriteFailed
from sayso.export.dossier import Readable
from sayso.export.exchange import exchange
from sayso.export.lines import lines
from sayso.export.table import table
from sayso.export.text import dumps


class Format(StrEnum):
    """What can be written."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


ENDINGS = {".json": Format.JSON, ".jsonl": Format.JSONL, ".ndjson": Format.JSONL, ".csv": Format.CSV}


def format_of(name: str) -> Format:
    """The format that a file name asks for by its ending.

    Raises:
        UsageError: the ending is not one of those that can be written.
    """
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(
            f"cannot tell the format from {name!r}: end it in {', '.join(ENDINGS)}, or say --format json, jsonl or csv"
        )
    return ENDINGS[ending]


def export(ledger: Readable, form: Format, *, sensitive: bool = False) -> bytes:
    """The ledger in that format, in UTF-8. Lone surrogates become visible escapes, as UTF-8 has none.

    What people have flagged as personal is left out, unless `sensitive` is True.
    """
    if form is Format.JSON:
        text = dumps(exchange(ledger, sensitive=sensitive), indent=1) + "\n"
    elif form is Format.JSONL:
        text = "".join(f"{line}\n" for line in lines(ledger, sensitive=sensitive))
    else:
        text = table(ledger, sensitive=sensitive)
    return text.encode("utf-8", "backslashreplace")


def write(data: bytes, name: str, *, stdout: BinaryIO) -> None:
    """Write to the file, or to `stdout` where the name is "-". An older file stays whole until the new one is.

    Raises:
        WriteFailed: the system refuses, for instance because the folder does not exist.
    """
    if name == "-":
        stdout.write(data)
        stdout.flush()
        return
    target = Path(os.path.realpath(name))  # through a symbolic link, so that the link stays one
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a pipe or a device cannot be replaced
        else:
            _replace(target, data)
    except OSError as error:
        raise WriteFailed(f"cannot write {name!r}: {error.strerror or error}") from error


def _replace(target: Path, data: bytes) -> None:
    """Write beside the target, then put it in the target's place in one step."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
