"""JSON: one record, an array of records, or one record a line; each record is a report of its own."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.errors import UnreadableInput
from sayso.intake.dates import moment
from sayso.intake.decode import decode
from sayso.intake.draft import Draft
from sayso.intake.facts import Facts
from sayso.intake.sniff import bom
from sayso.nouns import Moment

EXPECTED = '{"id", "outlet", "title", "url", "published_at", "text"}'

_SPACE = re.compile(r"[ \t\n\r]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one record, and its number in its file (from 1; None for a file that is one record)."""

    raw: bytes
    number: int | None
    unit: str  # "line" or "item"

    def source(self, name: str) -> str:
        """How the user would name this record of the file."""
        return name if self.number is None else f"{name}, {self.unit} {self.number}"

    def label(self, name: str) -> str:
        """What names the record in lists if it has no id of its own."""
        return name if self.number is None else f"{name}#{self.number}"


def line_pieces(raw: bytes) -> Iterator[Piece]:
    """The lines that are not blank."""
    encoding = bom(raw)
    if encoding in {"utf-16", "utf-32"}:
        raw = raw.decode(encoding, "replace").encode()
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            yield Piece(line.rstrip(b"\r"), number, "line")


def json_pieces(raw: bytes) -> tuple[Piece, ...] | None:
    """The records of a JSON file: the whole file, the items of its array, or its lines; None if it is none of these."""
    text = decode(raw).text
    encoding = bom(raw) or "utf-8"
    start = _SPACE.match(text).end()  # type: ignore[union-attr] # matches the empty string too
    if text.startswith("[", start):
        items = _items(text, start)
        if items is not None:
            codec = "utf-8" if encoding == "utf-8" else f"{encoding}-le"
            return tuple(
                Piece(text[first:end].encode(codec), number, "item") for number, (first, end) in enumerate(items, 1)
            )
    elif _parsed(text) is not None:
        return (Piece(raw, None, "item"),)
    lines = tuple(line_pieces(raw))
    return lines if isinstance(_parsed(decode(lines[0].raw).text) if lines else None, dict) else None


def _items(text: str, start: int) -> list[tuple[int, int]] | None:
    """Where each item of the array at `start` begins and ends, or None if it is not one well-formed array."""
    decoder = json.JSONDecoder()
    found: list[tuple[int, int]] = []
    at = _skip(text, start + 1)
    while not text.startswith("]", at):
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return None
        found.append((at, end))
        at = _skip(text, end)
        if text.startswith(",", at):
            at = _skip(text, at + 1)
        elif not text.startswith("]", at):
            return None
    return found if _skip(text, at + 1) == len(text) else None


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _parsed(text: str) -> object:
    """The value of a JSON text; None if it is not JSON, nested too deep, or null."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def record_draft(piece: Piece, source: str, label: str) -> Draft:
    """The draft of one record.

    Raises:
        UnreadableInput: it is not a JSON object, or has no text.
    """
    decoded = decode(piece.raw)
    record = _parsed(decoded.text)
    if record is None:
        raise UnreadableInput(f"not valid JSON; a record looks like {EXPECTED}")
    if not isinstance(record, dict):
        raise UnreadableInput(f"JSON, but not a record; a record looks like {EXPECTED}")
    notes = [decoded.note] if decoded.note else []
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UnreadableInput('the record has no text: the field "text" is missing, empty or not a string')
    own_id = record.get("id")
    return Draft(
        source=source,
        label=str(own_id) if isinstance(own_id, str | int) and str(own_id).strip() else label,
        raw=piece.raw,
        media_type="application/json",
        text=text,
        facts=Facts(
            outlet=_string(record, "outlet", notes),
            url=_string(record, "url", notes),
            title=_string(record, "title", notes),
            author=_string(record, "author", notes),
            language=_string(record, "language", notes),
            published=_date(record, ("published_at", "published"), notes),
            modified=_date(record, ("modified_at", "modified"), notes),
            retrieved=_date(record, ("retrieved_at", "retrieved"), notes),
        ),
        notes=tuple(notes),
    )


def _string(record: dict[str, object], field: str, notes: list[str]) -> str | None:
    value = record.get(field)
    if isinstance(value, str):
        return value if value.strip() else None
    if value is not None:
        notes.append(f'"{field}" is not a string and was left out')
    return None


def _date(record: dict[str, object], fields: tuple[str, ...], notes: list[str]) -> Moment | None:
    for field in fields:
        value = record.get(field)
        if value is None or value == "":
            continue
        if isinstance(value, str) and (found := moment(value)) is not None:
            return found
        notes.append(f'"{field}" is not a date that can be read ({str(value)[:40]!r}); give 2022-05-19T10:20:00+03:00')
    return None
