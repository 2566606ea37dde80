"""What an input is: by its first bytes, then by the ending of its name."""

import re
from enum import StrEnum

from sayso.errors import UnreadableInput

HEAD = 4096
"""Bytes looked at. Every mark in the tables below stands at the start; an HTML page's first tag comes well before."""

MAX_CONTROL_SHARE = 0.02
"""Control characters a text may have. Saved texts have none or a stray form feed; in binaries it is one byte in ten."""


class Kind(StrEnum):
    """The formats that are read."""

    TEXT = "text"
    HTML = "HTML"
    JSON = "JSON"  # one record, an array of records, or one record a line: `records` tells them apart
    LINES = "JSON lines"
    GZIP = "gzip"
    ZSTD = "zstd"


SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b", Kind.GZIP),
    (b"\x28\xb5\x2f\xfd", Kind.ZSTD),
)
"""First bytes of what is read and is not text."""

MARKS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document; save its text first"),
    (b"PK\x03\x04", "a zip archive or an office document; unpack it, or save its text first"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"BZh", "compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ\x00", "compressed with xz; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it first"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "an image, sound or video file (RIFF)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document; save its text first"),
    (b"{\\rtf", "a rich text (RTF) document; save its text first"),
    (b"SQLite format 3\x00", "an SQLite database; if it is a ledger, name it with --ledger"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"WARC/", "a web archive (WARC), which is not read yet"),
)
"""First bytes, and what such a file is.

Up to four letters may also begin a sentence: they count only where control characters follow.
"""

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"))
_BOMS_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

TEXT_ENDINGS = frozenset({"", ".txt", ".text", ".md", ".markdown"})
HTML_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
LINES_ENDINGS = frozenset({".jsonl", ".ndjson", ".jsonlines"})
KNOWN_ENDINGS = TEXT_ENDINGS | HTML_ENDINGS | LINES_ENDINGS | {".json"}

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype\s+html|html|head|body|article|main)\b",
    re.IGNORECASE,
)
_XML = re.compile(rb"\s*<\?xml\b|\s*<(?:rss|feed)\b", re.IGNORECASE)
_ANY_TAG = re.compile(rb"\s*<[a-z][a-z0-9]*[\s>/]", re.IGNORECASE)
_RECORD = re.compile(rb"\s*(?:\[\s*)?\{\s*[\"}]|\s*\[\s*\]\s*$")
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")


def bom(raw: bytes) -> str | None:
    """The encoding that a byte order mark names, or None without one."""
    return next((name for mark, name in (*_BOMS, *_BOMS_16) if raw.startswith(mark)), None)


def sniff(raw: bytes, ending: str) -> Kind:
    """The format of these bytes; the name's ending (".txt", or "") decides where they leave it open.

    Raises:
        UnreadableInput: they are empty, binary, or of a format that is not read.
    """
    if not raw:
        raise UnreadableInput("the file is empty")
    head = raw[:HEAD]
    for mark, kind in SIGNATURES:
        if head.startswith(mark):
            return kind
    marked = bom(head)
    if marked not in {"utf-16", "utf-32"}:
        _refuse_binary(head, raw)
    else:
        head = head.replace(b"\x00", b"")
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _HTML.match(start) or (ending in HTML_ENDINGS and not _RECORD.match(start)):
        return Kind.HTML
    if _XML.match(start):
        raise UnreadableInput("an XML document or a feed, which is not read yet; give the articles' pages or texts")
    if ending in LINES_ENDINGS:
        return Kind.LINES
    if ending == ".json" or _RECORD.match(start):
        return Kind.JSON
    if ending not in TEXT_ENDINGS and _ANY_TAG.match(start):
        return Kind.HTML
    return Kind.TEXT


def _refuse_binary(head: bytes, raw: bytes) -> None:
    controls = len(head) - len(head.translate(None, _CONTROL))
    for mark, what in MARKS:
        if head.startswith(mark) and (len(mark) > 4 or controls or mark[0] > 0x7F):
            raise UnreadableInput(f"it is {what}")
    if b"\x00" in raw:
        raise UnreadableInput(f"it is binary, not text: byte {raw.index(0):,} is zero")
    if controls > MAX_CONTROL_SHARE * len(head):
        raise UnreadableInput(
            f"it is binary, not text: {controls:,} control characters in its first {len(head):,} bytes"
        )
