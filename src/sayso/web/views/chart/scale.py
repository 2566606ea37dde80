"""From days and values to the picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

from sayso.export.phrases import figure
from sayso.nouns import Question
from sayso.web.views.chart.rows import Row
from sayso.web.views.chart.words import shortened

WIDTH, HEIGHT = 720.0, 260.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 18.0, 14.0, 30.0
X_TICKS, Y_TICKS = 7, 5
MONTHS = 200
"""Days from which on ticks name months with their years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line of the grid with its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The stretch of days and of values that the picture shows."""

    first: float
    last: float
    bottom: float
    top: float
    y_ticks: tuple[Tick, ...]

    @classmethod
    def of(cls, rows: Sequence[Row], question: Question, *, is_counted: bool) -> "Scale":
        """The scale that holds all rows."""
        told = [one for row in rows for one in (row.first, row.at, row.last) if one is not None]
        first, last = floor(min(told)), ceil(max(told))
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
        """Where a day stands."""
        return round(LEFT + (days - self.first) / (self.last - self.first) * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        """Where a value stands."""
        share = (value - self.bottom) / (self.top - self.bottom)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    def x_ticks(self) -> tuple[Tick, ...]:
        """The days that are named."""
        days = round(self.last - self.first)
        every = max(1, ceil(days / X_TICKS))
        named = range(round(self.first), round(self.last), every)
        return tuple(Tick(at=self.x(day), label=_day(day, with_year=days > MONTHS)) for day in named)


def _day(ordinal: int, *, with_year: bool) -> str:
    day = date.min + timedelta(days=ordinal - 1)
    return f"{day:%b %Y}" if with_year else f"{day.day} {day:%b}"


def _step(most: float) -> float:
    """A round step that gives about Y_TICKS lines.

    >>> _step(31), _step(1730)
    (10.0, 500.0)
    """
    rough = max(most, 1.0) / Y_TICKS
    power = 10.0 ** floor(log10(rough))
    return max(1.0, next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough))
