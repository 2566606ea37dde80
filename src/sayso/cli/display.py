"""Text of strangers, made safe to show. Files and JSON keep it as it is.

What acts on a terminal becomes visible, and letters of another script than the rest of their word have its name beside
them.
"""

import re

from sayso.data.lookalikes import told

_ACTS = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters: colours, titles, cursor movements
    "\u2028\u2029"  # line and paragraph separators
    "\u202a-\u202e\u2066-\u2069"  # bidi overrides and isolates: they show words in another order
    "\ud800-\udfff"  # lone surrogates: they have no form in UTF-8
    "\U000e0000-\U000e007f]"  # tags: invisible letters
)
_SPACE = re.compile(r"[ \t\r\n\x0b\x0c]+")
_ESCAPE = re.compile(r"(\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8})")  # its last letter is of no word


def shown(text: str) -> str:
    r"""The text on one line, with runs of white space as one blank and with visible escapes.

    >>> print(shown("Two lines\nand a \x1b[31mcolour "))
    Two lines and a \x1b[31mcolour
    >>> shown("V. Kad\N{CYRILLIC SMALL LETTER A}mar") == "V. Kad[\N{CYRILLIC SMALL LETTER A} Cyrillic]mar"
    True
    """
    return visible(text).strip()


def visible(text: str) -> str:
    """As `shown`, for a piece of a text: a blank at its ends stays."""
    escaped = _ACTS.sub(_escape, _SPACE.sub(" ", text))
    return "".join(piece if number % 2 else told(piece) for number, piece in enumerate(_ESCAPE.split(escaped)))


def printable(text: str) -> str:
    r"""Text of many lines as it is, but for what acts on a terminal: line breaks and tabs alone do.

    >>> print(printable("a,b\r\nc\x1b[2J,d"))
    a,b
    c\x1b[2J,d
    """
    return _ACTS.sub(lambda match: match[0] if match[0] in "\t\n" else _escape(match), text.replace("\r\n", "\n"))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}"
