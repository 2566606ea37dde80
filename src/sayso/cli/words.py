"""Values in words for a terminal. Everything that comes from a report is made safe to show here."""

from collections.abc import Mapping

from sayso.cli.display import shown
from sayso.export.words import (
    ACTS,
    CERTAINTIES,
    POLARITIES,
    REVIEW_STATES,
    REVIEWS,
    STATES,
    UNSIGNED,
    count,
    day,
    first_reported,
    in_state,
    is_denied,
    origins,
    short,
)
from sayso.nouns import Answer, Claim, Claimed, Report, Review, ReviewState, Ruling, Voice

__all__ = [
    "ACTS",
    "CERTAINTIES",
    "POLARITIES",
    "REVIEWS",
    "STATES",
    "UNSIGNED",
    "count",
    "day",
    "first_reported",
    "heading",
    "in_state",
    "origins",
    "printed",
    "quoted",
    "reviewed",
    "short",
    "signed",
    "standing",
    "who",
]


def who(claim: Claim) -> str:
    """The claimant, with the relays nearest first."""
    name = shown(claim.voice.name) if claim.voice else UNSIGNED.get(claim.form, "nobody named")
    relays = "".join(f", via {shown(voice.name)}" for voice in reversed(claim.via))
    return name + relays


def heading(answer: Answer, claims: Mapping[str, Claimed]) -> str:
    """The answer's value. Where it is the words of one who denies them, that is said."""
    value = shown(answer.value)
    return f"denied: {value}" if is_denied(answer, claims) else value


def reviewed(review: Review) -> str:
    """What people have made of a claim: `rejected by Ada on 2024-05-07: an older figure`."""
    told = [signed(REVIEWS[one.decision], one) for one in ((review.ruling,) if review.ruling else ())]
    if review.ruling is None and review.opinions:
        state = ReviewState.ONE_OF_TWO if len(review.opinions) == 1 else ReviewState.NOT_AGREED
        told = [REVIEW_STATES[state]]
        told += [signed(REVIEWS[one.decision], one) for one in review.opinions if state is ReviewState.NOT_AGREED]
    if review.release is not None:
        told.append(signed("published", review.release))
    return "\n".join(told)


def signed(words: str, ruling: Ruling) -> str:
    """What somebody has ruled, with who, when and why."""
    why = f": {shown(ruling.why)}" if ruling.why else ""
    return f"{words} by {shown(ruling.by)} on {ruling.at[:10]}{why}"


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
