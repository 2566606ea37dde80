"""Time phrases placed on the calendar: one small function for each kind of time word."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sayso.claims import numbers
from sayso.claims.calendar import (
    DAY,
    MINUTE,
    UNKNOWN,
    Anchor,
    Bound,
    Stretch,
    clock_part,
    day_of,
    easter,
    in_zone,
    months,
    shifted,
    third,
    unit_at,
)
from sayso.claims.tense import is_past, looks_forward
from sayso.claims.time_phrases import Phrase, phrases
from sayso.claims.time_words import Atom, section
from sayso.nouns import Annotated, Span

_NEAR = timedelta(minutes=30)
"""How far "shortly after" and "around" a clock time reach."""

_NO_DAY = date(2000, 1, 1)
"""Stands in while a text without a day of publication is read; what depends on it is blanked afterwards."""


@dataclass(frozen=True, slots=True)
class Placing:
    """What a phrase is placed by: the text around it and the moment of publication."""

    annotated: Annotated
    anchor: Anchor
    nested: bool = False  # already looking for another phrase's date


@dataclass(frozen=True, slots=True)
class _Scene:
    """A phrase being placed: the day it counts from, and whether its clause looks forward."""

    phrase: Phrase
    placing: Placing
    day: date
    forward: bool

    def other(self) -> date | None:
        """The date that the text names elsewhere: before the phrase in its paragraph, else after it."""
        return None if self.placing.nested else _other_date(self.phrase, self.placing)


def place(phrase: Phrase, placing: Placing) -> Stretch:
    """The stretch that a phrase names; bounds are None where it cannot be placed."""
    day = placing.anchor.day
    scene = _Scene(phrase, placing, day or _NO_DAY, _forward(phrase, placing))
    try:
        stretch = _base(phrase.atoms, scene)
        stretch = _range(stretch, phrase, scene) if phrase.until else _opened(stretch, phrase, scene)
    except (ValueError, OverflowError):
        # "31 June", "in 40,000 years": the words of a date, and no date.
        return UNKNOWN
    return stretch if day is not None else _blanked(stretch, phrase)


def _blanked(stretch: Stretch, phrase: Phrase) -> Stretch:
    """Without a day of publication only what names its own year is placed, and nothing ends today."""
    named = any(atom["y"] for atom in (*phrase.atoms, *phrase.until))
    if not named:
        return replace(stretch, first=None, last=None)
    return replace(stretch, last=None) if stretch.open == "since" else stretch


def _forward(phrase: Phrase, placing: Placing) -> bool:
    if phrase.lead in {"since", "ever since"}:
        return False
    inside = placing.annotated.tokens_in(Span(phrase.start, phrase.end))
    return bool(inside) and looks_forward(
        placing.annotated, inside[0], bound=phrase.lead in {"by", "until", "till", "no later than"}
    )


def _other_date(phrase: Phrase, placing: Placing) -> date | None:
    annotated = placing.annotated
    inside = annotated.tokens_in(Span(phrase.start, phrase.end))
    if not inside:
        return None
    paragraph = annotated.paragraphs[annotated.sentences[annotated.tokens.sentence[inside[0]]].paragraph].span
    around = [
        other
        for other in phrases(annotated.text, paragraph.start, paragraph.end)
        if not other.start < phrase.end or not phrase.start < other.end
    ]
    ordered = [p for p in reversed(around) if p.end <= phrase.start] + [p for p in around if p.start >= phrase.end]
    for other in ordered:
        found = place(other, replace(placing, nested=True))
        if found.first is not None and found.precision in {"day", "part-of-day", "minute", "hour"}:
            return day_of(found.first)
    return None


# Ranges and open ends


def _range(left: Stretch, phrase: Phrase, scene: _Scene) -> Stretch:
    right = _base(phrase.until, scene)
    if left.first is None or right.last is None:
        return replace(left, last=None, precision="range")
    first, last = left.first, right.last
    if phrase.of("clock") and not phrase.of("weekday", "date", "relday") and isinstance(first, datetime):
        first = datetime.combine(day_of(last), first.time())
    if day_of(first) > day_of(last) and phrase.of("weekday"):
        # "from Friday to Monday": the last Monday decides, or the next Friday.
        if scene.forward:
            last = _later(last, 7)
        else:
            first = _later(first, -7)
    return Stretch(first, last, "range")


def _later(bound: Bound, days: int) -> Bound:
    return bound + timedelta(days=days)


def _opened(stretch: Stretch, phrase: Phrase, scene: _Scene) -> Stretch:
    lead = phrase.lead
    if stretch is UNKNOWN or (stretch.first is None and stretch.last is None):
        return replace(stretch, open={"since": "since", "by": "by", "until": "until"}.get(lead, "none"))
    edge = phrase.of("edge")
    if lead in {"since", "ever since", "from", "starting"}:
        begin = stretch.last if edge and edge["edge"] in {"end", "close"} else stretch.first
        if scene.forward and lead not in {"since", "ever since"}:
            return replace(stretch, first=begin, last=None, open="since")
        return replace(stretch, first=begin, last=scene.day, open="since")
    if lead in {"by", "no later than", "not later than"}:
        return replace(stretch, first=None, last=_by_edge(stretch, edge), open="by")
    if lead in {"until", "till", "up to", "through"}:
        return replace(stretch, first=None, last=_by_edge(stretch, edge), open="until")
    if lead == "before" and stretch.first is not None:
        before = stretch.first - (MINUTE if isinstance(stretch.first, datetime) else DAY)
        return replace(stretch, first=None, last=before, open="by")
    if lead == "after" and stretch.last is not None:
        after = stretch.last + (MINUTE if isinstance(stretch.last, datetime) else DAY)
        return replace(stretch, first=after, last=None)
    return stretch


def _by_edge(stretch: Stretch, edge: Atom | None) -> Bound | None:
    """ "By the beginning of May" is over on its first day."""
    return stretch.first if edge is not None and edge["edge"] in {"beginning", "start"} else stretch.last


# The stretch that the atoms of one phrase name together


def _base(atoms: tuple[Atom, ...], scene: _Scene) -> Stretch:
    kinds = [atom.kind for atom in atoms]
    clock = next((a for a in atoms if a.kind in {"clock", "hours"}), None)
    parts = [a for a in atoms if a.kind in {"part", "tonight"}]
    rest = tuple(a for a in atoms if a is not clock and a not in parts)
    if rest and rest[0].kind == "edge":
        return _edge(rest[0], _rest(rest[1:], scene))
    if rest and rest[0].kind == "week_of":
        held = _rest(rest[1:], scene)
        return unit_at(day_of(held.first), "week") if held.first is not None else held
    if clock is not None:
        return _clock(clock, parts, _rest(rest, scene) if rest else None, scene)
    if parts:
        return _part(parts, _rest(rest, scene) if rest else None, scene, leads=kinds[0] in {"part", "tonight"})
    return _rest(rest, scene)


def _rest(atoms: tuple[Atom, ...], scene: _Scene) -> Stretch:
    """Days, weeks, months and years, without clock and part of the day."""
    first = atoms[0]
    if len(atoms) == 1:
        return _KINDS[first.kind](first, scene)
    second = atoms[1]
    if first.kind == "weekday" and second.kind in {"date", "nth", "iso", "slash"}:
        return _KINDS[second.kind](second, scene)
    if first.kind == "run_up":
        return _run_up(first, _rest(atoms[1:], scene))
    if first.kind == "shift":
        base = _rest(atoms[1:], scene) if second.kind in _KINDS else UNKNOWN
        return _shift(first, scene, day_of(base.first) if base.first else None)
    held = _KINDS[second.kind](second, scene) if second.kind in _KINDS else UNKNOWN
    if held.first is None:
        return _KINDS[first.kind](first, scene)
    if first.kind == "weekday" and held.precision == "week":
        return _at(day_of(held.first) + timedelta(days=_number("weekdays", first["wd"])))
    return _within(first, held, scene)


def _within(first: Atom, held: Stretch, scene: _Scene) -> Stretch:
    """The first atom's stretch inside a longer one: "the 9th of last month", "the first quarter of this year"."""
    begin = day_of(held.first) if held.first is not None else scene.day
    if first.kind == "nth":
        return _at(begin.replace(day=int(first["d"])))
    if first.kind == "quarter":
        return _quarter_of(first, begin.year)
    dated = Atom(first.kind, first.start, first.end, {**first.parts, "y": str(begin.year)})
    return _KINDS[first.kind](dated, scene)


