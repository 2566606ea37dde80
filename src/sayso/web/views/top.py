"""The line at the head of every page: what was read, what could not be, what nobody has looked at."""

from dataclasses import dataclass

from sayso.export.dates import Shown, instant
from sayso.ledger.browse import Overview
from sayso.nouns import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class TopLine:
    """Counts of the ledger. `head` is the short hash that its log ends in; `fresh` as in `Overview`."""

    reports: int
    in_part: int
    refused: int
    claims: int
    unreviewed: int
    last_read: Shown | None
    head: str | None
    fresh: bool


def top_line(seen: Overview) -> TopLine:
    """The top line of a ledger."""
    return TopLine(
        reports=seen.reports,
        in_part=seen.inputs.get(Outcome.IN_PART, 0),
        refused=seen.inputs.get(Outcome.REFUSED, 0),
        claims=seen.claims,
        unreviewed=seen.unreviewed,
        last_read=instant(seen.last_read) if seen.last_read else None,
        head=seen.head[:12] if seen.head else None,
        fresh=seen.fresh,
    )
