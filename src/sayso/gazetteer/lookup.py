"""What a name may stand for: towns from an SQLite file that is made when Sayso is packaged (`build`)."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from sayso import data
from sayso.gazetteer.keys import key_of

FILE: Final = "gazetteer.sqlite"
_KEPT = 8192
_AREAS_KEPT = 256
_COLUMNS = (
    "SELECT town.id, town.name, town.country, town.region, town.latitude, town.longitude, town.population, "
    "(SELECT name FROM area WHERE area.country = town.country AND area.region = ''), "
    "(SELECT name FROM area WHERE area.country = town.country AND area.region = town.region) "
)
_QUERY = (
    f"{_COLUMNS} FROM name JOIN town ON town.id = name.town WHERE name.key = ? ORDER BY town.population DESC, town.id"
)
_NUMBERED = f"{_COLUMNS} FROM town WHERE town.id = ?"
_WITHIN = (
    f"{_COLUMNS} FROM town WHERE latitude BETWEEN :south AND :north AND (longitude BETWEEN :west AND :east "
    "OR longitude - 360 BETWEEN :west AND :east OR longitude + 360 BETWEEN :west AND :east) "
    "ORDER BY town.population DESC, town.id LIMIT :most"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town as GeoNames has it: its number there, its usual name, country (ISO 3166), region (a GeoNames code).

    Coordinates are WGS 84 degrees; `population` is 0 where GeoNames knows none. `lies_in` are the names of its region
    (where it has one here) and of its country.
    """

    id: int
    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    lies_in: tuple[str, ...] = ()


@lru_cache(_KEPT)
def towns(name: str) -> tuple[Town, ...]:
    """The towns that have this name, in any of its spellings and scripts, the largest first.

    Nothing is decided: a name of several towns gives them all. Without the file the answer is empty.
    """
    key = key_of(name)
    opened = _opened()
    if opened is None or not key:
        return ()
    return tuple(_town(row) for row in opened.execute(_QUERY, (key,)))


def numbered(ids: Iterable[int]) -> tuple[Town, ...]:
    """The towns that have these GeoNames numbers, in that order; numbers that this gazetteer has not are left out."""
    opened = _opened()
    if opened is None:
        return ()
    rows = (opened.execute(_NUMBERED, (number,)).fetchone() for number in ids)
    return tuple(_town(row) for row in rows if row is not None)


@lru_cache(_AREAS_KEPT)
def largest_within(*, west: float, south: float, east: float, north: float, most: int) -> tuple[Town, ...]:
    """So many towns between two parallels and two meridians (degrees), those with most people first.

    Longitudes may run on beyond 180 or -180 where the stretch goes over the antimeridian.
    """
    opened = _opened()
    if opened is None:
        return ()
    bounds = {"south": south, "north": north, "west": west, "east": east, "most": most}
    return tuple(_town(row) for row in opened.execute(_WITHIN, bounds))


def _town(row: tuple[Any, ...]) -> Town:
    return Town(
        id=row[0],
        name=row[1],
        country=row[2],
        region=row[3],
        latitude=row[4],
        longitude=row[5],
        population=row[6],
        lies_in=tuple(area for area in (row[8], row[7]) if area),
    )


@lru_cache(_KEPT)
def is_area(name: str) -> bool:
    """Whether a country or region of the gazetteer is called so."""
    opened = _opened()
    return opened is not None and opened.execute("SELECT 1 FROM area WHERE name = ?", (name,)).fetchone() is not None


def is_built() -> bool:
    """Whether the file is there."""
    return _path() is not None


def version() -> str:
    """What tells this gazetteer from another: a checksum over its rows (hexadecimal), "none" without the file."""
    opened = _opened()
    return "none" if opened is None else f"{int(opened.execute('PRAGMA user_version').fetchone()[0]):08x}"


@cache
def _opened() -> sqlite3.Connection | None:
    path = _path()
    if path is None:
        return None
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _path() -> Path | None:
    path = Path(str(files(data) / FILE))
    return path if path.is_file() else None