def _edge(edge: Atom, stretch: Stretch) -> Stretch:
    which = {"beginning": "early", "start": "early", "middle": "mid"}.get(edge["edge"], "late")
    part = third(stretch, which)
    return replace(part, precision=stretch.precision)


def _at(day: date) -> Stretch:
    return Stretch(day, day, "day")


def _number(group: str, key: str) -> int:
    found = section(group)[key]
    return found if isinstance(found, int) else 0


def _nearest(make: Callable[[int], Stretch], scene: _Scene) -> Stretch:
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


# Days


def _weekday(atom: Atom, scene: _Scene) -> Stretch:
    number, rel = _number("weekdays", atom["wd"]), atom["rel"]
    if atom["wk"]:
        week = shifted(scene.day, {"last": -1, "this": 0, "next": 1}[atom["wk"]], "week")
        return _at(week - timedelta(days=week.weekday()) + timedelta(days=number))
    if rel in {"next", "this coming", "coming"}:
        return _at(scene.day + timedelta(days=(number - scene.day.weekday() - 1) % 7 + 1))
    if rel in {"last", "this past", "past"}:
        return _at(scene.day - timedelta(days=(scene.day.weekday() - number - 1) % 7 + 1))
    if scene.forward:
        return _at(scene.day + timedelta(days=(number - scene.day.weekday()) % 7))
    return _at(scene.day - timedelta(days=(scene.day.weekday() - number) % 7))


