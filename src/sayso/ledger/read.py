"""What is read back, each function inside the caller's transaction."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from sayso.errors import LedgerDamaged
from sayso.ledger import amendments, decided, places, rulings, schema
from sayso.ledger.codec import bytes_to_text, decoded, member, unpacked
from sayso.ledger.statements import among, is_current, of_links
from sayso.nouns import (
    Capture,
    Claim,
    Claimed,
    Copies,
    Layer,
    LayerName,
    Link,
    Outcome,
    Question,
    Reading,
    Report,
    State,
    amended,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """How reading one input ended, in which run, when (UTC, ISO 8601)."""

    source: str
    outcome: Outcome
    reason: str | None
    report: str | None
    run: str
    at: str


def inputs(connection: Connection) -> tuple[Input, ...]:
    """How each input ended last, in the order of reading."""
    last = {row.source: row for row in connection.execute(select(schema.input_).order_by(schema.input_.c.seq))}
    return tuple(input_of(row) for row in sorted(last.values(), key=lambda row: row.seq))


def input_of(row: Row[Any, Any]) -> Input:
    """How an input ended, from its row."""
    source, reason = decoded(row.body, tuple[str, str | None])
    return Input(
        source=source, outcome=member(row.outcome, Outcome), reason=reason, report=row.report, run=row.run, at=row.at
    )


def capture(connection: Connection, sha256: str) -> Capture | None:
    """The bytes as they came."""
    row = connection.execute(select(schema.capture).where(schema.capture.c.sha256 == sha256)).one_or_none()
    return Capture(sha256=sha256, raw=unpacked(row.raw), media_type=row.media_type) if row else None


def reports(connection: Connection, idents: Iterable[str] | None = None) -> dict[str, Report]:
    """Reports by id (all, or those of the ids), as people have amended them, in the order of their publication."""
    wanted = None if idents is None else set(idents)
    layers = _layers(connection, wanted)
    table = schema.report
    found = {
        row.id: _read_report(row.body, layers.get(row.id, ()))
        for part in among(select(table.c.id, table.c.body), table.c.id, wanted)
        for row in connection.execute(part).all()
    }
    held = amendments.held(connection, None if idents is None else found)
    found |= {ident: amended(found[ident], stands) for ident, stands in held.items() if ident in found}
    return {report.id: report for report in sorted(found.values(), key=_by_publication)}


@lru_cache(maxsize=1024)
def _read_report(body: str, layers: tuple[Layer, ...]) -> Report:
    return dataclasses.replace(decoded(body, Report), layers=layers)


def _by_publication(report: Report) -> tuple[str, str, str]:
    """Order in which reports are listed, whatever order they were read in; those without a date come first."""
    return (report.published.iso if report.published else "", report.label, report.id)


def layers_of(connection: Connection, report: str) -> tuple[Layer, ...]:
    """The text layers of one report."""
    return _layers(connection, (report,)).get(report, ())


def _layers(connection: Connection, idents: Iterable[str] | None) -> dict[str, tuple[Layer, ...]]:
    statement = select(schema.layer).order_by(schema.layer.c.report, schema.layer.c.ordinal)
    rows = [row for part in among(statement, schema.layer.c.report, idents) for row in connection.execute(part).all()]
    return {
        ident: tuple(
            Layer(name=member(row.name, LayerName), text=bytes_to_text(row.text), sha256=row.sha256) for row in group
        )
        for ident, group in groupby(rows, key=lambda row: row.report)
    }


KEPT = 4096
"""Claims that are remembered by their bodies: fifty reports have half as many, and each is wanted three times, as a new
one, as one near to the next batch and for the questions. They take some 40 MB."""

_CLAIM = (schema.claim.c.body, schema.claim.c.confidence)


@lru_cache(maxsize=KEPT)
def _read_claim(body: str, confidence: float | None) -> Claim:
    return dataclasses.replace(decoded(body, Claim), confidence=confidence)


def _claim(row: Row[Any, Any]) -> Claim:
    return _read_claim(row.body, row.confidence)


def readings(connection: Connection, report: str) -> tuple[Reading, ...]:
    """The readings of a report with their claims; the current one comes last."""
    table = schema.reading
    pointer = schema.current_reading
    turns = select(pointer.c.reading).where(pointer.c.report == report).order_by(pointer.c.seq)
    last_turn = {ident: place for place, ident in enumerate(connection.execute(turns).scalars())}
    rows = connection.execute(select(table).where(table.c.report == report)).all()
    return tuple(
        Reading(id=row.id, report=report, engine=row.engine, claims=_claims_of(connection, row.id))
        for row in sorted(rows, key=lambda row: last_turn[row.id])
    )


def _claims_of(connection: Connection, reading: str) -> tuple[Claim, ...]:
    table = schema.claim
    statement = select(*_CLAIM).where(table.c.reading == reading).order_by(table.c.ordinal)
    return tuple(_claim(row) for row in connection.execute(statement))


def uncompared(connection: Connection, limit: int) -> dict[str, int]:
    """Reports whose current reading was not compared yet, oldest first, with the pointer to that reading."""
    table, waiting = schema.current_reading, schema.pending
    statement = (
        select(table.c.report, table.c.seq)
        .join(waiting, waiting.c.pointer == table.c.seq)
        .order_by(waiting.c.pointer)
        .limit(limit)
    )
    return {row.report: row.seq for row in connection.execute(statement)}


def current_engine(connection: Connection, report: str) -> str | None:
    """The engine of a report's current reading, None if it was never read."""
    table = schema.reading
    statement = (
        select(table.c.engine)
        .join(schema.current_reading, schema.current_reading.c.reading == table.c.id)
        .where(table.c.report == report)
        .order_by(schema.current_reading.c.seq.desc())
        .limit(1)
    )
    return connection.execute(statement).scalar_one_or_none()


