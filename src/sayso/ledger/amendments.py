"""What people have corrected of the facts of reports: as it was decided, and in the columns that lists are read by."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, func, select, update

from sayso.ledger import log, schema
from sayso.ledger.codec import decoded, encoded, shown, shown_or_none
from sayso.ledger.hashing import ROW_HASH, digest, sealed
from sayso.ledger.statements import among, put_rows
from sayso.nouns import Amendment, Report, amended, standing


def add(connection: Connection, made: Sequence[Amendment], run: str) -> int:
    """Write amendments with one entry in the log, whose number is given back; 0 where there is none to write."""
    if not made:
        return 0
    entry, start = log.last(connection) + 1, count(connection) + 1
    rows = [_row(one, seq, entry) for seq, one in enumerate(made, start)]
    put_rows(connection, schema.amendment, rows)
    _put_columns(connection, {one.report for one in made})
    told = {
        "amendments": [
            {"id": one.id, "report": one.report, "fact": one.fact.value, "before": one.before, "after": one.after}
            | {"why": one.why, "undoes": one.undoes}
            for one in made
        ],
        "amendments_digest": digest(*(row["digest"] for row in rows)),
    }
    return log.append(connection, "amend", {"at": made[0].at, "by": shown(made[0].by), "run": run, **told})


def _row(one: Amendment, seq: int, entry: int) -> dict[str, object]:
    row = {
        "seq": seq,
        "id": one.id,
        "report": one.report,
        "fact": one.fact.value,
        "by": shown(one.by),
        "at": one.at,
        "undoes": shown_or_none(one.undoes),
        "body": encoded(one),
        "entry": entry,
        "digest": amendment_digest(one),
    }
    return sealed("amendment", row)


def amendment_digest(one: Amendment) -> str:
    """Over what was corrected, by whom and why; not over the clock."""
    return digest(one.report, one.fact, one.before, one.after, one.by, one.why, one.undoes)


def _put_columns(connection: Connection, reports: Iterable[str]) -> None:
    """Make the columns that reports are looked up by say what stands now. Bodies and digests stay as they were."""
    table = schema.report
    for ident in sorted(reports):
        row = dict(connection.execute(select(table).where(table.c.id == ident)).mappings().one())
        stands = amended(decoded(str(row["body"]), Report), held(connection, (ident,)).get(ident, ()))
        row |= columns(stands)
        del row[ROW_HASH]
        connection.execute(update(table).where(table.c.id == ident), sealed("report", row))


def columns(report: Report) -> dict[str, object]:
    """The columns of a report that may be amended."""
    return {
        "outlet": shown_or_none(report.outlet),
        "published": report.published.iso if report.published else None,
    }


def count(connection: Connection) -> int:
    """How many amendments there are, withdrawn ones and all."""
    number: int = connection.execute(select(func.count()).select_from(schema.amendment)).scalar_one()
    return number


def amendments(connection: Connection, reports: Collection[str] | None = None) -> tuple[Amendment, ...]:
    """All amendments, or those of some reports, oldest first, with what was withdrawn or replaced."""
    table = schema.amendment
    rows = [
        row
        for part in among(select(table.c.seq, table.c.body), table.c.report, reports)
        for row in connection.execute(part)
    ]
    return tuple(decoded(row.body, Amendment) for row in sorted(rows, key=lambda row: row.seq))


def held(connection: Connection, reports: Collection[str] | None = None) -> dict[str, tuple[Amendment, ...]]:
    """By report: the amendments that stand, of all reports or of some."""
    found: dict[str, tuple[Amendment, ...]] = {}
    for one in standing(amendments(connection, reports)):
        found[one.report] = (*found.get(one.report, ()), one)
    return found
