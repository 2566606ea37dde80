"""What a dossier is made of before it is a page, a text or a PDF: blocks of lines of pieces.

A piece is a `str` of Sayso's own words, or one of the values below. What a report says is always a value of its own, so
that whoever writes the blocks down knows what is not ours: it is escaped, kept apart from the direction of the text
around it, and its invisible characters are named.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of somebody else: names, values, titles, reasons. `language` is a BCP 47 tag where that is known."""

    text: str
    language: str | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Exact characters of a report, in quotation marks."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InLine:
    """Exact characters of a report, marked among those that stand `before` and `after` them there."""

    text: str
    before: str
    after: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bold:
    """Sayso's own words, in bold."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """An id, a digest, a name of a rule."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A state in a word or two; `kind` names its colour, and the words never need it."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class To:
    """A reference to what has that anchor."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A reference to the note of that number."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The address of a report, to be followed where it is one of the web."""

    url: str


Piece = str | Words | Quoted | InLine | Bold | Code | Tag | To | Noted | Address
Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 2 to 4 (the dossier's title is the first), which references can lead to."""

    level: int
    line: Line
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Para:
    """A paragraph; `kind` says what it is for ("lead", "small", "warn") where it is not just text."""

    line: Line
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list."""

    lines: tuple[Line, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Names with what they stand for."""

    rows: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells; a cell is lines. `kind` names the widths of its columns."""

    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    kind: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One of several things, with the sign that references have for it ("12", "S3"), or itself such a reference."""

    anchor: str
    sign: str | Noted
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Such things in their order. Those of the kind "notes" are what `Noted` leads to."""

    entries: tuple[Entry, ...]
    kind: str


Block = Heading | Para | Items | Facts | Table | Entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole dossier: its title, what stands under it, the content hash of its ledger, the time of that, its blocks.

    `as_of` is when the ledger was last written to (UTC, ISO 8601): the dossier has no clock of its own.
    """

    title: Line
    hash: str
    as_of: str | None
    blocks: tuple[Block, ...]
