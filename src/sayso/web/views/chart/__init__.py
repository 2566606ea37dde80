"""Answers over time, a step line for each voice: geometry for an SVG, the same rows as a table, and a sentence.

A line is level until the voice says something else: nothing is drawn between two statements that nobody made. What a
hedged number allows is a band; where it has no bound the band reaches the edge, and an arrow says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.export.clocks import Clock
from sayso.ledger.browse_claims import Beside
from sayso.nouns import Link, Question
from sayso.web.views.chart.labels import Label, apart
from sayso.web.views.chart.lines import Series, series
from sayso.web.views.chart.rows import Row, rows
from sayso.web.views.chart.scale import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Scale, Tick
from sayso.web.views.chart.voices import voices
from sayso.web.views.chart.words import sentence, shortened

__all__ = ["CLOCKS", "Chart", "chart", "shortened"]

CLOCKS = {
    Clock.SAID: "when it was said; where that is not told, when it was published",
    Clock.PUBLISHED: "when it was published",
    Clock.READ: "when Sayso read it",
}
"""What a chart may be laid out by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The chart of a question. `rows` are its table, undated ones last; it is `drawn` where it would show something.

    `clock` is what it is laid out by, `following` the next of the clocks.
    """

    rows: tuple[Row, ...]
    sentence: str
    clock: Clock
    is_counted: bool
    drawn: bool
    series: tuple[Series, ...] = ()
    labels: tuple[Label, ...] = ()
    x_ticks: tuple[Tick, ...] = ()
    y_ticks: tuple[Tick, ...] = ()
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT
    top: float = TOP
    bottom: float = HEIGHT - BOTTOM

    @property
    def following(self) -> Clock:
        """The clock that the key turns to."""
        clocks = list(CLOCKS)
        return clocks[(clocks.index(self.clock) + 1) % len(clocks)]


def chart(question: Question, beside: Beside, links: Sequence[Link] = (), by: Clock = Clock.SAID) -> Chart:
    """The answers to a question by one of their clocks; `links` tell what was taken back."""
    is_counted = any(answer.low is not None or answer.high is not None for answer in question.answers)
    told = rows(question, beside, links, by, is_counted=is_counted)
    placed = [row for row in told if row.at is not None and row.level is not None]
    words = sentence(told, by)
    if len(placed) < 2:
        return Chart(rows=told, sentence=words, clock=by, is_counted=is_counted, drawn=False)
    scale = Scale.of(placed, question, is_counted=is_counted)
    lines = tuple(series(number, name, said, scale) for number, name, said in voices(placed))
    return Chart(
        rows=told,
        sentence=words,
        clock=by,
        is_counted=is_counted,
        drawn=True,
        series=lines,
        labels=apart(
            (one for line in lines for one in line.labels), (one.label for line in lines for one in line.drops)
        ),
        x_ticks=scale.x_ticks(),
        y_ticks=scale.y_ticks,
    )
