"""The clocks of a claim: when it was said, when its report was published, when Sayso read that."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from sayso.export.words import day, stretch
from sayso.nouns import Claimed, Grain, Moment, Question


class Clock(StrEnum):
    """By which clock claims are laid out in time."""

    SAID = "said"  # when it was said; where the report does not tell, when that was published
    PUBLISHED = "published"
    READ = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """A time of a claim and the clock that it is of. `start` and `end` are ISO 8601, None where that end is open."""

    clock: Clock
    start: str | None
    end: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A claim with its time by the clock that was asked for, None where that is not known."""

    claimed: Claimed
    at: At | None


def at(claimed: Claimed, by: Clock, read_at: Mapping[str, str]) -> At | None:
    """When the claim was made by that clock, None where that is not known.

    By `SAID` it is the day of publication where the report does not tell when it was said; `clock` says so. `read_at`
    has when reports were read, by their ids.
    """
    said, report = claimed.claim.said, claimed.report
    if by is Clock.READ:
        read = read_at.get(report.id)
        return None if read is None else _moment(Clock.READ, Moment(read))
    if by is Clock.SAID and said is not None and (said.start or said.end):
        return At(clock=Clock.SAID, start=said.start, end=said.end, words=stretch(said))
    return None if report.published is None else _moment(Clock.PUBLISHED, report.published)


def _moment(clock: Clock, moment: Moment) -> At:
    return At(clock=clock, start=moment.iso, end=moment.iso, words=day(moment))


def days(when: At) -> tuple[float | None, float | None]:
    """The first and last instant that a time may mean, as days since the year 1 on its own zone's wall clock.

    >>> days(At(clock=Clock.SAID, start="2022-05-13", end="2022-05-13", words="13 May 2022"))
    (738288.0, 738289.0)
    """
    start = None if when.start is None else _day(Moment(when.start), last=False)
    end = None if when.end is None else _day(Moment(when.end), last=True)
    return start, end


def middle(when: At) -> float:
    """Where a time stands on a line of days: the middle of what it may mean, or the end of it that is known."""
    start, end = days(when)
    known = [one for one in (start, end) if one is not None]
    return sum(known) / len(known)


def _day(moment: Moment, *, last: bool) -> float:
    instant = moment.instant()
    if instant is not None and moment.grain is Grain.MINUTE:
        return instant.date().toordinal() + (instant.hour * 60 + instant.minute) / 1440
    return float(moment.last_day.toordinal() + 1 if last else moment.first_day.toordinal())


def in_time(
    question: Question, claims: Mapping[str, Claimed], by: Clock, read_at: Mapping[str, str] = MappingProxyType({})
) -> list[Timed]:
    """The claims on a question by one of their clocks, undated ones last; at one time in the order of their answers.

    `read_at` has when reports were read, by their ids.
    """
    place = {claim: index for index, answer in enumerate(question.answers) for claim in answer.claims}
    timed = [Timed(claimed=claims[claim], at=at(claims[claim], by, read_at)) for claim in place if claim in claims]

    def key(one: Timed) -> tuple[object, ...]:
        ident = one.claimed.claim.id
        return one.at is None, middle(one.at) if one.at else 0.0, place[ident], ident

    return sorted(timed, key=key)
