"""What a format is, and the ways to make one.

A format is a function from what was chosen of a ledger to bytes, in parts so that not all need be in memory at once.
It gives the same bytes for the same ledger; it quotes nothing that people have flagged as personal unless it was asked
for that (`Chosen.case` is without it); and it says what it loses.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from sayso.export.chosen import Chosen
from sayso.export.dossier import Dossier
from sayso.export.lines import records_of
from sayso.export.records import Json
from sayso.export.table import Cell, written
from sayso.export.text import dumps, utf8

Write = Callable[[Chosen], Iterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What a format needs besides Sayso: the extra to install and the module that it brings."""

    name: str
    module: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One row of the table.

    `endings` are those of file names that ask for it, the usual one first; `media` is its media type. `what` and
    `loses` are a sentence each, for people. `is_folder` says that the bytes are a ZIP archive of files that may be
    wanted as a folder; `is_whole` that it is made of a whole ledger alone, and only with what is flagged as personal.
    """

    name: str
    endings: tuple[str, ...]
    media: str
    what: str
    loses: str
    write: Write
    extra: Extra | None = None
    is_folder: bool = False
    is_whole: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it is text, in UTF-8."""
        return self.media.startswith("text/") or "json" in self.media or self.media.endswith("+xml")

    @property
    def usable(self) -> bool:
        """Whether what it needs is installed."""
        return self.extra is None or find_spec(self.extra.module) is not None


def made_at_once(make: Callable[[Chosen], bytes]) -> Write:
    """A format of bytes that are made at once."""

    def write(chosen: Chosen) -> Iterator[bytes]:
        yield make(chosen)

    return write


def text(make: Callable[[Chosen], str]) -> Write:
    """A format of text."""
    return made_at_once(lambda chosen: utf8(make(chosen)))


def json_value(make: Callable[[Chosen], Json]) -> Write:
    """A format that is one JSON value; `<` is escaped in it, so that it may stand inside a page's script element."""
    return text(lambda chosen: dumps(make(chosen), indent=1).replace("<", "\\u003c") + "\n")


def one_table(columns: Mapping[str, str], rows_of: Callable[[Dossier], Iterable[Mapping[str, Cell]]]) -> Write:
    """A format that is one table."""
    return text(lambda chosen: written(tuple(columns), rows_of(chosen.case), raw=chosen.raw))


def json_lines(chosen: Chosen) -> Iterator[bytes]:
    """The claims as lines of JSON, each on its own."""
    for record in records_of(chosen.case):
        yield utf8(dumps(record) + "\n")
