"""The HTML that a notebook shows: what comes from reports is text in it and nothing else."""

from html import escape

from sayso.export.hidden import safe

LONGEST = 200
"""Characters of a cell."""

_STYLE = "text-align:left;vertical-align:top"


def cell(value: object, *, quoted: bool = False) -> str:
    """A value as HTML: escaped, with characters that cannot be seen named, and cut where it is long.

    With `quoted` it is an attribute's value, in its quotation marks.
    """
    words = "" if value is None else str(value)
    shown = escape(safe(words if len(words) <= LONGEST else f"{words[:LONGEST]}…"))
    return f'"{shown}"' if quoted else shown


def page(told: str, rows: str) -> str:
    """A table with a line above it; it brings no style but the way that its texts begin."""
    return f'<div><p>{cell(told)}</p><table style="{_STYLE}">{rows}</table></div>'
