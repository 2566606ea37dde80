"""What a time phrase is placed by, and the small steps that all kinds of phrases share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.claims.calendar import DAY, Anchor, Stretch, day_of
from sayso.claims.time_phrases import Phrase
from sayso.claims.time_words import section
from sayso.nouns import Annotated


@dataclass(frozen=True, slots=True)
class Scene:
    """A phrase being placed: the text around it, the day it counts from, whether its clause looks forward.

    `other` finds the date that the text names elsewhere ("the next day"), or None.
    """

    phrase: Phrase
    annotated: Annotated
    anchor: Anchor
    day: date
    forward: bool
    other: Callable[[], date | None]


def one_day(day: date) -> Stretch:
    """The stretch of one day."""
    return Stretch(day, day, "day")


def number_in(group: str, key: str) -> int:
    """The number that a word of a group stands for: `number_in("months", "may")` is 5."""
    found = section(group)[key]
    return found if isinstance(found, int) else 0


def nearest(make: Callable[[int], Stretch], scene: Scene) -> Stretch:
    """Of the same date in three years the latest that has begun, or the first that is not over."""
    years = range(scene.day.year - 1, scene.day.year + 2)
    made = []
    for year in years:
        try:
            made.append(make(year))
        except ValueError:  # 29 February
            continue
    if not made:
        raise ValueError("no year has such a day")
    if scene.forward:
        ahead = [s for s in made if s.last is not None and day_of(s.last) >= scene.day]
        return ahead[0] if ahead else made[-1]
    past = [s for s in made if s.first is not None and day_of(s.first) <= scene.day]
    return past[-1] if past else made[0]


def weekend_at(day: date) -> Stretch:
    """The weekend of the week that holds the day."""
    saturday = day + timedelta(days=5 - day.weekday())
    return Stretch(saturday, saturday + DAY, "range")


def clock_bounds(name: str) -> tuple[str, str]:
    """First and last minute of a part of the day: `clock_bounds("morning")`."""
    found = section("parts").get(" ".join(name.split()))
    begin, end = found if isinstance(found, list) else ("00:00", "23:59")
    return str(begin), str(end)


def precision_of(unit: str) -> str:
    """The precision that a unit's word names."""
    if unit in {"morning", "afternoon", "evening", "night"}:
        return "part-of-day"
    return unit if unit in {"minute", "hour", "day", "week", "month", "year"} else "range"
