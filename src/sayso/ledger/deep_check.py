"""The checks that read every row. Each gives what is said if all is well, and the faults, one sentence each."""

import json
from array import array
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, select

from sayso.ledger import amendments, compared, log, places, schema
from sayso.ledger.codec import bytes_to_text, decoded, shown, spans_of, unpacked
from sayso.ledger.hashing import ROW_HASH, digest, row_hash
from sayso.nouns import Claim, Question, Report, Ruling, amended

Faults = Iterator[str]


def row_hashes(connection: Connection) -> tuple[str, Faults]:
    """Rows that are not what was written."""
    tables = [table for table in schema.metadata.sorted_tables if ROW_HASH in table.c]
    counted = sum(len(connection.execute(select(table.c[ROW_HASH])).all()) for table in tables)
    return f"{counted:,} rows as written", (fault for table in tables for fault in _row_faults(connection, table))


def _row_faults(connection: Connection, table: Table) -> Faults:
    for row in connection.execute(select(table)).mappings():
        if row[ROW_HASH] != row_hash(table.name, dict(row)):
            yield f"{table.name} {row[next(iter(table.primary_key.columns)).name]} is not what was written"


def texts(connection: Connection) -> tuple[str, Faults]:
    """Captures and texts that do not have the hashes that name them."""
    return "captures and texts have the hashes that name them", _text_faults(connection)


def _text_faults(connection: Connection) -> Faults:
    for row in connection.execute(select(schema.capture.c.sha256, schema.capture.c.raw)):
        if sha256(unpacked(row.raw)).hexdigest() != row.sha256:
            yield f"capture {row.sha256} holds other bytes"
    for row in connection.execute(select(schema.layer)):
        if sha256(row.text).hexdigest() != row.sha256:
            yield f"the {row.name} of report {row.report} is another text"


def spans(connection: Connection) -> tuple[str, Faults]:
    """Claims whose rows of spans are not those that their bodies and texts give."""
    return "every span quotes its text", _span_faults(connection)


def _span_faults(connection: Connection) -> Faults:
    layers, claims = schema.layer, schema.claim
    for report in connection.execute(select(schema.report.c.id).order_by(schema.report.c.id)).scalars().all():
        named = connection.execute(select(layers.c.name, layers.c.text).where(layers.c.report == report))
        text_of = {row.name: bytes_to_text(row.text) for row in named}
        stored = _grouped(connection, _of_report(schema.claim_span, report), "claim")
        own = select(claims.c.id, claims.c.layer, claims.c.body).where(claims.c.report == report)
        for row in connection.execute(own):
            text = text_of.get(row.layer, "")
            expected = {
                (row.id, field, span.start, span.end, shown(span.of(text)))
                for field, span in spans_of(decoded(row.body, Claim))
            }
            if expected != stored.get(row.id, set()):
                yield f"the quotes of claim {row.id} are not those of its text"


def _of_report(table: Table, report: str) -> Select[Any]:
    """The rows of a table that belong to the claims of a report."""
    return select(table).join(schema.claim, schema.claim.c.id == table.c.claim).where(schema.claim.c.report == report)


def _grouped(connection: Connection, rows: Select[Any], column: str) -> dict[str, set[tuple[object, ...]]]:
    found: dict[str, set[tuple[object, ...]]] = {}
    for row in connection.execute(rows):
        found.setdefault(getattr(row, column), set()).add(tuple(row))
    return found


def placed(connection: Connection) -> tuple[str, Faults]:
    """Reports in the index that are not found by their marks, or that stand there with another reading."""
    return "every report in the index is found by its marks", _place_faults(connection)


def _place_faults(connection: Connection) -> Faults:
    listed = schema.place_mark
    marks = _grouped(connection, select(listed.c.number, listed.c.mark, listed.c.day), "number")
    in_story = set(connection.execute(select(schema.story.c.number)).scalars())
    pointer = schema.current_reading
    newest = {
        row.report: row.reading
        for row in connection.execute(select(pointer.c.report, pointer.c.reading).order_by(pointer.c.seq))
    }
    waiting = set(connection.execute(select(schema.unplaced.c.report)).scalars())
    table = schema.place
    for row in connection.execute(select(table.c.number, table.c.report, table.c.reading, table.c.day, table.c.marks)):
        day = places.NO_DAY if row.day is None else row.day
        if {(row.number, mark, day) for mark in array("I", row.marks)} != marks.get(row.number, set()):
            yield f"the marks of report {row.report} in the index are not its own"
        older = newest.get(row.report) != row.reading and row.report not in waiting
        if older or row.number not in in_story:
            yield f"report {row.report} stands in the index with an older reading, or in no story"


def questions(connection: Connection) -> tuple[str, Faults]:
    """Questions whose rows of answers are not those that their bodies give."""
    return "every question has its answers, every answer its claims", _question_faults(connection)


def _question_faults(connection: Connection) -> Faults:
    if set(connection.execute(select(schema.comparison.c.id)).scalars()) - compared.STATES:
        yield "the log entry that the questions take in is not told as it was"
    answers = _grouped(connection, select(schema.answer), "question")
    behind = _grouped(connection, select(schema.answer_claim), "question")
    for row in connection.execute(select(schema.question.c.id, schema.question.c.body)):
        placed = list(enumerate(decoded(row.body, Question).answers))
        own = {(row.id, place, one.id, shown(one.value)) for place, one in placed}
        claims = {(row.id, place, turn, claim) for place, one in placed for turn, claim in enumerate(one.claims)}
        if own != answers.get(row.id, set()) or claims != behind.get(row.id, set()):
            yield f"the answers of question {row.id} are not its own"


