"""The redaction itself: names are masked, bytes are withheld, and whatever has an id made of them gets another one."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, func, select

from sayso.errors import LedgerError, UsageError
from sayso.ledger import deep_check, log, schema, search
from sayso.ledger.redaction import rows
from sayso.ledger.redaction.ids import affected
from sayso.ledger.redaction.masks import Masks
from sayso.ledger.redaction.scan import bare_captures, scan

KIND = "redact"
"""The log entry that says that there was a redaction: when, by whom, why."""

STANDS = "stand"
"""The log entry after it, which says what stands since, in the place of what redacted entries said."""

Item = tuple[str, object, object]
"""What the log tells of: its kind, its id and its digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Bytes that the ledger holds no more: their SHA-256, and what in the log stands for them.

    `commitment` is the SHA-256 of `salt` and of the hex digits of `sha256`. The ledger keeps neither of these two: who
    has them and the bytes can show that it held them, and nobody can find out by guessing.
    """

    sha256: str
    media_type: str
    size: int
    salt: bytes
    commitment: str
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """What a redaction did: its number, the names as they were spelled; how many reports, places in texts, log entries.

    `withheld` are the captures whose bytes are gone.
    """

    number: int
    names: tuple[str, ...]
    reports: int
    places: int
    entries: int
    withheld: tuple[Withheld, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who redacts, why, when (UTC, ISO 8601), and in which run."""

    by: str
    why: str
    at: str
    run: str


def next_number(connection: Connection) -> int:
    """The number of the next redaction."""
    of_kind = select(func.count()).select_from(schema.log).where(schema.log.c.kind == KIND)
    counted: int = connection.execute(of_kind).scalar_one()
    return counted + 1


def redact(connection: Connection, masks: Masks, act: Act) -> Redacted | None:
    """Take the names out of everything that the ledger holds; None where none of them stands anywhere.

    Needs the write lock. The file must be wiped afterwards.

    Raises:
        UsageError: the reason or the signature has the name in it.
        LedgerError: something of it would be left.
    """
    if masks.words(act.why) != act.why or masks.words(act.by) != act.by:
        raise UsageError("the reason and who says so stay in the log: they must not have the name in them")
    found, bare = scan(connection, masks), bare_captures(connection, masks)
    ids = affected(connection, [one.report for one in found], masks)
    if not (found or bare or ids) and not rows.changed(connection, masks, {}):
        return None
    withheld = _withhold(connection, [one.report for one in found], bare, masks.number)
    ids |= {one.sha256: one.notice for one in withheld}
    before = _said(connection)
    rows.rewrite(connection, masks, ids, {one.sha256: one for one in withheld})
    log.append(
        connection,
        KIND,
        {
            "at": act.at,
            "by": act.by,
            "run": act.run,
            "redaction": masks.number,
            "why": act.why,
            "reports": len(found),
            "withheld": [one.commitment for one in withheld],
        },
    )
    redacted = _redact_entries(connection, masks, ids, before, act)
    search.rebuild(connection)
    _must_be_gone(connection, masks)
    return Redacted(
        number=masks.number,
        names=masks.names,
        reports=len(found),
        places=sum(len(one.places) for one in found),
        entries=redacted,
        withheld=withheld,
    )


def _withhold(connection: Connection, reports: list[str], bare: frozenset[str], number: int) -> tuple[Withheld, ...]:
    """The captures that must go, each with the notice that takes its place."""
    wanted = {row.id: row.capture for row in connection.execute(select(schema.report.c.id, schema.report.c.capture))}
    gone = sorted({wanted[report] for report in reports} | bare)
    made = []
    for digest in gone:
        row = connection.execute(
            select(schema.capture.c.media_type, schema.capture.c.size).where(schema.capture.c.sha256 == digest)
        ).one()
        salt = secrets.token_bytes(log.SALT)
        commitment = sha256(salt + digest.encode()).hexdigest()
        made.append(
            Withheld(
                sha256=digest,
                media_type=row.media_type,
                size=row.size,
                salt=salt,
                commitment=commitment,
                notice=sha256(notice(number, commitment)).hexdigest(),
            )
        )
    return tuple(made)


def notice(number: int, commitment: str) -> bytes:
    """The bytes that stand in the place of a capture that is withheld."""
    return f"Withheld by redaction {number} of this ledger. Commitment to the bytes: {commitment}\n".encode()


def _said(connection: Connection) -> dict[int, list[Item]]:
    """What each entry of the log says that it added."""
    return {
        entry.seq: list(deep_check.said(json.loads(entry.payload), entry.seq))
        for entry in log.entries(connection)
        if entry.payload is not None
    }


def _redact_entries(
    connection: Connection, masks: Masks, ids: Mapping[str, str], before: Mapping[int, list[Item]], act: Act
) -> int:
    """Take away what entries said that is so no more or that has a name, and say what stands in its place."""
    there = deep_check.there(connection)
    gone: list[int] = []
    told: list[int] = []  # by an entry that goes now itself
    stands: list[list[object]] = []
    for entry in log.entries(connection):
        if entry.payload is None or entry.seq not in before:
            continue
        items = before[entry.seq]
        payload = json.loads(entry.payload)
        holds = all(there[kind].get(ident) == digest for kind, ident, digest in items)
        if holds and not _tells(payload, masks, ids):
            continue
        gone.append(entry.seq)
        told += payload.get("redacted", [])
        for kind, ident, _ in items:
            new = ids.get(ident, ident) if isinstance(ident, str) else ident
            if new in there[kind]:
                stands.append([kind, new, there[kind][new]])
    if gone:
        log.redact(connection, gone)
        log.append(
            connection, STANDS, {"at": act.at, "run": act.run, "redacted": sorted({*gone, *told}), "stands": stands}
        )
    return len(gone)


def _tells(value: object, masks: Masks, ids: Mapping[str, str]) -> bool:
    """Whether a payload has a name in it, or an id that was made of one."""
    if isinstance(value, str):
        return value in ids or masks.words(value) != value
    if isinstance(value, dict):
        return any(_tells(part, masks, ids) for part in value.values())
    return isinstance(value, list) and any(_tells(part, masks, ids) for part in value)


def _must_be_gone(connection: Connection, masks: Masks) -> None:
    left = [one.label for one in scan(connection, masks)] + [*bare_captures(connection, masks)]
    left += rows.changed(connection, masks, {})
    if left:
        raise LedgerError(f"not redacted: the name would still stand in {', '.join(left[:3])}; nothing was changed")
