"""Files compressed with gzip or zstd: unpacked piece by piece, never beyond what a report may have."""

import zlib
from collections.abc import Iterator
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

_AUTO = 16 + zlib.MAX_WBITS  # zlib's way to say: with the header and the checksum of gzip


def read_gzip(blob: Blob) -> Iterator[Blob]:
    """What was packed; what can still be unpacked of a damaged file, with a note that says how much that is."""
    yield _opened(blob, *gunzip(blob.raw))


def read_zstd(blob: Blob) -> Iterator[Blob]:
    """The same for zstd."""
    yield _opened(blob, *unzstd(blob.raw))


def head_of_gzip(raw: bytes, most: int) -> bytes:
    """The first bytes of what was packed, as far as they can be unpacked."""
    try:
        return zlib.decompressobj(_AUTO).decompress(raw, most)
    except zlib.error:
        return b""


def gunzip(raw: bytes) -> tuple[bytes, str | None]:
    """What gzip packed, in one or more members, and what is wrong with it (None: its checksums fit).

    Raises:
        TooLarge: it grows beyond MAX_UNPACKED or MAX_RATIO.
        UnreadableInput: nothing of it can be unpacked.
    """
    out, rest = BytesIO(), raw
    while rest:
        member = zlib.decompressobj(_AUTO)
        try:
            while not member.eof and (rest or member.unconsumed_tail):
                given = member.unconsumed_tail or rest
                piece = member.decompress(given, STEP)
                rest = b""
                out.write(piece)
                _check(out.tell(), len(raw))
                if not piece and not member.unconsumed_tail and not member.eof:
                    break
        except zlib.error as error:
            return _salvaged(out, "gzip", error)
        if not member.eof:
            return _salvaged(out, "gzip", None)
        rest = member.unused_data
        if rest.strip(b"\0") == b"":
            break  # padding, as tape archives have
        if not rest.startswith(b"\x1f\x8b"):
            return out.getvalue(), f"packed with gzip, and {len(rest):,} bytes that are not follow: they are left out"
    return out.getvalue(), None


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
        except zstandard.ZstdError as error:
            return _salvaged(out, "zstd", error)
        if not frame.eof:
            return _salvaged(out, "zstd", None)
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


def _salvaged(out: BytesIO, how: str, error: Exception | None) -> tuple[bytes, str]:
    """What could be unpacked; `error` None: the file ends too early."""
    what = "breaks off" if error is None else "is damaged"
    if not out.tell():
        raise UnreadableInput(f"it is packed with {how} and {what}: nothing of it can be unpacked") from error
    doubt = "the rest is missing" if error is None else "these may be wrong in places, and the rest is missing"
    return out.getvalue(), f"packed with {how} and {what}: only {out.tell():,} bytes could be unpacked, {doubt}"
