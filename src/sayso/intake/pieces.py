"""JSON files → the exact bytes of each record: the whole file, the items of an array, or the lines."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.intake.sniff import bom

_SPACE = re.compile(r"[ \t\n\r]*")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one record and their encoding; `place` says where in its file ("line 3"), None for all of it."""

    raw: bytes
    encoding: str = "utf-8"
    place: str | None = None

    def source(self, name: str) -> str:
        """How the user would name this record of the file."""
        return name if self.place is None else f"{name}, {self.place}"

    def label(self, name: str) -> str:
        """What names the record in lists if it has no id of its own."""
        return name if self.place is None else f"{name}#{self.place.split()[-1]}"


def parsed(text: str) -> object:
    """The value of a JSON text; None if it is not JSON, nested too deep, or null."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def line_pieces(raw: bytes) -> tuple[Piece, ...]:
    """The lines that are not blank."""
    codec = _codec(raw)
    if codec != "utf-8":
        lines = [line.encode(codec, "replace") for line in raw.decode(codec, "replace").removeprefix(_BOM).split("\n")]
    else:
        lines = raw.removeprefix(_BOM.encode()).split(b"\n")
    blank = {b"", "\r".encode(codec)}
    return tuple(
        Piece(line.removesuffix("\r".encode(codec)), codec, f"line {number}")
        for number, line in enumerate(lines, 1)
        if line not in blank and not (codec == "utf-8" and line.isspace())
    )


def json_pieces(raw: bytes) -> tuple[tuple[Piece, ...], str | None] | None:
    """The records of a JSON file, and what is wrong after them (None: nothing); None if it is none that can be read."""
    codec = _codec(raw)
    text = raw.decode(codec, "surrogateescape" if codec == "utf-8" else "replace").removeprefix(_BOM)
    at = _skip(text, 0)
    if text.startswith("[", at):
        found, end = items(text, at)
        wrong = None
        if end < 0:
            wrong = f"the list of records breaks off, or is damaged, after {len(found):,} of them: the rest is missing"
        elif _skip(text, end) < len(text):
            wrong = f"something follows the list of {len(found):,} records, and is not read"
        pieces = tuple(_item(piece, codec, number) for number, piece in enumerate(found, 1))
        return (pieces, wrong) if pieces or not wrong else None
    if parsed(text) is not None:
        return (Piece(raw, codec),), None
    lines = line_pieces(raw)
    first = parsed(lines[0].raw.decode(lines[0].encoding, "replace")) if lines else None
    return (lines, None) if isinstance(first, dict) else None


def _item(text: str, codec: str, number: int) -> Piece:
    return Piece(text.encode(codec, "surrogateescape" if codec == "utf-8" else "replace"), codec, f"item {number}")


def items(text: str, start: int) -> tuple[list[str], int]:
    """The items of the array at `start` as written, and where it ends; -1 if it is damaged or breaks off after them."""
    decoder = json.JSONDecoder()
    found: list[str] = []
    at = _skip(text, start + 1)
    while not text.startswith("]", at):
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return found, -1
        found.append(text[at:end])
        at = _skip(text, end)
        if text.startswith(",", at):
            at = _skip(text, at + 1)
        elif not text.startswith("]", at):
            return found, -1
    return found, at + 1


@dataclass(frozen=True, slots=True)
class Members:
    """The members of an object as written: the items of its list, and all others by name.

    `whole` is False where the object is damaged or breaks off after them, or something follows it.
    """

    listed: tuple[str, ...]
    others: Mapping[str, str]
    whole: bool


def members(text: str, name: str) -> Members:
    """The members of the object that a JSON text is, `name` being that of its list."""
    decoder = json.JSONDecoder()
    listed: list[str] = []
    others: dict[str, str] = {}
    at = _skip(text, 0)
    separator = "{"
    while text.startswith(separator, at):
        at = _skip(text, at + 1)
        if separator == "{" and text.startswith("}", at):
            break
        try:
            key, end = decoder.raw_decode(text, at)
            at = _skip(text, end)
            if not isinstance(key, str) or not text.startswith(":", at):
                return Members(tuple(listed), others, whole=False)
            at = _skip(text, at + 1)
            if key == name and text.startswith("[", at):
                found, end = items(text, at)
                listed += found
            else:
                _, end = decoder.raw_decode(text, at)
                others[key] = text[at:end]
        except (ValueError, RecursionError):
            return Members(tuple(listed), others, whole=False)
        if end < 0:
            return Members(tuple(listed), others, whole=False)
        at = _skip(text, end)
        separator = ","
    return Members(tuple(listed), others, whole=text.startswith("}", at) and _skip(text, at + 1) == len(text))


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _codec(raw: bytes) -> str:
    """The encoding of a JSON file without its mark; UTF-8 is the rule, some shells write the others."""
    marked = bom(raw)
    if marked in {"utf-16", "utf-32"}:
        return f"{marked}-le" if raw.startswith(b"\xff\xfe") else f"{marked}-be"
    return "utf-8"
