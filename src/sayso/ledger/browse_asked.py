"""What may answer a question in words, found by the index of full-text search. Run by `Ledger.look`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from sayso.ledger import browse_claims, fulltext, schema
from sayso.ledger.codec import decoded
from sayso.ledger.fulltext import Kind
from sayso.ledger.statements import among
from sayso.nouns import Claim, QuestionKey

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Of a voice, a place or a part in something only its name."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """Of a quantity only what it counts."""

    counted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """Of a predicate only who and what has a part in it."""

    roles: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Of a claim only what it names: to look at hundreds takes a third of the time that whole claims would take."""

    voice: Named | None = None
    via: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    quantities: tuple[Counting, ...] = ()
    predicates: tuple[Doing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words of a claim: its quote (U+FFFD stands for what SQL cannot hold), and what it names."""

    quote: str
    names: Naming | Claim


def said(connection: Connection, idents: Iterable[str]) -> dict[str, Said]:
    """The words of the claims of these ids, as a person has corrected them."""
    wanted, claim, ruled = sorted(set(idents)), schema.claim, schema.ruled_claim
    found = {
        row.id: Said(quote=row.quote, names=decoded(row.body, Naming))
        for part in among(select(claim.c.id, claim.c.quote, claim.c.body), claim.c.id, wanted)
        for row in connection.execute(part).all()
    }
    parts = among(select(ruled.c.claim).where(ruled.c.body.is_not(None)), ruled.c.claim, wanted)
    corrected = [ident for part in parts for ident in connection.execute(part).scalars()]
    whole = browse_claims.claimed(connection, corrected)
    return found | {ident: Said(quote=one.quote, names=one.claim) for ident, one in whole.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """Of a question only its wording and what it asks."""

    wording: str
    key: QuestionKey


def answering(connection: Connection, claims: Iterable[str]) -> dict[str, frozenset[str]]:
    """The ids of the questions that any of the claims answers, each with those of the claims that answer it."""
    table = schema.answer_claim
    found: dict[str, set[str]] = {}
    for part in among(select(table.c.question, table.c.claim), table.c.claim, set(claims)):
        for question, claim in connection.execute(part).all():
            found.setdefault(question, set()).add(claim)
    return {question: frozenset(behind) for question, behind in found.items()}


def posed(connection: Connection, idents: Iterable[str]) -> dict[str, Posed]:
    """What the questions of these ids ask."""
    table = schema.question
    return {
        row.id: decoded(row.body, Posed)
        for part in among(select(table.c.id, table.c.body), table.c.id, set(idents))
        for row in connection.execute(part).all()
    }
