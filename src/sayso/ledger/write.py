"""What is written, each function inside the caller's transaction. Nothing is overwritten."""

import dataclasses
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, delete, func, insert, select

from sayso.ledger import log, places, schema, search, versions
from sayso.ledger.codec import encoded, packed, shown, shown_or_none, spans_of, text_to_bytes
from sayso.ledger.hashing import digest, sealed
from sayso.ledger.read import layers_of
from sayso.ledger.statements import among, put_rows
from sayso.nouns import Capture, Claim, IndexEntry, Intake, Layer, Link, Reading, Report, quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Which run writes, and when (UTC, ISO 8601)."""

    run: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What was derived from one report: its reading, links of its claims, and what it is found again by."""

    reading: Reading
    links: Sequence[Link] = ()
    entry: IndexEntry | None = None


def add(connection: Connection, intake: Intake | None, derived: Derived | None, stamp: Stamp) -> bool:
    """Write what is new of one input and what was derived from it, with one entry in the log. False if all was there.

    Without an intake, the derived reading is a new one of a report that the ledger has.
    """
    kind = "read" if intake is not None else "reread"
    entry: dict[str, object] = {}
    if intake is not None:
        entry |= _add_capture(connection, intake.capture) if intake.capture else {}
        entry |= _add_report(connection, intake.report) if intake.report else {}
        entry |= _add_input(connection, intake, stamp)
    if derived is not None:
        entry |= _add_reading(connection, derived.reading)
        entry |= _point_to(connection, derived.reading, stamp)
        if derived.entry is None:
            places.outdate(connection, derived.reading.report)
        else:
            places.put(connection, derived.reading.report, derived.reading.id, derived.entry)
        entry |= _add_links(connection, derived.links, log.last(connection) + 1)
    if entry:
        log.append(connection, kind, {"at": stamp.at, "run": stamp.run, **entry})
    return bool(entry)


def add_compared(
    connection: Connection,
    pointers: Iterable[int],
    links: Sequence[Link],
    together: Iterable[Collection[str]],
    stamp: Stamp,
) -> None:
    """Write the links that comparing some current readings gave, that these are compared, and what is of one story."""
    number, wanted = log.last(connection) + 1, set(pointers)
    table, waiting = schema.compared, schema.pending.c.pointer
    known = {
        p
        for part in among(select(table.c.pointer), table.c.pointer, wanted)
        for p in connection.execute(part).scalars()
    }
    new = sorted(wanted - known)
    put_rows(connection, table, ({"pointer": pointer, "entry": number} for pointer in new))
    for part in among(delete(schema.pending), waiting, wanted):
        connection.execute(part)
    entry = _add_links(connection, links, number)
    join(connection, together)
    if new or entry:
        compared = {"compared": new, "compared_digest": digest(*new)} if new else {}
        log.append(connection, "compare", {"at": stamp.at, "run": stamp.run, **compared, **entry})


def join(connection: Connection, together: Iterable[Collection[str]]) -> None:
    """Make one story of the reports of each group."""
    groups = list(together)
    number = places.numbers(connection, set[str]().union(*groups))
    places.join(connection, [{number[name] for name in group if name in number} for group in groups])


def _has(connection: Connection, table: Table, ident: str) -> bool:
    (key,) = table.primary_key.columns
    return connection.execute(select(key).where(key == ident)).first() is not None


def _add_capture(connection: Connection, capture: Capture) -> dict[str, object]:
    if _has(connection, schema.capture, capture.sha256):
        return {}
    row = {
        "sha256": capture.sha256,
        "media_type": shown(capture.media_type),
        "size": len(capture.raw),
        "raw": packed(capture.raw),
    }
    put_rows(connection, schema.capture, [sealed("capture", row)])
    return {"capture": capture.sha256}


def _add_report(connection: Connection, report: Report) -> dict[str, object]:
    if _has(connection, schema.report, report.id):
        return {}
    row = {
        "id": report.id,
        "capture": report.capture,
        "label": shown(report.label),
        "outlet": shown_or_none(report.outlet),
        "url": shown_or_none(report.url),
        "published": report.published.iso if report.published else None,
        "body": encoded(dataclasses.replace(report, layers=())),
        "digest": report_digest(report),
    }
    put_rows(connection, schema.report, [sealed("report", row)])
    put_rows(connection, schema.layer, (_layer_row(report, layer, place) for place, layer in enumerate(report.layers)))
    versions.put(connection, report)
    return {"report": report.id, "report_digest": row["digest"]}


def report_digest(report: Report) -> str:
    """Over what the report says and who published it; not over its label, its retrieval and where its facts stood."""
    facts = encoded(dataclasses.replace(report, layers=(), label="", retrieved=None, stated=()))
    return digest(facts, *(part for layer in report.layers for part in (layer.name.value, layer.sha256)))


def _layer_row(report: Report, layer: Layer, place: int) -> dict[str, object]:
    row = {
        "report": report.id,
        "name": layer.name.value,
        "ordinal": place,
        "text": text_to_bytes(layer.text),
        "sha256": layer.sha256,
    }
    return sealed("layer", row)


