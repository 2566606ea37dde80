"""Time phrases placed on the calendar: the parts of a phrase put together, its open ends and ranges."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sayso.claims.calendar import DAY, MINUTE, UNKNOWN, Anchor, Bound, Stretch, day_of, third, unit_at
from sayso.claims.placing_clock import place_clock, place_part
from sayso.claims.placing_days import (
    place_date,
    place_days,
    place_holiday,
    place_iso,
    place_nth,
    place_other,
    place_relday,
    place_slash,
    place_weekday,
)
from sayso.claims.placing_lengths import place_ago, place_for_n, place_in_n, place_length, place_run_up, place_shift
from sayso.claims.placing_units import (
    place_decade,
    place_month,
    place_quarter,
    place_season,
    place_unit,
    place_weekend,
    place_year,
    place_years,
    quarter_of,
)
from sayso.claims.scene import Scene, number_in, one_day
from sayso.claims.tense import looks_forward
from sayso.claims.time_phrases import Phrase, phrases
from sayso.claims.time_words import Atom
from sayso.nouns import Annotated, Span

_NO_DAY = date(2000, 1, 1)
"""Stands in while a text without a day of publication is read; what depends on it is blanked afterwards."""


@dataclass(frozen=True, slots=True)
class Placing:
    """What a phrase is placed by: the text around it and the moment of publication.

    What is known to be `over` lies behind it, whatever the tense ("the ministry says on Friday that …"). What stands
    `alone` takes no date from the phrases around it; so it is while another phrase's date is looked for.
    """

    annotated: Annotated
    anchor: Anchor
    over: bool = False
    alone: bool = False


def place(phrase: Phrase, placing: Placing) -> Stretch:
    """The stretch that a phrase names; bounds are None where it cannot be placed."""
    day = placing.anchor.day
    scene = Scene(
        phrase,
        placing.annotated,
        placing.anchor,
        day or _NO_DAY,
        _forward(phrase, placing),
        lambda: None if placing.alone else _other_date(phrase, placing),
    )
    try:
        stretch = _range(phrase, scene) if phrase.until else _opened(_base(phrase.atoms, scene), phrase, scene)
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
    if placing.over or phrase.lead in {"since", "ever since"}:
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
        found = place(other, replace(placing, alone=True))
        if found.first is not None and found.precision in {"day", "part-of-day", "minute", "hour"}:
            return day_of(found.first)
    return None


def _range(phrase: Phrase, scene: Scene) -> Stretch:
    """From one time to another; a year that only one of them names counts for both.

    Raises:
        ValueError: it would end before it begins.
    """
    begins, ends = _year(phrase.atoms), _year(phrase.until)
    left = _base(phrase.atoms if begins or not ends else _in_year(phrase.atoms, ends), scene)
    right = _base(phrase.until if ends or not begins else _in_year(phrase.until, begins), scene)
    if left.first is not None and right.last is not None and day_of(left.first) > day_of(right.last):
        if ends and not begins:  # "from December to March 2022"
            left = _base(_in_year(phrase.atoms, ends - 1), scene)
        elif begins and not ends:  # "from December 2021 to March"
            right = _base(_in_year(phrase.until, begins + 1), scene)
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
    if day_of(first) > day_of(last):
        raise ValueError(f"{first} is after {last}")
    return Stretch(first, last, "range")


def _year(atoms: tuple[Atom, ...]) -> int | None:
    """The year that they name."""
    return next((int(atom["y"]) for atom in atoms if atom["y"]), None)


def _in_year(atoms: tuple[Atom, ...], year: int) -> tuple[Atom, ...]:
    """The atoms with a year for those that may name one."""
    return tuple(
        replace(atom, parts={**atom.parts, "y": f"{year:04}"}) if atom.kind in {"date", "month"} else atom
        for atom in atoms
    )


def _later(bound: Bound, days: int) -> Bound:
    return bound + timedelta(days=days)


def _opened(stretch: Stretch, phrase: Phrase, scene: Scene) -> Stretch:  # noqa: PLR0911 - one return a rule reads better than a nest
    lead = phrase.lead
    if stretch is UNKNOWN or (stretch.first is None and stretch.last is None):
        return replace(stretch, open={"since": "since", "by": "by", "until": "until"}.get(lead, "none"))
    edge = phrase.of("edge")
    if lead in {"from", "between"} and phrase.of("days", "years", "hours") is not None:
        return stretch  # "from 13 to 17 March" names both ends
    if lead in {"since", "ever since", "from", "starting"}:
        begin = stretch.last if edge and edge["edge"] in {"end", "close"} else stretch.first
        if scene.forward and lead not in {"since", "ever since"}:
            return replace(stretch, first=begin, last=None, open="since")
        ahead = begin is not None and day_of(begin) > scene.day
        return replace(stretch, first=begin, last=None if ahead else scene.day, open="since")
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
    """The end of a bound: "by the beginning of May" is over on its first day."""
    return stretch.first if edge is not None and edge["edge"] in {"beginning", "start"} else stretch.last


def _base(atoms: tuple[Atom, ...], scene: Scene) -> Stretch:
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
        return place_clock(clock, parts, _rest(rest, scene) if rest else None, scene)
    if parts:
        return place_part(parts, _rest(rest, scene) if rest else None, scene, leads=kinds[0] in {"part", "tonight"})
    return _rest(rest, scene)


def _rest(atoms: tuple[Atom, ...], scene: Scene) -> Stretch:  # noqa: PLR0911 - one return a rule reads better than a nest
    """Days, weeks, months and years, without clock and part of the day."""
    first = atoms[0]
    if len(atoms) == 1:
        return _KINDS[first.kind](first, scene)
    second = atoms[1]
    if first.kind == "weekday" and second.kind in {"date", "nth", "iso", "slash"}:
        return _KINDS[second.kind](second, scene)
    if first.kind == "run_up":
        return place_run_up(first, _rest(atoms[1:], scene))
    if first.kind == "shift":
        base = _rest(atoms[1:], scene) if second.kind in _KINDS else UNKNOWN
        return place_shift(first, scene, day_of(base.first) if base.first else None)
    held = _KINDS[second.kind](second, scene) if second.kind in _KINDS else UNKNOWN
    if held.first is None:
        return _KINDS[first.kind](first, scene)
    if first.kind == "weekday" and held.precision == "week":
        return one_day(day_of(held.first) + timedelta(days=number_in("weekdays", first["wd"])))
    return _within(first, held, scene)


def _within(first: Atom, held: Stretch, scene: Scene) -> Stretch:
    """The first atom's stretch inside a longer one: "the 9th of last month", "the second half of this year"."""
    begin = day_of(held.first) if held.first is not None else scene.day
    if first.kind == "nth":
        return one_day(begin.replace(day=int(first["d"])))
    if first.kind == "quarter":
        return quarter_of(first, begin.year)
    dated = Atom(first.kind, first.start, first.end, {**first.parts, "y": str(begin.year)})
    return _KINDS[first.kind](dated, scene)


def _edge(edge: Atom, stretch: Stretch) -> Stretch:
    which = {"beginning": "early", "start": "early", "middle": "mid"}.get(edge["edge"], "late")
    part = third(stretch, which)
    return replace(part, precision=stretch.precision)


def _unplaced(_atom: Atom, _scene: Scene) -> Stretch:
    return UNKNOWN


_KINDS: dict[str, Callable[[Atom, Scene], Stretch]] = {
    "iso": place_iso,
    "slash": place_slash,
    "days": place_days,
    "date": place_date,
    "nth": place_nth,
    "month": place_month,
    "weekday": place_weekday,
    "holiday": place_holiday,
    "relday": place_relday,
    "unit": place_unit,
    "the_unit": place_unit,
    "ago": place_ago,
    "shift": place_shift,
    "in_n": place_in_n,
    "length": place_length,
    "for_n": place_for_n,
    "year": place_year,
    "years": place_years,
    "decade": place_decade,
    "season": place_season,
    "quarter": place_quarter,
    "weekend": place_weekend,
    "other": place_other,
    "unplaced": _unplaced,
}
