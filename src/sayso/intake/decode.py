"""Bytes → characters. What cannot be known for sure is said."""

import re
from dataclasses import dataclass

from sayso.intake.sniff import bom

WESTERN_SHARE = 0.1
"""Share of bytes above 127 up to which a text that is not UTF-8 is taken for windows-1252.

English and French prose has under 5 in 100 (quotation marks, accents), Cyrillic or Greek in a one-byte code over 70;
a statistical guess is poor on so few bytes, and good on so many.
"""

_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, and what is doubtful about them (None: nothing)."""

    text: str
    note: str | None = None


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The characters of some bytes: by byte order mark, then the encoding declared, then UTF-8, then a guess.

    Line ends and spaces stay as they are; a leading byte order mark is not a character of the text. In UTF-8 with
    damaged bytes, each of these becomes U+FFFD and the note counts them.
    """
    marked = bom(raw)
    if marked is not None:
        return _lenient(raw.removeprefix(b"\xef\xbb\xbf"), marked)
    if declared is not None and (known := _strict(raw, declared)) is not None:
        return Decoded(known)
    if (text := _strict(raw, "utf-8")) is not None:
        return Decoded(text)
    if _MULTIBYTE.search(raw):
        return _lenient(raw, "utf-8")
    encoding = _guess(raw)
    return Decoded(raw.decode(encoding, "replace"), f"decoded as {encoding} (guessed): it is not UTF-8")


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (LookupError, ValueError):  # an unknown name, or bytes that the encoding does not know
        return None


def _lenient(raw: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding))
    except UnicodeDecodeError as error:
        text = raw.decode(encoding, "replace")
        lost = text.count("\ufffd") - raw.count("\ufffd".encode()) if encoding == "utf-8" else text.count("\ufffd")
        places = "place" if lost == 1 else "places"
        note = f"not valid {encoding.upper()} in {lost:,} {places}, the first at byte {error.start:,}: shown as \ufffd"
        return Decoded(text, note)


def _guess(raw: bytes) -> str:
    high = len(raw) - len(raw.translate(None, bytes(range(128, 256))))
    if high <= WESTERN_SHARE * len(raw):
        return "windows-1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - tables of all encodings, needed by few inputs

    best = from_bytes(raw).best()
    return best.encoding if best is not None else "windows-1252"
