"""The gazetteer: made from records, found by any spelling, and silent where it is not there."""

import sqlite3
from pathlib import Path

import pytest

from sayso.gazetteer import is_area, is_built, key_of, largest_within, numbered, towns
from sayso.gazetteer.build import build

RECORD = {
    "geonameid": 7,
    "name": "Sankt Orlow",
    "countrycode": "AT",
    "admin1code": "03",
    "latitude": 47.5,
    "longitude": 14.25,
    "population": 6000,
    "alternatenames": ["Орлов", "Saint-Orlow", "sankt'orlov"],
}


def test_records_become_names_by_key(tmp_path: Path) -> None:
    out = tmp_path / "made.sqlite"
    assert build([RECORD], out, [("AT", "", "Austria")]) == 1
    with sqlite3.connect(out) as made:
        keys = [key for (key,) in made.execute("SELECT key FROM name ORDER BY key")]
    made.close()
    assert keys == ["orlov", "saint orlow"]  # what begins in lower case was written letter by letter
    assert not list(tmp_path.glob("*.part"))


def test_another_gazetteer_has_another_checksum(tmp_path: Path) -> None:
    made = {}
    for name, record in (("one", RECORD), ("same", RECORD), ("other", {**RECORD, "population": 6001})):
        build([record], tmp_path / name)
        with sqlite3.connect(tmp_path / name) as file:
            made[name] = file.execute("PRAGMA user_version").fetchone()[0]
        file.close()
    assert made["one"] == made["same"] != made["other"]
    assert made["one"] > 0


def test_a_file_is_replaced_only_when_the_new_one_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "made.sqlite"
    build([RECORD], out)
    before = out.read_bytes()
    with pytest.raises(KeyError):
        build([{"geonameid": 8}], out)
    assert out.read_bytes() == before


def test_equal_records_make_equal_bytes(tmp_path: Path) -> None:
    other = {**RECORD, "geonameid": 3, "name": "Brevik"}
    build([RECORD, other], tmp_path / "one.sqlite")
    build([other, RECORD], tmp_path / "two.sqlite")
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "two.sqlite").read_bytes()


@pytest.mark.parametrize(
    ("name", "key"), [("St. Gallen", "saint gallen"), ("L'Aquila", "laquila"), ("Ürümqi", "urumqi"), ("!", "")]
)
def test_keys(name: str, key: str) -> None:
    assert key_of(name) == key


def test_towns_are_found_in_any_script_and_by_their_old_names() -> None:
    assert is_built()
    assert towns("Kyiv")[0] == towns("Київ")[0] == towns("Kiev")[0]
    assert towns("Leningrad")[0].name == "Saint Petersburg"
    assert towns("Kyiv")[0].lies_in == ("Ukraine",)
    assert is_area("Illinois")


def test_a_name_of_several_towns_gives_them_all_the_largest_first() -> None:
    found = towns("Springfield")
    assert len(found) > 5
    assert list(found) == sorted(found, key=lambda town: (-town.population, town.id))


def test_unknown_names_are_no_towns() -> None:
    assert towns("Xqzzt") == towns("") == ()


def test_towns_are_found_by_their_numbers_and_by_where_they_lie() -> None:
    (suva,) = numbered([2198148, 5])
    assert suva.name == "Suva"
    for west in (176.0, -184.0):  # the same stretch over the antimeridian, counted from either side
        found = largest_within(west=west, south=-19.0, east=west + 9, north=-16.0, most=5)
        assert suva in found
        assert [town.population for town in found] == sorted((town.population for town in found), reverse=True)
