"""Which index a database has."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol

from sqlalchemy import Connection, Select

from sayso.ledger.fulltext import fts5, tsvector
from sayso.ledger.fulltext.terms import Hit, Kind, Term


class FullText(Protocol):
    """What an index does. Texts go by their numbers in `schema.searched`."""

    def can_make(self, connection: Connection, /) -> bool:
        """Whether this database can have the index."""

    def is_there(self, connection: Connection, /) -> bool:
        """Whether the ledger has it."""

    def make(self, connection: Connection, /) -> None:
        """Make it, empty, if it is not there."""

    def add(self, connection: Connection, after: int, /) -> None:
        """Take in the texts whose numbers are greater."""

    def remove(self, connection: Connection, numbers: Sequence[int], /) -> None:
        """Take these out; their words must still stand where they stood."""

    def clear(self, connection: Connection, /) -> None:
        """Take everything out."""

    def claims(self, wanted: Sequence[Term], /) -> Select[Any]:
        """A statement for `reading` and `ident` of the claims that have all the terms."""

    def totals(self, connection: Connection, wanted: Sequence[Term], /) -> Mapping[str, int]:
        """How much of each kind has all the terms."""

    def hits(
        self, connection: Connection, wanted: Sequence[Term], kind: Kind, limit: int, offset: int, /
    ) -> tuple[Hit, ...]:
        """A part of what has them, those first where they weigh most."""

    def some(
        self, connection: Connection, wanted: Sequence[Collection[str]], limit: int, /
    ) -> tuple[tuple[str, str], ...]:
        """Kind and ident of so many texts that have a word of each group, the newest first."""

    def often(self, connection: Connection, words: Collection[str], most: int, /) -> int:
        """How many texts have one of the words; of very many, `most`."""

    def faults(self, connection: Connection, /, *, deep: bool) -> Iterator[str]:
        """Where the index is not that of the texts; `deep` looks at every word."""


_OF: Final[Mapping[str, FullText]] = {"sqlite": fts5, "postgresql": tsvector}


def there(connection: Connection) -> FullText | None:
    """The index that the ledger has and this machine can use, None if it has none."""
    found = able(connection)
    return found if found and found.is_there(connection) else None


def able(connection: Connection) -> FullText | None:
    """The index that this database can have."""
    found = _OF.get(connection.dialect.name)
    return found if found and found.can_make(connection) else None


def make(connection: Connection) -> None:
    """Make the index, empty, where the database can have one."""
    if found := able(connection):
        found.make(connection)