def _date(atom: Atom, scene: _Scene) -> Stretch:
    month, day = _number("months", atom["mon"]), _day_number(atom)
    if atom["y"]:
        return _at(date(int(atom["y"]), month, day))
    return _nearest(lambda year: _at(date(year, month, day)), scene)


def _day_number(atom: Atom) -> int:
    if atom["d"]:
        return int(atom["d"])
    tens, _, ones = atom["dw"].rpartition("-")
    return {"twenty": 20, "thirty": 30}.get(tens, 0) + _number("day_ordinals", ones)


def _days(atom: Atom, scene: _Scene) -> Stretch:
    month, first, last = _number("months", atom["mon"]), int(atom["d1"]), int(atom["d2"])

    def make(year: int) -> Stretch:
        return Stretch(date(year, month, first), date(year, month, last), "range")

    return make(int(atom["y"])) if atom["y"] else _nearest(make, scene)


def _iso(atom: Atom, _scene: _Scene) -> Stretch:
    return _at(date(int(atom["y"]), int(atom["m"]), int(atom["d"])))


def _slash(atom: Atom, _scene: _Scene) -> Stretch:
    """A/B/YYYY in the reading that is a date; the dotted form has the day first."""
    a, b, year = int(atom["a"]), int(atom["b"]), int(atom["y"])
    day, month = (a, b) if a > 12 or (atom["sep"] == "." and b <= 12) else (b, a)
    return _at(date(year, month, day))


def _nth(atom: Atom, scene: _Scene) -> Stretch:
    """ "On the 14th": the latest such day, or the next if the clause looks forward."""
    if atom["rel"]:
        base = shifted(scene.day, {"last": -1, "next": 1}.get(atom["rel"], 0), "month")
        return _at(base.replace(day=int(atom["d"])))
    step = 1 if scene.forward else -1
    for count in range(4):
        base = shifted(scene.day.replace(day=1), step * count, "month")
        try:
            day = base.replace(day=int(atom["d"]))
        except ValueError:
            continue
        if (day >= scene.day) if scene.forward else (day <= scene.day):
            return _at(day)
    return UNKNOWN


def _holiday(atom: Atom, scene: _Scene) -> Stretch:
    name = " ".join(atom["holiday"].split())

    def make(year: int) -> Stretch:
        if name in section("easter"):
            return _at(easter(year) + timedelta(days=_number("easter", name)))
        return _at(date.fromisoformat(f"{year:04}-{section('holidays')[name]}"))

    if atom["y"]:
        return make(int(atom["y"]))
    if atom["rel"] == "next":
        return _nearest(make, replace(scene, forward=True))
    return _nearest(make, scene)


def _relday(atom: Atom, scene: _Scene) -> Stretch:
    shift = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
    return _at(scene.day + timedelta(days=shift.get(" ".join(atom["word"].split()), 0)))


def _other(atom: Atom, scene: _Scene) -> Stretch:
    """ "The next day", "that night", "the following Monday": counted from the other date in the text."""
    base, step = scene.other(), {"next": 1, "following": 1, "after": 1, "same": 0, "very": 0, "that": 0}
    which = atom["which"].split()[-1]
    shift = step.get(which, -1)
    unit = atom["what"]
    if base is None:
        if shift >= 0 and which != "same":
            return Stretch(None, None, _precision(unit))
        base = scene.day
    if atom["wd"]:
        number = _number("weekdays", atom["wd"])
        ahead = (number - base.weekday() - 1) % 7 + 1
        return _at(base + timedelta(days=ahead if shift >= 0 else ahead - 7))
    if unit in {"morning", "afternoon", "evening", "night"}:
        begin, end = _clock_bounds(unit)
        return clock_part(base + timedelta(days=shift), begin, end)
    if unit == "weekend":
        return _weekend_at(shifted(base, shift, "week"))
    return unit_at(shifted(base, shift, unit), unit)


