"""What has some words: the index of `search` is asked, or where there is none, the words are looked for as characters.

Run by `Ledger.look`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from sayso.ledger import fulltext, schema
from sayso.ledger.browse import Page
from sayso.ledger.codec import member, shown
from sayso.ledger.fulltext import Hit, Kind, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """A part of what was found, how much there is of each kind, and whether an index was asked."""

    found: tuple[Hit, ...]
    totals: Mapping[Kind, int]
    indexed: bool


_TERM = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]?(\*?)|([^\s"“”„«»]+)')


def terms(given: str) -> tuple[Term, ...]:
    """What somebody wants to find, as they write it: words, “words in a row”, and the beginning of a word with `*`.

    Every text is some search: nothing in it is a command.

    >>> terms('ferry "Gannet Sound" res*')
    (Term(words='ferry', begins=False), Term(words='Gannet Sound', begins=False), Term(words='res', begins=True))
    """
    found = []
    for match in _TERM.finditer(shown(given)):
        phrase, star, word = match.groups()
        words = phrase if phrase is not None else word.rstrip("*")
        begins = bool(star) or (phrase is None and word.endswith("*"))
        if any(char.isalnum() for char in words):
            found.append(Term(words=words.strip(), begins=begins))
    return tuple(found)


def search(connection: Connection, given: str, kind: Kind, page: Page) -> Hits:
    """What has all the terms of a text, those first where they weigh most.

    Without an index, in the order in which it was written down.
    """
    wanted, index = terms(given), fulltext.there(connection)
    if not wanted:
        return Hits(found=(), totals=dict.fromkeys(Kind, 0), indexed=index is not None)
    if index is None:
        return _plain(connection, wanted, kind, page)
    counted = index.totals(connection, wanted).items()
    return Hits(
        found=index.hits(connection, wanted, kind, page.limit, page.offset),
        totals=dict.fromkeys(Kind, 0) | {member(name, Kind): number for name, number in counted},
        indexed=True,
    )


def matching(connection: Connection, given: str) -> Select[Any] | None:
    """A statement for `reading` and `ident` of the current claims whose quotes have all the terms; None for no term."""
    wanted = terms(given)
    if not wanted:
        return None
    if index := fulltext.there(connection):
        return index.claims(wanted)
    listed, claim = schema.searched, schema.claim
    found = select(listed.c.reading, listed.c.ident).join(claim, claim.c.id == listed.c.ident)
    return found.where(listed.c.kind == Kind.CLAIM.value, *_has(claim.c.quote, wanted))


def _plain(connection: Connection, wanted: tuple[Term, ...], kind: Kind, page: Page) -> Hits:
    listed, claim = schema.searched, schema.claim
    words = case(
        (listed.c.kind == Kind.CLAIM.value, claim.c.quote), else_=func.coalesce(listed.c.words, listed.c.ident)
    )
    fits = (
        select(listed.c.kind, listed.c.number, listed.c.ident, words.label("words"))
        .outerjoin(claim, (claim.c.id == listed.c.ident) & (listed.c.kind == Kind.CLAIM.value))
        .where(*_has(words, wanted))
    )
    inner = fits.subquery()
    counted = connection.execute(select(inner.c.kind, func.count()).group_by(inner.c.kind))
    totals = dict.fromkeys(Kind, 0) | {member(name, Kind): number for name, number in counted}
    of_kind = fits.where(listed.c.kind == kind.value).order_by(listed.c.number).limit(page.limit).offset(page.offset)
    found = tuple(
        Hit(kind=kind, ident=row.ident, words=row.words, marks=_found_in(row.words, wanted))
        for row in connection.execute(of_kind)
    )
    return Hits(found=found, totals=totals, indexed=False)


def _has(words: ColumnElement[Any], wanted: Iterable[Term]) -> list[ColumnElement[bool]]:
    return [words.icontains(term.words, autoescape=True) for term in wanted]


def _found_in(words: str, wanted: Iterable[Term]) -> tuple[tuple[int, int], ...]:
    spans = (match.span() for term in wanted for match in re.finditer(re.escape(term.words), words, re.IGNORECASE))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
