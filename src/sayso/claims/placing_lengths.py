"""Counted units placed on the calendar: "a month ago", "the past 36 hours", "for nearly ten days"."""

from dataclasses import replace
from datetime import date, timedelta

from sayso.claims import numbers
from sayso.claims.calendar import DAY, UNKNOWN, Bound, Stretch, clock_part, day_of, shifted, unit_at
from sayso.claims.scene import Scene, clock_bounds, precision_of, weekend_at
from sayso.claims.tense import is_past
from sayso.claims.time_words import Atom
from sayso.nouns import Span


def _count(atom: Atom) -> float | None:
    """How many units; None where the words do not say ("several")."""
    if atom["n"] in {"a", "an"}:
        return 1
    return numbers.value(atom["n"]) if atom["n"] else 1


def place_ago(atom: Atom, scene: Scene) -> Stretch:
    """The day, or the calendar unit, so long ago: "two days ago", "three months ago"."""
    return _shifted_unit(atom, scene, scene.day, -1)


def place_shift(atom: Atom, scene: Scene, base: date | None = None) -> Stretch:
    """A unit counted from the date named, else from the text's other date: "two days later"."""
    back = atom["dir"] in {"earlier", "before", "beforehand"}
    return _shifted_unit(atom, scene, base or scene.other(), -1 if back else 1)


def _shifted_unit(atom: Atom, scene: Scene, base: date | None, sign: int) -> Stretch:  # noqa: PLR0911 - one return a rule reads better than a nest
    count, unit = _count(atom), atom["unit"]
    if count is None:
        return UNKNOWN
    now = scene.anchor.minute
    if unit in {"hour", "minute"}:
        if now is None or atom.kind == "shift":
            return Stretch(None, None, unit)
        at = now + sign * (timedelta(hours=count) if unit == "hour" else timedelta(minutes=count))
        return Stretch(at, at, unit)
    if base is None:
        return Stretch(None, None, precision_of(unit))
    if unit == "night":
        begin, end = clock_bounds("night")
        return clock_part(base + timedelta(days=int(sign * count)), begin, end)
    if unit == "weekend":
        return weekend_at(shifted(base, int(sign * count), "week"))
    reached = _moved(base, sign * count, unit)
    return unit_at(reached, "week" if unit == "fortnight" else unit)


def _moved(day: date, count: float, unit: str) -> date:
    if count == int(count):
        return shifted(day, int(count), unit)
    # "two and a half years": the half is counted in the next smaller unit.
    smaller, size = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7)}.get(unit, ("day", 1))
    return shifted(day, int(count * size), smaller)


def place_in_n(atom: Atom, scene: Scene) -> Stretch:
    """The day so far ahead; "in three days 40 people drowned" is a length that the words do not place."""
    if not scene.forward and not atom["time"]:
        return UNKNOWN
    if atom["in"] == "within":
        return place_length(replace(atom, parts={**atom.parts, "rel": "next"}), scene)
    return _shifted_unit(atom, scene, scene.day, 1)


def place_length(atom: Atom, scene: Scene) -> Stretch:
    """A length from or to the moment of publication: "the past 36 hours", "the next ten days"."""
    count, unit = _count(atom), atom["unit"]
    if count is None:
        return UNKNOWN
    sign = 1 if atom["rel"] in {"next", "coming"} else -1
    now = scene.anchor.minute
    here: Bound = scene.day
    if unit in {"hour", "minute"}:
        length = timedelta(hours=count) if unit == "hour" else timedelta(minutes=count)
        here = now or scene.day
        there: Bound = now + sign * length if now else scene.day + sign * timedelta(days=-(-length // DAY))
    else:
        there = _moved(scene.day, sign * count, {"night": "day"}.get(unit, unit))
    return Stretch(here, there, "range") if sign > 0 else Stretch(there, here, "range")


def place_for_n(atom: Atom, scene: Scene) -> Stretch:
    """A length up to now, unless what it tells of is over or still to come: "for almost two weeks"."""
    inside = scene.annotated.tokens_in(Span(atom.start, atom.end))
    over = bool(inside) and is_past(scene.annotated, inside[0])
    if not atom["rel"] and (scene.forward or over):
        return UNKNOWN
    return place_length(atom, scene)


def place_run_up(atom: Atom, end: Stretch) -> Stretch:
    """Whole days up to and with the one named: "the 48 hours to Sunday"."""
    count = _count(atom)
    if count is None or end.last is None:
        return UNKNOWN
    last = day_of(end.last)
    if atom["unit"] == "hour":
        return Stretch(last - timedelta(days=max(round(count / 24), 1) - 1), last, "range")
    return Stretch(_moved(last, -count, atom["unit"]) + DAY, last, "range")
