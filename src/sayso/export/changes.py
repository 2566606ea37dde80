"""What has changed, in words: for feeds and for whoever watches a question."""

from dataclasses import dataclass

from sayso.export.records import Record
from sayso.export.words import STATES, count
from sayso.ledger.changes import Noted, QuestionChange
from sayso.nouns import Ruling, State
from sayso.review import told


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed: `key` names it for good, `at` is UTC, `href` an address of the desk, if it is at one."""

    key: str
    at: str
    title: str
    words: str
    href: str
    by: str | None = None


def change_record(noted: Noted) -> Record:
    """A change as JSON; `words` tell it to people."""
    change = noted.change
    return {
        "number": noted.number,
        "at": noted.at,
        "question": change.question,
        "wording": change.wording,
        "was": change.was.value if change.was else None,
        "state": change.state.value if change.state else None,
        "came": [*change.came],
        "went": [*change.went],
        "earlier": change.earlier,
        "words": change_words(change),
    }


def change_words(change: QuestionChange) -> str:
    """What happened, in a sentence: `now disputed (before: stands alone); new answer: 45`."""
    parts = []
    if change.state is None:
        parts.append("is no question any more: what answered it answers others now")
    elif change.was is not change.state:
        before = f" (before: {STATES[change.was]})" if change.was else ""
        parts.append(f"now {STATES[change.state]}{before}")
    for values, noun in ((change.came, "new answer"), (change.went, "answer that is gone")):
        if values:
            more = count(len(values), noun, noun.replace("answer", "answers").replace("is gone", "are gone"))
            parts.append(f"{noun if len(values) == 1 else more}: {', '.join(values)}")
    return "; ".join(parts)


def change_entry(noted: Noted) -> Entry:
    """A change in a feed."""
    change = noted.change
    head = STATES[change.state] if change.state and change.was is not change.state else "changed"
    if change.state is None:
        head = "gone"
    elif change.was is change.state and change.came:
        head = "new answer"
    return Entry(
        key=f"change {noted.number} {noted.row_hash}",
        at=noted.at,
        title=f"{head.capitalize()}: {change.wording}",
        words=change_words(change),
        href=f"/q/{change.question}" if change.state else "/",
    )


def ruling_entry(ruling: Ruling, href: str) -> Entry:
    """A person's decision in a feed."""
    words = f"{ruling.by} ruled “{told(ruling)}”" if ruling.undoes is None else f"{ruling.by} withdrew a ruling"
    about = " / ".join(ruling.names) or ", ".join(anchor.voice or "the report itself" for anchor in ruling.claims)
    return Entry(
        key=f"ruling {ruling.id}",
        at=ruling.at,
        title=f"Ruling: {told(ruling)}",
        words="; ".join(part for part in (words, f"about {about}" if about else "", ruling.why or "") if part),
        href=href,
        by=ruling.by,
    )


assert set(STATES) == set(State)  # noqa: S101 - a state without a word would fail in some feeds only
