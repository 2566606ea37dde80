"""Days placed on the calendar: weekdays, dates, holidays, "the next day"."""

from dataclasses import replace
from datetime import date, timedelta

from sayso.claims.calendar import UNKNOWN, Stretch, clock_part, easter, shifted, unit_at
from sayso.claims.scene import Scene, clock_bounds, nearest, number_in, one_day, precision_of, weekend_at
from sayso.claims.time_words import Atom, section


def place_weekday(atom: Atom, scene: Scene) -> Stretch:
    """The latest or next such weekday: "on Friday", "last Friday", "Monday of last week"."""
    number, rel = number_in("weekdays", atom["wd"]), atom["rel"]
    if atom["wk"]:
        week = shifted(scene.day, {"last": -1, "this": 0, "next": 1}[atom["wk"]], "week")
        return one_day(week - timedelta(days=week.weekday()) + timedelta(days=number))
    if atom["on"]:
        # "Sunday week" is the Sunday after the next.
        return one_day(scene.day + timedelta(days=(number - scene.day.weekday()) % 7 + 7))
    if rel in {"next", "this coming", "coming"}:
        return one_day(scene.day + timedelta(days=(number - scene.day.weekday() - 1) % 7 + 1))
    if rel in {"last", "this past", "past"}:
        return one_day(scene.day - timedelta(days=(scene.day.weekday() - number - 1) % 7 + 1))
    if scene.forward:
        return one_day(scene.day + timedelta(days=(number - scene.day.weekday()) % 7))
    return one_day(scene.day - timedelta(days=(scene.day.weekday() - number) % 7))


def place_date(atom: Atom, scene: Scene) -> Stretch:
    """A date with or without its year: "4 March", "May 17, 2022"."""
    month, day = number_in("months", atom["mon"]), _day_number(atom)
    if atom["y"]:
        return one_day(date(int(atom["y"]), month, day))
    return nearest(lambda year: one_day(date(year, month, day)), scene)


def _day_number(atom: Atom) -> int:
    if atom["d"]:
        return int(atom["d"])
    tens, _, ones = atom["dw"].rpartition("-")
    return {"twenty": 20, "thirty": 30}.get(tens, 0) + number_in("day_ordinals", ones)


def place_days(atom: Atom, scene: Scene) -> Stretch:
    """Two days of one month: "16 to 18 May"."""
    month, first, last = number_in("months", atom["mon"]), int(atom["d1"]), int(atom["d2"])

    if last < first:
        raise ValueError("the second day of a range comes before the first")

    def make(year: int) -> Stretch:
        return Stretch(date(year, month, first), date(year, month, last), "range")

    return make(int(atom["y"])) if atom["y"] else nearest(make, scene)


def place_iso(atom: Atom, _scene: Scene) -> Stretch:
    """A date as computers write it: "2022-05-19"."""
    return one_day(date(int(atom["y"]), int(atom["m"]), int(atom["d"])))


def place_slash(atom: Atom, scene: Scene) -> Stretch:
    """A/B/YYYY read so that the day exists; where both readings do, the month goes first in American zones alone."""
    a, b, year = int(atom["a"]), int(atom["b"]), int(atom["y"])
    offset = scene.anchor.offset
    american = offset is not None and offset < timedelta(0) and atom["sep"] == "/"
    day, month = (b, a) if b > 12 or (american and a <= 12) else (a, b)
    return one_day(date(year, month, day))


def place_nth(atom: Atom, scene: Scene) -> Stretch:
    """The latest such day of a month, or the next if the clause looks forward: "on the 14th"."""
    if atom["rel"]:
        base = shifted(scene.day, {"last": -1, "next": 1}.get(atom["rel"], 0), "month")
        return one_day(base.replace(day=int(atom["d"])))
    step = 1 if scene.forward else -1
    for count in range(4):
        base = shifted(scene.day.replace(day=1), step * count, "month")
        try:
            day = base.replace(day=int(atom["d"]))
        except ValueError:
            continue
        if (day >= scene.day) if scene.forward else (day <= scene.day):
            return one_day(day)
    return UNKNOWN


def place_holiday(atom: Atom, scene: Scene) -> Stretch:
    """A day with a name: "Christmas Eve", "Easter Monday"."""
    name = " ".join(atom["holiday"].split())

    def make(year: int) -> Stretch:
        if name in section("easter"):
            return one_day(easter(year) + timedelta(days=number_in("easter", name)))
        return one_day(date.fromisoformat(f"{year:04}-{section('holidays')[name]}"))

    if atom["y"]:
        return make(int(atom["y"]))
    if atom["rel"] == "next":
        return nearest(make, replace(scene, forward=True))
    return nearest(make, scene)


def place_relday(atom: Atom, scene: Scene) -> Stretch:
    """A day named from the publication: "yesterday", "the day after tomorrow"."""
    shift = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
    return one_day(scene.day + timedelta(days=shift.get(" ".join(atom["word"].split()), 0)))


def place_other(atom: Atom, scene: Scene) -> Stretch:
    """A day counted from one that is named elsewhere: "the next day", "the following Monday"."""
    base, step = scene.other(), {"next": 1, "following": 1, "after": 1, "same": 0, "very": 0, "that": 0}
    which = atom["which"].split()[-1]
    shift = step.get(which, -1)
    unit = atom["what"]
    if base is None:
        if shift >= 0 and which != "same":
            return Stretch(None, None, precision_of(unit))
        base = scene.day
    if atom["wd"]:
        number = number_in("weekdays", atom["wd"])
        ahead = (number - base.weekday() - 1) % 7 + 1
        return one_day(base + timedelta(days=ahead if shift >= 0 else ahead - 7))
    if unit in {"morning", "afternoon", "evening", "night"}:
        begin, end = clock_bounds(unit)
        return clock_part(base + timedelta(days=shift), begin, end)
    if unit == "weekend":
        return weekend_at(shifted(base, shift, "week"))
    return unit_at(shifted(base, shift, unit), unit)
