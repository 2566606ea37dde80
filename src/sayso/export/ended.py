"""What became of an input, and its record."""

from dataclasses import dataclass

from sayso.api import ReadResult
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
    dropped: tuple[tuple[str, int], ...] = ()

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
        dropped=result.dropped,
    )


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
        "dropped": dict(end.dropped),
    }
