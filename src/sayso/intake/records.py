"""Records: JSON objects that hold a text and what is known about it; each is a report of its own."""

from sayso.errors import UnreadableInput
from sayso.intake.dates import moment
from sayso.intake.decode import Decoded, decode
from sayso.intake.draft import Draft
from sayso.intake.facts import Facts
from sayso.intake.pieces import Piece, parsed
from sayso.nouns import Moment

EXPECTED = '{"id", "outlet", "title", "url", "published_at", "text"}'
"""What a record looks like, for messages."""


def record_draft(piece: Piece, source: str, label: str) -> Draft:
    """The draft of one record.

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
