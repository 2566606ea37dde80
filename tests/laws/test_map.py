"""Laws of the map: whatever is drawn lies inside it, points come back, lengths are true."""

from math import acos, asin, cos, pi, radians, sin, sqrt

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sayso.web.views.map.coast import HEAVIEST, levels, outlines
from sayso.web.views.map.earth import distance
from sayso.web.views.map.extent import Circle, fitting
from sayso.web.views.map.picture import BAR, scale_bar
from sayso.web.views.map.projection import WIDTH, Equirectangular, Polar

EVERYWHERE = st.builds(
    Circle,
    lon=st.floats(-180, 180, exclude_max=True),
    lat=st.floats(-89.99, 89.99),
    radius=st.floats(2, 35),
)
CIRCLES = st.lists(EVERYWHERE, min_size=1, max_size=5)
ABOUT_FIJI = [
    Circle(lon=178.44, lat=-18.14, radius=5),
    Circle(lon=-179.9, lat=-16.8, radius=3),
    Circle(lon=-175.2, lat=-21.14, radius=4),
]
FAR_NORTH = [Circle(lon=-62.3, lat=82.5, radius=3), Circle(lon=15.6, lat=78.2, radius=3)]
EXTENTS = {
    "a town": [Circle(lon=37.5, lat=47.1, radius=7)],
    "a coast of islands": [Circle(lon=5.3, lat=60.4, radius=10), Circle(lon=18.9, lat=69.6, radius=5)],
    "a land of lakes": [Circle(lon=-68.5, lat=63.7, radius=3), Circle(lon=-133.7, lat=68.3, radius=3)],
    "two continents": [Circle(lon=-77.0, lat=38.9, radius=10), Circle(lon=37.5, lat=47.1, radius=7)],
    "over the antimeridian": ABOUT_FIJI,
    "around the pole": FAR_NORTH,
    "the far south": [Circle(lon=-70.0, lat=-80.0, radius=30), Circle(lon=166.0, lat=-77.8, radius=3)],
    "nearly everything": [Circle(lon=lon, lat=lat, radius=20) for lon, lat in ((-58, -34), (139, 35), (-150, 61))],
}