def claims(
    connection: Connection,
    *,
    report: str | None = None,
    voice: str | None = None,
    text: str | None = None,
    as_read: bool = False,
) -> tuple[Claimed, ...]:
    """Current claims, report by report, in text order; those of a report, of a voice, with words in the quote.

    Claims that a person has corrected are given so, unless they are wanted as they were read.
    """
    corrected = {} if as_read else rulings.corrected(connection)
    found = _claims(connection, report=report, voice=None if corrected else voice, text=text)
    if not corrected:
        return found
    return tuple(one for one in (_as_corrected(one, corrected) for one in found) if _said_by(one, voice))


def _as_corrected(claimed: Claimed, corrected: Mapping[str, Claim]) -> Claimed:
    new = corrected.get(claimed.claim.id)
    return claimed if new is None else dataclasses.replace(claimed, claim=new)


def _said_by(claimed: Claimed, name: str | None) -> bool:
    voice = claimed.claim.voice
    return name is None or (voice is not None and name.casefold() in voice.name.casefold())


def _claims(connection: Connection, *, report: str | None, voice: str | None, text: str | None) -> tuple[Claimed, ...]:
    table = schema.claim
    if voice is None and text is None:
        return _claimed(connection, table.c.report, None if report is None else (report,))
    statement = select(table.c.id, table.c.voice, table.c.quote).where(is_current())
    if report is not None:
        statement = statement.where(table.c.report == report)
    if voice is not None:
        statement = statement.where(table.c.voice.is_not(None))
    # Case is folded here, since databases fold ASCII only or by their own locale.
    wanted = [
        row.id
        for row in connection.execute(statement)
        if (voice is None or voice.casefold() in row.voice.casefold())
        and (text is None or text.casefold() in row.quote.casefold())
    ]
    return _claimed(connection, table.c.id, wanted)


def claims_at(connection: Connection, found: Collection[tuple[int, int]]) -> tuple[Claimed, ...]:
    """Current claims by the numbers of their reports in the index and their places in the readings.

    All rows of the readings are fetched and few of them decoded: to ask for pairs of values makes SQLite scan all.
    """
    wanted, table = places.wanted_at(connection, found), schema.claim
    statement = select(*_CLAIM, table.c.ordinal, table.c.reading)
    rows = [
        (_claim(row), row.ordinal)
        for part in among(statement, table.c.reading, wanted)
        for row in connection.execute(part).all()
        if row.ordinal in wanted[row.reading]
    ]
    return _with_reports(connection, rows)


def claims_of(connection: Connection, reports: Iterable[str]) -> tuple[Claimed, ...]:
    """The current claims of some reports."""
    return _claimed(connection, schema.claim.c.report, reports)


def _claimed(
    connection: Connection, column: ColumnElement[Any], values: Iterable[str] | None, *, current: bool = True
) -> tuple[Claimed, ...]:
    """The claims with one of the values in a column, or all."""
    statement = select(*_CLAIM, schema.claim.c.ordinal)
    if current:
        statement = statement.where(is_current())
    parts = among(statement, column, values)
    rows = [(_claim(row), row.ordinal) for part in parts for row in connection.execute(part).all()]
    return _with_reports(connection, rows, everything=values is None)


