"""Parts of statements that writing and reading share.

A report's newest row in `current_reading` points to its current reading.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Dialect,
    FromClause,
    Select,
    Table,
    Update,
    and_,
    exists,
    insert,
    select,
)

from sayso.ledger.schema import claim, current_reading, link, searched

Narrowed = TypeVar("Narrowed", Select[Any], Delete, Update)
Value = TypeVar("Value", str, int)

SLICE = 500
"""Values in one IN list: SQLite allows 32,766 parameters in a statement, builds before 3.32 only 999."""


def put_rows(connection: Connection, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
    """Insert rows, all with the same columns.

    They are handed to the driver as they are: SQLAlchemy would look at each value of each row first.
    """
    found = list(rows)
    if not found:
        return
    statement, names = _inserting(table, tuple(found[0]), connection.dialect)
    ready = found if names is None else [tuple(row[name] for name in names) for row in found]
    connection.exec_driver_sql(statement, ready)


@lru_cache(maxsize=64)
def _inserting(table: Table, columns: tuple[str, ...], dialect: Dialect) -> tuple[str, Sequence[str] | None]:
    """The statement that inserts rows, and the order of their columns in it, if it has one."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(columns))
    return compiled.string, compiled.positiontup


def among(statement: Narrowed, column: ColumnElement[Any], values: Iterable[Value] | None) -> tuple[Narrowed, ...]:
    """The statement, or one for each slice of the values that the column may have."""
    if values is None:
        return (statement,)
    wanted = sorted(values)
    return tuple(statement.where(column.in_(wanted[at : at + SLICE])) for at in range(0, len(wanted), SLICE))


def is_current(claims: FromClause = claim) -> ColumnElement[bool]:
    """Whether a claim belongs to the current reading of its report."""
    pointer, newer = current_reading.alias(), current_reading.alias()
    return exists().where(
        pointer.c.reading == claims.c.reading,
        ~exists().where(newer.c.report == pointer.c.report, newer.c.seq > pointer.c.seq),
    )


def is_listed(ident: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the claim of that id is of a current reading: such claims alone can be searched for.

    For lists of many: `is_current` takes four looks, one of them into the claim's row, and this one into an index.
    """
    return exists().where(searched.c.kind == "claim", searched.c.ident == ident)


def of_claims(*columns: ColumnElement[Any]) -> Select[Any]:
    """Columns of the current claims."""
    return select(*columns).where(is_current())


def of_links(*columns: ColumnElement[Any] | FromClause) -> Select[Any]:
    """Columns of the links between current claims."""
    a, b = claim.alias("a"), claim.alias("b")
    return (
        select(*columns)
        .select_from(link)
        .join(a, a.c.id == link.c.a)
        .join(b, b.c.id == link.c.b)
        .where(and_(is_current(a), is_current(b)))
    )
