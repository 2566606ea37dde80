"""Bytes → characters. What cannot be known for sure is said."""

import codecs
import re
from dataclasses import dataclass, replace

from sayso.intake.sniff import bom

WESTERN_SHARE = 0.1
"""Share of bytes above 127 up to which a text that is not UTF-8 is taken for windows-1252.

English and French prose has under 5 in 100 (quotation marks, accents), Cyrillic or Greek in a one-byte code over 70;
a statistical guess is poor on so few bytes, and good on so many.
"""

MIN_GUESSABLE = 64
"""Bytes above 127 below which no statistics are asked: on a word or two they name any encoding."""

_BELIEVED = re.compile(r"utf-8|iso8859-\d+|cp\d+|koi8-[rtu]|gb\w+|big5\w*|euc_\w+|shift_jis\w*|mac-\w+|tis-620")
"""Encodings that a page may declare, by Python's names. Others are no encoding of text (base64, unicode_escape, idna),
or cannot be what a page is in whose declaration was found by reading ASCII (utf-16)."""

_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, and what is doubtful about them (None: nothing).

    `codec` is the encoding that gives the bytes again, without `skipped` bytes of a mark at their start; None where it
    would not, because some were damaged.
    """

    text: str
    note: str | None = None
    codec: str | None = None
    skipped: int = 0


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The characters of some bytes: by byte order mark, then the encoding declared, then UTF-8, then a guess.

    Line ends and spaces stay as they are; a leading byte order mark is not a character of the text. In UTF-8 with
    damaged bytes, each of these becomes U+FFFD and the note counts them.
    """
    marked = bom(raw)
    if marked is not None:
        return _marked(raw, marked)
    if declared is not None and (encoding := _believed(declared)) and (text := _strict(raw, encoding)) is not None:
        return Decoded(text, codec=encoding)
    if (text := _strict(raw, "utf-8")) is not None:
        return Decoded(text, codec="utf-8")
    if _MULTIBYTE.search(raw):
        return _lenient(raw, "utf-8")
    encoding = _guess(raw)
    text = _strict(raw, encoding)
    note = f"decoded as {encoding} (guessed): it is not UTF-8"
    return Decoded(raw.decode(encoding, "replace"), note, codec=None if text is None else encoding)


def _marked(raw: bytes, encoding: str) -> Decoded:
    """What a byte order mark begins; Python's utf-16 and utf-32 take the mark away by themselves."""
    if encoding == "utf-8":
        found = _lenient(raw.removeprefix(b"\xef\xbb\xbf"), encoding)
        return replace(found, skipped=3)
    order = "le" if raw.startswith(b"\xff\xfe") else "be"
    found = _lenient(raw, encoding)
    return replace(found, codec=found.codec and f"{encoding}-{order}", skipped=2 if encoding == "utf-16" else 4)


def _believed(declared: str) -> str | None:
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    if name in {"ascii", "iso8859-1"}:
        return "windows-1252"  # what browsers take these for, and what such pages are in
    return name if _BELIEVED.fullmatch(name) else None


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _lenient(raw: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), codec=encoding)
    except UnicodeDecodeError as error:
        text = raw.decode(encoding, "replace")
        lost = text.count("\ufffd") - raw.count("\ufffd".encode()) if encoding == "utf-8" else text.count("\ufffd")
        places = "place" if lost == 1 else "places"
        note = f"not valid {encoding.upper()} in {lost:,} {places}, the first at byte {error.start:,}: shown as \ufffd"
        return Decoded(text, note)


def _guess(raw: bytes) -> str:
    high = len(raw) - len(raw.translate(None, bytes(range(128, 256))))
    if high < MIN_GUESSABLE or high <= WESTERN_SHARE * len(raw):
        return "windows-1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - tables of all encodings, which few inputs need

    best = from_bytes(raw).best()
    return best.encoding if best is not None else "windows-1252"
