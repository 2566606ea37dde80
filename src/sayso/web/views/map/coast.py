"""Land and lakes, thinned for four scales, and what of them a picture shows.

The file is LZMA of: `MAGIC`; the number of levels (u16); and for each level its tolerance in kilometres (f32), how many
rings are land and how many lakes (u32), the points of each ring (u32), their first points (i32 longitude, latitude),
and the steps from point to point (i16): low bytes of all longitudes, of all latitudes, then the high ones. All is
little-endian, in units of `QUANTUM` degrees. Rings are closed by their first point. `training/make_coast.py` makes it.
"""

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from sayso import data
from sayso.web.views.map.projection import WIDTH, Points, Projection

MAGIC = b"sayso-coast-1\n"
QUANTUM = 0.004
"""Degrees: 450 m from north to south."""
FILE = "coast.bin"
FINE = 1.1
"""Units of the picture by which a thinned line may be off before a finer one is taken."""
MARGIN = 4.0
"""Units beside the picture that still count as inside: a shore is drawn with some width."""
GRIDS = (0.5, 0.7, 1.0, 1.4, 2.0, 3.0)
"""Units to which points are rounded, the finest first that keeps a map within `HEAVIEST`."""
HEAVIEST = 36_000
"""Bytes of all outlines of a map: with the rest of it at most 40 kB."""
SEAM = 179.99
"""Degrees from which on both ends of an edge lie on the antimeridian, where Natural Earth cuts land in two."""
POLE = 89.99
"""The same for the pole, which is an edge in degrees."""
SMALLEST_ISLAND, SMALLEST_LAKE = 1.0, 4.0
"""Units of the picture that an island or a lake is wide or high at least to be drawn."""


Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Level:
    """The outlines of the earth within so many kilometres: rings without their first point again, the box of each."""

    tolerance: float
    land: tuple[Points, ...]
    lakes: tuple[Points, ...]
    land_boxes: NDArray[np.float64]
    lake_boxes: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """Paths of an SVG in units of `grid`: land and lakes to be filled, and the shore to be stroked.

    `shore` is None where it is the outline of the land. `tolerance` tells within how many kilometres they are right.
    """

    land: str
    lakes: str
    shore: str | None
    grid: float
    tolerance: float


def outlines(projection: Projection) -> Outlines:
    """What of land and lakes a picture shows, as coarse as its scale allows."""
    level = next((one for one in reversed(levels()) if one.tolerance * projection.per_km <= FINE), levels()[0])
    land = tuple(_seen(level.land, level.land_boxes, projection, SMALLEST_ISLAND))
    lakes = tuple(_seen(level.lakes, level.lake_boxes, projection, SMALLEST_LAKE))
    over = projection.box.west <= -180 or projection.box.east >= 180
    made = (
        Outlines(
            land="".join(_closed(points, grid) for points, _ in land),
            lakes="".join(_closed(points, grid) for points, _ in lakes),
            shore="".join(_shore(*ring, grid) for ring in land) if over else None,
            grid=grid,
            tolerance=level.tolerance,
        )
        for grid in GRIDS
    )
    return next(one for one in made if one.grid == GRIDS[-1] or _weight(one) <= HEAVIEST)


@cache
def levels() -> tuple[Level, ...]:
    """All levels, the finest first."""
    packed = lzma.decompress((files(data) / FILE).read_bytes())
    if not packed.startswith(MAGIC):
        raise ValueError(f"{FILE} begins with {packed[: len(MAGIC)]!r} instead of {MAGIC!r}: install Sayso anew")
    at = len(MAGIC) + 2
    found = []
    for _ in range(int.from_bytes(packed[at - 2 : at], "little")):
        level, at = _level(packed, at)
        found.append(level)
    return tuple(found)


def _level(packed: bytes, at: int) -> tuple[Level, int]:
    tolerance = float(np.frombuffer(packed, "<f4", 1, at)[0])
    land, lakes = (int(number) for number in np.frombuffer(packed, "<u4", 2, at + 4))
    rings = land + lakes
    lengths = np.frombuffer(packed, "<u4", rings, at + 12).astype(np.int64)
    firsts = np.frombuffer(packed, "<i4", 2 * rings, at + 12 + 4 * rings).reshape(-1, 2)
    at += 12 + 12 * rings
    count = int(lengths.sum()) - rings
    planes = np.frombuffer(packed, np.uint8, 4 * count, at).reshape(2, 2 * count)
    steps = np.ascontiguousarray(planes.T).view("<i2").reshape(2, count).T.astype(np.int64)
    # A ring has one step less than points: of all the steps walked, those before its first point are taken off again.
    walked = np.vstack((np.zeros((1, 2), np.int64), np.cumsum(steps, axis=0)))
    starts, number = np.cumsum(lengths) - lengths, np.arange(rings)
    of = np.repeat(number, lengths)
    points = ((firsts - walked[starts - number])[of] + walked[np.arange(len(of)) - of]) * QUANTUM
    boxes = np.hstack((np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)))
    made = np.split(points, starts[1:])
    return Level(tolerance, tuple(made[:land]), tuple(made[land:]), boxes[:land], boxes[land:]), at + 4 * count


