"""PostgreSQL's full text: the words of each text as a tsvector, found through a GIN index.

Words are taken apart here and not by the server, whose parsers know hosts, numbers with signs and hyphenated words, and
whose comparing without marks is an extension: so that a ledger answers the same whatever it lies in.
"""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Index, Integer, MetaData, Row, Select, String, Table, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR

from sayso.ledger import schema
from sayso.ledger.fulltext.terms import Hit, Kind, Term
from sayso.ledger.schema import searched

LONGEST = 500
"""Characters of a word that count: PostgreSQL takes 2,046 bytes."""

LAST = 16_383
"""The last place in a text that PostgreSQL tells from others; words beyond are all there."""

AT_ONCE = 500

search_words = Table(
    "search_words",
    MetaData(),  # of its own: in SQLite there is no such table
    Column("number", Integer, primary_key=True, autoincrement=False),  # that of `searched`
    Column("words", TSVECTOR, nullable=False),
    Index("search_words_words", "words", postgresql_using="gin"),
)


class Word(NamedTuple):
    """A word as it is compared, and where it stands: a half-open range of characters."""

    folded: str
    start: int
    end: int


def can_make(_: Connection) -> bool:
    """PostgreSQL always can."""
    return True


def is_there(_: Connection) -> bool:
    """Its table is one of the ledger's."""
    return True


def make(_: Connection) -> None:
    """A migration makes the table."""


def add(connection: Connection, after: int) -> None:
    """Take in the texts whose numbers are greater."""
    rows = connection.execute(_words().where(searched.c.number > after))
    ready = [{"number": row.number, "words": vector(row.words)} for row in rows]
    if ready:
        connection.execute(search_words.insert(), ready)


def remove(connection: Connection, numbers: Sequence[int]) -> None:
    """Take these out."""
    for at in range(0, len(numbers), AT_ONCE):
        connection.execute(search_words.delete().where(search_words.c.number.in_(numbers[at : at + AT_ONCE])))


def clear(connection: Connection) -> None:
    """Take everything out."""
    connection.execute(search_words.delete())


def claims(wanted: Sequence[Term]) -> Select[Any]:
    """A statement for `reading` and `ident` of the claims that have all the terms."""
    found = select(searched.c.reading, searched.c.ident)
    found = found.join(search_words, search_words.c.number == searched.c.number)
    return found.where(searched.c.kind == Kind.CLAIM.value, search_words.c.words.op("@@")(_query(wanted)))


def totals(connection: Connection, wanted: Sequence[Term]) -> Mapping[str, int]:
    """How much of each kind has all the terms."""
    found = select(searched.c.kind, func.count()).join(search_words, search_words.c.number == searched.c.number)
    counted = connection.execute(found.where(search_words.c.words.op("@@")(_query(wanted))).group_by(searched.c.kind))
    return dict(counted.all())


def hits(connection: Connection, wanted: Sequence[Term], kind: Kind, limit: int, offset: int) -> tuple[Hit, ...]:
    """A part of what has all the terms, those first that have them often and in few words (`ts_rank`)."""
    by_length = 1  # divides by 1 + the logarithm of the text's length
    rank = func.ts_rank(search_words.c.words, _query(wanted), by_length)
    rows = connection.execute(
        _words()
        .join(search_words, search_words.c.number == searched.c.number)
        .where(searched.c.kind == kind.value, search_words.c.words.op("@@")(_query(wanted)))
        .order_by(rank.desc(), searched.c.number)
        .limit(limit)
        .offset(offset)
    )
    return tuple(_hit(kind, row, wanted) for row in rows)


def some(connection: Connection, wanted: Sequence[Collection[str]], limit: int) -> tuple[tuple[str, str], ...]:
    """Kind and ident of so many texts that have a word of each group, the newest first."""
    query = cast(" & ".join(f"({_any(group)})" for group in wanted), TSQUERY)
    statement = select(searched.c.kind, searched.c.ident).join(search_words, search_words.c.number == searched.c.number)
    found = statement.where(search_words.c.words.op("@@")(query)).order_by(searched.c.number.desc()).limit(limit)
    return tuple((row.kind, row.ident) for row in connection.execute(found))


def often(connection: Connection, words: Collection[str], most: int) -> int:
    """How many texts have one of the words; of very many, `most`."""
    having = search_words.c.words.op("@@")(cast(_any(words), TSQUERY))
    some_of_them = select(search_words.c.number).where(having).limit(most)
    found: int = connection.execute(select(func.count()).select_from(some_of_them.subquery())).scalar_one()
    return found


