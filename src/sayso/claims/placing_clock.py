"""Parts of the day and clock times placed on the calendar."""

from datetime import date, datetime, time, timedelta

from sayso.claims import numbers
from sayso.claims.calendar import DAY, Stretch, clock_part, day_of, in_zone
from sayso.claims.scene import Scene, clock_bounds
from sayso.claims.time_words import Atom, section

_NEAR = timedelta(minutes=30)
"""How far "shortly after" and "around" a clock time reach."""


def place_part(parts: list[Atom], day: Stretch | None, scene: Scene, *, leads: bool) -> Stretch:
    """A part of the day: "Friday night", "before dawn", "overnight into Sunday"."""
    words = [_part_name(atom) for atom in parts]
    name = " ".join(words) if " ".join(words) in section("parts") else words[-1]
    if day is not None and day.first is None:
        return Stretch(None, None, "part-of-day")
    if name in {"overnight", "last night", "tonight"}:
        # "overnight" and "last night" end on the day; "tonight" begins on it.
        base = day_of(day.first) if day is not None and day.first is not None else scene.day
        return clock_part(base, *clock_bounds("night"), ending=name != "tonight")
    begin, end = clock_bounds(name)
    if day is not None and day.first is not None:
        text = scene.annotated.text[parts[0].end : scene.phrase.end].lower()
        # "the night to Sunday" ends on Sunday, "Sunday night" begins on it.
        ending = leads and text.lstrip().startswith(("to ", "into "))
        return clock_part(day_of(day.first), begin, end, ending=ending)
    this = parts[0]["det"] == "this"
    base = scene.day if this else (scene.other() or scene.day)
    now = scene.anchor.minute
    if base == scene.day and now and not this and not scene.forward and time.fromisoformat(begin) > now.time():
        base -= DAY  # what "in the evening" tells of a text of noon was the evening before
    # "In the night" tells of the one that ends on the day, "that night" of the one that begins on it.
    return clock_part(base, begin, end, ending=parts[0]["det"] not in {"this", "that"} and name == "night")


def _part_name(atom: Atom) -> str:
    if atom.kind == "tonight":
        word = " ".join(atom["word"].split())
        return word if word in {"tonight", "last night"} else "overnight"
    return " ".join((atom["part"] or atom["part2"]).split())


def place_clock(atom: Atom, parts: list[Atom], day: Stretch | None, scene: Scene) -> Stretch:
    """A clock time on its day: "at 6:10 a.m. on Tuesday", "shortly after noon", "at 2130 GMT"."""
    hour, minute = _hour(atom, parts)
    base = day_of(day.first) if day is not None and day.first is not None else _clock_day(hour, minute, scene)
    wall = datetime.combine(base, time(hour % 24, minute)) + (DAY if hour == 24 else timedelta())
    zone = " ".join(atom["zone"].split())
    if zone in section("zones"):
        offset = scene.anchor.offset
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
        begin = int(clock_bounds(_part_name(parts[-1]))[0][:2])
        half = "p" if begin >= 12 and not (begin == 20 and hour < 6) else "a"
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return hour, minute


def _clock_day(hour: int, minute: int, scene: Scene) -> date:
    """The day of a clock time that stands alone: the text's other date, else the publication day or the one before."""
    if (other := scene.other()) is not None:
        return other
    now = scene.anchor.minute
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
