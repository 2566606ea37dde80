"""Rows without a name: which of them change, and how they are put in the place of those that were."""

import dataclasses
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, LargeBinary, Table, and_, delete, insert, select, update

from sayso.ledger import amendments, codec, rulings, schema, write
from sayso.ledger.hashing import ROW_HASH, digest, sealed
from sayso.ledger.redaction.columns import APART, BODIES, WORDS
from sayso.ledger.redaction.masks import Masks
from sayso.ledger.redaction.values import renamed
from sayso.ledger.statements import among, put_rows
from sayso.nouns import Amendment, Claim, Layer, LayerName, Report, Ruling, quote

if TYPE_CHECKING:  # it imports this module
    from sayso.ledger.redaction.redact import Withheld

Row = Mapping[str, Any]
Ids = Mapping[str, str]

TABLES = tuple(table for table in schema.metadata.sorted_tables if table.name not in APART)


def changed(connection: Connection, masks: Masks, ids: Ids) -> list[str]:
    """The tables that have rows with a name in them."""
    return [
        table.name
        for table in TABLES
        if table.name != "capture" and any(_row(table, row, masks, ids) != row for row in _rows(connection, table))
    ]


def rewrite(connection: Connection, masks: Masks, ids: Ids, withheld: Mapping[str, "Withheld"]) -> None:
    """Make all rows as they are without the names, with other ids where those were made of one."""
    reports = _reports(connection, ids)
    texts = _texts(connection, masks, reports)
    _forget(connection, reports)
    new = {table.name: list(_changes(connection, table, masks, ids, withheld)) for table in TABLES}
    new["layer"] = _layer_changes(connection, texts, ids)
    _seal(connection, new, texts)
    _put(connection, new)
    for claim in new["claim"]:
        row = claim[1]
        spans = write.span_rows(codec.decoded(row["body"], Claim), texts[claim[0]["report"], row["layer"]])
        put_rows(connection, schema.claim_span, spans)
    put_rows(connection, schema.unplaced, [{"report": ids[report]} for report in reports])


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    columns = [column for column in table.columns if not isinstance(column.type, LargeBinary)]
    for row in connection.execute(select(*columns)).mappings():
        yield dict(row)


def _row(table: Table, row: Row, masks: Masks, ids: Ids) -> dict[str, Any]:
    """The row without names and with other ids; hashes and digests as they were."""
    body, kind = BODIES.get(table.name, ("", None))
    words = WORDS.get(table.name, frozenset())
    found = dict(row)
    for name, value in row.items():
        if not isinstance(value, str) or name == ROW_HASH:
            continue
        if name == body:
            noun = codec.decoded(value, kind)
            new = renamed(noun, masks, ids)
            found[name] = codec.encoded(new) if new != noun else value
        elif name in words:
            found[name] = masks.words(value)
        else:
            found[name] = ids.get(value, value)
    return found


Change = tuple[dict[str, Any], dict[str, Any]]
"""A row as it was and as it is."""


def _changes(
    connection: Connection, table: Table, masks: Masks, ids: Ids, withheld: Mapping[str, "Withheld"]
) -> Iterator[Change]:
    for row in _rows(connection, table):
        new = _row(table, row, masks, ids)
        if table.name == "capture" and (gone := withheld.get(row["sha256"])) is not None:
            from sayso.ledger.redaction.redact import notice  # noqa: PLC0415 - it imports this module

            told = notice(masks.number, gone.commitment)
            new |= {"media_type": "text/plain", "size": len(told), "raw": codec.packed(told)}
        if table.name == "place" and row["report"] in ids:
            new |= {"marks": b"", "scene": b"", "keys": b""}
        if new != row:
            yield row, new


def _reports(connection: Connection, ids: Ids) -> list[str]:
    found = connection.execute(select(schema.report.c.id).order_by(schema.report.c.id)).scalars()
    return [ident for ident in found if ident in ids]


def _texts(connection: Connection, masks: Masks, reports: list[str]) -> dict[tuple[str, str], str]:
    """The texts of the reports without names, by the ids that these have until now."""
    table = schema.layer
    return {
        (row.report, row.name): masks.text(codec.bytes_to_text(row.text))
        for part in among(select(table.c.report, table.c.name, table.c.text), table.c.report, reports)
        for row in connection.execute(part).all()
    }


def _layer_changes(connection: Connection, texts: Mapping[tuple[str, str], str], ids: Ids) -> list[Change]:
    found = []
    for row in connection.execute(select(schema.layer)).mappings().all():
        if (text := texts.get((row["report"], row["name"]))) is not None:
            raw = codec.text_to_bytes(text)
            new = {**row, "report": ids[row["report"]], "text": raw, "sha256": sha256(raw).hexdigest()}
            found.append((dict(row), new))
    return found


