"""Text of strangers, made safe to show: what acts on a terminal becomes visible. Files and JSON keep it as it is."""

import re

_ACTS = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters: colours, titles, cursor movements
    "\u2028\u2029"  # line and paragraph separators
    "\u202a-\u202e\u2066-\u2069"  # bidi overrides and isolates: they show words in another order
    "\ud800-\udfff"  # lone surrogates: they have no form in UTF-8
    "\U000e0000-\U000e007f]"  # tags: invisible letters
)
_SPACE = re.compile(r"[ \t\r\n\x0b\x0c]+")


def shown(text: str) -> str:
    r"""The text on one line, with runs of white space as one blank and with visible escapes.

    >>> print(shown("Two lines\nand a \x1b[31mcolour "))
    Two lines and a \x1b[31mcolour
    """
    return visible(text).strip()


def visible(text: str) -> str:
    """As `shown`, for a piece of a text: a blank at its ends stays."""
    return _ACTS.sub(_escape, _SPACE.sub(" ", text))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}"
