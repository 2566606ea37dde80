"""Stretches of the calendar: weeks, months, seasons, clock times and the zones that they are told in."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone

from sayso.nouns import Moment

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)

Bound = date | datetime
"""A day, or a minute on the wall clock of the publication."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time, both ends inclusive; an end is None where it is open or not known."""

    first: Bound | None
    last: Bound | None
    precision: str
    open: str = "none"


UNKNOWN = Stretch(None, None, "unknown")


@dataclass(frozen=True, slots=True)
class Anchor:
    """When the text was published: the day, the minute on its own clock, its offset from GMT; None if not known."""

    day: date | None
    minute: datetime | None = None
    offset: timedelta | None = None


def anchor(published: Moment | None) -> Anchor:
    """The anchor that relative times count from."""
    if published is None:
        return Anchor(None)
    instant = published.instant()
    if instant is None:
        return Anchor(published.day)
    return Anchor(published.day, instant.replace(tzinfo=None, second=0, microsecond=0), instant.utcoffset())


def day_of(bound: Bound) -> date:
    """The day that a bound lies on."""
    return bound.date() if isinstance(bound, datetime) else bound


def iso(bound: Bound | None) -> str | None:
    """ISO 8601: "2022-05-19", or "2022-05-19T07:45" where a clock time is meant."""
    if bound is None:
        return None
    # not strftime, which writes the year 7 as "7" on some systems
    return bound.isoformat(timespec="minutes") if isinstance(bound, datetime) else bound.isoformat()


def unit_at(day: date, unit: str) -> Stretch:
    """The calendar day, week (Monday to Sunday), month, quarter or year around the day."""
    if unit == "week":
        first = day - timedelta(days=day.weekday())
        return Stretch(first, first + 6 * DAY, "week")
    if unit == "month":
        return months(day.year, day.month, 1, "month")
    if unit == "quarter":
        return months(day.year, day.month - (day.month - 1) % 3, 3, "range")
    if unit == "year":
        return Stretch(date(day.year, 1, 1), date(day.year, 12, 31), "year")
    if unit == "decade":
        return Stretch(date(day.year // 10 * 10, 1, 1), date(day.year // 10 * 10 + 9, 12, 31), "range")
    return Stretch(day, day, "day")


def months(year: int, month: int, count: int, precision: str) -> Stretch:
    """So many whole months from the given one on."""
    last = shifted(date(year, month, 1), count - 1, "month")
    return Stretch(date(year, month, 1), last.replace(day=monthrange(last.year, last.month)[1]), precision)


def shifted(day: date, count: int, unit: str) -> date:
    """The day so many units later (earlier if negative); the 31st becomes the last day of a shorter month.

    Raises:
        OverflowError: the calendar does not reach so far.
    """
    if unit in {"day", "week", "weekend", "fortnight"}:
        return day + timedelta(days=count * {"day": 1, "fortnight": 14}.get(unit, 7))
    per = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit, 1)
    index = day.year * 12 + day.month - 1 + count * per
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"no calendar for the year {year}")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def third(stretch: Stretch, which: str) -> Stretch:
    """The early, middle or late part of a month (1-10, 11-20, 21-end), a year (four months each) or another unit."""
    if stretch.first is None or stretch.last is None:
        return stretch
    first, last = day_of(stretch.first), day_of(stretch.last)
    if stretch.precision == "month":
        cuts = (first, first + 10 * DAY, first + 20 * DAY)
    elif stretch.precision == "year":
        cuts = (first, first.replace(month=5), first.replace(month=9))
    else:
        length = (last - first).days + 1
        cuts = (first, first + DAY * (length // 3), first + DAY * (2 * length // 3))
    ends = (cuts[1] - DAY, cuts[2] - DAY, last)
    index = {"early": 0, "mid": 1, "late": 2}[which]
    return replace(stretch, first=cuts[index], last=ends[index])


def clock_part(day: date, begin: str, end: str, *, ending: bool = False) -> Stretch:
    """A part of the day such as 20:00 to 05:59; one over midnight begins on the day, or ends on it if `ending`."""
    over = end < begin
    start = day - DAY if over and ending else day
    return Stretch(
        datetime.combine(start, time.fromisoformat(begin)),
        datetime.combine(start + DAY if over else start, time.fromisoformat(end)),
        "part-of-day",
    )


def in_zone(moment: datetime, minutes: int, summer: str, offset: timedelta) -> datetime:
    """A wall clock time of another zone on the wall clock of ours.

    `minutes` is the other zone's standard offset, `summer` whose summer time it keeps ("eu", "us" or "").
    """
    total = minutes + (60 if _is_summer(moment, minutes, summer) else 0)
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=total)))
    return aware.astimezone(timezone(offset)).replace(tzinfo=None)


def _is_summer(moment: datetime, minutes: int, rule: str) -> bool:
    if rule == "eu":
        # Summer time begins and ends at 01:00 GMT on the last Sundays of March and October.
        gmt = moment - timedelta(minutes=minutes)
        begin, end = (datetime.combine(_sunday(moment.year, month, -1), time(1)) for month in (3, 10))
        return begin <= gmt < end
    if rule == "us":
        begin = datetime.combine(_sunday(moment.year, 3, 2), time(2))
        end = datetime.combine(_sunday(moment.year, 11, 1), time(2))
        return begin <= moment < end
    return False


def _sunday(year: int, month: int, which: int) -> date:
    days = [
        date(year, month, d) for d in range(1, monthrange(year, month)[1] + 1) if date(year, month, d).weekday() == 6
    ]
    return days[which - 1] if which > 0 else days[which]


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Gauss's rule as completed by Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
