"""From degrees to the picture and back: equirectangular, and around a pole azimuthal equidistant (Snyder 1987)."""

from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin

import numpy as np
from numpy.typing import NDArray

from sayso.web.views.map.earth import KM, half_width, turned

Points = NDArray[np.float64]

WIDTH, HEIGHT = 720.0, 440.0
"""Units of the picture, right and down; a map of the whole earth is less high."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A stretch between two meridians and two parallels, in degrees; `east` is beyond 180 over the antimeridian."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Oval:
    """A circle on the earth as it is drawn: its middle and half-axes, in units of the picture."""

    x: float
    y: float
    rx: float
    ry: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Equirectangular:
    """Meridians and parallels as a grid, true along every meridian and along the parallel in the middle (`lat`)."""

    lon: float
    lat: float
    true_lat: float
    per_km: float
    height: float
    name: str = "equirectangular, true at its middle parallel"

    @property
    def _across(self) -> float:
        return self.per_km * KM * cos(radians(self.true_lat))

    @property
    def box(self) -> Box:
        """What is seen, in degrees."""
        wide, high = WIDTH / 2 / self._across, self.height / 2 / self.per_km / KM
        return Box(west=self.lon - wide, south=self.lat - high, east=self.lon + wide, north=self.lat + high)

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point is drawn. Longitudes run on past 180, as in `box`."""
        return WIDTH / 2 + (lon - self.lon) * self._across, self.height / 2 - (lat - self.lat) * self.per_km * KM

    def drawn(self, points: Points) -> Points:
        """The same for many points at once: rows of longitude and latitude to rows of x and y."""
        across, up = self._across, self.per_km * KM
        return (points - (self.lon, self.lat)) * (across, -up) + (WIDTH / 2, self.height / 2)

    def lonlat(self, x: float, y: float) -> tuple[float, float]:
        """The point that is drawn there."""
        return self.lon + (x - WIDTH / 2) / self._across, self.lat - (y - self.height / 2) / self.per_km / KM

    def reach(self, boxes: Points) -> Points:
        """How far, at most, what lies in each box (west, south, east, north) is drawn from the middle of the box."""
        west, south, east, north = boxes.T
        half: Points = (east - west) / 2 * self._across + (north - south) / 2 * self.per_km * KM
        return half

    def near(self, lon: float) -> float:
        """The same meridian as it is counted in `box`."""
        return self.lon + turned(lon - self.lon)

    def oval(self, lon: float, lat: float, radius: float) -> Oval:
        """A circle of so many kilometres around a point."""
        wide = half_width(lat, radius)
        if wide < 180:
            x, y = self.xy(self.near(lon), lat)
            return Oval(x=x, y=y, rx=wide * self._across, ry=radius * self.per_km)
        # It holds the pole, which on a grid is all of the upper or lower edge.
        south, north = max(lat - radius / KM, -90.0), min(lat + radius / KM, 90.0)
        x, y = self.xy(self.lon, (south + north) / 2)
        return Oval(x=x, y=y, rx=180.0 * self._across, ry=(north - south) / 2 * KM * self.per_km)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polar:
    """Around a pole (`sign` 1 for the north), true along every meridian; `lon` runs down from the pole in the north.

    `x` and `y` are where the middle of the picture lies, in kilometres from the pole.
    """

    sign: int
    lon: float
    x: float
    y: float
    per_km: float
    height: float = HEIGHT
    name: str = "azimuthal equidistant from the pole"

    @property
    def box(self) -> Box:
        """What is seen, or more: a round piece with the pole, in degrees."""
        corners = ((x, y) for x in (0.0, WIDTH) for y in (0.0, self.height))
        far = min(self.sign * self.lonlat(x, y)[1] for x, y in corners)
        south, north = sorted((far * self.sign, 90.0 * self.sign))
        return Box(west=-180.0, south=south, east=180.0, north=north)

    def flat(self, lon: float, lat: float) -> tuple[float, float]:
        """Kilometres right of and below the pole."""
        away, turn = (90.0 - self.sign * lat) * KM, radians(lon - self.lon)
        return away * sin(turn), self.sign * away * cos(turn)

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point is drawn."""
        right, down = self.flat(lon, lat)
        return WIDTH / 2 + (right - self.x) * self.per_km, self.height / 2 + (down - self.y) * self.per_km

    def drawn(self, points: Points) -> Points:
        """The same for many points at once: rows of longitude and latitude to rows of x and y."""
        away, turn = (90.0 - self.sign * points[:, 1]) * KM, np.radians(points[:, 0] - self.lon)
        flat = np.column_stack((away * np.sin(turn), self.sign * away * np.cos(turn)))
        return (flat - (self.x, self.y)) * self.per_km + (WIDTH / 2, self.height / 2)

    def lonlat(self, x: float, y: float) -> tuple[float, float]:
        """The point that is drawn there."""
        right = (x - WIDTH / 2) / self.per_km + self.x
        down = (y - self.height / 2) / self.per_km + self.y
        turn = degrees(atan2(right, self.sign * down))
        return turned(self.lon + turn), self.sign * (90.0 - hypot(right, down) / KM)

    def reach(self, boxes: Points) -> Points:
        """How far, at most, what lies in each box (west, south, east, north) is drawn from the middle of the box."""
        west, south, east, north = boxes.T
        away = np.maximum(90.0 - self.sign * south, 90.0 - self.sign * north)
        half: Points = (np.radians(east - west) / 2 * away + (north - south) / 2) * KM * self.per_km
        return half

    def near(self, lon: float) -> float:
        """The same meridian as it is counted in `box`."""
        return turned(lon)

    def oval(self, lon: float, lat: float, radius: float) -> Oval:
        """A circle of so many kilometres around a point."""
        x, y = self.xy(lon, lat)
        return Oval(x=x, y=y, rx=radius * self.per_km, ry=radius * self.per_km)


Projection = Equirectangular | Polar
"""What maps degrees to units of the picture. `per_km` are units of a kilometre from north to south."""