def _seen(
    rings: tuple[Points, ...], boxes: NDArray[np.float64], projection: Projection, smallest: float
) -> Iterator[tuple[Points, Flags]]:
    """The rings that reach into the picture, drawn, and which of their points lie on the antimeridian."""
    reach = projection.reach(boxes)
    for shift in (-360.0, 0.0, 360.0):
        turned = boxes + np.array((shift, 0.0, shift, 0.0))
        for at in np.flatnonzero((reach > smallest / 2) & _meets(turned, reach, projection)):
            ring = np.vstack((rings[at], rings[at][:1]))
            drawn = projection.drawn(ring + np.array((shift, 0.0)))
            if np.ptp(drawn, axis=0).max() < smallest:
                continue
            cut = (np.abs(ring[:, 0]) > SEAM) | (np.abs(ring[:, 1]) > POLE)
            kept = _needed(drawn, projection.height, cut)
            yield drawn[kept], cut[kept]


def _meets(boxes: NDArray[np.float64], reach: Points, projection: Projection) -> Flags:
    """Which boxes may reach into the picture, and into what is seen of the earth."""
    west, south, east, north = boxes.T
    box = projection.box
    x, y = projection.drawn(np.column_stack(((west + east) / 2, (south + north) / 2))).T
    near: Flags = (west < box.east) & (east > box.west) & (south < box.north) & (north > box.south)
    near &= (x + reach > -MARGIN) & (x - reach < WIDTH + MARGIN)
    near &= (y + reach > -MARGIN) & (y - reach < projection.height + MARGIN)
    return near


def _needed(drawn: Points, height: float, cut: Flags) -> Flags:
    """Which points of a line make a difference: not those in the middle of a run that lies on one side of the picture.

    The run's ends are on that side too, so the straight line between them never meets the picture.
    """
    x, y = drawn.T
    sides = (x < -MARGIN, x > WIDTH + MARGIN, y < -MARGIN, y > height + MARGIN)
    side = np.select(sides, (1, 2, 3, 4), 0)
    needed: Flags = np.full(len(drawn), fill_value=True)
    needed[1:-1] = (side[1:-1] == 0) | (side[1:-1] != side[:-2]) | (side[1:-1] != side[2:])
    # Where a seam ends is where a shore begins.
    needed[1:-1] |= cut[1:-1] & ~(cut[:-2] & cut[2:])
    return needed


def _seams(cut: Flags) -> Flags:
    """Which edges run along the antimeridian."""
    return cut[1:] & cut[:-1]


def _closed(points: Points, grid: float) -> str:
    """A ring as a path, nothing where it is smaller than a unit of the grid."""
    steps = _steps(points, grid)
    return f"{_path(steps)}Z" if len(steps) > 3 else ""


def _shore(points: Points, cut: Flags, grid: float) -> str:
    """A ring as lines, without its edges along the antimeridian."""
    pieces = np.split(np.arange(len(points)), np.flatnonzero(_seams(cut)) + 1)
    lines = [_steps(points[piece], grid) for piece in pieces if len(piece) > 1]
    return "".join(_path(steps) for steps in lines if len(steps) > 1)


def _steps(points: Points, grid: float) -> NDArray[np.int64]:
    """Points of the grid, none twice in a row: the first one, then the steps from one to the next."""
    whole = np.rint(points / grid).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), np.int64))
    moves = (steps[:, 0] != 0) | (steps[:, 1] != 0)
    moves[0] = True
    kept: NDArray[np.int64] = steps[moves]
    return kept


def _path(steps: NDArray[np.int64]) -> str:
    (x, y), *rest = steps.tolist()
    return f"M{x} {y}l{' '.join(f'{right} {down}' for right, down in rest)}".replace(" -", "-")


def _weight(made: Outlines) -> int:
    return len(made.land) + len(made.lakes) + len(made.shore or "")
