"""Distances on a sphere of the earth's mean radius: within 0.6% of those on the ellipsoid."""

from math import asin, atan2, cos, degrees, hypot, radians, sin

RADIUS = 6371.0088
"""Mean radius in kilometres (IUGG)."""
KM = RADIUS * radians(1)
"""Kilometres of one degree of a great circle."""


def distance(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Kilometres along the great circle between two points (Vincenty's formula for a sphere)."""
    a, b, turn = radians(lat), radians(other_lat), radians(other_lon - lon)
    across = hypot(cos(b) * sin(turn), cos(a) * sin(b) - sin(a) * cos(b) * cos(turn))
    return RADIUS * atan2(across, sin(a) * sin(b) + cos(a) * cos(b) * cos(turn))


def half_width(lat: float, radius: float) -> float:
    """Degrees of longitude that a circle of so many kilometres reaches to either side; 180 if it holds the pole.

    >>> round(half_width(0, 111.195), 2), half_width(89.9, 50)
    (1.0, 180.0)
    """
    if abs(lat) + radius / KM >= 90:
        return 180.0
    return degrees(asin(sin(radius / RADIUS) / cos(radians(lat))))


def turned(lon: float) -> float:
    """The same meridian from -180 up to but without 180.

    >>> turned(190.0), turned(-180.0), turned(180.0)
    (-170.0, -180.0, -180.0)
    """
    return (lon + 180.0) % 360.0 - 180.0
