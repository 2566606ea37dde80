"""What people have ruled, as it was decided, and what follows from it, which is computed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, delete, func, select

from sayso.ledger import decided, log, schema
from sayso.ledger.codec import decoded, encoded, shown, shown_or_none
from sayso.ledger.hashing import digest, sealed
from sayso.ledger.statements import among, put_rows
from sayso.nouns import TWO_PEOPLE, Claim, Flag, Link, Ruling, RulingKind, flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What rulings change of the claims and links that were read and decided.

    `reviews` has the ruling on each claim that has one, `waiting` what was said of those that two people must agree on
    and do not yet, `corrected` the claims that a person has corrected, `added` the links that there are besides those
    that were decided; all by id. `gone` are the ids of those that were decided and do not hold.
    """

    reviews: Mapping[str, Ruling] = field(default_factory=dict)
    waiting: Mapping[str, tuple[Ruling, ...]] = field(default_factory=dict)
    corrected: Mapping[str, Claim] = field(default_factory=dict)
    added: Mapping[str, Link] = field(default_factory=dict)
    gone: Collection[str] = ()


def add(connection: Connection, made: Sequence[Ruling], run: str) -> int:
    """Write rulings with one entry in the log, whose number is given back; 0 where there is none to write."""
    if not made:
        return 0
    entry, start = log.last(connection) + 1, count(connection) + 1
    rows = [_row(ruling, seq, entry) for seq, ruling in enumerate(made, start)]
    put_rows(connection, schema.ruling, rows)
    places = {(anchor.report, seq) for seq, ruling in enumerate(made, start) for anchor in ruling.claims}
    put_rows(connection, schema.ruled_report, [{"report": report, "ruling": seq} for report, seq in sorted(places)])
    told = {"rulings": [ruling.id for ruling in made], "rulings_digest": digest(*(row["digest"] for row in rows))}
    return log.append(connection, "rule", {"at": made[0].at, "by": shown(made[0].by), "run": run, **told})


def _row(ruling: Ruling, seq: int, entry: int) -> dict[str, object]:
    row = {
        "seq": seq,
        "id": ruling.id,
        "kind": ruling.kind.value,
        "by": shown(ruling.by),
        "at": ruling.at,
        "undoes": shown_or_none(ruling.undoes),
        "body": encoded(ruling),
        "entry": entry,
        "digest": ruling_digest(ruling),
    }
    return sealed("ruling", row)


def ruling_digest(ruling: Ruling) -> str:
    """Over what was decided, by whom and why; not over ids and clocks, except for what is withdrawn.

    Where a person sees the parts of a claim is in it where it was ruled: of other rulings it is as it always was.
    """
    told = (ruling.kind, ruling.decision, ruling.by, ruling.why, ruling.undoes)
    parts = () if ruling.parts is None else (encoded(ruling.parts),)
    return digest(*told, encoded(ruling.claims), encoded(ruling.names), encoded(ruling.correction), *parts)


def count(connection: Connection) -> int:
    """How many rulings there are, withdrawn ones and all."""
    number: int = connection.execute(select(func.count()).select_from(schema.ruling)).scalar_one()
    return number


def rulings(connection: Connection) -> tuple[Ruling, ...]:
    """All rulings, oldest first, with those that were withdrawn or replaced."""
    rows = connection.execute(select(schema.ruling.c.body).order_by(schema.ruling.c.seq)).scalars()
    return tuple(decoded(body, Ruling) for body in rows)


def flagged(connection: Connection) -> tuple[Flag, ...]:
    """The flags that stand, oldest first."""
    table = schema.ruling
    flagging = select(table.c.seq, table.c.body).where(table.c.kind == RulingKind.FLAG.value)
    found = {row.seq: decoded(row.body, Ruling) for row in connection.execute(flagging)}
    undoing = select(table.c.seq, table.c.body)
    for part in among(undoing, table.c.undoes, {one.id for one in found.values()}):
        found |= {row.seq: decoded(row.body, Ruling) for row in connection.execute(part)}
    return flags(found[seq] for seq in sorted(found))


