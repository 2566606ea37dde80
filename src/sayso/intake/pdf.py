"""PDF documents: the text of their pages, by PDFium."""

import re
import zlib
from collections.abc import Iterator
from typing import Any

from sayso.errors import InputError, TooLarge, UnreadableInput
from sayso.intake.blob import Blob
from sayso.intake.dates import moment
from sayso.intake.draft import Draft
from sayso.intake.facts import Facts
from sayso.intake.packed import MAX_RATIO, MAX_UNPACKED, STEP
from sayso.nouns import Stated

MAX_PAGES = 500
"""Pages that are read; a longer document is a book."""

MAX_CHECKED = 200 * 1024 * 1024
"""Bytes unpacked, and not kept, to see whether what is packed in the document is whole, and how large."""

MAX_PART = 32 * 1024 * 1024
"""Bytes that a packed part may unpack to if it is no picture: PDFium takes twice that for what a page shows. A picture
is not unpacked to read a text, and one of a whole page has 100 MB at 600 dots an inch."""

PASSWORD = 4
"""PDFium's number for "a password is needed"."""

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?")


def read_pdf(blob: Blob) -> Iterator[Draft]:
    """The one report that a document is, its lines as they are set, its pages one after another.

    When the file was made is not when its text was published: that day is noted, and not taken.

    Raises:
        TooLarge: something that is packed in it would fill the memory.
        UnreadableInput: it cannot be opened, needs a password, or has no text.
    """
    import pypdfium2  # noqa: PLC0415 - few inputs need it

    damaged = _damaged(blob.raw)
    try:
        document = pypdfium2.PdfDocument(blob.raw)
    except pypdfium2.PdfiumError as error:
        why = "needs a password" if getattr(error, "err_code", None) == PASSWORD else "is damaged, or no PDF at all"
        raise UnreadableInput(f"the document {why}") from error
    try:
        yield _draft(blob, document, damaged)
    except InputError:
        raise
    except Exception as error:
        raise UnreadableInput(f"the document cannot be read ({type(error).__name__})") from error
    finally:
        document.close()


def _draft(blob: Blob, document: Any, damaged: int) -> Draft:  # noqa: ANN401 - pypdfium2 publishes no types
    count = len(document)
    texts = [_text(document, number) for number in range(min(count, MAX_PAGES))]
    lost = sum(text is None for text in texts)
    empty = sum(text is not None and not text.strip() for text in texts)
    text = "\n".join(filter(None, texts))
    if not text.strip():
        raise UnreadableInput("there is no text in the document; if its pages are pictures, they need OCR first")
    said = document.get_metadata_dict(skip_empty=True)
    notes = [
        *blob.notes,
        *([f"{lost:,} of its {count:,} pages cannot be read"] if lost else ()),
        *([f"{empty:,} of its {count:,} pages have no text; they may be pictures"] if empty else ()),
        *([f"only its first {MAX_PAGES:,} of {count:,} pages are read"] if count > MAX_PAGES else ()),
        *_damage(blob.raw, damaged),
    ]
    return Draft(
        source=blob.source,
        label=blob.label,
        raw=blob.raw,
        media_type="application/pdf",
        text=text,
        facts=Facts(
            title=(said.get("Title") or "").strip() or None,
            author=(said.get("Author") or "").strip() or None,
            modified=moment(_iso(said.get("ModDate") or "")),
        ).over(blob.facts),
        notes=tuple(notes),
        stated=tuple(
            Stated(fact="published", value=_iso(made), where="PDF CreationDate", taken=False)
            for made in filter(None, [said.get("CreationDate")])
            if moment(_iso(made)) is not None
        ),
    )


def _text(document: Any, number: int) -> str | None:  # noqa: ANN401 - as above
    """The text of a page; None if the page is damaged. A word that is divided at the end of a line is put together."""
    import pypdfium2  # noqa: PLC0415 - as above

    try:
        page = document[number]
        sheet = page.get_textpage()
    except pypdfium2.PdfiumError:
        return None
    try:
        text: str = sheet.get_text_bounded()
    finally:
        sheet.close()
        page.close()
    return re.sub("[\ufffe\x02]\r?\n", "", text).replace("\r\n", "\n")


def _damage(raw: bytes, damaged: int) -> Iterator[str]:
    """What shows that the file is not whole: PDFium reads on past damage without a word."""
    if b"%%EOF" not in raw[-1024:]:
        yield "the document breaks off (it has no %%EOF at its end): pages may be missing"
    if damaged:
        yield f"{damaged:,} packed parts of the document are damaged: some of its text may be missing or wrong"


def _damaged(raw: bytes) -> int:
    """How many of the packed parts are damaged.

    Raises:
        TooLarge: one of them would fill the memory.
    """
    damaged, left, at = 0, MAX_CHECKED, 0
    while left > 0 and (match := _STREAM.search(raw, at)):
        at = match.end()
        head = raw[at : at + 2]
        if len(head) < 2 or head[0] & 0x0F != 8 or int.from_bytes(head) % 31:
            continue  # not packed by deflate, or in another way besides
        begin, at = at, raw.find(b"endstream", at)
        if at < 0:
            at = len(raw)
        try:
            size = _size(memoryview(raw)[begin:at], left)
        except zlib.error:
            damaged += 1
            continue
        if size > MAX_PART and not _is_picture(raw, match.start()):
            raise TooLarge(f"a part of the document unpacks to more than {MAX_PART:,} bytes, as no page does")
        if size > MAX_UNPACKED and size > MAX_RATIO * (at - begin):
            raise TooLarge(f"a picture in the document unpacks to more than {MAX_UNPACKED:,} bytes of filler")
        left -= size
    return damaged


def _size(packed: memoryview, most: int) -> int:
    """The bytes that a part unpacks to, or somewhat more than `most`; none of them is kept."""
    unpacker, size = zlib.decompressobj(), 0
    for at in range(0, len(packed), STEP):
        given: bytes | memoryview = packed[at : at + STEP]
        while size <= most and (piece := unpacker.decompress(given, STEP)):
            size += len(piece)
            given = unpacker.unconsumed_tail
    return size


def _is_picture(raw: bytes, at: int) -> bool:
    """Whether the dictionary before a packed part says that it is a picture."""
    begin = max(raw.rfind(b"obj", 0, at), 0)
    return _PICTURE.search(raw, begin, at) is not None


def _iso(date: str) -> str:
    """A date as PDF writes it ("D:20310519102000+03'00'") in ISO 8601, as far as it goes."""
    match = _DATE.match(date.strip())
    if match is None:
        return date.strip()
    year, month, day, hour, minute, second, utc, east, rest = match.groups()
    iso = "-".join(filter(None, (year, month, day)))
    if day and hour and minute:
        iso += f"T{hour}:{minute}:{second or '00'}" + ("Z" if utc else f"{east}:{rest or '00'}" if east else "")
    return iso
