"""Weeks, months, seasons and years placed on the calendar."""

from dataclasses import replace
from datetime import date

from sayso.claims.calendar import Stretch, day_of, months, shifted, third, unit_at
from sayso.claims.scene import Scene, nearest, number_in, weekend_at
from sayso.claims.time_words import Atom


def place_month(atom: Atom, scene: Scene) -> Stretch:
    """A month or its early, middle or late part: "in early March", "last May"."""
    number, rel = number_in("months", atom["mon"]), atom["rel"]

    def make(year: int) -> Stretch:
        whole = months(year, number, 1, "month")
        return third(whole, atom["third"]) if atom["third"] else whole

    if atom["y"]:
        return make(int(atom["y"]))
    if rel == "last":
        return make(scene.day.year - (number >= scene.day.month))
    if rel == "next":
        return make(scene.day.year + (number <= scene.day.month))
    return make(scene.day.year) if rel == "this" else nearest(make, scene)


def place_unit(atom: Atom, scene: Scene) -> Stretch:
    """The calendar unit before, around or after the publication: "last week", "later this month"."""
    rel, unit, part = atom["rel"].split(), atom["unit"], atom["third"]
    if rel == ["before", "last"]:
        return unit_at(shifted(scene.day, -2, unit), unit)
    shift = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(rel[-1] if rel else "this", 0)
    whole = unit_at(shifted(scene.day, shift, unit), unit)
    if part == "earlier":
        return replace(whole, last=min(scene.day, day_of(whole.last))) if whole.last else whole
    if part == "later":
        return replace(whole, first=max(scene.day, day_of(whole.first))) if whole.first else whole
    return third(whole, part) if part else whole


def place_year(atom: Atom, _scene: Scene) -> Stretch:
    """A year by its number: "in 2014", "early 2022"."""
    whole = unit_at(date(int(atom["y"]), 1, 1), "year")
    return third(whole, atom["third"]) if atom["third"] else whole


def place_years(atom: Atom, _scene: Scene) -> Stretch:
    """From year to year: "2014-16"; where that would run backwards, a month: "2022-05".

    Raises:
        ValueError: it is neither.
    """
    first, last = atom["y"], atom["y2"]
    if len(last) == 2 and last <= first[2:]:
        return months(int(first), int(last), 1, "month")
    last = first[: 4 - len(last)] + last
    if last < first:
        raise ValueError(f"{first} is after {last}")
    return Stretch(date(int(first), 1, 1), date(int(last), 12, 31), "range")


def place_decade(atom: Atom, _scene: Scene) -> Stretch:
    """A decade: "in the 1990s"."""
    return unit_at(date(int(atom["y"]), 1, 1), "decade")


def place_season(atom: Atom, scene: Scene) -> Stretch:
    """A season of the northern half of the world: "last spring", "winter 2021"."""
    month = number_in("seasons", atom["season"])

    def make(year: int) -> Stretch:
        whole = months(year, month, 3, "season")
        return third(whole, atom["third"]) if atom["third"] else whole

    if atom["y"]:
        return make(int(atom["y"]))
    if atom["rel"] == "next":
        return make(scene.day.year + 1)
    if atom["rel"] == "last":
        over = [s for y in range(scene.day.year - 2, scene.day.year + 1) if _is_over(s := make(y), scene.day)]
        return over[-1]
    return nearest(make, scene)


def _is_over(stretch: Stretch, day: date) -> bool:
    return stretch.last is not None and day_of(stretch.last) < day


def place_quarter(atom: Atom, scene: Scene) -> Stretch:
    """A quarter or half of a year: "the second quarter of 2019"; without a year the latest that is over."""
    if atom["y"]:
        return quarter_of(atom, int(atom["y"]))
    if scene.forward:
        return nearest(lambda year: quarter_of(atom, year), scene)
    years = (scene.day.year - 1, scene.day.year)
    over = [s for year in years if _is_over(s := quarter_of(atom, year), scene.day)]
    return over[-1] if over else quarter_of(atom, years[0])


def quarter_of(atom: Atom, year: int) -> Stretch:
    """That quarter or half of that year."""
    length = 6 if atom["unit"] in {"half", "six months"} else 3
    return months(year, 1 + length * (number_in("ordinals", atom["nth"]) - 1), length, "range")


def place_weekend(atom: Atom, scene: Scene) -> Stretch:
    """Saturday and Sunday: "over the weekend", "next weekend"."""
    rel, saturday = atom["rel"], scene.day.weekday() == 5
    latest = scene.day if saturday else shifted(scene.day, -1, "week")
    now = scene.day.weekday() >= 5
    if atom["before"]:
        return weekend_at(shifted(latest, -1, "week") if not saturday else shifted(scene.day, -2, "week"))
    if rel in {"next", "coming", "this coming"} or (rel in {"this", "the"} and scene.forward):
        return weekend_at(shifted(scene.day, 1, "week") if now and rel != "this" else scene.day)
    if rel in {"last", "this past", "past"}:
        return weekend_at(shifted(scene.day, -1, "week"))
    return weekend_at(scene.day if now else shifted(scene.day, -1, "week"))