def faults(connection: Connection, *, deep: bool) -> Iterator[str]:
    """Where the index is not that of the texts; `deep` takes all texts apart again."""
    numbers = set(connection.execute(select(searched.c.number)).scalars())
    indexed = set(connection.execute(select(search_words.c.number)).scalars())
    if numbers != indexed:
        yield f"the index lacks {len(numbers - indexed):,} texts and has {len(indexed - numbers):,} too many"
    elif deep and (wrong := sum(_other_words(connection, sorted(numbers)))):
        yield f"the index has other words for {wrong:,} texts than stand there"


def words_of(told: str) -> tuple[Word, ...]:
    """The words of a text: letters, digits and the marks on them, in a row.

    >>> words_of("A-Čb 7")
    (Word(folded='a', start=0, end=1), Word(folded='cb', start=2, end=4), Word(folded='7', start=5, end=6))
    """
    found, start = [], None
    for at, char in enumerate(f"{told} "):
        inside = char.isalnum() or (start is not None and unicodedata.category(char).startswith("M"))
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            if folded := _folded(told[start:at]):
                found.append(Word(folded[:LONGEST], start, at))
            start = None
    return tuple(found)


def _folded(word: str) -> str:
    """Without case and marks, as letters and digits alone."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain.casefold() if char.isalnum())


def vector(told: str) -> str:
    """A text's words with their places, as PostgreSQL writes a tsvector."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(words_of(told), start=1):
        places.setdefault(word.folded, []).append(str(min(place, LAST)))
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())


def _query(wanted: Iterable[Term]) -> Any:  # noqa: ANN401 - SQLAlchemy's own type of an expression of any type
    """The terms as PostgreSQL writes a tsquery: no text is a command, since words have letters and digits alone."""
    parts = []
    for term in wanted:
        words = [f"'{word.folded}'" for word in words_of(term.words)]
        if words:
            parts.append(f"({' <-> '.join(words)}{':*' if term.begins else ''})")
    return cast(" & ".join(parts), TSQUERY)


def _any(words: Iterable[str]) -> str:
    """Any of the words, as PostgreSQL writes a tsquery."""
    parts = [" <-> ".join(f"'{word.folded}'" for word in words_of(one)) for one in sorted(words)]
    return " | ".join(f"({part})" for part in parts if part)


def _words() -> Select[Any]:
    """The texts that can be searched for, with their words."""
    claim = schema.claim
    told = func.coalesce(claim.c.quote, searched.c.words, searched.c.ident)
    of_claim = (claim.c.id == searched.c.ident) & (searched.c.kind == Kind.CLAIM.value)
    return (
        select(searched.c.number, searched.c.ident, told.label("words"))
        .select_from(searched)
        .outerjoin(claim, of_claim)
    )


def _hit(kind: Kind, row: Row[Any], wanted: Sequence[Term]) -> Hit:
    return Hit(kind=kind, ident=row.ident, words=row.words, marks=marks(row.words, wanted))


def marks(told: str, wanted: Iterable[Term]) -> tuple[tuple[int, int], ...]:
    """Where the terms stand in a text."""
    words = words_of(told)
    found: set[tuple[int, int]] = set()
    for term in wanted:
        looked_for = [word.folded for word in words_of(term.words)]
        for at in range(len(words) - len(looked_for) + 1 if looked_for else 0):
            part = [word.folded for word in words[at : at + len(looked_for)]]
            last = part[-1].startswith(looked_for[-1]) if term.begins else part[-1] == looked_for[-1]
            if last and part[:-1] == looked_for[:-1]:
                found.add((words[at].start, words[at + len(part) - 1].end))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _other_words(connection: Connection, numbers: Sequence[int]) -> Iterator[int]:
    """How many texts have other words in the index than they have, for each part of them."""
    for at in range(0, len(numbers), AT_ONCE):
        rows = connection.execute(_words().where(searched.c.number.in_(numbers[at : at + AT_ONCE]))).all()
        anew = (
            func.unnest(
                cast([row.number for row in rows], ARRAY(search_words.c.number.type)),
                cast([vector(row.words) for row in rows], ARRAY(String)),
            )
            .table_valued("number", "words")
            .render_derived(name="anew")
        )
        differs = search_words.c.words != cast(anew.c.words, TSVECTOR)
        compared = select(func.count()).select_from(search_words).join(anew, anew.c.number == search_words.c.number)
        found: int = connection.execute(compared.where(differs)).scalar_one()
        yield found
