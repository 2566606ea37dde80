"""How far people have come with claims: what holds, what waits for a second person, what is published."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from sayso.ledger import schema
from sayso.ledger.anchored import at_places
from sayso.ledger.codec import decoded
from sayso.ledger.statements import among
from sayso.nouns import Review, Ruling, RulingKind


def reviews(
    connection: Connection, claims: Collection[str] | None = None, reports: Collection[str] | None = None
) -> dict[str, Review]:
    """What people have made of each claim that anybody has looked at; of all claims, or of these of these reports."""
    held, opinions = _held(connection, claims), _opinions(connection, claims)
    published = released(connection, "claim published", reports)
    return {
        claim: Review(ruling=held.get(claim), opinions=tuple(opinions.get(claim, ())), release=published.get(claim))
        for claim in held.keys() | opinions.keys() | published.keys()
    }


def _held(connection: Connection, claims: Collection[str] | None) -> dict[str, Ruling]:
    ruled, ruling = schema.ruled_claim, schema.ruling
    statement = select(ruled.c.claim, ruling.c.body).join(ruling, ruling.c.id == ruled.c.ruling)
    return {
        row.claim: decoded(row.body, Ruling)
        for part in among(statement, ruled.c.claim, claims)
        for row in connection.execute(part)
    }


def _opinions(connection: Connection, claims: Collection[str] | None) -> dict[str, list[Ruling]]:
    """What people said of claims that two must agree on and do not yet, oldest first."""
    waits, ruling = schema.waiting_ruling, schema.ruling
    statement = select(waits.c.claim, ruling.c.body).join(ruling, ruling.c.id == waits.c.ruling)
    found: dict[str, list[Ruling]] = {}
    for part in among(statement.order_by(ruling.c.seq), waits.c.claim, claims):
        for row in connection.execute(part):
            found.setdefault(row.claim, []).append(decoded(row.body, Ruling))
    return found


def released(connection: Connection, decision: str, reports: Collection[str] | None = None) -> dict[str, Ruling]:
    """The claims that were published, or by which their questions were, with the ruling; of all reports or of some."""
    own = [
        one
        for one in _releases(connection)
        if one.decision == decision and (reports is None or any(anchor.report in reports for anchor in one.claims))
    ]
    placed = at_places(connection, own)
    return {claim: one for one in own for claim in placed[one.id]}


def _releases(connection: Connection) -> tuple[Ruling, ...]:
    """The releases that stand, of claims and of questions, oldest first."""
    table = schema.ruling
    of = table.c.kind == RulingKind.RELEASE.value
    made = connection.execute(select(table.c.body).where(of).order_by(table.c.seq)).scalars().all()
    if not made:
        return ()
    withdrawn = set(connection.execute(select(table.c.undoes).where(table.c.undoes.is_not(None))).scalars())
    latest = {one.subject(): one for one in (decoded(body, Ruling) for body in made) if one.id not in withdrawn}
    return tuple(latest.values())
