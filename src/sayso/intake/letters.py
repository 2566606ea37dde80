"""Mail format: letters (EML), and web pages saved in one file (MHTML)."""

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message, MIMEPart
from email.parser import BytesParser
from itertools import pairwise
from pathlib import PurePosixPath

from sayso.errors import UnreadableInput
from sayso.intake.blob import Blob, Loss, Part
from sayso.intake.dates import moment
from sayso.intake.decode import decode
from sayso.intake.draft import Draft
from sayso.intake.facts import Facts
from sayso.intake.html import html_text
from sayso.intake.paths import MAX_BYTES

MAX_PARTS = 200
"""Parts that one letter may have. A saved page has one for each picture, some of them over 100."""

ENDINGS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/plain": ".txt",
}
"""Types of what may be a report among what is attached, and the endings of such files."""

BESIDE = frozenset(
    {"image", "audio", "video", "font", "text/css", "text/calendar", "application/javascript"}
    | {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
"""Types of what goes with a letter and is no text."""

_LOCATION = "Snapshot-Content-Location"  # what browsers write into a page that they save


_FROM = re.compile(rb"^From (?=[^\r\n]*\d{4})[^\r\n]*+\r?\n(?=[A-Za-z-]{1,60}:)", re.MULTILINE)
_BLANK = re.compile(rb"\r?\n\r?\n")
_PARTS = re.compile(rb"^--[^\r\n]{1,70}\r?\nContent-[A-Z]", re.MULTILINE | re.IGNORECASE)


def read_mail(blob: Blob) -> Iterator[Part]:
    """The letter's own text as a draft, from its plain part if it has one; then what is attached to it, as blobs.

    Of a saved page, the page as a blob with its address and the day it was saved. A letter that breaks off says so.

    Raises:
        UnreadableInput: its parts lie too deep in one another.
    """
    try:
        letter = BytesParser(EmailMessage, policy=policy.default.clone(max_line_length=None)).parsebytes(blob.raw)
    except RecursionError as error:
        raise UnreadableInput("the parts of the letter lie too deep in one another") from error
    parts = _leaves(letter)
    cut = _cut(blob.raw, letter)
    page = _page(letter, parts)
    if page is not None:
        notes = (*blob.notes, *((cut,) if cut else ()))
        yield blob.inside(
            _content(page),
            "the page",
            ".html",
            source=blob.source,
            label=blob.label,
            facts=_page_facts(letter, page).over(blob.facts),
            charset=page.get_content_charset(),
            notes=notes,
        )
        return
    body = letter.get_body(("plain", "html"))
    draft = None if body is None else _draft(blob, letter, body)
    yield draft or Loss(blob.source, "the letter has no text of its own")
    if len(parts) > MAX_PARTS:
        yield Loss(blob.source, f"the letter has {len(parts):,} parts, and only the first {MAX_PARTS:,} are read")
    same = _same(letter, body)
    others = [part for part in parts[:MAX_PARTS] if not _is_beside(part) and all(part is not one for one in same)]
    for number, part in enumerate(others, 1):
        name = part.get_filename() or f"part {number}"
        ending = ENDINGS.get(part.get_content_type()) or PurePosixPath(name).suffix.lower()
        yield blob.inside(_content(part), name, ending, label=name, charset=part.get_content_charset())
    if cut:
        yield Loss(blob.source, cut)


def read_mailbox(blob: Blob) -> Iterator[Part]:
    """Each letter of a mailbox (mbox) as a blob."""
    starts = [match.start() for match in _FROM.finditer(blob.raw)]
    for number, (start, end) in enumerate(pairwise([*starts, len(blob.raw)]), 1):
        letter = blob.raw[start:end].partition(b"\n")[2]
        if not _BLANK.search(letter):
            yield Loss(f"{blob.source}, letter {number}", "the letter breaks off in its header")
            continue
        yield blob.inside(re.sub(rb"^>(>*From )", rb"\1", letter, flags=re.MULTILINE), f"letter {number}", ".eml")


def _is_beside(part: MIMEPart) -> bool:
    """Whether a part is a picture or another thing that goes with texts and is none."""
    return part.get_content_maintype() in BESIDE or part.get_content_type() in BESIDE


def _same(letter: EmailMessage, body: MIMEPart | None) -> list[MIMEPart]:
    """The text of the letter, and the same in other forms."""
    alike = [part for part in letter.walk() if part.get_content_type() == "multipart/alternative"]
    forms = [list(part.walk()) for part in alike if body is not None and any(one is body for one in part.walk())]
    return [one for form in forms for one in form if isinstance(one, MIMEPart)] or ([body] if body is not None else [])


def _leaves(letter: EmailMessage) -> list[EmailMessage]:
    """The parts that hold something, in order; a letter within is one of them, and is not taken apart."""
    found, pending = [], [letter]
    while pending:
        part = pending.pop(0)
        if part.is_multipart() and part.get_content_maintype() != "message":
            pending = [*(one for one in part.iter_parts() if isinstance(one, EmailMessage)), *pending]
        else:
            found.append(part)
    return found


def _page(letter: EmailMessage, parts: list[EmailMessage]) -> EmailMessage | None:
    """The page of a letter that a browser saved one in."""
    if _header(letter, _LOCATION) is None and letter.get_content_type() != "multipart/related":
        return None
    return next((part for part in parts if part.get_content_type() in {"text/html", "application/xhtml+xml"}), None)


def _page_facts(letter: EmailMessage, page: EmailMessage) -> Facts:
    address = _header(letter, _LOCATION) or _header(page, "Content-Location")
    return Facts(url=address, retrieved=moment(_header(letter, "Date") or ""))


def _header(letter: EmailMessage, name: str) -> str | None:
    """A line of the header, decoded; None without one, or with one that cannot be read."""
    try:
        value = letter.get(name)
    except Exception:  # noqa: BLE001 - the parsers of headers raise whatever a damaged one makes them stumble over
        return None
    return str(value).strip() or None if value is not None else None


def _sender(letter: EmailMessage) -> str | None:
    """Who sent the letter, by name where there is one."""
    try:
        addresses = getattr(letter.get("From"), "addresses", ())
    except Exception:  # noqa: BLE001 - as above
        return None
    return "; ".join(one.display_name or one.addr_spec for one in addresses) or None


def _draft(blob: Blob, letter: EmailMessage, body: MIMEPart) -> Draft | None:
    decoded = decode(_content(body), body.get_content_charset())
    text = html_text(decoded.text) if body.get_content_type() == "text/html" else decoded.text
    if not text.strip():
        return None
    damaged = ("parts of the letter cannot be decoded, and may be missing",) if body.defects else ()
    return Draft(
        source=blob.source,
        label=blob.label,
        raw=blob.raw,
        media_type="message/rfc822",
        text=text,
        facts=Facts(
            outlet=_sender(letter),
            title=_header(letter, "Subject"),
            published=moment(_header(letter, "Date") or ""),
        ).over(blob.facts),
        notes=(*filter(None, (decoded.note,)), *damaged),
    )


def _content(part: MIMEPart) -> bytes:
    """The bytes of a part, as they were before they were written for mail.

    Raises:
        UnreadableInput: they are more than an input may have.
    """
    if part.get_content_maintype() == "message":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and inner and isinstance(inner[0], Message) else b""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return b""
    if len(content) > MAX_BYTES:
        raise UnreadableInput(f"a part of it has {len(content):,} bytes, more than the limit of {MAX_BYTES:,}")
    return content


def _cut(raw: bytes, letter: EmailMessage) -> str | None:
    """What to say of a letter whose last boundary is missing."""
    if not _BLANK.search(raw):
        return "the letter breaks off in its header: what followed is missing"
    boundary = letter.get_boundary()
    if letter.is_multipart() and boundary is not None and f"--{boundary}--".encode("utf-8", "replace") not in raw:
        return "the letter breaks off (its last part has no end): what followed is missing"
    if not letter.is_multipart() and _PARTS.search(raw):
        return "the letter has parts that cannot be told apart: its text has all of them in it"
    if any((part.epilogue or "").strip() for part in letter.walk()):
        return "something follows the last part of the letter, and is not read"
    defects = [defect for part in letter.walk() for defect in part.defects]
    return f"the letter is damaged ({type(defects[0]).__name__}): parts of it may be missing" if defects else None