def haversine(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Kilometres, by another formula and the same sphere."""
    a = sin(radians(other_lat - lat) / 2) ** 2
    b = cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0088 * asin(min(1.0, sqrt(a + b)))


@given(CIRCLES)
@settings(deadline=None, max_examples=400)
def test_every_area_lies_inside_the_map(circles: list[Circle]) -> None:
    projection = fitting(circles)
    assert 0 < projection.height <= 440.0 + 1e-6
    for one in circles:
        oval = projection.oval(one.lon, one.lat, one.radius)
        assert oval.x - oval.rx >= -1e-6
        assert oval.x + oval.rx <= WIDTH + 1e-6
        assert oval.y - oval.ry >= -1e-6
        assert oval.y + oval.ry <= projection.height + 1e-6


@given(CIRCLES, st.floats(0, 1), st.floats(0, 1))
@settings(deadline=None, max_examples=300)
def test_a_point_of_the_map_is_drawn_where_it_came_from(circles: list[Circle], right: float, down: float) -> None:
    projection = fitting(circles)
    x, y = right * WIDTH, down * projection.height
    lon, lat = projection.lonlat(x, y)
    assert projection.xy(lon, lat) == pytest.approx((x, y), abs=1e-6)
    assert projection.drawn(np.array([[lon, lat]]))[0] == pytest.approx((x, y), abs=1e-6)


@given(CIRCLES)
@settings(deadline=None, max_examples=300)
def test_the_scale_bar_is_as_long_as_it_says(circles: list[Circle]) -> None:
    projection = fitting(circles)
    bar = scale_bar(projection)
    assert BAR / 4 < bar.width <= BAR * 1.1
    middle = projection.height / 2
    west, east = (projection.lonlat(WIDTH / 2 + aside, middle) for aside in (-bar.width / 2, bar.width / 2))
    assert haversine(*west, *east) == pytest.approx(bar.km, rel=0.02)


@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90))
def test_distances_are_those_of_other_formulas(lon: float, lat: float, other: float, beyond: float) -> None:
    found = distance(lon, lat, other, beyond)
    assert found == pytest.approx(haversine(lon, lat, other, beyond), abs=0.5)
    a, b = radians(lat), radians(beyond)
    cosine = sin(a) * sin(b) + cos(a) * cos(b) * cos(radians(other - lon))
    assume(abs(cosine) < 0.999)  # near and opposite points are what this formula is bad at
    assert found == pytest.approx(6371.0088 * acos(cosine), abs=0.5)
    assert found <= 6371.0088 * pi + 1e-6


def test_what_lies_on_both_sides_of_the_antimeridian_is_near() -> None:
    projection = fitting(ABOUT_FIJI)
    assert projection.box.east - projection.box.west < 20
    xs = [projection.oval(one.lon, one.lat, one.radius).x for one in ABOUT_FIJI]
    assert xs == sorted(xs)  # from west to east, over 180
    paths = outlines(projection)
    assert paths.shore is not None  # land is cut along the antimeridian, its shore is not drawn there


@pytest.mark.parametrize("sign", [1, -1])
def test_places_around_a_pole_are_seen_from_it(sign: int) -> None:
    circles = [Circle(lon=lon, lat=sign * 85.0, radius=5) for lon in (-170.0, -50.0, 70.0)]
    projection = fitting(circles)
    assert isinstance(projection, Polar)
    points = [projection.xy(one.lon, one.lat) for one in circles]
    pole = projection.xy(0.0, sign * 90.0)
    away = [((x - pole[0]) ** 2 + (y - pole[1]) ** 2) ** 0.5 / projection.per_km for x, y in points]
    assert away == pytest.approx([haversine(0, 90, 0, 85)] * 3, rel=0.001)


def test_a_pole_and_a_place_far_from_it_are_on_one_map_too() -> None:
    projection = fitting([Circle(lon=10, lat=88, radius=10), Circle(lon=-120, lat=-30, radius=10)])
    assert isinstance(projection, Equirectangular)


@pytest.mark.parametrize("circles", EXTENTS.values(), ids=EXTENTS)
def test_the_coast_of_a_map_is_light_and_there(circles: list[Circle]) -> None:
    projection = fitting(circles)
    paths = outlines(projection)
    assert len(paths.land) + len(paths.lakes) + len(paths.shore or "") <= HEAVIEST < 40_000
    assert paths.tolerance * projection.per_km <= 1.1 or paths.tolerance < 1  # as fine as it needs, or the finest
    assert paths.land.startswith("M")


@pytest.mark.parametrize(
    ("lon", "lat", "is_land"),
    [(25, 62, True), (-60, -10, True), (-30, 40, False), (80, -30, False), (10, -85, True), (0, 89, False)],
)
def test_land_is_where_land_is(lon: float, lat: float, *, is_land: bool) -> None:
    for level in levels():
        closed = [np.vstack((ring, ring[:1])) for ring in level.land]
        assert _is_inside(closed, lon, lat) == is_land, level.tolerance


@pytest.mark.parametrize("extent", ["a coast of islands", "around the pole", "two continents"])
def test_what_lies_far_outside_changes_nothing_inside(extent: str) -> None:
    """A picture's paths cover what all points of the level would: a grid of points is asked."""
    projection = fitting(EXTENTS[extent])
    level = next(one for one in levels() if abs(one.tolerance - outlines(projection).tolerance) < 1e-6)
    land = outlines(projection)
    drawn = _rings(land.land, land.grid)
    north = [ring for ring in level.land if ring[:, 1].max() > 0]  # no ring of the south surrounds the pole then
    whole = [projection.drawn(np.vstack((ring, ring[:1]))) for ring in north]
    odd = 0
    for x in range(20, 720, 50):
        for y in range(20, round(projection.height), 50):
            odd += _is_inside(drawn, x, y) != _is_inside(whole, x, y)
    assert odd <= 4  # of 126; where a shore within half a unit of the point was rounded


def _rings(path: str, grid: float) -> list[np.ndarray]:
    found = []
    for piece in path.split("Z")[:-1]:
        start, steps = piece.removeprefix("M").replace("-", " -").split("l")
        numbers = np.array([float(one) for one in f"{start} {steps}".split()]).reshape(-1, 2)
        ring = np.cumsum(numbers, axis=0) * grid
        found.append(np.vstack((ring, ring[:1])))
    return found


def _is_inside(rings: list[np.ndarray], x: float, y: float) -> bool:
    crossed = 0
    for ring in rings:
        (a, b), (to_a, to_b) = ring[:-1].T, ring[1:].T
        over = (b > y) != (to_b > y)
        at = a[over] + (y - b[over]) / (to_b[over] - b[over]) * (to_a[over] - a[over])
        crossed += int((at < x).sum())
    return crossed % 2 == 1
