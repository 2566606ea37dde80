"""Web archives (WARC): each page that was answered with, with its address and the time of its capture."""

import base64
import hashlib
import mmap
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from sayso.errors import UnreadableInput
from sayso.intake.blob import Blob, Loss, Part
from sayso.intake.dates import moment
from sayso.intake.facts import Facts
from sayso.intake.packets import Packet, packets
from sayso.intake.paths import MAX_BYTES

PAGES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}
"""Types of what may be a report, and the endings of such files."""

ANSWERS = frozenset({"response", "resource", "conversion"})
"""Types of records that hold what was published. Others hold what was asked for, or how, or repeat one of these."""

OTHERS = frozenset({"warcinfo", "request", "metadata", "revisit", "continuation"})

NOTES = ("metadata:", "urn:", "dns:", "whois:")
"""How the addresses begin under which tools keep notes of their own."""

CODINGS = frozenset({"identity", "gzip", "x-gzip", "deflate"})
"""What servers pack their answers with that is unpacked here; brotli has no bound on what a few bytes grow to."""

_DIGESTS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "md5": hashlib.md5}


def read_warc(blob: Blob) -> Iterator[Part]:
    """The pages of an archive as blobs; then how many of its records are lost, and what is wrong with them.

    Pictures, scripts, redirects and pages that were not found are no reports and are passed over.
    """
    lost: Counter[str] = Counter()
    first: dict[str, int] = {}
    number = 0
    with _Opened(blob) as raw:
        for number, packet in enumerate(packets(raw), 1):
            why = packet.lost
            if why is None:
                try:
                    part = _part(blob, packet, number)
                    if part is not None:
                        yield part
                    continue
                except UnreadableInput as error:
                    why = str(error)
            lost[why] += 1
            first.setdefault(why, packet.at)
    if lost:
        reasons = "; ".join(f"{count:,}: {why} (byte {first[why]:,})" for why, count in lost.items())
        total = lost.total()
        yield Loss(blob.source, f"{total:,} of {number:,} records of this web archive cannot be read: {reasons}")


class _Opened:
    """The bytes of a blob, mapped into memory where they lie in a file."""

    def __init__(self, blob: Blob) -> None:
        self.blob = blob
        self.close: list[Any] = []

    def __enter__(self) -> bytes | mmap.mmap:
        if self.blob.path is None:
            return self.blob.raw
        file = self.blob.path.open("rb")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.close += [mapped, file]
        return mapped

    def __exit__(self, *_: object) -> None:
        for one in self.close:
            one.close()


def _part(blob: Blob, packet: Packet, number: int) -> Blob | None:
    """The page in a record; None if the record holds none.

    Raises:
        UnreadableInput: the record is not what it should be.
    """
    try:
        record = _record(packet.raw)
        wrong = _wrong(record)
        ending = _ending(record) if record.rec_type in ANSWERS and not wrong and not _own(record) else None
        wrong = wrong or (_packed_otherwise(record) if ending else None)
        ending = None if wrong else ending
        content = record.content_stream().read(MAX_BYTES + 1) if ending else b""
        fits = _fits(packet.raw, record.rec_headers.get_header("WARC-Block-Digest"))
    except Exception as error:
        raise UnreadableInput(f"it is no record ({type(error).__name__})") from error
    if wrong or (not fits and not content):
        raise UnreadableInput(wrong or "its digest does not fit")
    if ending is None or not content:
        return None
    head = record.rec_headers
    address = (head.get_header("WARC-Target-URI") or "").strip("<> ") or None
    return blob.inside(
        content,
        f"record {number}",
        ending,
        label=address or f"{blob.label}#{number}",
        facts=Facts(url=address, retrieved=moment(head.get_header("WARC-Date") or "")).over(blob.facts),
        charset=_charset(record),
        notes=() if fits else ("its digest in the web archive does not fit: some of it is wrong or missing",),
    )


def _record(raw: bytes) -> Any:  # noqa: ANN401 - a record of warcio, which publishes no types
    """The record, its answer parsed."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - few inputs need it

    return next(iter(ArchiveIterator(BytesIO(raw))))


def _wrong(record: Any) -> str | None:  # noqa: ANN401 - as above
    """Why what a record holds cannot be told."""
    if record.rec_type not in ANSWERS | OTHERS:
        return "its type is none that there is"
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    kind = record.rec_headers.get_header("Content-Type") or ""
    answered = kind.startswith("application/http") or address.strip("<").startswith("http")
    if record.rec_type == "response" and record.http_headers is None and answered:
        return "what was answered cannot be told"
    return None


def _own(record: Any) -> bool:  # noqa: ANN401 - as above
    """Whether the record is a note of the tool that made the archive: its log, its settings, texts made of pages."""
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<").startswith(NOTES)


def _ending(record: Any) -> str | None:  # noqa: ANN401 - as above
    """The ending for what was answered; None for what is no page."""
    answer = record.http_headers
    if answer is not None:
        if answer.get_statuscode() != "200":
            return None
        kind = answer.get_header("Content-Type") or ""
    else:
        kind = record.rec_headers.get_header("Content-Type") or ""
    return PAGES.get(kind.partition(";")[0].strip().lower())


def _packed_otherwise(record: Any) -> str | None:  # noqa: ANN401 - as above
    """Why what was answered cannot be unpacked: what packs it is none of what warcio unpacks by itself."""
    answer = record.http_headers
    coding = ((answer.get_header("Content-Encoding") if answer is not None else None) or "identity").strip().lower()
    return None if coding in CODINGS else f"it is packed with {coding[:20]!r}, which is not unpacked"


def _charset(record: Any) -> str | None:  # noqa: ANN401 - as above
    answer = record.http_headers or record.rec_headers
    for parameter in (answer.get_header("Content-Type") or "").split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'") or None
    return None


def _fits(raw: bytes, stated: str | None) -> bool:
    """Whether the record's block has the digest that its header states; one of an unknown kind is believed."""
    name, _, value = (stated or "").partition(":")
    make = _DIGESTS.get(name.strip().lower())
    if make is None:
        return True
    block = raw.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n\r\n")
    digest = make(block).digest()
    base32 = base64.b32encode(digest).decode()
    return value.strip().upper() in {base32, base32.rstrip("=")} or value.strip().lower() == digest.hex()
