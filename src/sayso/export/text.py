"""JSON as text that every reader can take line by line."""

import json
import re

from sayso.export.records import Json

_UNSAFE = re.compile("[\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069\x7f-\x9f]")
"""Lone surrogates have no UTF-8 form; some readers take U+2028, U+2029 and U+0085 for line breaks; C1 controls, DEL and
what turns text around act on terminals. As JSON escapes they are the same string to a parser."""


def dumps(value: Json, *, indent: int | None = None) -> str:
    """The value as JSON in UTF-8 characters, safe to write, to split into lines and to print.

    Raises:
        ValueError: a number is infinite or not a number, which JSON cannot hold.
    """
    written = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def utf8(text: str) -> bytes:
    """The text in UTF-8. Lone surrogates become visible escapes, as UTF-8 has none."""
    return text.encode("utf-8", "backslashreplace")
