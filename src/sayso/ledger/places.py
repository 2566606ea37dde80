"""The index: the places that reports have in it, their marks, their stories. Each function inside a transaction."""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, select, update

from sayso.ledger import schema
from sayso.ledger.hashing import sealed
from sayso.ledger.statements import among, put_rows
from sayso.nouns import IndexEntry

NO_DAY = -1
"""Stands for the day of a report without one: a primary key holds no nulls."""

Days = tuple[int, int] | None


def put(connection: Connection, report: str, reading: str, entry: IndexEntry) -> None:
    """Give a report its place, with the claims of the reading that is now its current one."""
    table = schema.place
    known = connection.execute(select(table).where(table.c.report == report)).one_or_none()
    row = sealed(
        "place",
        {
            "number": known.number if known else _next(connection),
            "report": report,
            "reading": reading,
            "day": entry.day,
            "marks": array("I", sorted(entry.marks)).tobytes(),
            "scene": entry.scene,
            "keys": entry.keys,
        },
    )
    marks = [{"mark": mark, "day": _day(entry.day), "number": row["number"]} for mark in sorted(entry.marks)]
    if known is None:
        connection.execute(insert(table), row)
        put_rows(connection, schema.story, [{"number": row["number"], "story": row["number"]}])
        put_rows(connection, schema.place_mark, marks)
    else:
        connection.execute(update(table).where(table.c.number == known.number), row)
        if (known.marks, known.day) != (row["marks"], row["day"]):
            _forget_marks(connection, known)
            put_rows(connection, schema.place_mark, marks)
    connection.execute(delete(schema.unplaced).where(schema.unplaced.c.report == report))


def _forget_marks(connection: Connection, known: Row[Any, Any]) -> None:
    table = schema.place_mark
    old = delete(table).where(table.c.day == _day(known.day), table.c.number == known.number)
    for mark in array("I", known.marks):
        connection.execute(old.where(table.c.mark == mark))


def _day(day: int | None) -> int:
    return NO_DAY if day is None else day


def _next(connection: Connection) -> int:
    greatest: int = connection.execute(select(func.coalesce(func.max(schema.place.c.number), 0))).scalar_one()
    return greatest + 1


def outdate(connection: Connection, report: str) -> None:
    """Note that a report has a reading that the index does not know."""
    table = schema.unplaced
    if connection.execute(select(table.c.report).where(table.c.report == report)).first() is None:
        connection.execute(insert(table), {"report": report})


def unplaced(connection: Connection, limit: int) -> tuple[str, ...]:
    """Ids of reports that were read and have no place yet, or one by an older reading."""
    return tuple(connection.execute(select(schema.unplaced.c.report).limit(limit)).scalars())


def entries(connection: Connection, reports: Iterable[str]) -> dict[str, tuple[int, IndexEntry]]:
    """The number and entry of each of some reports that has a place."""
    table = schema.place
    return {
        row.report: (
            row.number,
            IndexEntry(day=row.day, marks=frozenset(array("I", row.marks)), scene=row.scene, keys=row.keys),
        )
        for part in among(select(table), table.c.report, reports)
        for row in connection.execute(part)
    }


def marked(connection: Connection, marks: Iterable[int], days: Days) -> list[tuple[int, int]]:
    """The numbers of all places that have one of the marks, between two days or without one, and how many they have."""
    table, wanted = schema.place_mark, sorted(marks)
    counted = select(table.c.number, func.count()).group_by(table.c.number)
    within = [] if days is None else [table.c.day.between(*days), table.c.day == NO_DAY]
    ways = [counted.where(one) for one in within] or [counted]
    found: Counter[int] = Counter()
    for part in (part for way in ways for part in among(way, table.c.mark, wanted)):
        for number, times in connection.execute(part).all():
            found[number] += times
    return list(found.items())


def scenes(connection: Connection, numbers: Iterable[int]) -> list[tuple[int, int | None, bytes]]:
    """Number, day and scene of places, in order of their numbers."""
    table = schema.place
    wanted = select(table.c.number, table.c.day, table.c.scene)
    return sorted(
        tuple(row) for part in among(wanted, table.c.number, numbers) for row in connection.execute(part).all()
    )


def keys(connection: Connection, numbers: Iterable[int]) -> list[tuple[int, bytes]]:
    """Number and keys of places, in order of their numbers."""
    table = schema.place
    wanted = select(table.c.number, table.c["keys"])
    return sorted(
        tuple(row) for part in among(wanted, table.c.number, numbers) for row in connection.execute(part).all()
    )


def wanted_at(connection: Connection, found: Iterable[tuple[int, int]]) -> dict[str, set[int]]:
    """For each current reading the ordinals of claims in it, from the numbers of reports and those ordinals."""
    held: dict[int, set[int]] = {}
    for number, at in found:
        held.setdefault(number, set()).add(at)
    reading = dict(_readings(connection, held))
    return {reading[number]: places for number, places in held.items() if number in reading}


def _readings(connection: Connection, numbers: Iterable[int]) -> Iterable[tuple[int, str]]:
    """The numbers of places with their readings, where these are still the current ones."""
    table, pointer, newer = schema.place, schema.current_reading, schema.current_reading.alias()
    current = exists().where(
        pointer.c.reading == table.c.reading,
        ~exists().where(newer.c.report == pointer.c.report, newer.c.seq > pointer.c.seq),
    )
    for part in among(select(table.c.number, table.c.reading).where(current), table.c.number, numbers):
        yield from (tuple(row) for row in connection.execute(part).all())


def join(connection: Connection, groups: Iterable[Collection[int]]) -> None:
    """Make one story of all that have a report in a group."""
    table, listed = schema.story, [frozenset(group) for group in groups]
    wanted = select(table.c.number, table.c.story)
    parts = among(wanted, table.c.number, frozenset().union(*listed))
    story = {number: told for part in parts for number, told in connection.execute(part).all()}
    first: dict[int, int] = {}

    def top(told: int) -> int:
        while told in first:
            told = first[told]
        return told

    for group in listed:
        own, *others = sorted({top(story[number]) for number in group if number in story}) or [0]
        first |= dict.fromkeys(others, own)
    for told in sorted(first):
        connection.execute(update(table).where(table.c.story == told), {"story": top(told)})


def numbers(connection: Connection, reports: Iterable[str]) -> dict[str, int]:
    """The numbers of reports that have a place."""
    table = schema.place
    wanted = select(table.c.report, table.c.number)
    return {
        row.report: row.number for part in among(wanted, table.c.report, reports) for row in connection.execute(part)
    }


def reports_at(connection: Connection, found: Iterable[int]) -> tuple[str, ...]:
    """Ids of the reports that have these numbers."""
    table = schema.place
    parts = among(select(table.c.report), table.c.number, found)
    return tuple(ident for part in parts for ident in connection.execute(part).scalars())


def stories(connection: Connection, reports: Iterable[str] | None = None) -> dict[str, int]:
    """The story of each report (all, or those given) that has a place."""
    table = schema.place
    wanted = select(table.c.report, schema.story.c.story).join(schema.story, schema.story.c.number == table.c.number)
    return {
        row.report: row.story for part in among(wanted, table.c.report, reports) for row in connection.execute(part)
    }


def reports_of(connection: Connection, told: Iterable[int]) -> dict[int, list[str]]:
    """The reports of stories."""
    table = schema.place
    wanted = select(schema.story.c.story, table.c.report).join(table, schema.story.c.number == table.c.number)
    found: dict[int, list[str]] = {}
    for part in among(wanted, schema.story.c.story, told):
        for row in connection.execute(part):
            found.setdefault(row.story, []).append(row.report)
    return found
