"""Values in words for people. Everything that comes from a report is made safe to show here."""

from collections.abc import Mapping
from datetime import date

from sayso.cli.display import shown
from sayso.nouns import (
    Act,
    Answer,
    Certainty,
    Claim,
    Claimed,
    Form,
    Grain,
    Moment,
    Polarity,
    Question,
    Report,
    Ruling,
    State,
    Voice,
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


def who(claim: Claim) -> str:
    """The claimant, with the relays nearest first."""
    name = shown(claim.voice.name) if claim.voice else UNSIGNED.get(claim.form, "nobody named")
    relays = "".join(f", via {shown(voice.name)}" for voice in reversed(claim.via))
    return name + relays


def heading(answer: Answer, claims: Mapping[str, Claimed]) -> str:
    """The answer's value. Where it is the words of one who denies them, that is said."""
    value = shown(answer.value)
    first = next((claims[claim] for claim in answer.claims if claim in claims), None)
    denied = first is not None and first.claim.act is Act.DENY and value in shown(first.quote)
    return f"denied: {value}" if denied else value


def reviewed(ruling: Ruling) -> str:
    """How a person has ruled on a claim: `rejected by Ada on 2024-05-07: an older figure`."""
    why = f": {shown(ruling.why)}" if ruling.why else ""
    return f"{REVIEWS[ruling.decision]} by {shown(ruling.by)} on {ruling.at[:10]}{why}"


def standing(voice: Voice) -> str:
    """What a voice is, as far as the report tells: its kind, role, body and party."""
    parts = [voice.kind.value, voice.role, voice.affiliation, f"for {voice.party}" if voice.party else None]
    return ", ".join(shown(part) for part in parts if part and part != "unknown")


def quoted(claimed: Claimed) -> str:
    """The claim's own characters between quotation marks; marks inside become single ones."""
    inner = shown(claimed.quote).translate({ord("“"): "‘", ord("”"): "’"})
    return f"“{inner}”"


def printed(report: Report) -> str:
    """Who printed it and when: outlet (or the label where no outlet is known), day."""
    name = shown(report.outlet or report.label)
    return f"{name}, {day(report.published)}" if report.published else name


def day(moment: Moment) -> str:
    """A moment's day as people write it, no more precise than it is: `7 Nov 2024`, `Nov 2024`, `2024`."""
    first = moment.first_day
    if moment.grain is Grain.YEAR:
        return str(first.year)
    month = f"{_MONTHS[first.month - 1]} {first.year}"
    return month if moment.grain is Grain.MONTH else f"{first.day} {month}"


def first_reported(reports: list[Report]) -> tuple[date, str]:
    """A sort key: the earliest day of publication among the reports; those without a date come last."""
    days = [report.published.first_day for report in reports if report.published]
    return min(days, default=date.max), min((report.label for report in reports), default="")


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