def facts(connection: Connection) -> tuple[str, Faults]:
    """Reports whose columns are not those that their bodies and amendments give."""
    return "every report is listed by its facts as they were read and amended", _fact_faults(connection)


def _fact_faults(connection: Connection) -> Faults:
    held = amendments.held(connection)
    table = schema.report
    for row in connection.execute(select(table.c.id, table.c.outlet, table.c.published, table.c.body)):
        stands = amendments.columns(amended(decoded(row.body, Report), held.get(row.id, ())))
        if stands != {"outlet": row.outlet, "published": row.published}:
            yield f"report {row.id} is listed by facts that are not its own"


def rulings(connection: Connection) -> tuple[str, Faults]:
    """Rulings that are not found by the reports that they are about."""
    return "every ruling is found by the reports that it is about", _ruling_faults(connection)


def _ruling_faults(connection: Connection) -> Faults:
    listed = _grouped(connection, select(schema.ruled_report), "ruling")
    for seq, body in connection.execute(select(schema.ruling.c.seq, schema.ruling.c.body)):
        own = {(anchor.report, seq) for anchor in decoded(body, Ruling).claims}
        if own != listed.pop(seq, set()):
            yield f"ruling {seq} is listed by reports that are not its own"
    yield from (f"ruling {seq} is listed and not there" for seq in listed)


def logged(connection: Connection) -> tuple[str, Faults]:
    """Rows that the log knows otherwise, or not at all.

    Who changes a row can change its hash with it, but not the log, whose chain would break.
    """
    return "the ledger holds what the log says was added, and nothing else", _logged_faults(connection)


def _logged_faults(connection: Connection) -> Faults:
    held = there(connection)
    untold: set[int] = set()
    for entry in log.entries(connection):
        if entry.payload is None:
            untold.add(entry.seq)
            continue
        payload = json.loads(entry.payload)
        untold.difference_update(payload.get("redacted", ()))
        for kind, ident, digested in said(payload, entry.seq):
            if held[kind].pop(ident, None) != digested:
                yield f"entry {entry.seq} added {kind} {ident}, which is not there or not as it was"
    yield from (f"entry {seq} is redacted, and no entry says what stands since" for seq in sorted(untold))
    if not untold:  # what such an entry added cannot be told
        yield from (f"no entry of the log added {kind} {ident}" for kind, rest in held.items() for ident in rest)


def there(connection: Connection) -> dict[str, dict[object, object]]:
    """The digest of everything that the log tells of, by kind and id."""
    claims = _digests(connection, schema.claim.c.reading, schema.claim.c.digest, schema.claim.c.ordinal)
    links = _digests(connection, schema.link.c.entry, schema.link.c.digest, schema.link.c.id)
    compared = _digests(connection, schema.compared.c.entry, schema.compared.c.pointer, schema.compared.c.pointer)
    ruled = _digests(connection, schema.ruling.c.entry, schema.ruling.c.digest, schema.ruling.c.seq)
    corrected = _digests(connection, schema.amendment.c.entry, schema.amendment.c.digest, schema.amendment.c.seq)
    readings = connection.execute(select(schema.reading.c.id)).scalars()
    return {
        "capture": _column(connection, schema.capture.c.sha256, schema.capture.c.sha256),
        "report": _column(connection, schema.report.c.id, schema.report.c.digest),
        "reading": {ident: digest(*claims.get(ident, ())) for ident in readings},
        "pointer": _column(connection, schema.current_reading.c.seq, schema.current_reading.c.row_hash),
        "input": _column(connection, schema.input_.c.seq, schema.input_.c.row_hash),
        "comparison of entry": {entry: digest(*found) for entry, found in compared.items()},
        "links of entry": {entry: digest(*found) for entry, found in links.items()},
        "rulings of entry": {entry: digest(*found) for entry, found in ruled.items()},
        "amendments of entry": {entry: digest(*found) for entry, found in corrected.items()},
    }


def said(payload: dict[str, Any], seq: int) -> Iterator[tuple[str, object, object]]:
    """What an entry says it added, or what it says that stands in the place of what others added: kind, id, digest."""
    single = {
        "capture": (payload.get("capture"), payload.get("capture")),
        "report": (payload.get("report"), payload.get("report_digest")),
        "reading": (payload.get("reading"), payload.get("reading_digest")),
        "pointer": (payload.get("pointer"), payload.get("pointer_hash")),
        "input": (payload.get("input"), payload.get("input_hash")),
        "comparison of entry": (seq, payload.get("compared_digest")),
        "links of entry": (seq, payload.get("links_digest")),
        "rulings of entry": (seq, payload.get("rulings_digest")),
        "amendments of entry": (seq, payload.get("amendments_digest")),
    }
    yield from ((kind, *pair) for kind, pair in single.items() if None not in pair)
    yield from ((kind, ident, digested) for kind, ident, digested in payload.get("stands", ()))


def _column(connection: Connection, key: Column[Any], value: Column[Any]) -> dict[object, object]:
    return {row[0]: row[1] for row in connection.execute(select(key.label("key"), value.label("value")))}


def _digests(
    connection: Connection, owner: Column[Any], value: Column[Any], order: Column[Any]
) -> dict[object, list[object]]:
    found: dict[object, list[object]] = {}
    for by, one in connection.execute(select(owner, value).order_by(owner, order)):
        found.setdefault(by, []).append(one)
    return found
