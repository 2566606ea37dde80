"""How much of the earth a map shows: all that is to be drawn, with room around it and never less than a few towns."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, cos, degrees, radians

from sayso.web.views.map.earth import KM, half_width, turned
from sayso.web.views.map.projection import HEIGHT, WIDTH, Equirectangular, Polar, Projection

ROOM = 0.3
"""Of what is to be drawn, left free on either side."""
LOWEST = 180.0
"""Kilometres that a map is high at least: the coast is known within one, and some towns are wanted beside it."""
POLAR, SAME_END = 78.0, 45.0
"""Degrees: what lies beyond the first, with nothing nearer to the equator than the second, is seen from the pole."""
BARE = 84.0
"""Degrees beyond which a map of the whole earth is cut off where nothing is to be drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Somewhere within so many kilometres of a point (degrees)."""

    lon: float
    lat: float
    radius: float


def fitting(circles: Sequence[Circle]) -> Projection:
    """The projection under which all the circles lie inside the picture; there is at least one."""
    south = min(one.lat - one.radius / KM for one in circles)
    north = max(one.lat + one.radius / KM for one in circles)
    if north > POLAR and south > SAME_END:
        return _around_pole(1, circles)
    if south < -POLAR and north < -SAME_END:
        return _around_pole(-1, circles)
    return _grid(circles, max(-90.0, south), min(90.0, north))


def _around_pole(sign: int, circles: Sequence[Circle]) -> Polar:
    west, wide = _stretch(circles)
    turn = turned(west + wide / 2)
    bare = Polar(sign=sign, lon=turn, x=0.0, y=0.0, per_km=1.0)
    flat = [(*bare.flat(one.lon, one.lat), one.radius) for one in circles]
    left, right = min(x - r for x, _, r in flat), max(x + r for x, _, r in flat)
    top, bottom = min(y - r for _, y, r in flat), max(y + r for _, y, r in flat)
    per_km = _scale(right - left, bottom - top)
    return Polar(sign=sign, lon=turn, x=(left + right) / 2, y=(top + bottom) / 2, per_km=per_km)


def _grid(circles: Sequence[Circle], south: float, north: float) -> Equirectangular:
    west, wide = _stretch(circles)
    lat = (south + north) / 2
    shrunk = max(cos(radians(lat)), 0.1)
    per_km = _scale(wide * KM * shrunk, (north - south) * KM)
    whole = WIDTH / 360 / KM  # units for a kilometre on the equator when all longitudes are to be seen
    if per_km * shrunk < whole:
        # As wide as the earth: no meridian is shown twice, so the height is what is left.
        shrunk = min(1.0, max(shrunk, whole / _scale(0.0, (north - south) * KM)))
        per_km = whole / shrunk
    half = min(HEIGHT / 2 / per_km / KM, 90.0)
    low, high = max(lat - half, min(south, -BARE)), min(lat + half, max(north, BARE))
    return Equirectangular(
        lon=turned(west + wide / 2),
        lat=(low + high) / 2,
        true_lat=degrees(acos(shrunk)),
        per_km=per_km,
        height=(high - low) * KM * per_km,
    )


def _scale(wide: float, high: float) -> float:
    """Units for a kilometre, so that so many kilometres have room around them."""
    return min(WIDTH / max(wide * (1 + 2 * ROOM), LOWEST), HEIGHT / max(high * (1 + 2 * ROOM), LOWEST))


def _stretch(circles: Sequence[Circle]) -> tuple[float, float]:
    """The shortest stretch of longitudes that has all circles: its western end, and how many degrees it goes east."""
    reached = [(one.lon, half_width(one.lat, one.radius)) for one in circles]
    ends = sorted((turned(lon - half), 2 * half) for lon, half in reached if half < 180)
    if not ends:
        return turned(circles[0].lon - 180), 360.0
    first = ends[0][0]
    # What begins near the end of the round may reach over its beginning.
    east = max(first, max(west + wide for west, wide in ends) - 360.0)
    gaps = []
    for west, wide in [*ends, (first + 360.0, 0.0)]:
        gaps.append((west - east, west))
        east = max(east, west + wide)
    gap, begins = max(gaps)
    if len(ends) < len(reached):  # a pole is on all meridians: the map is cut where nothing else is
        return turned(begins - max(0.0, gap) / 2), 360.0
    return turned(begins), 360.0 - max(0.0, gap)
