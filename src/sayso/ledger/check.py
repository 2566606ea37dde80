"""Whether the ledger is what was written."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Connection, Table, select
from sqlalchemy.exc import DBAPIError

from sayso.errors import LedgerDamaged
from sayso.ledger import log, read, schema
from sayso.ledger.codec import bytes_to_text, decoded, shown, spans_of, unpacked
from sayso.ledger.hashing import ROW_HASH, digest, row_hash
from sayso.ledger.migrate import HEAD, revision
from sayso.nouns import Claim, Outcome

NAMED = 3
"""Faults that a check names; it counts the rest."""


class Verdict(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was checked, how it ended, and what was found, in words."""

    name: str
    verdict: Verdict
    words: str


Faults = Iterator[str]
"""What is wrong, one sentence each. The generator's return value says what was looked at."""


def check(connection: Connection, *, deep: bool = False) -> tuple[Check, ...]:
    """All checks; the deep ones read every row."""
    chosen = (*_QUICK, *_DEEP) if deep else _QUICK
    return (*(_run(name, work, connection) for name, work in chosen), _unread(connection))


def _run(name: str, work: Callable[[Connection], tuple[str, Faults]], connection: Connection) -> Check:
    try:
        words, faults = work(connection)
        found = list(faults)
    except (LedgerDamaged, DBAPIError) as error:
        words, found = "", [str(error.orig) if isinstance(error, DBAPIError) else str(error)]
    if not found:
        return Check(name=name, verdict=Verdict.OK, words=words)
    more = f" (and {len(found) - NAMED} more)" if len(found) > NAMED else ""
    return Check(name=name, verdict=Verdict.FAIL, words="; ".join(found[:NAMED]) + more)


def _schema(connection: Connection) -> tuple[str, Faults]:
    found = revision(connection)
    return f"schema {HEAD}", iter(() if found == HEAD else (f"schema {found}, {HEAD} expected",))


def _integrity(connection: Connection) -> tuple[str, Faults]:
    if connection.dialect.name != "sqlite":
        return "the server's own affair", iter(())
    lines = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    return "the file is whole", iter(line for line in lines if line != "ok")


def _foreign_keys(connection: Connection) -> tuple[str, Faults]:
    if connection.dialect.name != "sqlite":
        return "the server's own affair", iter(())
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return "every row has the rows that it points to", (f"{row[0]} row {row[1]} points to no {row[2]}" for row in rows)


def _log(connection: Connection) -> tuple[str, Faults]:
    return f"{log.last(connection):,} entries in one chain", log.faults(connection)


def _row_hashes(connection: Connection) -> tuple[str, Faults]:
    tables = [table for table in schema.metadata.sorted_tables if ROW_HASH in table.c]
    counted = sum(1 for table in tables for _ in connection.execute(select(table.c[ROW_HASH])))
    return f"{counted:,} rows as written", (fault for table in tables for fault in _row_faults(connection, table))


def _row_faults(connection: Connection, table: Table) -> Faults:
    for row in connection.execute(select(table)).mappings():
        if row[ROW_HASH] != row_hash(table.name, dict(row)):
            yield f"{table.name} {row[next(iter(table.primary_key.columns)).name]} is not what was written"


def _texts(connection: Connection) -> tuple[str, Faults]:
    return "captures and texts have the hashes that name them", _text_faults(connection)


def _text_faults(connection: Connection) -> Faults:
    for row in connection.execute(select(schema.capture.c.sha256, schema.capture.c.raw)):
        if sha256(unpacked(row.raw)).hexdigest() != row.sha256:
            yield f"capture {row.sha256} holds other bytes"
    for row in connection.execute(select(schema.layer)):
        if sha256(row.text).hexdigest() != row.sha256:
            yield f"the {row.name} of report {row.report} is another text"


def _spans(connection: Connection) -> tuple[str, Faults]:
    return "every span quotes its text, every claim is found by its keys", _span_faults(connection)


