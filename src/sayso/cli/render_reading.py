"""What became of each input: a row for eyes, a record, a line that sums them up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from sayso.api import ReadResult
from sayso.cli.display import shown
from sayso.cli.words import count, short
from sayso.export.records import Record
from sayso.nouns import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How one input ended, without its bytes and texts: a run over a large folder must not hold them all."""

    source: str
    outcome: Outcome
    reason: str | None
    unchanged: bool
    report: str | None
    report_id: str | None
    claims: int
    quotes: int

    @property
    def refused(self) -> bool:
        """Whether there is no report of it."""
        return self.report is None

    @property
    def words(self) -> str:
        """The outcome for people."""
        return "unchanged" if self.unchanged and not self.refused else self.outcome.value


def ended(result: ReadResult) -> Ended:
    """What is kept of a result."""
    intake = result.intake
    return Ended(
        source=intake.source,
        outcome=intake.outcome,
        reason=intake.reason,
        unchanged=result.unchanged,
        report=intake.report.label if intake.report else None,
        report_id=result.report_id,
        claims=result.claims,
        quotes=result.quotes,
    )


def refusal(end: Ended) -> str:
    """One line for an input that was refused."""
    return f"{shown(end.source)}: refused: {shown(end.reason or 'no reason known')}"


def record(end: Ended) -> Record:
    """The record of `read --json`."""
    return {
        "source": end.source,
        "outcome": end.outcome.value,
        "reason": end.reason,
        "unchanged": end.unchanged,
        "report": end.report,
        "report_id": end.report_id,
        "claims": end.claims,
        "direct_quotes": end.quotes,
    }


def ends_table(ends: Sequence[Ended]) -> Table:
    """A row for each input of which there is a report."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("input", overflow="fold")
    table.add_column("outcome")
    table.add_column("claims", justify="right", no_wrap=True)
    table.add_column("quotes", justify="right", no_wrap=True)
    table.add_column("report", no_wrap=True)
    for end in ends:
        if not end.refused:
            reason = f": {shown(end.reason)}" if end.reason else ""
            table.add_row(
                Text(shown(end.source).rpartition("/")[2]),
                Text(end.words + reason),
                f"{end.claims:,}",
                f"{end.quotes:,}",
                Text(short(end.report_id or ""), style="dim"),
            )
    return table


def summary(ends: Sequence[Ended], disputed: int) -> str:
    """How many ended how, what was found, and what to do next."""
    told = ", ".join(f"{number:,} {words}" for words, number in Counter(end.words for end in ends).items())
    if all(end.refused for end in ends):
        return told or "nothing read"
    claims = count(sum(end.claims for end in ends), "claim")
    quotes = count(sum(end.quotes for end in ends), "direct quote")
    return f"{told} · {claims}, {quotes} · {count(disputed, 'question')} disputed · next: sayso disputes"
