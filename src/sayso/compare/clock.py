"""When something was said: the day and, where known, the minute that an answer is about."""

import re
from dataclasses import dataclass
from datetime import date

from sayso.compare.scene import sentence_of
from sayso.nouns import Claimed, Moment, hull

_TICKER = re.compile(r"(?:^|\n)[ \t]*(\d{1,2})[:.](\d{2})\b[^\n]*\Z")
"""A live blog's entry: the paragraph begins with a time of day."""

_AS_OF = re.compile(
    r"\b(?:by|as of)\s+"
    r"(?:(noon|midday|midnight|dawn|daybreak|nightfall|dusk)|(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\b)",
    re.IGNORECASE,
)
"""A time of day up to which a count or state goes: "by noon 412 had crossed"."""
_MINUTES = {"noon": 720, "midday": 720, "midnight": 1439, "dawn": 360, "daybreak": 360, "nightfall": 1200, "dusk": 1140}


_OF_ONE_DAY = frozenset({"minute", "hour", "part-of-day", "day"})
"""Precisions of a time that names a day; a night is that of its evening."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The day and minute of the day that something was said; None is unknown."""

    day: date | None
    minute: int | None = None

    def later_than(self, other: "Clock") -> bool:
        """Whether this is known to be later than `other`."""
        if self.day is None or other.day is None:
            return False
        if self.day != other.day:
            return self.day > other.day
        return self.minute is not None and other.minute is not None and self.minute > other.minute

    def __str__(self) -> str:
        """The day and time for people."""
        if self.day is None:
            return "an unknown day"
        day = f"{self.day.day} {self.day:%B %Y}"
        return day if self.minute is None else f"{day}, {self.minute // 60:02}:{self.minute % 60:02}"


def _minute_of(match: re.Match[str]) -> int | None:
    """The minute of the day that a time names; None where it is no time."""
    word, hour, minute, half = match.groups()
    if word:
        return _MINUTES[word.casefold()]
    told = int(hour) % 12 * 60 + int(minute or 0) + (720 if half.casefold() == "p" else 0)
    return told if int(hour) <= 12 and int(minute or 0) < 60 else None


def said_at(claimed: Claimed) -> Clock:
    """When the claim was made: the day that its report names for the saying, else the publication."""
    published = claimed.report.published
    if published is None or published.day is None:
        return Clock(None)
    instant = published.instant()
    minute = instant.hour * 60 + instant.minute if instant else None
    at = hull(claimed.claim.content)
    sentence = sentence_of(claimed.text, at)
    as_of = _AS_OF.search(sentence.of(claimed.text))
    if as_of and (told := _minute_of(as_of)) is not None:
        return Clock(published.day, told)
    day = _day_told(claimed)
    if day is not None and day != published.day:
        return Clock(day)
    ticker = _TICKER.search(claimed.text[: at.start + 1])
    if ticker and int(ticker[1]) < 24 and int(ticker[2]) < 60:
        entry_minute = int(ticker[1]) * 60 + int(ticker[2])
        if minute is None or entry_minute <= minute:
            return Clock(published.day, entry_minute)
    return Clock(published.day, minute)


def _day_told(claimed: Claimed) -> date | None:
    """The day on which a report says that it was said; None where it names none, or several."""
    said = claimed.claim.said
    if said is None or said.start is None or said.end is None or said.precision not in _OF_ONE_DAY:
        return None
    return Moment(said.start).day
