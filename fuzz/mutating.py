"""Mutated copies of inputs, for where there is no atheris."""

import random
from collections.abc import Sequence

MOST = 6
"""Changes of one copy at most."""

LONGEST = 64
"""Bytes that one change takes out, doubles or brings along at most."""

ODD = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b'"', b"\\", b"\\ud800", b"\xed\xa0\x80", b"\xe2\x80\xa8",
    b"\xe2\x80\x9c", b"\xe2\x80\x9d", b"'", b"<", b"</p>", b"<!--", b"]]>", b"&#0;", b"&amp", b"{", b"[" * LONGEST,
    b"null", b"NaN", b"-1", b"1e400", b"9" * LONGEST, b"2031-02-30", b"0000", b"24:00", b"% ", b"million ", b" of ",
    b"last ", b"\xcc\x81", b"\xd9\xa3", b"\xc2\xb2", b"\xe2\x80\xae",
)  # fmt: skip
"""What is worth putting anywhere: marks of many formats, what numbers and days trip over, odd characters."""


def mutated(raw: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """A copy with one to MOST changes, the same for the same state of `chance`.

    A change flips a bit, replaces a byte, takes bytes out, doubles them, cuts the end off, or puts in something of ODD
    or a stretch of one of the `others`.
    """
    copy = bytearray(raw)
    for _ in range(chance.randint(1, MOST)):
        at = chance.randint(0, len(copy))
        end = min(len(copy), at + chance.randint(1, LONGEST))
        change = chance.randrange(7)
        if change == 0 and at < len(copy):
            copy[at] ^= 1 << chance.randrange(8)
        elif change == 1 and at < len(copy):
            copy[at] = chance.randrange(256)
        elif change == 2:
            del copy[at:end]
        elif change == 3:
            copy[at:at] = copy[at:end]
        elif change == 4 and chance.random() < 1 / MOST:  # a cut loses all that other changes did behind it
            del copy[at:]
        elif change == 5:
            other = chance.choice(others)
            begin = chance.randint(0, len(other))
            copy[at:at] = other[begin : begin + chance.randint(1, LONGEST)]
        else:
            copy[at:at] = chance.choice(ODD)
    return bytes(copy)
