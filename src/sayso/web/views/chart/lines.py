"""The lines of a chart: one for each voice, level until it says something else, with what is open, lowered, taken back.

Numbers that are counted on are one line. One that counts only what is new, or a share, is a point of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.export.clocks import middle
from sayso.web.views.chart.labels import Label
from sayso.web.views.chart.rows import TAKEN_BACK, Row
from sayso.web.views.chart.scale import BOTTOM, HEIGHT, RIGHT, TOP, WIDTH, Scale
from sayso.web.views.chart.voices import SERIES
from sayso.web.views.chart.words import shortened

ASIDE = 2.5
"""By how much the line of one voice lies above that of the voice before: lines of one value would hide one another."""
FLOOR = HEIGHT - BOTTOM
EDGE = WIDTH - RIGHT
LONG = 1.5
"""Days from which on a time is drawn as a stretch: less lies under the point."""
LABEL_ROOM = 160.0
"""Room that the words beside a point need; with less they stand before it."""


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
class Drop:
    """Where a statement was taken back (its line ends and falls), or a voice went down; with the way to the words."""

    x: float
    y: float
    to: float
    is_end: bool
    label: Label
    href: str
    title: str

    @property
    def middle(self) -> float:
        """Half way down."""
        return round((self.y + self.to) / 2, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What one voice said: `number` (from 1) is its colour, pattern and sign; `path` its line.

    `open_ends` are arrows where a number or a time has no bound, `reaches` the stretches that times may mean. `scopes`
    are all over which its numbers count.
    """

    number: int
    name: str
    said: int
    path: str
    bands: tuple[Band, ...]
    points: tuple[Point, ...]
    open_ends: tuple[str, ...]
    reaches: tuple[str, ...]
    labels: tuple[Label, ...]
    drops: tuple[Drop, ...]
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row on the picture; `until` is where its line ends."""

    row: Row
    x: float
    y: float
    until: float


def series(number: int, name: str, said: Sequence[Row], scale: Scale) -> Series:
    """The line of one voice, or the points of those that share a sign."""
    placed = _placed(number, said, scale)
    shared = number == SERIES and len({row.voice for row in said}) > 1
    return Series(
        number=number,
        name=name,
        said=len(said),
        path="" if shared else _path(placed),
        bands=() if shared else tuple(_bands(placed, scale)),
        points=tuple(Point(x=one.x, y=one.y, href=one.row.text_href, title=_title(one.row)) for one in placed),
        open_ends=tuple(arrow for one in placed for arrow in _open_ends(one)),
        reaches=tuple(_reaches(placed, scale)),
        labels=tuple(_labels(placed)),
        drops=tuple(_drops(placed)),
        scopes=tuple(dict.fromkeys(row.scope for row in said if row.scope)),
    )


def _placed(number: int, said: Sequence[Row], scale: Scale) -> list[_Placed]:
    aside = (number - 1) * ASIDE
    found: list[_Placed] = []
    for place, row in enumerate(said):
        following = [scale.x(next_.at or 0.0) for next_ in said[place + 1 :] if next_.joins]
        x = scale.x(row.at or 0.0)
        ends = [*following[:1], EDGE]
        if row.ended and row.ended.words == TAKEN_BACK and row.ended.when:
            ends.append(max(x, scale.x(middle(row.ended.when))))
        found.append(_Placed(row, x, round(scale.y(row.level or 0.0) - aside, 1), min(ends)))
    return found


def _path(placed: Sequence[_Placed]) -> str:
    path, pen = "", None
    for one in placed:
        if one.row.joins:
            path += f"V{one.y}H{one.until}" if pen == one.x else f"M{one.x} {one.y}H{one.until}"
            pen = one.until
    return path


def _bands(placed: Sequence[_Placed], scale: Scale) -> Iterator[Band]:
    for one in placed:
        row = one.row
        if row.joins and row.low != row.high:
            top = scale.y(row.high) if row.high is not None else TOP
            bottom = scale.y(row.low) if row.low is not None else FLOOR
            yield Band(x=one.x, y=top, width=round(one.until - one.x, 1), height=round(bottom - top, 1))


def _open_ends(one: _Placed) -> Iterator[str]:
    """Arrows: up or down where the number has no bound, to the left or right where the time has none."""
    row, x, y = one.row, one.x, one.y
    if (row.low is None) != (row.high is None) or row.is_up_to:
        sign = "-" if row.high is None else ""
        turn = "5" if row.high is None else "-5"
        yield f"M{x} {y}v{sign}24m-4 {turn}l4 {sign}5 4 {turn}"
    if (row.first is None) != (row.last is None):
        sign = "-" if row.first is None else ""
        turn = "5" if row.first is None else "-5"
        yield f"M{x} {y}h{sign}24m{turn}-4l{sign}5 4 {turn} 4"


def _reaches(placed: Sequence[_Placed], scale: Scale) -> Iterator[str]:
    for one in placed:
        first, last = one.row.first, one.row.last
        if first is not None and last is not None and last - first > LONG:
            start, end = scale.x(first), scale.x(last)
            yield f"M{start} {one.y - 3}v6M{start} {one.y}H{end}M{end} {one.y - 3}v6"


def _labels(placed: Sequence[_Placed]) -> Iterator[Label]:
    before: str | None = None
    for one in placed:
        scope = one.row.scope
        if scope and scope != before:
            yield Label(x=one.x, y=one.y, words=shortened(scope), ends=one.x > EDGE - LABEL_ROOM)
        before = scope


def _drops(placed: Sequence[_Placed]) -> Iterator[Drop]:
    for place, one in enumerate(placed):
        turn = one.row.ended
        if turn is None or turn.when is None:
            continue
        after = [next_ for next_ in placed[place + 1 :] if next_.row.joins]
        if turn.words != TAKEN_BACK and not after:
            continue  # the lower number stands on another line
        is_end = turn.words == TAKEN_BACK
        back = next((other.y for other in placed if other.row.id == turn.by), FLOOR)
        x, to = (one.until, back) if is_end else (after[0].x, after[0].y)
        words = turn.words if is_end else f"↓ {turn.words}"
        label = Label(x=x - 8, y=round((one.y + to) / 2 + 4, 1), words=words, ends=True)
        title = f"{turn.words}: “{turn.quote}”, {turn.when.words}"
        yield Drop(x=x, y=one.y, to=to, is_end=is_end, label=label, href=turn.href, title=title)


def _title(row: Row) -> str:
    when = f"{row.clock} {row.when.words}" if row.when else "on an unknown day"
    scope = f" ({row.scope})" if row.scope else ""
    return f"{row.voice}: {row.value}{scope} — {row.outlet}, {when}: “{row.quote}”"
