"""Tables (CSV and the like): each row a report, by the columns that their names or the user tell."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from sayso.errors import UnreadableInput
from sayso.intake.archiver import from_cell
from sayso.intake.blob import Blob, Columns, Loss
from sayso.intake.columns import NAMES, TABLE_NAMES
from sayso.intake.dates import moment
from sayso.intake.decode import decode
from sayso.intake.draft import Draft
from sayso.intake.facts import Facts
from sayso.nouns import Moment

SEPARATORS = ",;\t|"


def read_table(blob: Blob) -> Iterator[Draft | Loss]:
    """A draft of each row. Its capture is the head of the table and the row, so that it can be read by itself.

    Raises:
        UnreadableInput: there is no head, or none of its columns holds the text.
    """
    decoded = decode(blob.raw, blob.charset)
    lines = decoded.text.split("\n")
    reader = csv.reader(StringIO(decoded.text, newline=""), delimiter=_separator(lines[0], blob.ending))
    head = [name.strip() for name in next(reader, [])]
    found = _found(head, blob.columns)
    first = reader.line_num
    begun, number = first, 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield Loss(f"{blob.source}, row {number + 1}", f"it cannot be read as a row: {error}")
            row = []
        if row is None:
            break
        written, begun = "\n".join(lines[begun : reader.line_num]), reader.line_num
        if not any(cell.strip() for cell in row):
            continue
        number += 1
        source = f"{blob.source}, row {number}"
        raw = "\n".join([*lines[:first], written, ""]).encode(decoded.codec or "utf-8", "surrogatepass")
        open_end = begun >= len(lines) and not decoded.text.endswith("\n")
        notes = ("the table does not end with a line break: its last row may be cut short",) if open_end else ()
        yield _row(blob, head, row, found, _Written(source, f"{blob.label}#{number}", raw, notes))
    yield from _odd(blob, decoded.text, decoded.note)


class _Written:
    """A row as it stands in its table, and what is doubtful about it."""

    def __init__(self, source: str, label: str, raw: bytes, notes: tuple[str, ...]) -> None:
        self.source, self.label, self.raw, self.notes = source, label, raw, notes


def _odd(blob: Blob, text: str, note: str | None) -> Iterator[Loss]:
    if text.count('"') % 2:
        yield Loss(blob.source, "a quotation mark in the table has no other: rows may have run together or be missing")
    if note:
        yield Loss(blob.source, note)


def _separator(head: str, ending: str) -> str:
    if ending in {".tsv", ".tab"}:
        return "\t"
    return max(SEPARATORS, key=head.count)


def _found(head: Sequence[str], given: Columns) -> dict[str, list[int]]:
    """The columns of each fact, best first.

    Raises:
        UnreadableInput: there is none for the text, or none of a name that the user gave.
    """
    lower = [name.casefold() for name in head]
    told = dict(given)
    for fact, name in told.items():
        if name.casefold() not in lower:
            raise UnreadableInput(f"the table has no column {name!r} for the {fact}; it has {', '.join(head)}")
    named = {fact: (told[fact].casefold(),) if fact in told else TABLE_NAMES[fact] for fact in NAMES}
    found = {fact: [lower.index(name) for name in names if name in lower] for fact, names in named.items()}
    if not found["text"] and "metadata" not in lower:
        raise UnreadableInput(
            f"no column of the table is named as its text; it has {', '.join(head)[:500]}: name one, text=COLUMN"
        )
    return found


def _row(
    blob: Blob, head: Sequence[str], row: Sequence[str], found: dict[str, list[int]], as_: _Written
) -> Draft | Loss:
    cells = {
        fact: next((row[at] for at in places if at < len(row) and row[at].strip()), "")
        for fact, places in found.items()
    }
    if not found["text"]:
        cells = {**cells, **from_cell(row[[name.casefold() for name in head].index("metadata")] if row else "")}
    if not cells["text"].strip():
        return Loss(as_.source, "the row has no text")
    notes = list(as_.notes)
    if len(row) < len(head):
        notes.append(f"the row has {len(row):,} of {len(head):,} columns")
    return Draft(
        source=as_.source,
        label=cells["id"] or as_.label,
        raw=as_.raw,
        media_type="text/csv",
        text=cells["text"],
        facts=Facts(
            outlet=cells["outlet"] or None,
            url=cells["url"] or None,
            title=cells["title"] or None,
            author=cells["author"] or None,
            language=cells["language"] or None,
            published=_date(cells, "published", notes),
            modified=_date(cells, "modified", notes),
            retrieved=_date(cells, "retrieved", notes),
        ).over(blob.facts),
        notes=tuple(notes),
    )


def _date(cells: dict[str, str], fact: str, notes: list[str]) -> Moment | None:
    found = moment(cells[fact])
    if cells[fact].strip() and found is None:
        notes.append(f"the {fact} day cannot be read ({cells[fact][:40]!r}); write it as 2022-05-19T10:20:00+03:00")
    return found
