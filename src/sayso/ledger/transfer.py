"""A ledger's rows on their way into another ledger: which are handed on, and how they are taken in.

What is computed from other rows alone (spans, marks, the index of search) is not handed on but made anew, and so is
what models told. Users of a shared desk, what was sent to it at once, and what was noted of files on this machine, stay
where they are.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Protocol

from sqlalchemy import Connection, LargeBinary, MetaData, Table, inspect, select

from sayso.errors import LedgerError, UnreadableInput, UsageError
from sayso.ledger import check, codec, hashing, log, migrate, places, schema, search, write
from sayso.ledger.connect import Store, connect
from sayso.ledger.statements import put_rows
from sayso.nouns import Claim

Row = Mapping[str, object]

_MADE_ANEW = (schema.claim_span, schema.place_mark)
_STAYS: Final = frozenset(
    {one.name for one in _MADE_ANEW}
    | {"searched", "claim_vector", "pair_odds", "seen", "batch"}
    | {"desk_user", "desk_token", "desk_session", "desk_event"}
)
HANDED_ON: Final = tuple(table for table in schema.metadata.sorted_tables if table.name not in _STAYS)
"""Tables whose rows are handed on, those first that others point to."""

FIRST = "0016"
"""The first schema whose rows were ever handed on."""

AT_ONCE = 500
"""Rows written at once: a capture may be 20 MB."""


class Parcel(Protocol):
    """Rows that were handed on, by a ledger of the schema `revision` whose content hash was `content_hash`."""

    @property
    def revision(self) -> str:
        """The schema that the rows are of."""

    @property
    def content_hash(self) -> str:
        """The content hash of the ledger that they come from."""

    @property
    def tables(self) -> frozenset[str]:
        """The names of the tables that there are rows of."""

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of one table: columns by name. A capture has its bytes in `raw`, as they came, and no row hash."""


def rows(connection: Connection, table: str) -> list[Row]:
    """The rows of one of the tables handed on, in order of their keys; those of captures and texts without these."""
    of = schema.metadata.tables[table]
    left = {"capture": {"raw", hashing.ROW_HASH}, "layer": {"text"}}.get(table, set())
    wanted = select(*(column for column in of.columns if column.name not in left)).order_by(*of.primary_key.columns)
    return [dict(row) for row in connection.execute(wanted).mappings()]


def text(connection: Connection, report: str, layer: str) -> bytes:
    """A layer's text as it is stored: UTF-8, lone surrogates as the three bytes they would have."""
    of = schema.layer
    stored: bytes = connection.execute(select(of.c.text).where(of.c.report == report, of.c.name == layer)).scalar_one()
    return stored


def receive(store: Store, source: Store) -> None:
    """Copy what was `staged`, all of it or nothing. The ledger must be empty.

    Raises:
        UsageError: it is not.
    """
    with source.reading() as there, store.writing() as connection:
        if log.last(connection):
            raise UsageError(
                f"the ledger {store.name} is not empty, and the logs of two ledgers cannot be made one: give --ledger "
                "a new name"
            )
        for table in (*HANDED_ON, *_MADE_ANEW):
            for part in there.execute(select(table)).mappings().partitions(AT_ONCE):
                put_rows(connection, table, map(dict, part))
        search.rebuild(connection)


@contextmanager
def staged(parcel: Parcel) -> Iterator[Store]:
    """A ledger of the present schema with the rows of a parcel, checked row by row; it is gone afterwards.

    The rows are put into a ledger of their own schema, in a folder of its own, which is then brought to the present
    one.

    Raises:
        UnreadableInput: the rows are of no schema that is known, or are not what a ledger wrote.
    """
    if not FIRST <= parcel.revision <= migrate.HEAD:
        raise UnreadableInput(
            f"it was written by a ledger of schema {parcel.revision!r}; this Sayso reads {FIRST} to {migrate.HEAD}"
            + (": upgrade Sayso" if parcel.revision > migrate.HEAD else "")
        )
    with TemporaryDirectory(prefix="sayso-") as folder:
        store = connect(Path(folder) / "staged.sayso", create=True, wait=0)
        with closing(store):
            try:
                _fill(store, parcel)
                migrate.migrate(store)
                with store.writing() as connection:
                    _make_anew(connection)
                _must_be_whole(store, parcel.content_hash)
            except (LedgerError, ValueError, OverflowError) as error:
                if _is_of_disk(error):
                    raise
                raise UnreadableInput(f"its rows are not those of a ledger: {error}") from error
            yield store