def _with_reports(
    connection: Connection, rows: list[tuple[Claim, int]], *, everything: bool = False
) -> tuple[Claimed, ...]:
    """Claims, given with their places in their readings, with their reports; report by report and in text order."""
    known = reports(connection, None if everything else {claim.report for claim, _ in rows})
    if lost := next((claim for claim, _ in rows if claim.report not in known), None):
        raise LedgerDamaged(f"claim {lost.id} stands in report {lost.report}, which the ledger does not have")
    place = {ident: at for at, ident in enumerate(known)}
    rows.sort(key=lambda row: (place[row[0].report], row[1]))
    return tuple(Claimed(claim=claim, report=known[claim.report]) for claim, _ in rows)


def claim_by_id(connection: Connection, ident: str) -> Claimed:
    """One claim, of a current reading or an older one, as a person has corrected it."""
    found = _claimed(connection, schema.claim.c.id, (ident,), current=False)[0]
    return _as_corrected(found, rulings.corrected(connection))


def claims_by_id(connection: Connection, idents: Iterable[str]) -> tuple[Claimed, ...]:
    """Claims of current readings and older ones, as they were read."""
    return _claimed(connection, schema.claim.c.id, idents, current=False)


def links(connection: Connection, idents: Sequence[str] = (), *, as_decided: bool = False) -> tuple[Link, ...]:
    """Links between current claims (all, or those of the claims), by id; with what rulings change of them, or not."""
    table = schema.link
    statement = of_links(table)
    parts = (
        [part for end in (table.c.a, table.c.b) for part in among(statement, end, idents)] if idents else [statement]
    )
    found: dict[str, Link] = {}
    for part in parts:  # a link of two of the claims is found twice
        found |= {row.id: decided.link_of(row) for row in connection.execute(part) if row.id not in found}
    if not as_decided:
        added, gone = rulings.ruled_links(connection, idents or None)
        found = {ident: link for ident, link in (found | added).items() if ident not in gone}
    return tuple(found[ident] for ident in sorted(found))


def links_inside(connection: Connection, idents: Collection[str]) -> tuple[Link, ...]:
    """Links of which both ends are among these claims, by id; with what rulings change of them.

    A claim of a large story has hundreds of links, and few of them stay inside a question: others are not decoded.
    """
    inside = set(idents)
    of_now = current_among(connection, inside)
    ends = among(select(schema.link.c.id, schema.link.c.b), schema.link.c.a, of_now)
    wanted = {row.id for part in ends for row in connection.execute(part) if row.b in of_now}
    added, gone = rulings.ruled_links(connection, inside)
    ruled = {ident for ident, link in added.items() if link.a in inside and link.b in inside}
    return links_by_id(connection, (wanted | ruled) - gone)


def current_among(connection: Connection, idents: Iterable[str]) -> set[str]:
    """Those of the claims that are of current readings."""
    claim = schema.claim.c
    current = select(claim.id).where(is_current())
    return {one for part in among(current, claim.id, idents) for one in connection.execute(part).scalars()}


def links_by_id(connection: Connection, idents: Iterable[str]) -> tuple[Link, ...]:
    """The links of these ids, those that follow from rulings among them, by id."""
    wanted, ruled = set(idents), schema.ruled_link
    found = decided.by_id(connection, wanted)
    added = among(select(ruled.c.id, ruled.c.body).where(ruled.c.gone == 0), ruled.c.id, wanted)
    found |= {row.id: decoded(row.body, Link) for part in added for row in connection.execute(part)}
    return tuple(found[ident] for ident in sorted(found))


def linked(connection: Connection) -> list[frozenset[str]]:
    """The pairs of reports that have a link between claims of theirs, be it of an older reading."""
    table, a, b = schema.link, schema.claim.alias(), schema.claim.alias()
    pairs = select(a.c.report, b.c.report).distinct().join(table, table.c.a == a.c.id).join(b, table.c.b == b.c.id)
    return [frozenset(row) for row in connection.execute(pairs)]


def questions(connection: Connection, states: Iterable[State] = ()) -> tuple[Question, ...]:
    """Questions (all, or those in one of the states), by id."""
    table = schema.question
    statement = select(table.c.body).order_by(table.c.id)
    if wanted := [state.value for state in states]:
        statement = statement.where(table.c.state.in_(wanted))
    return tuple(decoded(body, Question) for body in connection.execute(statement).scalars())


def copies(connection: Connection) -> tuple[Copies, ...]:
    """Groups of reports that print one text."""
    statement = select(schema.copies.c.body).order_by(schema.copies.c.id)
    return tuple(decoded(body, Copies) for body in connection.execute(statement).scalars())