# Parts of the day and clock times


def _clock_bounds(name: str) -> tuple[str, str]:
    found = section("parts").get(" ".join(name.split()))
    begin, end = found if isinstance(found, list) else ("00:00", "23:59")
    return str(begin), str(end)


def _part(parts: list[Atom], day: Stretch | None, scene: _Scene, *, leads: bool) -> Stretch:
    words = [_part_name(atom) for atom in parts]
    name = " ".join(words) if " ".join(words) in section("parts") else words[-1]
    if day is not None and day.first is None:
        return Stretch(None, None, "part-of-day")
    if name in {"overnight", "last night", "tonight"}:
        # "overnight" and "last night" end on the day; "tonight" begins on it.
        base = day_of(day.first) if day is not None and day.first is not None else scene.day
        return clock_part(base, *_clock_bounds("night"), ending=name != "tonight")
    begin, end = _clock_bounds(name)
    if day is not None and day.first is not None:
        text = scene.placing.annotated.text[parts[0].end : scene.phrase.end].lower()
        # "in the night to Monday" ends on Monday, "Monday night" begins on it.
        ending = leads and text.lstrip().startswith(("to ", "into "))
        return clock_part(day_of(day.first), begin, end, ending=ending)
    this = parts[0]["det"] == "this"
    base = scene.day if this else (scene.other() or scene.day)
    return clock_part(base, begin, end, ending=not this and name == "night")


def _part_name(atom: Atom) -> str:
    if atom.kind == "tonight":
        word = " ".join(atom["word"].split())
        return word if word in {"tonight", "last night"} else "overnight"
    return " ".join((atom["part"] or atom["part2"]).split())


def _clock(atom: Atom, parts: list[Atom], day: Stretch | None, scene: _Scene) -> Stretch:
    hour, minute = _hour(atom, parts)
    base = day_of(day.first) if day is not None and day.first is not None else _clock_day(hour, minute, scene)
    wall = datetime.combine(base, time(hour % 24, minute)) + (DAY if hour == 24 else timedelta())
    zone = " ".join(atom["zone"].split())
    if zone in section("zones"):
        offset = scene.placing.anchor.offset
        if offset is None:
            # The publication's own zone is not known: the day is all that can be said.
            return Stretch(wall.date(), wall.date(), "minute")
        standard, summer = _zone(zone)
        wall = in_zone(wall, standard, summer, offset)
    if atom.kind == "hours":
        begin, _ = _hour(Atom("clock", 0, 0, {**atom.parts, "h": atom["h1"]}), parts)
        return Stretch(wall.replace(hour=begin % 24, minute=0), wall, "range")
    near = atom["near"].split()
    if not near:
        return Stretch(wall, wall, "minute")
    if near[-1] == "after":
        return Stretch(wall, wall + _NEAR, "hour")
    if near[-1] == "before":
        return Stretch(wall - _NEAR, wall, "hour")
    return Stretch(wall - _NEAR, wall + _NEAR, "hour")


def _hour(atom: Atom, parts: list[Atom]) -> tuple[int, int]:
    """Hour (0-24) and minute; "half past three in the afternoon" is 15:30, midnight ends the day."""
    if atom["word"]:
        return (24 if atom["word"] == "midnight" else 12), 0
    if atom["hw"]:
        hour, minute = int(numbers.value(atom["hw"]) or 0), 0
        if atom["past"]:
            minute = 30 if atom["past"] == "half" else 15
            if atom["dir"] == "to":
                hour, minute = hour - 1, 60 - minute
    else:
        hour, minute = int(atom["h"]), int(atom["mi"] or 0)
    half = atom["half"][:1]
    if not half and parts and hour <= 12:
        begin = int(_clock_bounds(_part_name(parts[-1]))[0][:2])
        half = "p" if begin >= 12 and not (begin == 20 and hour < 6) else "a"
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return hour, minute