def _add_reading(connection: Connection, reading: Reading) -> dict[str, object]:
    if _has(connection, schema.reading, reading.id):
        return {}
    texts = {layer.name.value: layer.text for layer in layers_of(connection, reading.report)}
    rows = [claim_row(claim, place, texts[claim.layer.value], reading.id) for place, claim in enumerate(reading.claims)]
    row = {
        "id": reading.id,
        "report": reading.report,
        "engine": reading.engine,
        "claims": len(rows),
        "digest": digest(*(row["digest"] for row in rows)),
    }
    put_rows(connection, schema.reading, [sealed("reading", row)])
    put_rows(connection, schema.claim, rows)
    spans = (row for claim in reading.claims for row in span_rows(claim, texts[claim.layer.value]))
    put_rows(connection, schema.claim_span, spans)
    return {"reading": reading.id, "reading_digest": row["digest"]}


def claim_row(claim: Claim, place: int, text: str, reading: str) -> dict[str, object]:
    """The row of a claim."""
    body = encoded(dataclasses.replace(claim, confidence=None))
    row = {
        "id": claim.id,
        "reading": reading,
        "ordinal": place,
        "report": claim.report,
        "layer": claim.layer.value,
        "voice": shown(claim.voice.name) if claim.voice else None,
        "act": claim.act.value,
        "form": claim.form.value,
        "basis": claim.basis.value,
        "quote": shown(quote(text, claim.content)),
        "confidence": None if claim.confidence is None else float(claim.confidence),
        "body": body,
        "digest": digest(body),
    }
    return sealed("claim", row)


def span_rows(claim: Claim, text: str) -> list[dict[str, object]]:
    """The rows that say where everything in a claim stands."""
    return [
        {"claim": claim.id, "field": field, "start": span.start, "end": span.end, "quote": shown(span.of(text))}
        for field, span in spans_of(claim)
    ]


def _point_to(connection: Connection, reading: Reading, stamp: Stamp) -> dict[str, object]:
    pointer = schema.current_reading
    newest = select(pointer.c.reading).where(pointer.c.report == reading.report).order_by(pointer.c.seq.desc()).limit(1)
    older = connection.execute(newest).scalar_one_or_none()
    if older == reading.id:
        return {}
    search.put_reading(connection, older, reading.id)
    row = {"report": reading.report, "reading": reading.id, "run": stamp.run, "at": stamp.at}
    made = sealed("current_reading", {"seq": _next(connection, pointer), **row})
    put_rows(connection, pointer, [made])
    older = select(pointer.c.seq).where(pointer.c.report == reading.report)
    connection.execute(delete(schema.pending).where(schema.pending.c.pointer.in_(older)))
    connection.execute(insert(schema.pending), {"pointer": made["seq"]})
    return {"pointer": made["seq"], "pointer_hash": made["row_hash"]}


def _next(connection: Connection, table: Table) -> int:
    """The next number of a numbered table. The write lock is held, so nobody else takes it."""
    greatest: int = connection.execute(select(func.coalesce(func.max(table.c.seq), 0))).scalar_one()
    return greatest + 1


def _add_input(connection: Connection, intake: Intake, stamp: Stamp) -> dict[str, object]:
    """Note how the input ended, unless its last end was the same."""
    table = schema.input_
    facts = {
        "source": shown(intake.source),
        "outcome": intake.outcome.value,
        "reason": shown_or_none(intake.reason),
        "capture": intake.capture.sha256 if intake.capture else None,
        "report": intake.report.id if intake.report else None,
        "body": encoded((intake.source, intake.reason)),
    }
    columns = [table.c[name] for name in facts]
    last = select(*columns).where(table.c.source == facts["source"]).order_by(table.c.seq.desc()).limit(1)
    if connection.execute(last).one_or_none() == tuple(facts.values()):
        return {}
    row = sealed("input", {"seq": _next(connection, table), "run": stamp.run, "at": stamp.at, **facts})
    put_rows(connection, table, [row])
    return {"input": row["seq"], "input_hash": row["row_hash"]}


def _add_links(connection: Connection, links: Sequence[Link], entry: int) -> dict[str, object]:
    unique = {link.id: link for link in links}
    known = existing(connection, schema.link, unique)
    rows = [_link_row(link, entry) for ident, link in sorted(unique.items()) if ident not in known]
    put_rows(connection, schema.link, rows)
    return {"links": len(rows), "links_digest": digest(*(row["digest"] for row in rows))} if rows else {}


def existing(connection: Connection, table: Table, idents: Iterable[str]) -> set[str]:
    """Those of the ids that the table has."""
    (key,) = table.primary_key.columns
    return {ident for part in among(select(key), key, idents) for ident in connection.execute(part).scalars()}


def _link_row(link: Link, entry: int) -> dict[str, object]:
    reasons = encoded(link.reasons)
    row = {
        "id": link.id,
        "a": link.a,
        "b": link.b,
        "relation": link.relation.value,
        "rule": link.rule,
        "confidence": None if link.confidence is None else float(link.confidence),
        "reasons": reasons,
        "entry": entry,
        "digest": digest(link.id, link.a, link.b, link.relation, link.rule, reasons),
    }
    return sealed("link", row)
