"""Small inputs that grow to something large, or to themselves, when they are unpacked."""

import struct
import zipfile
import zlib
from io import BytesIO

OP = 10
"""Bytes of each instruction of a quine."""

NAME = b"r.zip"

PROSE = b"The harbour board said on Monday that the north pier would stay shut until engineers had looked at it.\n"


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2031, 5, 19, 10, 20, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def branching(branches: int, deep: int, leaf: bytes = PROSE) -> bytes:
    """An archive of so many archives of so many archives … of texts: `branches` to the power of `deep` of them."""
    raw = zipped({f"{n}.txt": leaf for n in range(branches)})
    for _ in range(deep - 1):
        raw = zipped({f"{n}.zip": raw for n in range(branches)})
    return raw


def filler(step: bytes, times: int) -> bytes:
    """So many times the same, packed with gzip without ever being whole in memory."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(packer.compress(step) for _ in range(times)), packer.flush()])


def squeezed(size: int) -> bytes:
    """So many MB of zeros, packed with brotli into a few hundred bytes."""
    import brotli  # noqa: PLC0415 - it is no part of Sayso, and not there on every Python

    packer = brotli.Compressor(lgwin=24)
    return b"".join([*(packer.process(bytes(1_000_000)) for _ in range(size)), packer.finish()])


def answered(body: bytes, coding: str) -> bytes:
    """A web archive with one page, which its server had packed."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: %s\r\n\r\n" % coding.encode()
    block = answer + body
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.example/\r\n"
        b"Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(block)
    )
    return head + block + b"\r\n\r\n"


def pdf(*contents: bytes, times: int = 1, kind: bytes = b"", filters: bytes = b"/FlateDecode") -> bytes:
    """A document of one page that shows these packed parts, all of them so many times."""
    shown = b" ".join(b"%d 0 R" % (4 + n) for n in range(len(contents))) if times else b""
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents[%s]/Resources<</Font<</F 99 0 R>>>>>>"
        % b" ".join([shown] * times),
        *(
            b"<</Length %d%s/Filter%s>>stream\n%s\nendstream" % (len(content), kind, filters, content)
            for content in contents
        ),
    )
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, part) for number, part in enumerate(parts, 1))
    font = b"99 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n"
    return b"%PDF-1.4\n" + body + font + b"trailer<</Root 1 0 R/Size 100>>\n%%EOF\n"


def quine() -> bytes:
    """A zip archive with one file in it, which is the archive.

    What deflate is told is "write these bytes" and "write the last bytes again", and it is to write what it is told,
    with the archive's head before and its list of contents behind (after Russ Cox, "Zip Files All The Way Down",
    2010). In the comments: what is told, and in brackets the bytes that it is told to write. The checksum stands within
    what it is the checksum of. It is linear in these bits, so it is found by solving 32 equations.
    """
    size = len(_quine(0))
    assert size == len(_quine(0xFFFFFFFF))
    without = zlib.crc32(_quine(0))
    columns = [zlib.crc32(_quine(1 << bit)) ^ without ^ (1 << bit) for bit in range(32)]
    return _quine(_solved(columns, without))


def _quine(crc: int) -> bytes:
    head_size, tail_size = 30 + len(NAME), 46 + len(NAME) + 22
    # L(p+1) [P L(p+1)] R(p+1) L1 [R(p+1)] L1 [L1] L4 [R(p+1) L1 L1 L4] R4 L4 [R4 L4 R4 L4] R4
    # L4 [R4 L0 L0 L(s+1)] R4 L0 L0 L(s+1) [R(s+1) S] R(s+1), the last of which ends it
    packed = head_size + tail_size + 30 * OP
    total = head_size + packed + tail_size
    facts = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x5EB3, crc, packed, total, len(NAME), 0)
    head = b"PK\3\4" + facts + NAME
    listed = b"PK\1\2" + struct.pack("<H", 20) + facts + struct.pack("<HHHII", 0, 0, 0, 0, 0) + NAME
    tail = listed + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(listed), len(head) + packed, 0)
    write, again = _write, _again
    first, four, one, rest = write(head_size + OP), write(4 * OP), write(OP), write(OP + tail_size)
    repeat, repeats, last = again(head_size + OP), again(4 * OP), again(OP + tail_size, last=True)
    steps = [first, head, first, repeat, one, repeat, one, one, four, repeat, one, one, four, repeats]
    steps += [four, repeats, four, repeats, four, repeats]
    steps += [four, repeats, write(0), write(0), rest, repeats, write(0), write(0), rest, last, tail, last]
    made = b"".join(steps)
    assert len(made) == packed, (len(made), packed)
    return head + made + tail


def _write(size: int) -> bytes:
    """What tells deflate to write the bytes that follow: a block of none, and the head of one of so many."""
    return b"\0\0\0\xff\xff" + b"\0" + struct.pack("<HH", size, size ^ 0xFFFF)


def _again(size: int, *, last: bool = False) -> bytes:
    """What tells deflate to write the last `size` bytes again: a block with one reference, padded to OP bytes."""
    bits = [_number(0, 1), _number(1, 2)]
    symbol, base, more = _row(_LENGTHS, size)
    bits.append(_code(symbol - 256, 7) if symbol < 280 else _code(0xC0 + symbol - 280, 8))
    bits.append(_number(size - base, more))
    symbol, base, more = _row(_DISTANCES, size)
    bits += [_code(symbol, 5), _number(size - base, more), _code(0, 7)]
    bits += [_number(0, 1), _number(1, 2), _code(0, 7)]  # a block of nothing
    bits += [
        _number(int(last), 1),
        _number(0, 2),
    ]  # the head of one that is as it is, of none: what follows begins a byte
    packed = int("".join(bits)[::-1], 2).to_bytes(OP - 4, "little")
    return packed + b"\0\0\xff\xff"


def _number(value: int, width: int) -> str:
    """The bits of a number, as deflate has them: the lowest first."""
    return f"{value:0{width}b}"[::-1] if width else ""


def _code(value: int, width: int) -> str:
    """The bits of a symbol: the highest first."""
    return f"{value:0{width}b}"


def _row(rows: tuple[tuple[int, int, int], ...], size: int) -> tuple[int, int, int]:
    return next(row for row in rows if row[1] <= size < row[1] + (1 << row[2]))


def _rows(symbol: int, base: int, extras: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
    rows = []
    for more in extras:
        rows.append((symbol, base, more))
        symbol, base = symbol + 1, base + (1 << more)
    return tuple(rows)


_LENGTHS = _rows(257, 3, (0,) * 8 + (1,) * 4 + (2,) * 4 + (3,) * 4 + (4,) * 4 + (5,) * 4)
_DISTANCES = _rows(0, 1, (0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6))
"""Symbols of deflate (RFC 1951, 3.2.5), the first value that each stands for, and its further bits."""


def _solved(columns: list[int], wanted: int) -> int:
    """The bits whose columns together give what is wanted, by Gauss."""
    rows: list[tuple[int, int]] = []
    for bit, column in enumerate(columns):
        value, chosen = column, 1 << bit
        for other, also in rows:
            if value ^ other < value:
                value, chosen = value ^ other, chosen ^ also
        if value:
            rows = sorted([*rows, (value, chosen)], reverse=True)
    found = 0
    for value, chosen in rows:
        if wanted ^ value < wanted:
            wanted, found = wanted ^ value, found ^ chosen
    assert not wanted, "no such checksum; another name may have one"
    return found