def _clock_day(hour: int, minute: int, scene: _Scene) -> date:
    """The day of a clock time that stands alone: the text's other date, else the publication day or the one before."""
    if (other := scene.other()) is not None:
        return other
    now = scene.placing.anchor.minute
    if now is None:
        return scene.day
    late = time(hour % 24, minute) > now.time()
    if late and not scene.forward and hour < 24:
        return scene.day - DAY
    return scene.day + (DAY if scene.forward and not late else timedelta())


def _zone(name: str) -> tuple[int, str]:
    row = section("zones")[name]
    minutes, summer = row if isinstance(row, list) else (0, "")
    return int(minutes), str(summer)


# Weeks, months, years


def _month(atom: Atom, scene: _Scene) -> Stretch:
    number, rel = _number("months", atom["mon"]), atom["rel"]

    def make(year: int) -> Stretch:
        whole = months(year, number, 1, "month")
        return third(whole, atom["third"]) if atom["third"] else whole

    if atom["y"]:
        return make(int(atom["y"]))
    if rel == "last":
        return make(scene.day.year - (number >= scene.day.month))
    if rel == "next":
        return make(scene.day.year + (number <= scene.day.month))
    return make(scene.day.year) if rel == "this" else _nearest(make, scene)


def _unit(atom: Atom, scene: _Scene) -> Stretch:
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


def _year(atom: Atom, _scene: _Scene) -> Stretch:
    whole = unit_at(date(int(atom["y"]), 1, 1), "year")
    return third(whole, atom["third"]) if atom["third"] else whole


def _years(atom: Atom, _scene: _Scene) -> Stretch:
    first, last = atom["y"], atom["y2"]
    last = first[: 4 - len(last)] + last
    return Stretch(date(int(first), 1, 1), date(int(last), 12, 31), "range")


def _decade(atom: Atom, _scene: _Scene) -> Stretch:
    return unit_at(date(int(atom["y"]), 1, 1), "decade")


def _season(atom: Atom, scene: _Scene) -> Stretch:
    month = _number("seasons", atom["season"])

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
    if atom["rel"] == "this":
        return make(scene.day.year - (month == 12 and scene.day.month <= 2))
    return _nearest(make, scene)


def _is_over(stretch: Stretch, day: date) -> bool:
    return stretch.last is not None and day_of(stretch.last) < day


def _quarter(atom: Atom, scene: _Scene) -> Stretch:
    if atom["y"]:
        return _quarter_of(atom, int(atom["y"]))
    if scene.forward:
        return _nearest(lambda year: _quarter_of(atom, year), scene)
    years = (scene.day.year - 1, scene.day.year)
    over = [s for year in years if _is_over(s := _quarter_of(atom, year), scene.day)]
    return over[-1] if over else _quarter_of(atom, years[0])


def _quarter_of(atom: Atom, year: int) -> Stretch:
    length = 6 if atom["unit"] in {"half", "six months"} else 3
    return months(year, 1 + length * (_number("ordinals", atom["nth"]) - 1), length, "range")


def _weekend(atom: Atom, scene: _Scene) -> Stretch:
    rel, saturday = atom["rel"], scene.day.weekday() == 5
    latest = scene.day if saturday else shifted(scene.day, -1, "week")
    now = scene.day.weekday() >= 5
    if atom["before"]:
        return _weekend_at(shifted(latest, -1, "week") if not saturday else shifted(scene.day, -2, "week"))
    if rel in {"next", "coming", "this coming"} or (rel in {"this", "the"} and scene.forward):
        return _weekend_at(shifted(scene.day, 1, "week") if now and rel != "this" else scene.day)
    if rel in {"last", "this past", "past"}:
        return _weekend_at(shifted(scene.day, -1, "week"))
    return _weekend_at(scene.day if now else shifted(scene.day, -1, "week"))


def _weekend_at(day: date) -> Stretch:
    saturday = day + timedelta(days=5 - day.weekday())
    return Stretch(saturday, saturday + DAY, "range")


# Counted units


def _count(atom: Atom) -> float | None:
    """How many units; None where the words do not say ("several")."""
    if atom["n"] in {"a", "an"}:
        return 1
    return numbers.value(atom["n"]) if atom["n"] else 1


def _ago(atom: Atom, scene: _Scene) -> Stretch:
    return _shifted_unit(atom, scene, scene.day, -1)


def _shift(atom: Atom, scene: _Scene, base: date | None = None) -> Stretch:
    """ "Two days later", "a week before Christmas": counted from the date named, else the text's other date."""
    back = atom["dir"] in {"earlier", "before", "beforehand"}
    return _shifted_unit(atom, scene, base or scene.other(), -1 if back else 1)


