"""How the answers of questions stand to one another: one link for all that say the same. Run by `Ledger.look`.

Of links only their ends are read: a list of questions tells the reasons of a few, and there are hundreds.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from sayso.ledger import read, schema
from sayso.ledger.codec import member
from sayso.ledger.rulings import ruled_links
from sayso.ledger.statements import SLICE, among
from sayso.nouns import Link, Relation

Side = Sequence[Sequence[str]]
"""A question as the claims of its answers, answer by answer."""


class Edge(NamedTuple):
    """A link without its reasons."""

    id: str
    a: str
    b: str
    relation: Relation


def edges_across(connection: Connection, sides: Sequence[Side]) -> tuple[tuple[Edge, ...], ...]:
    """For each question, each two of its answers and each relation between claims of theirs: one link, by their ids.

    That is the first by its id, one that leads from the answer that stands first where there is one. With what rulings
    change of them; links within an answer are left out.
    """
    return tuple(edges for some in _batches(sides) for edges in _edges(connection, some))


def edges_beside(connection: Connection, idents: Iterable[str], inside: Collection[str]) -> tuple[Edge, ...]:
    """The links from or to one of these claims that stay among the claims `inside`, by id; as `browse_claims.links`.

    A claim of a large story has hundreds of links: what none of the wanted ones lead to is dropped as it is read.
    """
    wanted, table = sorted(set(idents)), schema.link
    added, gone = ruled_links(connection, wanted)
    ends = select(table.c.id, table.c.a, table.c.b, table.c.relation)
    found = {
        ident: (a, b, relation)
        for end in (table.c.a, table.c.b)
        for part in among(ends, end, wanted)
        for ident, a, b, relation in connection.execute(part).all()
        if a in inside and b in inside
    }
    now = read.current_among(connection, {end for a, b, _ in found.values() for end in (a, b)})
    edges = {
        ident: Edge(ident, a, b, member(relation, Relation))
        for ident, (a, b, relation) in found.items()
        if a in now and b in now
    }
    edges |= {
        ident: Edge(ident, link.a, link.b, link.relation)
        for ident, link in added.items()
        if link.a in inside and link.b in inside
    }
    return tuple(edges[ident] for ident in sorted(edges.keys() - gone))


def links_by_id(connection: Connection, idents: Iterable[str]) -> dict[str, Link]:
    """The links of these ids, those that follow from rulings among them."""
    return {link.id: link for link in read.links_by_id(connection, idents)}


def _batches(sides: Sequence[Side]) -> Iterator[list[Side]]:
    """The questions, as many together as have no more claims than one statement asks for."""
    batch: list[Side] = []
    held = 0
    for side in sides:
        size = sum(map(len, side))
        if batch and held + size > SLICE:
            yield batch
            batch, held = [], 0
        batch.append(side)
        held += size
    if batch:
        yield batch


def _edges(connection: Connection, sides: Sequence[Side]) -> list[tuple[Edge, ...]]:
    places: dict[str, dict[int, int]] = {}  # of a claim by the question: with which answer it stands
    for question, side in enumerate(sides):
        for answer, claims in enumerate(side):
            for claim in claims:
                places.setdefault(claim, {})[question] = answer
    chosen: dict[tuple[int, int, int, str], tuple[bool, str, str, str]] = {}
    for ident, a, b, relation in _ends(connection, places):
        for question, start in places.get(a, _NOWHERE).items():
            end = places.get(b, _NOWHERE).get(question, start)
            if end != start:
                back = start > end
                pair = (question, end, start, relation) if back else (question, start, end, relation)
                found = (back, ident, a, b)
                chosen[pair] = min(found, chosen.get(pair, found))
    edges: list[list[Edge]] = [[] for _ in sides]
    for (question, _, _, relation), (_, ident, a, b) in chosen.items():
        edges[question].append(Edge(ident, a, b, member(relation, Relation)))
    return [tuple(sorted(some)) for some in edges]


_NOWHERE: dict[int, int] = {}


def _ends(connection: Connection, claims: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Id, ends and relation of the links between these claims, with what rulings change of them."""
    inside = sorted(claims)
    table = schema.link
    added, gone = ruled_links(connection, inside)
    for part in among(select(table.c.id, table.c.a, table.c.b, table.c.relation), table.c.a, inside):
        for row in connection.execute(part.where(table.c.b.in_(inside))).all():
            ident, a, b, relation = row
            if ident not in gone and ident not in added:
                yield ident, a, b, relation
    for ident, link in added.items():
        if ident not in gone:
            yield ident, link.a, link.b, link.relation.value
