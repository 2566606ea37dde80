"""Links as they were decided, whatever people ruled since."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Row, select

from sayso.ledger import schema
from sayso.ledger.codec import decoded, member
from sayso.ledger.statements import among
from sayso.nouns import Link, Reason, Relation


def link_of(row: Row[Any, Any]) -> Link:
    """A link, from its row."""
    return Link(
        id=row.id,
        a=row.a,
        b=row.b,
        relation=member(row.relation, Relation),
        rule=row.rule,
        reasons=decoded(row.reasons, tuple[Reason, ...]),
        confidence=row.confidence,
    )


def by_id(connection: Connection, idents: Iterable[str]) -> dict[str, Link]:
    """The links of these ids, by id."""
    table = schema.link
    parts = among(select(table), table.c.id, idents)
    return {row.id: link_of(row) for part in parts for row in connection.execute(part).all()}


def between(connection: Connection, claims: Collection[str]) -> tuple[Link, ...]:
    """The links of which both ends are among these claims, by id, without their reasons.

    A large story has tens of thousands of links, and to read their reasons takes most of the time; nothing that follows
    from links follows from those.
    """
    inside, table = set(claims), schema.link
    wanted = select(table.c.id, table.c.a, table.c.b, table.c.relation, table.c.rule, table.c.confidence)
    parts = among(wanted, table.c.a, inside)
    found = (tuple(row) for part in parts for row in connection.execute(part).all())
    rows = sorted(row for row in found if row[2] in inside)
    relations = {value: member(value, Relation) for value in {row[3] for row in rows}}
    return tuple(
        Link(id=ident, a=a, b=b, relation=relations[relation], rule=rule, reasons=(), confidence=confidence)
        for ident, a, b, relation, rule, confidence in rows
    )
