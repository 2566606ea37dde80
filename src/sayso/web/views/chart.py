"""Answers over time, a step line for each voice: geometry for an SVG, the same rows as a table, and a sentence.

A line is level until the voice says something else: nothing is drawn between two statements that nobody made. What a
hedged number allows is a band; where it has no bound the band reaches the edge.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil, floor, log10

from sayso.export.words import count
from sayso.ledger.browse_claims import Beside
from sayso.nouns import Answer, Moment, Question, hull
from sayso.web.views.claims import figure, printed_by, span_words, text_href, who
from sayso.web.views.dates import Shown, moment

WIDTH, HEIGHT = 720.0, 260.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 18.0, 14.0, 30.0
SERIES = 5
"""Voices that have a colour, a pattern and a sign of their own; those with fewer statements share the last."""
ASIDE = 2.5
"""By how much the line of one voice lies above that of the voice before: lines of one value would hide one another."""
X_TICKS, Y_TICKS, NAMED = 7, 5, 4
VALUE_SHOWN = 34
"""Characters of an answer beside its line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One statement: a row of the table, a point of the chart. `low` and `high` are None for no bound or no number."""

    when: Shown | None
    at: float | None  # days
    voice: str
    outlet: str
    value: str
    low: float | None
    high: float | None
    level: float | None  # where it stands on the axis
    href: str
    text_href: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line of the grid with its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What a hedged number allows for as long as it is the last word."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A statement on the chart."""

    x: float
    y: float
    href: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What one voice said: `number` (from 1) is its colour, pattern and sign; `path` its line."""

    number: int
    name: str
    said: int
    path: str
    bands: tuple[Band, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The chart of a question. `rows` are its table, undated ones last; it is `drawn` where it would show something."""

    rows: tuple[Row, ...]
    sentence: str
    is_counted: bool
    drawn: bool
    series: tuple[Series, ...] = ()
    x_ticks: tuple[Tick, ...] = ()
    y_ticks: tuple[Tick, ...] = ()
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT
    top: float = TOP
    bottom: float = HEIGHT - BOTTOM


def chart(question: Question, beside: Beside) -> Chart:
    """The answers to a question as they were published."""
    is_counted = any(answer.low is not None or answer.high is not None for answer in question.answers)
    rows = tuple(
        sorted(_rows(question, beside, is_counted=is_counted), key=lambda row: (row.at is None, row.at or 0.0))
    )
    placed = [row for row in rows if row.at is not None and row.level is not None]
    sentence = _sentence(rows)
    if len(placed) < 2:
        return Chart(rows=rows, sentence=sentence, is_counted=is_counted, drawn=False)
    scale = _Scale.of(placed, question, is_counted=is_counted)
    return Chart(
        rows=rows,
        sentence=sentence,
        is_counted=is_counted,
        drawn=True,
        series=tuple(_series(number, name, said, scale) for number, name, said in _voices(placed)),
        x_ticks=scale.x_ticks(),
        y_ticks=scale.y_ticks,
    )


def _rows(question: Question, beside: Beside, *, is_counted: bool) -> Iterable[Row]:
    for place, answer in enumerate(question.answers):
        for ident in answer.claims:
            one = beside.claimed.get(ident)
            if one is None:
                continue
            yield Row(
                when=moment(one.report.published),
                at=_days(one.report.published),
                voice=who(one, beside).name,
                outlet=printed_by(one.report),
                value=answer.value,
                low=answer.low,
                high=answer.high,
                level=_level(answer) if is_counted else float(place),
                href=f"/c/{ident}",
                text_href=text_href(one.report.id, one.claim.layer, hull(one.claim.content)),
                quote=one.quote,
            )


def _level(answer: Answer) -> float | None:
    """Where a number stands on the axis: the one that it names, or its bound, or between its two."""
    if answer.low is None or answer.high is None:
        return answer.high if answer.low is None else answer.low
    return (answer.low + answer.high) / 2


def _days(at: Moment | None) -> float | None:
    """A moment as days, by the clock of its own zone; the middle of a day, month or year that is all that is known."""
    if at is None:
        return None
    if when := at.instant():
        return when.date().toordinal() + (when.hour * 60 + when.minute) / 1440
    return (at.first_day.toordinal() + at.last_day.toordinal() + 1) / 2


