"""Values in words for people: one table of names for states, acts and the like, wherever they are shown.

What comes from a report is left as it is; whoever shows it makes it safe for the place where it is shown.
"""

from collections.abc import Mapping
from datetime import date

from sayso.nouns import (
    Act,
    Answer,
    Certainty,
    Claimed,
    Form,
    Grain,
    Moment,
    Polarity,
    Question,
    Report,
    ReviewState,
    State,
    When,
)

SHORT = 10
"""Characters of an id in a table: the kind letter, the dash and eight hex digits; `show` takes them."""

STATES = {
    State.DISPUTED: "disputed",
    State.SUPERSEDED: "superseded",
    State.AGREED: "agreed",
    State.SINGLE_SOURCE: "stands alone",
    State.RETRACTED: "retracted",
}
ACTS = {
    Act.ASSERT: "says",
    Act.DENY: "denies",
    Act.ADMIT: "admits",
    Act.ACCUSE: "accuses",
    Act.PROMISE: "promises",
    Act.THREATEN: "threatens",
    Act.EXPECT: "expects",
    Act.WISH: "wishes",
    Act.DEMAND: "demands",
    Act.THANK: "thanks",
    Act.REFUSE: "refuses",
    Act.NO_COMMENT: "gives no comment",
    Act.UNVERIFIED: "could not verify",
}
CERTAINTIES = {
    Certainty.TRUE_CERTAIN: "held true for certain",
    Certainty.TRUE_UNCERTAIN: "held true, not for certain",
    Certainty.FALSE_CERTAIN: "held false for certain",
    Certainty.FALSE_UNCERTAIN: "held false, not for certain",
    Certainty.UNKNOWN: "not told how surely",
}
REVIEWS = {"accept": "read rightly", "correct": "corrected", "reject": "rejected", "unsure": "left open"}
"""What a person makes of a claim as it was read; "read rightly" says nothing of its truth."""
REVIEW_STATES = {
    ReviewState.MACHINE: "machine",
    ReviewState.ONE_OF_TWO: "looked at by one of two who must agree",
    ReviewState.NOT_AGREED: "not agreed; a further person is asked",
    ReviewState.REVIEWED: "reviewed",
    ReviewState.PUBLISHED: "published",
}
"""How far people have come with a claim, where its ruling does not tell."""
POLARITIES = {Polarity.POSITIVE: "affirmed", Polarity.NEGATIVE: "negated"}
UNSIGNED = {
    Form.NARRATOR: "the report itself",
    Form.HEADLINE: "the headline",
    Form.CAPTION: "the caption",
}


def short(identifier: str) -> str:
    """The beginning of an id, enough to find it again."""
    return identifier[:SHORT]


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 claim`, `2 claims`.

    >>> count(1, "claim"), count(1204, "reply", "replies")
    ('1 claim', '1,204 replies')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def in_state(number: int, state: State) -> str:
    """How many questions stand so: `2 agreed`, `3 stand alone`."""
    words = "stand alone" if state is State.SINGLE_SOURCE and number != 1 else STATES[state]
    return f"{number:,} {words}"


def origins(question: Question) -> str:
    """On how many origins a question's claims rest, as far as this ledger knows."""
    if question.origins_min == question.origins_max:
        return count(question.origins_max, "origin")
    return f"{question.origins_min} to {count(question.origins_max, 'origin')}"


def is_denied(answer: Answer, claims: Mapping[str, Claimed]) -> bool:
    """Whether an answer's value is the words of one who denies them."""
    first = next((claims[claim] for claim in answer.claims if claim in claims), None)
    return first is not None and first.claim.act is Act.DENY and _flat(answer.value) in _flat(first.quote)


def _flat(text: str) -> str:
    return " ".join(text.split())


def day(moment: Moment) -> str:
    """A moment's day as people write it, no more precise than it is: `7 Nov 2024`, `Nov 2024`, `2024`."""
    first = moment.first_day
    if moment.grain is Grain.YEAR:
        return str(first.year)
    month = f"{_MONTHS[first.month - 1]} {first.year}"
    return month if moment.grain is Grain.MONTH else f"{first.day} {month}"


def stretch(when: When) -> str:
    """A time in words, no more precise than it is: `13 May 2022`, `Apr 2022`, `since 4 May 2022`, `unknown`."""
    start, end = (Moment(bound) if bound else None for bound in (when.start, when.end))
    if start is None or end is None or when.open != "none":
        if when.open == "since" and start:
            return f"since {_minute(start)}"
        return f"by {_minute(end)}" if end else f"from {_minute(start)} on" if start else "unknown"
    if when.precision in {"month", "year"}:
        grain = {"month": start.iso[:7], "year": start.iso[:4]}[when.precision]
        if (start.first_day, end.last_day) == (Moment(grain).first_day, Moment(grain).last_day):
            return day(Moment(grain))
    if start == end:
        return _minute(start)
    last = end.iso[11:16] if start.day == end.day and end.grain is Grain.MINUTE else _minute(end)
    return f"{_minute(start)} to {last}"


def _minute(moment: Moment) -> str:
    return f"{day(moment)} {moment.iso[11:16]}" if moment.grain is Grain.MINUTE else day(moment)


def first_reported(reports: list[Report]) -> tuple[date, str]:
    """A sort key: the earliest day of publication among the reports; those without a date come last."""
    days = [report.published.first_day for report in reports if report.published]
    return min(days, default=date.max), min((report.label for report in reports), default="")


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
