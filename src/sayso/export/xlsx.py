"""A workbook: one sheet a table, and a first one that tells what it is and what it loses."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from sayso.errors import UsageError
from sayso.export.chosen import Chosen
from sayso.export.table import Cell
from sayso.export.tables import LOSES, Row, Table, as_given

if TYPE_CHECKING:  # an extra
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_CHARACTERS = 32_767
"""What one cell of a workbook holds."""
MOST_ROWS = 1_048_575
"""What one sheet of a workbook holds below its header."""
CUT = " [cut: a cell holds no more]"
MADE = datetime(1980, 1, 1, tzinfo=UTC)
"""No clock goes into an export."""
WIDE = {"quote": 60, "wording": 60, "question": 40, "why": 60, "value": 24, "answer": 24, "title": 40}
"""Widths of columns in characters; the others have 14."""

_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def xlsx(chosen: Chosen) -> bytes:
    """The workbook. Texts are cells of text, whatever they begin with: nothing in it is a formula or a link.

    Raises:
        UsageError: a table has more rows than a sheet holds.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - an extra

    written = BytesIO()
    with Workbook(written, {"in_memory": True}) as book:
        book.set_properties({"title": "Sayso: attributed claims", "created": MADE})
        _about(book, chosen)
        for table, rows in as_given(chosen.case):
            _sheet(book, table, rows)
    return written.getvalue()


def _about(book: "Workbook", chosen: Chosen) -> None:
    sheet = book.add_worksheet("about")
    sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True}))
    lines = (
        "Attributed claims from news reports: who says what, and where it stands. Nothing here says who is right.",
        f"This workbook loses: {LOSES} A text of more than {MOST_CHARACTERS:,} characters is cut.",
        f"Claims left out because people have flagged them as personal: {chosen.case.left_out}.",
        *(f"Sheet {table.name}: {table.what}" for table, _ in as_given(chosen.case)),
    )
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, line)


def _sheet(book: "Workbook", table: Table, rows: Sequence[Row]) -> None:
    if len(rows) > MOST_ROWS:
        raise UsageError(
            f"{len(rows):,} {table.name} are more than a sheet holds ({MOST_ROWS:,}); export datapackage or parquet, "
            "or one question"
        )
    sheet, bold = book.add_worksheet(table.name), book.add_format({"bold": True})
    for at, name in enumerate(table.columns):
        sheet.set_column(at, at, WIDE.get(name, 14))
        sheet.write_string(0, at, name, bold)
    for line, row in enumerate(rows, start=1):
        for at, name in enumerate(table.columns):
            _write(sheet, line, at, row[name])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(table.columns) - 1)


def _write(sheet: "Worksheet", line: int, at: int, cell: Cell) -> None:
    if isinstance(cell, str):
        text = _NO_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", cell)
        if len(text) > MOST_CHARACTERS:
            text = text[: MOST_CHARACTERS - len(CUT)] + CUT
        sheet.write_string(line, at, text)
    elif cell is not None:
        sheet.write_number(line, at, cell)
