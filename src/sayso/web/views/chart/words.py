"""What a chart shows, in a sentence."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.export.clocks import At, Clock
from sayso.export.words import count
from sayso.nouns import Grain, Moment
from sayso.web.views.chart.rows import TAKEN_BACK, Row
from sayso.web.views.chart.voices import SERIES, voices

NAMED = 4
VALUE_SHOWN = 34
"""Characters of an answer beside its line."""


def sentence(rows: Sequence[Row], by: Clock) -> str:
    """What each voice has said first, and what it said then; what is left out, and by which clock."""
    told = [_course(name, said) for _, name, said in _voices_in_words(rows)]
    more = len({row.voice for row in rows}) - len(told)
    undated = sum(row.at is None for row in rows)
    tail = f" And {count(more, 'other voice')}." if more > 0 else ""
    tail += (
        f" {count(undated, 'statement')} of unknown date {'is' if undated == 1 else 'are'} left out." if undated else ""
    )
    other = sum(row.clock == Clock.PUBLISHED.value for row in rows) if by is Clock.SAID else 0
    if other and other < len(rows) - undated:
        tail += f" When it was said is not told of {count(other, 'statement')}: the day of publication stands for it."
    return ". ".join(told) + "." + tail if told else "No statement has a date." + tail


def _voices_in_words(rows: Sequence[Row]) -> list[tuple[int, str, list[Row]]]:
    dated = [row for row in rows if row.at is not None]
    found = voices(dated)
    return [one for one in found if not (one[0] == SERIES and len({row.voice for row in one[2]}) > 1)][:NAMED]


def _course(name: str, said: Sequence[Row]) -> str:
    steps: list[Row] = []
    for row in said:
        if not steps or (steps[-1].value, steps[-1].scope) != (row.value, row.scope):
            steps.append(row)
        elif row.ended:
            steps[-1] = replace(steps[-1], ended=row.ended)
    turns = ", then ".join(_step(row, before) for row, before in zip(steps, (None, *steps), strict=False))
    again = f", {len(said)} times in all" if len(said) > len(steps) else ""
    return f"{name[:1].upper()}{name[1:]}: {turns}{again}"


def _step(row: Row, before: Row | None) -> str:
    """A value with its time, and over what it counts where that is not what the one before counted over."""
    scope = f" [{shortened(row.scope)}]" if row.scope and (before is None or row.scope != before.scope) else ""
    back = f"; {TAKEN_BACK} {_when(row.ended.when)}".rstrip() if row.ended and row.ended.words == TAKEN_BACK else ""
    return f"{shortened(row.value)}{scope} ({_when(row.time)}{back})"


def _when(time: At | None) -> str:
    """A time as short as a sentence of many needs it: `7 May`, `7 May to 9 May`, `since 4 May`."""
    if time is None:
        return ""
    start, end = (Moment(bound) if bound else None for bound in (time.start, time.end))
    if start is None or end is None:
        return f"by {_short(end)}" if end else f"from {_short(start)} on" if start else ""
    return _short(start) if start.last_day == end.last_day else f"{_short(start)} to {_short(end)}"


def _short(moment: Moment) -> str:
    first = moment.first_day
    if moment.grain is Grain.YEAR:
        return str(first.year)
    return f"{first:%b %Y}" if moment.grain is Grain.MONTH else f"{first.day} {first:%b}"


def shortened(value: str) -> str:
    """An answer as short as a chart has room for."""
    return value if len(value) <= VALUE_SHOWN else f"{value[: VALUE_SHOWN - 1].rsplit(' ', 1)[0]}…"