def needs_two(connection: Connection) -> bool:
    """Whether two people must agree on a claim: the latest ruling on that tells."""
    table = schema.ruling
    of = table.c.kind == RulingKind.POLICY.value
    body = connection.execute(select(table.c.body).where(of).order_by(table.c.seq.desc()).limit(1)).scalar()
    return body is not None and decoded(body, Ruling).decision == TWO_PEOPLE


def ruled_since(connection: Connection, entry: int) -> tuple[Ruling, ...]:
    """The rulings that log entries after this one added, oldest first."""
    table = schema.ruling
    rows = connection.execute(select(table.c.body).where(table.c.entry > entry).order_by(table.c.seq)).scalars()
    return tuple(decoded(body, Ruling) for body in rows)


def put_overlay(connection: Connection, overlay: Overlay, reports: Collection[str] | None) -> None:
    """Make this what follows from the rulings, for all or for some reports; what is unchanged is not touched."""
    claims = [
        sealed("ruled_claim", {"claim": ident, "ruling": ruling.id, "body": _body(overlay.corrected.get(ident))})
        for ident, ruling in sorted(overlay.reviews.items())
    ]
    links = [
        sealed("ruled_link", {"id": ident, "gone": gone, "a": link.a, "b": link.b, "body": encoded(link)})
        for gone, found in ((0, overlay.added), (1, decided.by_id(connection, overlay.gone)))
        for ident, link in sorted(found.items())
    ]
    said = [
        sealed("waiting_ruling", {"ruling": ruling.id, "claim": ident})
        for ident, opinions in sorted(overlay.waiting.items())
        for ruling in opinions
    ]
    _put(connection, schema.ruled_claim, ("claim", "claim"), claims, reports)
    _put(connection, schema.waiting_ruling, ("ruling", "claim"), said, reports)
    _put(connection, schema.ruled_link, ("id", "a"), links, reports)


def _put(
    connection: Connection,
    table: Table,
    columns: tuple[str, str],
    rows: Sequence[Mapping[str, object]],
    reports: Collection[str] | None,
) -> None:
    """Make these the rows of a table, or those whose claim is of the reports: `columns` are its key and that claim."""
    key, of_claim, claim = table.c[columns[0]], table.c[columns[1]], schema.claim
    there = select(key, table.c.row_hash)
    if reports is not None:
        there = there.join(claim, claim.c.id == of_claim)
    old = {row[0]: row[1] for part in among(there, claim.c.report, reports) for row in connection.execute(part)}
    new = {str(row[key.name]): row for row in rows}
    gone = [ident for ident, was in old.items() if ident not in new or new[ident]["row_hash"] != was]
    for part in among(delete(table), key, gone):
        connection.execute(part)
    kept = [row for ident, row in new.items() if row["row_hash"] != old.get(ident)]
    put_rows(connection, table, kept)


def _body(claim: Claim | None) -> str | None:
    return None if claim is None else encoded(claim)


def corrected(connection: Connection) -> dict[str, Claim]:
    """The claims that a person has corrected, as they are then."""
    table = schema.ruled_claim
    rows = connection.execute(select(table.c.claim, table.c.body).where(table.c.body.is_not(None)))
    return {row.claim: decoded(row.body, Claim) for row in rows}


def ruled_links(
    connection: Connection, claims: Collection[str] | None = None
) -> tuple[dict[str, Link], frozenset[str]]:
    """The links that there are by what people ruled, and the ids of the machine's that are gone by it.

    All, or those of which one of the claims is an end.
    """
    table = schema.ruled_link
    statement = select(table.c.id, table.c.gone, table.c.body)
    ends = (table.c.a,) if claims is None else (table.c.a, table.c.b)
    rows = [row for end in ends for part in among(statement, end, claims) for row in connection.execute(part)]
    return (
        {row.id: decoded(row.body, Link) for row in rows if not row.gone},
        frozenset(row.id for row in rows if row.gone),
    )
