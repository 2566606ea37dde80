"""Words beside points, so that none lies over another."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.web.views.chart.scale import BOTTOM, HEIGHT, TOP

WIDE = 6.3
"""Width of a character of 11 pixels, on average."""
HIGH = 12.0
ABOVE, BELOW = -10.0, 18.0
TRIES = (ABOVE, BELOW, ABOVE - HIGH, BELOW + HIGH, ABOVE - 2 * HIGH, BELOW + 2 * HIGH)
"""Where words may stand, from their point: the nearest that is free is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words beside a point: over what its number counts, or what became of it."""

    x: float
    y: float
    words: str
    ends: bool  # the words end at `x`

    @property
    def left(self) -> float:
        """Where the words begin."""
        return self.x - WIDE * len(self.words) if self.ends else self.x

    def over(self, other: "Label") -> bool:
        """Whether they lie over one another."""
        apart = abs(self.y - other.y) >= HIGH
        beside = self.left + WIDE * len(self.words) <= other.left or other.left + WIDE * len(other.words) <= self.left
        return not apart and not beside


def apart(labels: Iterable[Label], fixed: Iterable[Label]) -> tuple[Label, ...]:
    """The labels moved so that none lies over another or one that is `fixed`; one without room is left out.

    What is left out stands in the legend and the table.
    """
    taken = list(fixed)
    found: list[Label] = []
    for label in labels:
        moved = (replace(label, y=round(label.y + step, 1)) for step in TRIES)
        free = next((one for one in moved if TOP < one.y < HEIGHT - BOTTOM and not any(map(one.over, taken))), None)
        if free is not None:
            taken.append(free)
            found.append(free)
    return tuple(found)
