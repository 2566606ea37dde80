"""Files compressed with gzip or zstd: unpacked piece by piece, never beyond what a report may have."""

import mmap
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from sayso.errors import TooLarge, UnreadableInput
from sayso.intake.blob import Blob

MAX_UNPACKED = 100 * 1024 * 1024
"""Most bytes that one file may unpack to."""

MAX_RATIO = 200
"""Most bytes out for one byte in, once there are SMALL of them. Text packs to a tenth, pages to a thirtieth; what packs
to less than a two-hundredth is filler made to fill memory."""

SMALL = 1024 * 1024
"""Bytes out below which the ratio is not looked at: a short file of one repeated word harms nobody."""

STEP = 256 * 1024
"""Bytes unpacked at a time."""

ZSTD_STEP = 256
"""Packed bytes of zstd given at a time: four may stand for 128 kB, so these for 8 MB at most."""

GZIP_MARK = b"\x1f\x8b"

Packed = bytes | mmap.mmap

_AUTO = 16 + zlib.MAX_WBITS  # zlib's way to say: with the header and the checksum of gzip


def read_gzip(blob: Blob) -> Iterator[Blob]:
    """What was packed; what can still be unpacked of a damaged file, with a note that says how much that is."""
    yield _opened(blob, *gunzip(blob.raw))


def read_zstd(blob: Blob) -> Iterator[Blob]:
    """The same for zstd."""
    yield _opened(blob, *unzstd(blob.raw))


@dataclass(frozen=True, slots=True)
class Member:
    """What a member of a gzip file unpacked to, and where it ends; None: not before the file does, or it is damaged."""

    raw: bytes
    end: int | None
    damaged: bool = False


def inflated(raw: Packed, at: int = 0, *, most: int | None = None) -> Member:
    """The gzip member that begins at `at`; of a damaged one what comes out before the damage; at least `most` bytes.

    Raises:
        TooLarge: it grows beyond MAX_UNPACKED or MAX_RATIO.
    """
    member, out, upto = zlib.decompressobj(_AUTO), BytesIO(), at
    try:
        while upto < len(raw) and not member.eof and (most is None or out.tell() < most):
            given = raw[upto : upto + STEP]
            upto += len(given)
            while piece := member.decompress(given, STEP):
                out.write(piece)
                _check(out.tell(), upto - at)
                given = member.unconsumed_tail
    except zlib.error:
        return Member(out.getvalue(), None, damaged=True)
    return Member(out.getvalue(), upto - len(member.unused_data) if member.eof else None)


def gunzip(raw: bytes) -> tuple[bytes, str | None]:
    """What gzip packed, in one or more members, and what is wrong with it (None: its checksums fit).

    Raises:
        TooLarge: it grows beyond MAX_UNPACKED or MAX_RATIO.
        UnreadableInput: nothing of it can be unpacked.
    """
    out, at = BytesIO(), 0
    while at < len(raw):
        member = inflated(raw, at)
        out.write(member.raw)
        _check(out.tell(), len(raw))
        if member.end is None:
            return _salvaged(out, "gzip", damaged=member.damaged)
        at = member.end
        if raw[at : at + 2] != GZIP_MARK:
            break
    rest = raw[at:].strip(b"\0")  # padding, as tape archives have
    more = f"packed with gzip, and {len(rest):,} bytes that are not follow: they are left out" if rest else None
    return out.getvalue(), more


def unzstd(raw: bytes) -> tuple[bytes, str | None]:
    """What zstd packed, in one or more frames, and what is wrong with it.

    Raises:
        TooLarge: it grows beyond MAX_UNPACKED or MAX_RATIO.
        UnreadableInput: nothing of it can be unpacked.
    """
    import zstandard  # noqa: PLC0415 - few inputs need it

    out, rest = BytesIO(), raw
    while rest:
        frame = zstandard.ZstdDecompressor(max_window_size=MAX_UNPACKED).decompressobj()
        try:
            for at in range(0, len(rest), ZSTD_STEP):
                out.write(frame.decompress(rest[at : at + ZSTD_STEP]))
                _check(out.tell(), len(raw))
                if frame.eof:
                    rest = frame.unused_data + rest[at + ZSTD_STEP :]
                    break
        except zstandard.ZstdError:
            return _salvaged(out, "zstd", damaged=True)
        if not frame.eof:
            return _salvaged(out, "zstd", damaged=False)
    return out.getvalue(), None


def _opened(blob: Blob, raw: bytes, damage: str | None) -> Blob:
    """What was packed, by the name without the ending of packing ("a.html.gz" → "a.html")."""
    label, _, ending = blob.label.rpartition(".")
    name = label if ending in {"gz", "zst", "gzip", "zstd"} else blob.label
    inner = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    notes = (*blob.notes, damage) if damage else blob.notes
    return blob.inside(raw, "unpacked", inner, source=blob.source, label=name or blob.label, notes=notes)


def _check(size: int, packed: int) -> None:
    if size > MAX_UNPACKED:
        raise TooLarge(f"it unpacks to more than {MAX_UNPACKED:,} bytes; unpack it and split it")
    if size > SMALL and size > MAX_RATIO * packed:
        raise TooLarge(f"it unpacks to more than {MAX_RATIO} times its size, as only filler does")


def _salvaged(out: BytesIO, how: str, *, damaged: bool) -> tuple[bytes, str]:
    """What could be unpacked of a file that is damaged, or else ends too early."""
    what = "is damaged" if damaged else "breaks off"
    if not out.tell():
        raise UnreadableInput(f"it is packed with {how} and {what}: nothing of it can be unpacked")
    doubt = "these may be wrong in places, and the rest is missing" if damaged else "the rest is missing"
    return out.getvalue(), f"packed with {how} and {what}: only {out.tell():,} bytes could be unpacked, {doubt}"
