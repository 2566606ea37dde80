"""What an input is: by its first bytes, then by the ending of its name."""

import re
import zlib
from collections.abc import Callable
from enum import StrEnum

from sayso.errors import UnreadableInput

HEAD = 4096
"""Bytes looked at. Every mark in the tables below stands at the start; an HTML page's first tag comes well before."""

MAX_CONTROL_SHARE = 0.02
"""Control characters a text may have. Saved texts have none or a stray form feed; in binaries it is one byte in ten."""


class Kind(StrEnum):
    """The formats that are read, in words that messages use."""

    TEXT = "text"
    HTML = "HTML"
    JSON = "JSON"  # one record, an array of records, one record a line, or a chat: `records` tells them apart
    LINES = "JSON lines"
    TABLE = "a table (CSV)"
    FEED = "a feed"
    MAIL = "a letter or web page in mail format"
    MAILBOX = "a mailbox"
    CHAT = "a chat export"
    PDF = "a PDF document"
    ZIP = "a zip archive"  # among them office documents and packed web archives: `zipped` tells them apart
    WARC = "a web archive"
    GZIP = "gzip"
    ZSTD = "zstd"


_ARCHIVE = b"WARC/"
SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b", Kind.GZIP),
    (b"\x28\xb5\x2f\xfd", Kind.ZSTD),
    (b"%PDF-", Kind.PDF),
    (b"PK\x03\x04", Kind.ZIP),
    (_ARCHIVE, Kind.WARC),
)
"""First bytes of what is read and is not text."""

MARKS: tuple[tuple[bytes, str], ...] = (
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
)
"""First bytes, and what such a file is.

Up to four letters may also begin a sentence: they count only where control characters follow.
"""

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"))
_BOMS_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

TEXT_ENDINGS = frozenset({"", ".txt", ".text", ".md", ".markdown"})
HTML_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
LINES_ENDINGS = frozenset({".jsonl", ".ndjson", ".jsonlines"})
TABLE_ENDINGS = frozenset({".csv", ".tsv", ".tab"})
MAIL_ENDINGS = frozenset({".eml", ".mht", ".mhtml"})
KNOWN_ENDINGS = TEXT_ENDINGS | HTML_ENDINGS | LINES_ENDINGS | TABLE_ENDINGS | MAIL_ENDINGS | {".json"}

LETTER = frozenset({"from", "to", "subject", "date", "mime-version", "message-id", "content-type", "received"})
"""Names of header lines, of which a letter has several and prose hardly two in a row."""
MACHINE = frozenset({"mime-version", "message-id", "received", "content-type", "x-mailer", "return-path"})
"""Those that no person writes."""

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype\s+html|html|head|body|article|main)\b",
    re.IGNORECASE,
)
_XML = re.compile(rb"\s*<\?xml\b|\s*<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf:RDF|RDF)[\s>]", re.IGNORECASE)
_CHAT = re.compile(rb"<title>Exported Data</title>|class=\"page_body chat_page\"")
_MAILBOX = re.compile(rb"From [^\r\n]{1,200}\d{4}[^\r\n]{0,40}\r?\n(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]*\r?\n){2}")
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]*+\r?\n(?:[ \t][^\r\n]*+\r?\n)*+)+")
_HEADER_NAME = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{0,60}):", re.MULTILINE)
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
    signed = next((kind for mark, kind in SIGNATURES if head.startswith(mark)), None)
    if signed is not None:
        return Kind.WARC if signed is Kind.GZIP and _begins(raw).startswith(_ARCHIVE) else signed
    if bom(head) in {"utf-16", "utf-32"}:
        head = head.replace(b"\x00", b"")
    else:
        _refuse_binary(head, raw)
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe")
    kind = next(kind for kind, fits in TEXTS if fits(start, ending))
    if kind is None:
        raise UnreadableInput("an XML document that is no feed; give the articles' pages or texts")
    return kind


def _is_page(start: bytes, ending: str) -> bool:
    return bool(_HTML.match(start)) or (ending in HTML_ENDINGS and not _RECORD.match(start))


def _is_chat(start: bytes, ending: str) -> bool:
    return _is_page(start, ending) and bool(_CHAT.search(start))


def _is_feed(start: bytes, _: str) -> bool:
    return bool(_XML.match(start) and _FEED.search(start))


def _is_mail(start: bytes, ending: str) -> bool:
    """Whether the first lines are a header of a letter; prose may begin with "From:", and does not go on so."""
    head = _HEADER.match(start)
    names = {name.decode().lower() for name in _HEADER_NAME.findall(head[0])} if head else set()
    return len(names & LETTER) >= (1 if ending in MAIL_ENDINGS else 3) and (
        bool(names & MACHINE) or ending not in TEXT_ENDINGS - {""}
    )


TEXTS: tuple[tuple[Kind | None, Callable[[bytes, str], bool]], ...] = (
    (Kind.CHAT, _is_chat),
    (Kind.HTML, _is_page),
    (Kind.FEED, _is_feed),
    (None, lambda start, _: bool(_XML.match(start))),
    (Kind.MAILBOX, lambda start, _: bool(_MAILBOX.match(start))),
    (Kind.MAIL, _is_mail),
    (Kind.LINES, lambda _, ending: ending in LINES_ENDINGS),
    (Kind.JSON, lambda start, ending: ending == ".json" or bool(_RECORD.match(start))),
    (Kind.TABLE, lambda _, ending: ending in TABLE_ENDINGS),
    (Kind.HTML, lambda start, ending: ending not in TEXT_ENDINGS and bool(_ANY_TAG.match(start))),
    (Kind.TEXT, lambda *_: True),
)
"""What a text is, by its first characters and its name's ending: the first row that fits. None: it is not read."""


def _begins(packed: bytes) -> bytes:
    """The first bytes of what gzip packed, as far as they can be told."""
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(packed[:HEAD], 64)
    except zlib.error:
        return b""


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