def _span_faults(connection: Connection) -> Faults:
    """Claims whose rows of spans and keys are not those that their bodies and texts give."""
    layers = schema.layer
    claims = schema.claim
    for (report,) in connection.execute(select(schema.report.c.id).order_by(schema.report.c.id)).all():
        rows = connection.execute(select(layers.c.name, layers.c.text).where(layers.c.report == report))
        texts = {row.name: bytes_to_text(row.text) for row in rows}
        own = select(claims.c.id, claims.c.layer, claims.c.index_keys, claims.c.body).where(claims.c.report == report)
        stored = _grouped(connection, schema.claim_span, report)
        keys = _grouped(connection, schema.claim_key, report)
        for row in connection.execute(own):
            text = texts.get(row.layer, "")
            expected = {
                (row.id, field, span.start, span.end, shown(span.of(text)))
                for field, span in spans_of(decoded(row.body, Claim))
            }
            if expected != stored.get(row.id, set()):
                yield f"the quotes of claim {row.id} are not those of its text"
            if {(key, row.id) for key in json.loads(row.index_keys)} != keys.get(row.id, set()):
                yield f"the keys of claim {row.id} are not its own"


def _grouped(connection: Connection, table: Table, report: str) -> dict[str, set[tuple[object, ...]]]:
    found: dict[str, set[tuple[object, ...]]] = {}
    joined = select(table).join(schema.claim, schema.claim.c.id == table.c.claim)
    for row in connection.execute(joined.where(schema.claim.c.report == report)):
        found.setdefault(row.claim, set()).add(tuple(row))
    return found


def _logged(connection: Connection) -> tuple[str, Faults]:
    return "everything that the log says was added is there, and nothing else", _logged_faults(connection)


def _logged_faults(connection: Connection) -> Faults:
    """Rows that the log knows otherwise, or not at all: a row and its own hash can be changed together, not the log."""
    claims = _digests(connection, schema.claim.c.reading, schema.claim.c.digest, schema.claim.c.ordinal)
    links = _digests(connection, schema.link.c.entry, schema.link.c.digest, schema.link.c.id)
    there: dict[str, dict[object, object]] = {
        "capture": {row.sha256: row.sha256 for row in connection.execute(select(schema.capture.c.sha256))},
        "report": dict(connection.execute(select(schema.report.c.id, schema.report.c.digest)).tuples().all()),
        "reading": {row.id: digest(*claims.get(row.id, ())) for row in connection.execute(select(schema.reading.c.id))},
        "input": dict(connection.execute(select(schema.input_.c.seq, schema.input_.c.row_hash)).tuples().all()),
        "links": {entry: digest(*found) for entry, found in links.items()},
    }
    redacted = False
    for entry in log.entries(connection):
        if entry.payload is None:
            redacted = True
            continue
        for kind, (ident, said) in _said(json.loads(entry.payload), entry.seq).items():
            if there[kind].pop(ident, None) != said:
                yield f"entry {entry.seq} added a {kind} {ident} that is not there or is not as it was"
    if not redacted:
        for kind, rest in there.items():
            for ident in rest:
                yield f"no log entry added the {kind} {ident}"


def _digests(
    connection: Connection, owner: Column[Any], value: Column[Any], order: Column[Any]
) -> dict[object, list[str]]:
    found: dict[object, list[str]] = {}
    for by, one in connection.execute(select(owner, value).order_by(owner, order)).tuples():
        found.setdefault(by, []).append(one)
    return found


def _said(payload: dict[str, object], seq: int) -> dict[str, tuple[object, object]]:
    """What an entry says it added, by kind: its id and its digest."""
    said = {
        "capture": (payload.get("capture"), payload.get("capture")),
        "report": (payload.get("report"), payload.get("report_digest")),
        "reading": (payload.get("reading"), payload.get("reading_digest")),
        "input": (payload.get("input"), payload.get("input_hash")),
        "links": (seq, payload.get("links_digest")),
    }
    return {kind: pair for kind, pair in said.items() if None not in pair}


def _unread(connection: Connection) -> Check:
    try:
        refused = [entry for entry in read.inputs(connection) if entry.outcome is not Outcome.READ]
    except (LedgerDamaged, DBAPIError) as error:
        return Check(name="inputs", verdict=Verdict.FAIL, words=str(error))
    if not refused:
        return Check(name="inputs", verdict=Verdict.OK, words="all inputs were read whole")
    more = f" (and {len(refused) - NAMED} more)" if len(refused) > NAMED else ""
    named = "; ".join(f"{entry.source}: {entry.outcome} ({entry.reason})" for entry in refused[:NAMED])
    return Check(name="inputs", verdict=Verdict.WARN, words=named + more)


_QUICK = (("schema", _schema), ("integrity", _integrity), ("foreign keys", _foreign_keys), ("log", _log))
_DEEP = (("row hashes", _row_hashes), ("texts", _texts), ("spans", _spans), ("logged", _logged))
