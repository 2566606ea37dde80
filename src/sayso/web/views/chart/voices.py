"""The voices of a chart, those with most statements first."""

from collections.abc import Sequence

from sayso.export.words import count
from sayso.web.views.chart.rows import Row

SERIES = 5
"""Voices that have a colour, a pattern and a sign of their own; those with fewer statements share the last."""


def voices(rows: Sequence[Row]) -> list[tuple[int, str, list[Row]]]:
    """Each voice with its number and its rows; the rest together."""
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
