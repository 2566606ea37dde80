"""The JSON records of what a watcher tells: one a line, as docs/exchange.md describes them."""

from datetime import datetime

from sayso.export.ended import ended
from sayso.export.ended import record as end_record
from sayso.export.records import Record
from sayso.nouns import is_retraction
from sayso.watching import Came, Event, Refused, Stands, Superseded

SCHEMA = "sayso/event/1"


def event_record(event: Event, at: datetime) -> Record:
    """An event as JSON; `at` is when it is told."""
    kind, told = _told(event)
    return {"schema": SCHEMA, "type": kind, "at": at.isoformat(timespec="seconds"), **told}


def _told(event: Event) -> tuple[str, Record]:
    match event:
        case Came():
            return _came(event)
        case Refused():
            return "input.refused", {"source": event.source, "reason": event.reason, "retry_in": event.again}
        case Stands():
            return _stands(event)
        case Superseded():
            return _superseded(event)


def _came(event: Came) -> tuple[str, Record]:
    end = end_record(ended(event.result))
    report = event.result.intake.report
    names = ("source", "outcome", "reason", "report", "report_id", "claims", "direct_quotes")
    told = {name: end[name] for name in names}
    outlet, url = (report.outlet, report.url) if report else (None, None)
    return "report.read", {**told, "outlet": outlet, "url": url}


def _stands(event: Stands) -> tuple[str, Record]:
    change = event.noted.change
    return f"question.{change.state.value if change.state else 'gone'}", {
        "number": event.noted.number,
        "noted": event.noted.at,
        "question": change.question,
        "wording": change.wording,
        "was": change.was.value if change.was else None,
        "came": [*change.came],
        "went": [*change.went],
        "earlier": change.earlier,
    }


def _superseded(event: Superseded) -> tuple[str, Record]:
    return f"claim.{'retracted' if is_retraction(event.link.rule) else 'superseded'}", {
        "claim": event.link.b,
        "by": event.link.a,
        "rule": event.link.rule,
        "question": event.question,
        "wording": event.wording,
        "from": event.was,
        "to": event.now,
    }
