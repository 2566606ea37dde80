"""Where names go on a map: beside what they name, over nothing else, or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.web.views.map.projection import WIDTH, Oval

GAP = 4.0
"""Units between an area and its name."""
FARTHER = (0.0, 22.0, 55.0, 95.0)
"""Units that a name may stand away from its area where there is no room beside it; then a line leads to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A rectangle of the picture, by its left upper corner."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Frame") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def inside(self, height: float) -> bool:
        """Whether it lies wholly in a picture of that height."""
        return self.x >= 0 and self.y >= 0 and self.x + self.width <= WIDTH and self.y + self.height <= height


def frame_of(oval: Oval) -> Frame:
    """The rectangle around an area."""
    return Frame(x=oval.x - oval.rx, y=oval.y - oval.ry, width=2 * oval.rx, height=2 * oval.ry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """Where a name came to stand, and whether that is away from what it names."""

    frame: Frame
    is_away: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A picture of that height, and what of it may not be covered any more: names that are put down are added."""

    height: float
    taken: list[Frame]

    def has_room(self, frame: Frame) -> bool:
        """Whether it lies in the picture and on nothing else."""
        return frame.inside(self.height) and not any(frame.meets(other) for other in self.taken)

    def beside(self, oval: Oval, width: float, height: float, *, may_go: bool) -> Stood | None:
        """Room for a name of that width and height beside an area, None where there is none.

        With `may_go` it may stand away from it.
        """
        for away in FARTHER if may_go else FARTHER[:1]:
            for frame in _around(oval, width, height, GAP + away):
                if self.has_room(frame):
                    return Stood(frame=frame, is_away=away > 0)
        return None


def _around(oval: Oval, width: float, height: float, gap: float) -> Iterator[Frame]:
    """Right, left, above, below, then over the corners."""
    right, left = oval.x + oval.rx + gap, oval.x - oval.rx - gap - width
    above, below = oval.y - oval.ry - gap - height, oval.y + oval.ry + gap
    level, middle = oval.y - height / 2, oval.x - width / 2
    corners = ((right, level), (left, level), (middle, above), (middle, below))
    slanted = ((right, above), (right, below), (left, above), (left, below))
    for x, y in (*corners, *slanted):
        yield Frame(x=x, y=y, width=width, height=height)