def _is_of_disk(error: Exception) -> bool:
    """Whether it is the disk that failed, and not the rows."""
    cause = getattr(error.__cause__, "orig", error.__cause__)
    return str(getattr(cause, "sqlite_errorname", "")).startswith(("SQLITE_FULL", "SQLITE_IOERR"))


def _fill(store: Store, parcel: Parcel) -> None:
    with store.writing() as connection:
        migrate.upgrade(connection, parcel.revision)
        known = set(inspect(connection).get_table_names()) - _STAYS - {"alembic_version"}
        known = {name for name in known if not name.startswith("search")}
        if parcel.tables != known:
            odd = ", ".join(sorted(parcel.tables ^ known))
            raise UnreadableInput(f"a ledger of schema {parcel.revision} has other tables than it has rows of: {odd}")
        made = MetaData()
        made.reflect(connection, only=sorted(known))
        for table in made.sorted_tables:
            for part in _parts(parcel.rows(table.name)):
                put_rows(connection, table, (_fitting(table, row) for row in part))


def _parts(found: Iterable[Row]) -> Iterator[list[Row]]:
    part: list[Row] = []
    for row in found:
        part.append(row)
        if len(part) == AT_ONCE:
            yield part
            part = []
    yield part


def _fitting(table: Table, row: Row) -> Row:
    """The row as the table has it.

    Raises:
        UnreadableInput: it has other columns, or values of another kind.
    """
    if table.name == "capture" and isinstance(raw := row.get("raw"), bytes):
        row = hashing.sealed("capture", {**row, "raw": codec.packed(raw)})
    if row.keys() != set(table.c.keys()):
        raise UnreadableInput(f"a row of {table.name} has other columns than {', '.join(sorted(table.c.keys()))}")
    for column in table.columns:
        value = row[column.name]
        if isinstance(value, bytes) != isinstance(column.type, LargeBinary) and value is not None:
            raise UnreadableInput(f"a row of {table.name} has {type(value).__name__} for its {column.name}")
    return row


def _make_anew(connection: Connection) -> None:
    """Put the rows that follow from others: where the parts of claims stand, and the marks of reports in the index."""
    layer, claim, place = schema.layer, schema.claim, schema.place
    for report in connection.execute(select(schema.report.c.id).order_by(schema.report.c.id)).scalars().all():
        found = connection.execute(select(layer.c.name, layer.c.text).where(layer.c.report == report))
        texts = {row.name: codec.bytes_to_text(row.text) for row in found}
        claims = connection.execute(select(claim.c.layer, claim.c.body).where(claim.c.report == report)).all()
        for name, body in claims:
            spans = write.span_rows(codec.decoded(body, Claim), texts.get(name, ""))
            put_rows(connection, schema.claim_span, spans)
    for row in connection.execute(select(place.c.number, place.c.day, place.c.marks)).all():
        day = places.NO_DAY if row.day is None else row.day
        marks = ({"mark": mark, "day": day, "number": row.number} for mark in array("I", row.marks))
        put_rows(connection, schema.place_mark, marks)


def _must_be_whole(store: Store, content_hash: str) -> None:
    with store.reading() as connection:
        found = [one for one in check.check(connection, deep=True) if one.verdict is check.Verdict.FAIL]
        if found:
            raise UnreadableInput(f"its rows are not what a ledger wrote ({found[0].name}: {found[0].words})")
        if (made := hashing.content_hash(connection)) != content_hash:
            raise UnreadableInput(f"it says that its content hash is {content_hash}, and its rows give {made}")
