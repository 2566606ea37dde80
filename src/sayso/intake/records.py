"""Records: JSON objects that hold a text and what is known about it; each is a report of its own."""

from collections.abc import Iterator

from sayso.errors import UnreadableInput
from sayso.intake.archiver import flattened, is_item
from sayso.intake.blob import Blob, Loss, Part
from sayso.intake.chats import is_export, read_chats
from sayso.intake.columns import names
from sayso.intake.dates import moment
from sayso.intake.decode import Decoded, decode
from sayso.intake.draft import Draft
from sayso.intake.facts import Facts
from sayso.intake.json_feed import is_json_feed, read_json_feed
from sayso.intake.pieces import Piece, json_pieces, line_pieces, parsed
from sayso.nouns import Moment

EXPECTED = '{"id", "outlet", "title", "url", "published_at", "text"}'
"""What a record looks like, for messages."""

SHOWN = 20
"""Fields, and letters of each, that a message shows."""


def read_json(blob: Blob) -> Iterator[Part]:
    """A draft of each record: the whole file, the items of an array, or its lines; of a chat or a feed, its own."""
    if is_json_feed(blob.raw):
        yield from read_json_feed(blob)
    elif is_export(blob.raw):
        yield from read_chats(blob)
    else:
        yield from _records(blob, json_pieces(blob.raw))


def read_lines(blob: Blob) -> Iterator[Part]:
    """A draft of each line that is not blank."""
    yield from _records(blob, (line_pieces(blob.raw), None))


def record_draft(piece: Piece, blob: Blob) -> Draft:
    """The draft of one record of the blob.

    Raises:
        UnreadableInput: it is not a JSON object, or has no text.
    """
    utf_8 = piece.encoding == "utf-8"
    decoded = (
        decode(piece.raw) if utf_8 else Decoded(piece.raw.decode(piece.encoding, "replace").removeprefix("\ufeff"))
    )
    record = parsed(decoded.text)
    if record is None:
        raise UnreadableInput(f"not valid JSON; a record looks like {EXPECTED}")
    if not isinstance(record, dict):
        raise UnreadableInput(f"JSON, but not a record; a record looks like {EXPECTED}")
    if is_item(record):
        record = flattened(record)
    notes = [decoded.note] if decoded.note else []
    field = names(blob.columns)
    text = record.get(field["text"][0])
    if not isinstance(text, str) or not text.strip():
        raise UnreadableInput(
            f'the record has no text: the field "{field["text"][0]}" is missing, empty or not a string; '
            f"it has {_listed(record)}"
        )
    own_id = record.get(field["id"][0])
    return Draft(
        source=piece.source(blob.source),
        label=str(own_id) if isinstance(own_id, str | int) and str(own_id).strip() else piece.label(blob.label),
        raw=piece.raw,
        media_type="application/json",
        text=text,
        facts=Facts(
            outlet=_string(record, field["outlet"][0], notes),
            url=_string(record, field["url"][0], notes),
            title=_string(record, field["title"][0], notes),
            author=_string(record, field["author"][0], notes),
            language=_string(record, field["language"][0], notes),
            published=_date(record, field["published"], notes),
            modified=_date(record, field["modified"], notes),
            retrieved=_date(record, field["retrieved"], notes),
        ).over(blob.facts),
        notes=tuple(notes),
    )


def _records(blob: Blob, found: tuple[tuple[Piece, ...], str | None] | None) -> Iterator[Part]:
    if found is None:
        raise UnreadableInput(f"it begins like JSON and is not valid JSON; a record looks like {EXPECTED}")
    pieces, wrong = found
    if not pieces:
        raise UnreadableInput(f"there are no records in it; a record looks like {EXPECTED}")
    for piece in pieces:
        try:
            yield record_draft(piece, blob)
        except UnreadableInput as error:
            yield Loss(piece.source(blob.source), str(error))
    if wrong:
        yield Loss(blob.source, wrong)


def _listed(record: dict[str, object]) -> str:
    """The fields that it has, for a message."""
    shown = ", ".join(f'"{name[:SHOWN]}"' for name in list(record)[:SHOWN])
    return (shown or "no fields") + (", …" if len(record) > SHOWN else "")


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
