"""The log: a hash chain over salted commitments.

An entry's hash covers its number, kind, commitment and the hash before it, not its payload. Redacting an entry means
removing its payload and its salt: what it said can then neither be read nor guessed, and the chain stays whole.
"""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, func, insert, select, update

from sayso.ledger.hashing import digest
from sayso.ledger.schema import log
from sayso.ledger.statements import among

START = "0" * 64
"""What the first entry has for the hash before it."""

SALT = 16
"""Bytes of salt: too many to guess a short payload by trying."""

Payload = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the log. `payload` is JSON, or None where it was redacted."""

    seq: int
    kind: str
    payload: str | None
    commitment: str
    hash: str


def append(connection: Connection, kind: str, payload: Payload) -> int:
    """Add an entry at the end of the chain and return its number. Needs the write lock."""
    last = connection.execute(select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)).one_or_none()
    seq, prev = (last.seq + 1, last.hash) if last else (1, START)
    text = json.dumps(payload, separators=(",", ":"), sort_keys=True)
    salt = secrets.token_bytes(SALT)
    commitment = _commitment(salt, text)
    row = {"seq": seq, "kind": kind, "salt": salt, "payload": text, "commitment": commitment, "prev": prev}
    connection.execute(insert(log), {**row, "hash": _hash(seq, kind, commitment, prev)})
    return seq


def last(connection: Connection) -> int:
    """The number of the last entry, 0 for an empty log."""
    greatest: int = connection.execute(select(func.coalesce(func.max(log.c.seq), 0))).scalar_one()
    return greatest


def head(connection: Connection) -> str | None:
    """The hash of the last entry, which stands for all of them; None for an empty log."""
    found: str | None = connection.execute(select(log.c.hash).order_by(log.c.seq.desc()).limit(1)).scalar_one_or_none()
    return found


def redact(connection: Connection, entries: Sequence[int]) -> None:
    """Take away what these entries say, for good. The chain stays whole: it is over commitments."""
    for part in among(update(log), log.c.seq, entries):
        connection.execute(part.values(payload=None, salt=None))


def entries(connection: Connection) -> tuple[Entry, ...]:
    """All entries in order."""
    rows = connection.execute(select(log).order_by(log.c.seq))
    return tuple(
        Entry(seq=row.seq, kind=row.kind, payload=row.payload, commitment=row.commitment, hash=row.hash) for row in rows
    )


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong with the chain, entry by entry, in words."""
    prev = START
    for place, row in enumerate(connection.execute(select(log).order_by(log.c.seq)), start=1):
        if row.seq != place:
            yield f"entry {place} is missing"
            return
        if row.prev != prev or row.hash != _hash(row.seq, row.kind, row.commitment, row.prev):
            yield f"entry {row.seq} does not follow from the one before"
        if (row.payload is None) != (row.salt is None):
            yield f"entry {row.seq} was redacted by half"
        elif row.payload is not None and row.commitment != _commitment(row.salt, row.payload):
            yield f"entry {row.seq} does not say what it said"
        prev = row.hash


def _commitment(salt: bytes, payload: str) -> str:
    return sha256(salt + payload.encode()).hexdigest()


def _hash(seq: int, kind: str, commitment: str, prev: str) -> str:
    return digest(seq, kind, commitment, prev)
