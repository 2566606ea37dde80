"""Which reports are versions of one: captures of one address at different times."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, func, select

from sayso.ledger import read, schema
from sayso.ledger.codec import shown
from sayso.ledger.hashing import sealed
from sayso.ledger.statements import among, put_rows
from sayso.nouns import Report, address_of, version_groups


def put(connection: Connection, report: Report) -> None:
    """Note a new report by its address, if that names one."""
    where = address_of(report)
    if where is not None:
        put_rows(connection, schema.version, [sealed("version", {"report": report.id, "address": shown(where)})])


def groups(connection: Connection, reports: Collection[str]) -> tuple[tuple[Report, ...], ...]:
    """Those of the reports that have versions, with all of these, oldest first (in doubt as they were read)."""
    own, other = schema.version, schema.version.alias()
    statement = select(other.c.address, other.c.report).join(own, own.c.address == other.c.address).distinct()
    found: dict[str, set[str]] = {}
    for part in among(statement, own.c.report, reports):
        for row in connection.execute(part):
            found.setdefault(row.address, set()).add(row.report)
    several = [report for group in found.values() if len(group) > 1 for report in group]
    if not several:
        return ()
    known, since = read.reports(connection, several), _first_read(connection, several)
    ordered = sorted(known.values(), key=lambda report: (since.get(report.id, 0), report.id))
    return version_groups(ordered)


def newest(connection: Connection, reports: Collection[str]) -> dict[str, Report]:
    """For those of the reports that have a later version: the latest."""
    found = groups(connection, reports)
    return {one.id: group[-1] for group in found for one in group[:-1] if one.id in reports}


def versions(connection: Connection, report: str) -> tuple[Report, ...]:
    """The versions of a report and itself, oldest first; none where it has no other."""
    return next(iter(groups(connection, (report,))), ())


def summed_up(connection: Connection, feeds: Iterable[str]) -> tuple[str, ...]:
    """The addresses of which entries of the feeds (by theirs) have only a summary, those read last first."""
    entry, report = schema.input_, schema.report
    found: dict[str, None] = {}
    for feed in feeds:
        source = f"{shown(feed)}, entry "
        statement = (
            select(report.c.url)
            .join(entry, entry.c.report == report.c.id)
            .where(entry.c.source.between(source, f"{source}:"))  # after all numbers
            .where(report.c.body.contains('"is_summary":true', autoescape=True))
            .order_by(entry.c.seq.desc())
        )
        found |= dict.fromkeys(url for url in connection.execute(statement).scalars() if url)
    return tuple(found)


def _first_read(connection: Connection, reports: Collection[str]) -> dict[str, int]:
    table = schema.current_reading
    statement = select(table.c.report, func.min(table.c.seq).label("first")).group_by(table.c.report)
    parts = among(statement, table.c.report, reports)
    return {row.report: row.first for part in parts for row in connection.execute(part)}
