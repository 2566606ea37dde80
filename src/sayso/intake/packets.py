"""Web archives → their records as they lie there: each by itself, so that damage to one costs no other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.errors import TooLarge
from sayso.intake.packed import GZIP_MARK, Member, Packed, inflated

GZIP_START = GZIP_MARK + b"\x08"

_START = re.compile(rb"WARC/\d\.\d+\r?\n")
_LENGTH = re.compile(rb"\r?\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r?\n", re.IGNORECASE)
MAX_HEADER = 64 * 1024
"""Bytes that the header of a record may have. It names an address, a date and digests: usually under 1 kB."""

USUAL_HEADER = 2 * 1024
"""Bytes that are looked at first: a file of beginnings alone would take long if all that a header may have were."""

BLANK = 1024
"""Bytes looked at to tell whether anything but filling follows."""


@dataclass(frozen=True, slots=True)
class Packet:
    """The bytes of one record, header and all; or why there are none: `lost` says what is wrong at byte `at`."""

    at: int
    raw: bytes = b""
    lost: str | None = None


def packets(raw: Packed) -> Iterator[Packet]:
    """The records of an archive, packed one by one, all at once or not at all."""
    yield from _packed(raw) if raw[:3] == GZIP_START else _plain(raw, 0)


def _packed(raw: Packed) -> Iterator[Packet]:
    """Records that were packed with gzip; after a damaged member the next one is looked for."""
    at = 0
    while at < len(raw):
        if raw[at : at + 3] != GZIP_START:
            if bytes(raw[at : at + BLANK]).strip(b"\0\r\n"):
                yield Packet(at, lost="no record begins where one should")
            at = _next_member(raw, at + 1)
            continue
        member, lost = _member(raw, at)
        if lost is None and member.end is not None:
            yield from (Packet(at, one.raw, one.lost) for one in _plain(member.raw, 0))
            at = member.end
        else:
            yield Packet(at, lost=lost)
            at = _next_member(raw, at + 1)


def _member(raw: Packed, at: int) -> tuple[Member, str | None]:
    try:
        member = inflated(raw, at)
    except TooLarge as error:
        return Member(b"", None), str(error)
    if member.end is None:
        return member, "it is damaged" if member.damaged else "it breaks off"
    return member, None


def _next_member(raw: Packed, at: int) -> int:
    """Where the next member that unpacks to the beginning of a record starts; the end if there is none."""
    while (at := raw.find(GZIP_START, at)) >= 0:
        if _START.match(inflated(raw, at, most=64).raw):
            return at
        at += 1
    return len(raw)


def _plain(raw: Packed, at: int) -> Iterator[Packet]:
    """Records that are not packed; after one whose length does not fit, the next beginning is looked for."""
    while at < len(raw):
        blank = bytes(raw[at : at + BLANK])
        if not blank.strip():
            at += len(blank)
            continue
        end, lost = _record(raw, at)
        yield Packet(at, b"" if lost else raw[at:end], lost)
        at = end


def _record(raw: Packed, at: int) -> tuple[int, str | None]:
    """Where the record at `at` ends, and what is wrong with it."""
    if not _START.match(raw, at):
        start = _next_start(raw, at)
        return start, "no record begins where one should"
    body = _body(raw, at)
    if body is None:
        return _next_start(raw, at + 1), "its header does not end"
    length = _LENGTH.search(raw, at, body)
    if length is None:
        return _next_start(raw, at + 1), "its header does not say how long it is"
    end = body + int(length[1])
    if end > len(raw):
        start = _next_start(raw, at + 1)
        return start, "it breaks off" if start == len(raw) else "its length does not fit"
    after = bytes(raw[end : end + 4])
    if (
        after not in {b"\r\n\r\n", b""}
        and not after.startswith(b"\n\n")
        and not (end + 4 >= len(raw) and not after.strip())
    ):
        return _next_start(raw, at + 1), "its length does not fit"
    return min(end + len(after), len(raw)), None


def _body(raw: Packed, at: int) -> int | None:
    """Where the header of the record at `at` has ended, with the empty line after it; None if it does not end."""
    for reach in (USUAL_HEADER, MAX_HEADER):
        found = [(raw.find(end, at, at + reach), len(end)) for end in (b"\r\n\r\n", b"\n\n")]
        body = min((place + length for place, length in found if place >= 0), default=None)
        if body is not None or _START.search(raw, at + 1, at + reach):
            return body
    return None


def _next_start(raw: Packed, at: int) -> int:
    found = _START.search(raw, at)
    return found.start() if found else len(raw)