def _forget(connection: Connection, reports: list[str]) -> None:
    """Drop what is made anew, or was worked out from words that are gone."""
    claims = [
        claim
        for part in among(select(schema.claim.c.id), schema.claim.c.report, reports)
        for claim in connection.execute(part).scalars()
    ]
    numbers = [
        number
        for part in among(select(schema.place.c.number), schema.place.c.report, reports)
        for number in connection.execute(part).scalars()
    ]
    for column, values in (
        (schema.claim_span.c.claim, claims),
        (schema.claim_vector.c.claim, claims),
        (schema.pair_odds.c.a, claims),
        (schema.pair_odds.c.b, claims),
        (schema.unplaced.c.report, reports),
    ):
        for part in among(delete(column.table), column, values):
            connection.execute(part)
    connection.execute(delete(schema.batch))  # names of files, and reasons
    for numbers_part in among(delete(schema.place_mark), schema.place_mark.c.number, numbers):
        connection.execute(numbers_part)


def _seal(connection: Connection, new: Mapping[str, list[Change]], texts: Mapping[tuple[str, str], str]) -> None:
    """Give the rows the quotes, digests and hashes that fit them."""
    _seal_claims(connection, new, texts)
    layers: dict[str, list[Layer]] = {}
    for _, row in sorted(new["layer"], key=lambda pair: pair[1]["ordinal"]):
        layer = Layer(name=LayerName(row["name"]), text=codec.bytes_to_text(row["text"]), sha256=row["sha256"])
        layers.setdefault(row["report"], []).append(layer)
    for _, row in new["report"]:
        report = codec.decoded(row["body"], Report)
        row["digest"] = write.report_digest(dataclasses.replace(report, layers=tuple(layers[report.id])))
    for _, row in new["link"]:
        row["digest"] = digest(row["id"], row["a"], row["b"], row["relation"], row["rule"], row["reasons"])
    for _, row in new["ruling"]:
        row["digest"] = rulings.ruling_digest(codec.decoded(row["body"], Ruling))
    for _, row in new["amendment"]:
        row["digest"] = amendments.amendment_digest(codec.decoded(row["body"], Amendment))
    for name, changes in new.items():
        table = schema.metadata.tables[name]
        for old, row in changes if ROW_HASH in table.c else ():
            whole = _whole(connection, table, old) | row
            del whole[ROW_HASH]
            row.update(sealed(name, whole))


def _seal_claims(connection: Connection, new: Mapping[str, list[Change]], texts: Mapping[tuple[str, str], str]) -> None:
    """Give claims their quotes and digests, and readings those that follow from these."""
    for old, row in new["claim"]:
        claim = codec.decoded(row["body"], Claim)
        row["quote"] = codec.shown(quote(texts[old["report"], row["layer"]], claim.content))
        row["digest"] = digest(row["body"])
    made = {old["id"]: row["digest"] for old, row in new["claim"]}
    of = schema.claim
    for old, row in new["reading"]:
        wanted = select(of.c.id, of.c.digest).where(of.c.reading == old["id"]).order_by(of.c.ordinal)
        row["digest"] = digest(*(made.get(one.id, one.digest) for one in connection.execute(wanted)))


def _whole(connection: Connection, table: Table, row: Row) -> dict[str, Any]:
    """The row with its bytes, which are not read where they do not change."""
    if all(column.name in row for column in table.columns):
        return {}
    return dict(connection.execute(select(table).where(_key(table, row))).mappings().one())


def _key(table: Table, row: Row) -> Any:  # noqa: ANN401 - SQLAlchemy's own type of a condition
    return and_(*(column == row[column.name] for column in table.primary_key.columns))


def _put(connection: Connection, new: Mapping[str, list[Change]]) -> None:
    """Put the rows in: those with other keys before others point to them, and out only when nothing does any more."""
    order = [table for table in schema.metadata.sorted_tables if table.name in new]
    moved = {table: [pair for pair in new[table.name] if _is_moved(table, pair)] for table in order}
    for table in order:
        for old, row in moved[table]:
            connection.execute(insert(table), _whole(connection, table, old) | row)
    for table in order:
        for old, row in new[table.name]:
            if not _is_moved(table, (old, row)):
                connection.execute(update(table).where(_key(table, old)).values(row))
    for table in reversed(order):
        for old, _ in moved[table]:
            connection.execute(delete(table).where(_key(table, old)))


def _is_moved(table: Table, change: Change) -> bool:
    old, row = change
    return any(old[column.name] != row[column.name] for column in table.primary_key.columns)
