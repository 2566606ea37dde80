"""Where a place of a claim is: an area around one town, or words."""

from dataclasses import replace

import pytest

from sayso import locating
from sayso.gazetteer import Town, towns
from sayso.locating import LARGEST, NEAR, SMALLEST, all_located, located, size
from sayso.nouns import Basis, Claim, Claimed, Form, Layer, LayerName, Report, Span, Where


def claimed(text: str, *places: Where) -> Claimed:
    report = Report(
        id="r-1", capture="0", label="a", layers=(Layer(name=LayerName.TEXT, text=text, sha256="0"),), outlet=None
    )
    claim = Claim(
        id="c-1",
        report="r-1",
        layer=LayerName.TEXT,
        content=(Span(0, len(text)),),
        form=Form.INDIRECT,
        basis=Basis.EXPLICIT,
        cue=(),
        voice=None,
        places=places,
        rule="reported",
        method="rules/1",
        confidence=None,
    )
    return Claimed(claim=claim, report=report)


def where(text: str, name: str, precision: str = "town", within: tuple[str, ...] = ()) -> Where:
    found = tuple(town.id for town in towns(name)) if precision == "town" else ()
    start = text.index(name)
    return Where(span=Span(start, start + len(name)), name=name, precision=precision, within=within, geonames=found)


def test_a_town_is_an_area_as_large_as_its_people_need() -> None:
    text = "The ferry is in Narvik."
    found = located(claimed(text), where(text, "Narvik"))
    assert found.spot is not None
    assert (found.spot.name, found.spot.country) == ("Narvik", "Norway")
    assert found.radius == size(found.spot.people)
    assert found.precision == "a town, within about 2 km"
    assert found.taken_for == "Narvik (GeoNames 3144987, listed under Norway)"


@pytest.mark.parametrize("words", ["near", "outside", "on the outskirts of", "north of", "Not far from"])
def test_near_a_town_is_a_larger_area(words: str) -> None:
    text = f"The ferry is {words}  Narvik."
    found = located(claimed(text), where(text, "Narvik"))
    assert found.spot is not None
    assert found.radius == size(found.spot.people) + NEAR
    assert found.precision.startswith("near a town, within about 12 km")


@pytest.mark.parametrize(
    ("words", "beside"),
    [
        ("in", 0.0),
        ("in the port city of", 0.0),
        ("coming from", 0.0),
        ("near the port of", NEAR),
        ("some 40 km north of", 40.0),
        ("about 25 miles from", 40.23),
        ("300 metres from", NEAR),
        ("1,200 km away from", None),
        ("many kilometres west of", None),
    ],
)
def test_how_far_from_a_town_is_read_before_its_name(words: str, beside: float | None) -> None:
    text = f"The ferry is {words} Narvik."
    found = located(claimed(text), where(text, "Narvik"))
    if beside is None:
        assert found.spot is None
        assert "away from Narvik" in (found.why_not or "")
    else:
        assert found.spot is not None
        assert found.radius == pytest.approx(size(found.spot.people) + beside, abs=0.01)


def test_a_name_of_several_large_towns_is_no_place() -> None:
    text = "The ferry is in Springfield."
    found = located(claimed(text), where(text, "Springfield"))
    assert (found.spot, found.radius) == (None, None)
    assert found.why_not is not None
    assert found.why_not.count("GeoNames") == len(towns("Springfield"))


def test_a_name_of_one_large_town_is_taken_for_that_and_says_so() -> None:
    text = "The ferry is in Berlin."
    found = located(claimed(text), where(text, "Berlin"))
    assert found.spot is not None
    assert found.spot.country == "Germany"
    assert found.taken_for is not None
    assert found.taken_for.endswith("by far the largest of that name")


@pytest.mark.parametrize("precision", ["country", "region", "unknown"])
def test_what_is_no_town_is_told_in_words_only(precision: str) -> None:
    text = "The ferry is in Norland."
    found = located(claimed(text), where(text, "Norland", precision))
    assert (found.spot, found.radius) == (None, None)
    assert found.why_not


def test_a_building_is_somewhere_in_the_town_that_the_text_says() -> None:
    text = "The ferry is at the yard in Narvik, near Norway's coast."
    found = located(claimed(text), where(text, "the yard", "facility", ("Narvik", "Norway")))
    assert found.spot is not None
    assert found.spot.name == "Narvik"
    assert found.precision == "a building or site in Narvik, within about 2 km"
    bare = located(claimed(text), where(text, "the yard", "facility"))
    assert bare.why_not == "the text does not say in which town it is"
    wide = located(claimed(text), where(text, "the yard", "facility", ("Norway",)))
    assert wide.spot is None  # there may be villages that are called like a country


def test_two_entries_of_one_town_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Town(id=1, name="Orlow", country="AT", region="", latitude=47.5, longitude=14.2, population=6000)
    beside = replace(one, id=2, population=5000, latitude=47.6)
    away = replace(beside, id=3, latitude=49.5)
    text = "The ferry is in Orlow."
    place = Where(span=Span(16, 21), name="Orlow", precision="town", geonames=(1, 2))
    for found, number in (((one, beside), 1), ((one, away), None)):
        monkeypatch.setattr(locating, "numbered", lambda _, found=found: found)
        spot = located(claimed(text), place).spot
        assert (spot.geonames if spot else None) == number


@pytest.mark.parametrize(("people", "is_drawn"), [(3_000, False), (30_000, True)])
def test_a_second_name_of_a_small_place_is_not_enough(
    monkeypatch: pytest.MonkeyPatch, people: int, *, is_drawn: bool
) -> None:
    town = Town(id=1, name="Sankt Orlow", country="AT", region="", latitude=47.5, longitude=14.2, population=people)
    monkeypatch.setattr(locating, "numbered", lambda _: (town,))
    for name, expected in (("Orvov", is_drawn), ("St. Orlow", True)):
        text = f"The ferry is in {name}."
        place = Where(span=Span(16, 16 + len(name)), name=name, precision="town", geonames=(1,))
        found = located(claimed(text), place)
        assert (found.spot is not None) == expected
        assert expected or "mostly called otherwise" in (found.why_not or "")


def test_without_a_gazetteer_nothing_is_placed_and_it_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The ferry is in Narvik."
    place = where(text, "Narvik")
    monkeypatch.setattr(locating, "numbered", lambda _: ())
    monkeypatch.setattr(locating, "is_built", lambda: False)
    assert "gazetteer file is not there" in (located(claimed(text), place).why_not or "")


def test_sizes_are_within_bounds() -> None:
    assert [size(people) for people in (0, 10**9)] == [SMALLEST, LARGEST]


def test_every_place_of_a_claim_is_located() -> None:
    text = "The ferry is in Narvik, not in Bergen."
    one = claimed(text, where(text, "Narvik"), where(text, "Bergen"))
    assert [(place.written, whose is one) for whose, place in all_located([one])] == [
        ("Narvik", True),
        ("Bergen", True),
    ]