def _voices(rows: Sequence[Row]) -> list[tuple[int, str, list[Row]]]:
    """The voices with their rows, those with most statements first; the rest together."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.voice, []).append(row)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[1][0].at or 0.0, item[0]))
    if len(ordered) <= SERIES:
        return [(number, name, said) for number, (name, said) in enumerate(ordered, start=1)]
    own, rest = ordered[: SERIES - 1], ordered[SERIES - 1 :]
    others = sorted((row for _, said in rest for row in said), key=lambda row: row.at or 0.0)
    named = [(number, name, said) for number, (name, said) in enumerate(own, start=1)]
    return [*named, (SERIES, count(len(rest), "other voice"), others)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """From days and values to the picture."""

    first: float
    last: float
    bottom: float
    top: float
    y_ticks: tuple[Tick, ...]

    @classmethod
    def of(cls, rows: Sequence[Row], question: Question, *, is_counted: bool) -> "_Scale":
        days = [row.at for row in rows if row.at is not None]
        first, last = floor(min(days)), ceil(max(days))
        if last - first < 2:
            first, last = first - 1, last + 1
        if not is_counted:
            made = cls(first=first, last=last, bottom=len(question.answers) - 0.4, top=-0.8, y_ticks=())
            ticks = tuple(
                Tick(at=made.y(float(place)), label=shortened(answer.value))
                for place, answer in enumerate(question.answers)
            )
            return cls(first=first, last=last, bottom=made.bottom, top=made.top, y_ticks=ticks)
        most = max(value for row in rows for value in (row.low, row.high, row.level) if value is not None)
        step = _step(most)
        top = step * (floor(most / step) + 1)
        made = cls(first=first, last=last, bottom=0.0, top=top, y_ticks=())
        marks = [step * place for place in range(round(top / step) + 1)]
        ticks = tuple(Tick(at=made.y(mark), label=figure(mark)) for mark in marks)
        return cls(first=first, last=last, bottom=0.0, top=top, y_ticks=ticks)

    def x(self, days: float) -> float:
        return round(LEFT + (days - self.first) / (self.last - self.first) * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        share = (value - self.bottom) / (self.top - self.bottom)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    def x_ticks(self) -> tuple[Tick, ...]:
        days = round(self.last - self.first)
        every = max(1, ceil(days / X_TICKS))
        return tuple(Tick(at=self.x(day), label=_day(day)) for day in range(round(self.first), round(self.last), every))


def _day(ordinal: int) -> str:
    day = date.min + timedelta(days=ordinal - 1)
    return f"{day.day} {datetime(2000, day.month, 1):%b}"  # noqa: DTZ001 - only the month's name is wanted


def _step(most: float) -> float:
    """A round step that gives about Y_TICKS lines.

    >>> _step(31), _step(1730)
    (10.0, 500.0)
    """
    rough = max(most, 1.0) / Y_TICKS
    power = 10.0 ** floor(log10(rough))
    return max(1.0, next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough))


def _series(number: int, name: str, said: Sequence[Row], scale: _Scale) -> Series:
    aside = (number - 1) * ASIDE
    points = [(scale.x(row.at or 0.0), round(scale.y(row.level or 0.0) - aside, 1), row) for row in said]
    edge = WIDTH - RIGHT
    path = ""
    bands = []
    for place, (x, y, row) in enumerate(points):
        until = points[place + 1][0] if place + 1 < len(points) else edge
        path += f"{'M' if not path else 'V'}{y if path else f'{x} {y}'}H{until}"
        if row.low != row.high:
            top = scale.y(row.high) if row.high is not None else TOP
            bottom = scale.y(row.low) if row.low is not None else HEIGHT - BOTTOM
            bands.append(Band(x=x, y=top, width=round(until - x, 1), height=round(bottom - top, 1)))
    shared = number == SERIES and len({row.voice for row in said}) > 1
    return Series(
        number=number,
        name=name,
        said=len(said),
        path="" if shared else path,
        bands=() if shared else tuple(bands),
        points=tuple(Point(x=x, y=y, href=row.href, title=_title(row)) for x, y, row in points),
    )


def _title(row: Row) -> str:
    when = row.when.words if row.when else "on an unknown day"
    return f"{row.voice}: {row.value} — {row.outlet}, {when}"


def _sentence(rows: Sequence[Row]) -> str:
    """What the chart shows: what each voice has said first, and what it said then."""
    told = [_course(name, said) for _, name, said in _voices_in_words(rows)]
    more = len({row.voice for row in rows}) - len(told)
    undated = sum(row.at is None for row in rows)
    tail = f" And {count(more, 'other voice')}." if more > 0 else ""
    tail += (
        f" {count(undated, 'statement')} of unknown date {'is' if undated == 1 else 'are'} left out." if undated else ""
    )
    return ". ".join(told) + "." + tail if told else "No statement has a date." + tail


def _voices_in_words(rows: Sequence[Row]) -> list[tuple[int, str, list[Row]]]:
    dated = [row for row in rows if row.at is not None]
    found = _voices(dated)
    return [one for one in found if not (one[0] == SERIES and len({row.voice for row in one[2]}) > 1)][:NAMED]


def _course(name: str, said: Sequence[Row]) -> str:
    steps: list[tuple[str, str]] = []
    for row in said:
        if not steps or steps[-1][0] != row.value:
            steps.append((row.value, _when(row)))
    turns = ", then ".join(f"{shortened(value)} ({when})" for value, when in steps)
    again = f", {len(said)} times in all" if len(said) > len(steps) else ""
    return f"{name[:1].upper()}{name[1:]}: {turns}{again}"


def _when(row: Row) -> str:
    return " ".join(row.when.words.split(" ")[:2]) if row.when else ""


def shortened(value: str) -> str:
    """An answer as short as a chart has room for."""
    return value if len(value) <= VALUE_SHOWN else f"{value[: VALUE_SHOWN - 1].rsplit(' ', 1)[0]}…"


def bounds_of(row: Row) -> str:
    """The stretch that a row's value allows."""
    return "" if row.low is None and row.high is None else span_words(row.low, row.high)
