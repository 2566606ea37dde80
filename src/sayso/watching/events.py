"""What a watcher tells."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.api import ReadResult
from sayso.nouns import Link

if TYPE_CHECKING:  # SQLAlchemy takes a quarter of a second that `sayso --help` must not pay
    from sayso.ledger.changes import Noted


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A report that the ledger did not have was read, all of it or in part."""

    result: ReadResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A source, or something in it, gives no report. `again` is in how many seconds it is tried again at the earliest.

    None: when it changes.
    """

    source: str
    reason: str
    again: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """A question stands otherwise than before."""

    noted: "Noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Superseded:
    """A claim (`link.b`) was replaced by a later one (`link.a`), or taken back.

    `question` is what both answer, `was` and `now` with what; None where they answer nothing together.
    """

    link: Link
    question: str | None = None
    wording: str | None = None
    was: str | None = None
    now: str | None = None


Event = Came | Refused | Stands | Superseded
