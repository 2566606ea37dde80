"""What may answer a question in words, found by the index of full-text search. Run by `Ledger.look`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from sayso.ledger import fulltext, schema
from sayso.ledger.fulltext import Kind
from sayso.ledger.statements import among

MOST = 20_000
"""Texts that are counted at most: beyond it, a word is common, and to count on takes longer than it tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many claims there are, and how many texts have each of some words, in any of its forms."""

    claims: int
    having: Mapping[str, int]


def counted(connection: Connection, forms: Mapping[str, Collection[str]]) -> Counted | None:
    """How often words come, by the words, each given with its forms; None where the ledger has no index."""
    index = fulltext.there(connection)
    if index is None:
        return None
    claims: int = connection.execute(select(func.coalesce(func.sum(schema.reading.c.claims), 0))).scalar_one()
    return Counted(claims=int(claims), having={word: index.often(connection, of, MOST) for word, of in forms.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Ids of claims and of questions."""

    claims: frozenset[str]
    questions: frozenset[str]


def near(connection: Connection, wanted: Sequence[Collection[str]], limit: int) -> Near:
    """The newest texts that have a word of each group, so many at most.

    Those who have it in their names stand for their newest claims; questions are those that have it in their wordings
    and answers.
    """
    index = fulltext.there(connection)
    found = index.some(connection, wanted, limit) if index else ()
    of: dict[str, set[str]] = {kind.value: set() for kind in Kind}
    for kind, ident in found:
        of[kind].add(ident)
    voiced = _claims_of(connection, of[Kind.VOICE.value], limit)
    return Near(claims=frozenset(of[Kind.CLAIM.value] | voiced), questions=frozenset(of[Kind.QUESTION.value]))


def _claims_of(connection: Connection, names: Iterable[str], limit: int) -> set[str]:
    """The claims of some voices, by the case's names for them."""
    table = schema.claim_voice
    parts = among(select(table.c.claim).limit(limit), table.c.name, names)
    return {ident for part in parts for ident in connection.execute(part).scalars()}