def _shifted_unit(atom: Atom, scene: _Scene, base: date | None, sign: int) -> Stretch:
    count, unit = _count(atom), atom["unit"]
    if count is None:
        return UNKNOWN
    now = scene.placing.anchor.minute
    if unit in {"hour", "minute"}:
        if now is None or atom.kind == "shift":
            return Stretch(None, None, unit)
        at = now + sign * (timedelta(hours=count) if unit == "hour" else timedelta(minutes=count))
        return Stretch(at, at, unit)
    if base is None:
        return Stretch(None, None, _precision(unit))
    if unit == "night":
        begin, end = _clock_bounds("night")
        return clock_part(base + timedelta(days=int(sign * count)), begin, end)
    if unit == "weekend":
        return _weekend_at(shifted(base, int(sign * count), "week"))
    reached = _moved(base, sign * count, unit)
    return unit_at(reached, "week" if unit == "fortnight" else unit)


def _moved(day: date, count: float, unit: str) -> date:
    if count == int(count):
        return shifted(day, int(count), unit)
    # "two and a half years": the half is counted in the next smaller unit.
    smaller, size = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7)}.get(unit, ("day", 1))
    return shifted(day, int(count * size), smaller)


def _precision(unit: str) -> str:
    if unit in {"morning", "afternoon", "evening", "night"}:
        return "part-of-day"
    return unit if unit in {"minute", "hour", "day", "week", "month", "year"} else "range"


def _in_n(atom: Atom, scene: _Scene) -> Stretch:
    """ "In three days" looks forward; "in three days 40 people drowned" is a length that the words do not place."""
    if not scene.forward and not atom["time"]:
        return UNKNOWN
    if atom["in"] == "within":
        return _length(replace(atom, parts={**atom.parts, "rel": "next"}), scene)
    return _shifted_unit(atom, scene, scene.day, 1)


def _length(atom: Atom, scene: _Scene) -> Stretch:
    """ "The past 24 hours", "the next three days": from or to the moment of publication."""
    count, unit = _count(atom), atom["unit"]
    if count is None:
        return UNKNOWN
    sign = 1 if atom["rel"] in {"next", "coming"} else -1
    now = scene.placing.anchor.minute
    here: Bound = scene.day
    if unit in {"hour", "minute"}:
        length = timedelta(hours=count) if unit == "hour" else timedelta(minutes=count)
        here = now or scene.day
        there: Bound = now + sign * length if now else scene.day + sign * timedelta(days=-(-length // DAY))
    else:
        there = _moved(scene.day, sign * count, {"night": "day"}.get(unit, unit))
    return Stretch(here, there, "range") if sign > 0 else Stretch(there, here, "range")


def _for_n(atom: Atom, scene: _Scene) -> Stretch:
    """ "For almost two weeks" runs up to now, unless what it tells of is over or still to come."""
    inside = scene.placing.annotated.tokens_in(Span(atom.start, atom.end))
    over = bool(inside) and is_past(scene.placing.annotated, inside[0])
    if not atom["rel"] and (scene.forward or over):
        return UNKNOWN
    return _length(atom, scene)


def _run_up(atom: Atom, end: Stretch) -> Stretch:
    """ "The 96 hours to Friday": as many whole days as the hours make, the last one named."""
    count = _count(atom)
    if count is None or end.last is None:
        return UNKNOWN
    last = day_of(end.last)
    if atom["unit"] == "hour":
        return Stretch(last - timedelta(days=max(round(count / 24), 1) - 1), last, "range")
    return Stretch(_moved(last, -count, atom["unit"]) + DAY, last, "range")


def _unplaced(_atom: Atom, _scene: _Scene) -> Stretch:
    return UNKNOWN


_KINDS: dict[str, Callable[[Atom, _Scene], Stretch]] = {
    "iso": _iso,
    "slash": _slash,
    "days": _days,
    "date": _date,
    "nth": _nth,
    "month": _month,
    "weekday": _weekday,
    "holiday": _holiday,
    "relday": _relday,
    "unit": _unit,
    "the_unit": _unit,
    "ago": _ago,
    "shift": _shift,
    "in_n": _in_n,
    "length": _length,
    "for_n": _for_n,
    "year": _year,
    "years": _years,
    "decade": _decade,
    "season": _season,
    "quarter": _quarter,
    "weekend": _weekend,
    "other": _other,
    "unplaced": _unplaced,
}
