"""Places on the map: an area and a letter for what a name tells, words alone for what it does not."""

import re
from pathlib import Path

import pytest

from sayso.gazetteer import towns
from sayso.locating import spot_of
from sayso.nouns import Claim
from sayso.web import Settings, create_app
from sayso.web.rendering import environment
from sayso.web.views.map.labels import Frame, Sheet, frame_of
from sayso.web.views.map.picture import LINE, Area, picture
from sayso.web.views.map.projection import Oval

from .conftest import Open
from .ferry import QUESTION, ferry
from .harbour import Person
from .pages import Page, parse


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Claim]]:
    path = tmp_path_factory.mktemp("map") / "case.sayso"
    return path, ferry(path)


@pytest.fixture
def asked(filled: tuple[Path, dict[str, Claim]], visit: Open) -> Page:
    answer = visit(filled[0]).get(f"/q/{QUESTION}")
    assert answer.status_code == 200, answer.text
    page = parse(answer.text)
    assert page.faults == ()
    return page


def test_answers_stand_side_by_side_on_one_map(asked: Page) -> None:
    ovals = list(asked.all("ellipse", class_="area"))
    assert len(ovals) == 2
    assert len({one.attributes["fill"] for one in ovals}) == 2  # a pattern for each answer, not colour alone
    letters = [one.text for one in asked.all("text", class_="letter")]
    assert letters == ["A", "B"]
    for letter in letters:
        (row,) = asked.all("li", id=f"place-{letter}")
        links = [one.attributes["href"] for one in row.inside if one.tag == "a"]
        assert any(link.startswith("/c/") for link in links)
        assert any(re.search(r"\?t=\d+,\d+#t=", link) for link in links)
        assert next(asked.all("a", href=f"#place-{letter}")).inside


def test_the_map_has_a_sentence_and_a_table(asked: Page) -> None:
    (figure,) = asked.all("figure", class_="map")
    words = " ".join(next(one for one in figure.inside if one.tag == "figcaption").text.split())
    assert "A Lautoka (a town, within about 2 km), in 1 claim for “in Lautoka”" in words
    assert "B Nuku‘alofa (near a town, within about 12 km), in 1 claim for “near Nuku'alofa”" in words
    assert "Fiji (a country)" in words
    rows = [one for one in figure.inside if one.tag == "tr"][1:]
    cells = [[" ".join(cell.text.split()) for cell in row.inside if cell.tag == "td"] for row in rows]
    assert cells[0][0] == "A"
    assert cells[0][4:7] == ["17.62° S", "177.45° E", "2204506"]
    assert "for in Lautoka" in cells[0][7]
    assert {tuple(row[4:7]) for row in cells if row[0] == "–"} == {("unknown", "unknown", "none")}


def test_what_no_name_tells_is_told_and_not_drawn(asked: Page) -> None:
    (figure,) = asked.all("figure", class_="map")
    told = " ".join(figure.text.split())
    assert "a town, one of several of that name" in told
    assert "Springfield may be Springfield (GeoNames" in told
    assert "the text does not say in which town it is" in told
    assert "larger than a town: told in words, not drawn" in told
    assert "no town of the gazetteer stands for it" in told


def test_a_claim_shows_its_places(filled: tuple[Path, dict[str, Claim]], visit: Open) -> None:
    path, claims = filled
    page = parse(visit(path).get(f"/c/{claims['herald'].id}").text)
    assert [one.text for one in page.all("text", class_="letter")] == ["A"]
    page = parse(visit(path).get(f"/c/{claims['times'].id}").text)
    assert not list(page.all("svg", class_="earth"))  # nothing that could be drawn: words and the table
    (figure,) = page.all("figure", class_="map")
    assert "open" in next(one for one in figure.inside if one.tag == "details").attributes


def test_a_name_that_a_stranger_wrote_stays_text(filled: tuple[Path, dict[str, Claim]], visit: Open) -> None:
    path, claims = filled
    answer = visit(path).get(f"/c/{claims['evil'].id}")
    assert "<script>alert" not in answer.text
    assert not list(parse(answer.text).all("img"))
    assert not re.search(r"<[^>]+\sstyle=", answer.text)


def test_what_is_flagged_is_not_drawn_until_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    claims = ferry(path)
    ada = Person(create_app(path, Settings()))
    here = f"/c/{claims['herald'].id}"
    ada.send("/review", about="flag", decision="personal", claim=claims["herald"].id, back="/rulings", why="a home")
    for address, drawn in ((here, []), (f"{here}?open=1", ["Lautoka"])):
        page = ada.get(address)
        assert [one.text for one in page.all("text", class_="name")] == drawn
        assert ("17.62° S" in page.text) == ("open" in address)


def test_no_border_is_drawn_and_the_map_says_so(asked: Page) -> None:
    (figure,) = asked.all("figure", class_="map")
    assert "no borders, as where one runs may be what is disputed" in figure.text
    drawn = {one.attributes["class"] for one in asked.all("path") if "class" in one.attributes}
    assert {"land", "shore"} <= drawn <= {"land", "shore", "sea shore", "leader", "line"}


SPREADS = {
    "a town": ["Mariupol"],
    "a country": ["Narvik", "Bergen", "Oslo"],
    "over the antimeridian": ["Lautoka", "Labasa", "Nuku'alofa"],
    "far north": ["Longyearbyen", "Tiksi"],
    "continents": ["Lautoka", "Narvik", "Lima", "Nairobi", "Anchorage"],
    "islands": ["Manila", "Davao", "Zamboanga"],
}


def areas(names: list[str]) -> list[Area]:
    spots = [spot_of(towns(name)[0]) for name in names]
    return [
        Area(letter="ABCDE"[at], spot=spot, radius=5.0, pattern=at + 1, title=spot.name)
        for at, spot in enumerate(spots)
    ]


@pytest.mark.parametrize("names", SPREADS.values(), ids=SPREADS)
def test_a_map_is_light(names: list[str]) -> None:
    drawing = environment().get_template("map.html").module.drawing
    assert len(drawing(picture(areas(names)), "").encode()) <= 50_000


@pytest.mark.parametrize("names", SPREADS.values(), ids=SPREADS)
def test_names_cover_no_area_and_no_other_name(names: list[str]) -> None:
    made = picture(areas(names))
    ovals = [frame_of(mark.oval) for mark in made.marks]
    badges = [Frame(x=mark.x, y=mark.y - LINE / 2, width=24.0, height=LINE) for mark in made.marks]
    for at, badge in enumerate(badges):
        assert badge.inside(made.height)
        assert not any(badge.meets(other) for other in (*ovals, *badges[at + 1 :]))
    assert made.towns
    for town in made.towns:
        dot = Frame(x=town.x - 2, y=town.y - 2, width=4.0, height=4.0)
        assert not any(dot.meets(other) for other in (*ovals, *badges))
    drawn = {mark.name for mark in made.marks}
    assert not drawn & {town.name for town in made.towns}


def test_what_is_too_small_to_be_seen_has_a_ring() -> None:
    near, far = picture(areas(["Mariupol"])), picture(areas(["Lautoka", "Narvik"]))
    assert [mark.ring for mark in near.marks] == [None]
    assert all(mark.ring for mark in far.marks)


def test_a_name_without_room_beside_stands_away_or_is_left_out() -> None:
    oval = Oval(x=300.0, y=200.0, rx=5.0, ry=5.0)
    crowded = Sheet(height=440.0, taken=[Frame(x=200.0, y=175.0, width=200.0, height=50.0)])
    assert crowded.beside(oval, 40.0, 20.0, may_go=False) is None
    stood = crowded.beside(oval, 40.0, 20.0, may_go=True)
    assert stood is not None
    assert stood.is_away
    assert not stood.frame.meets(crowded.taken[0])
    free = Sheet(height=440.0, taken=[]).beside(oval, 40.0, 20.0, may_go=True)
    assert free is not None
    assert not free.is_away


def test_a_projection_is_told() -> None:
    assert "azimuthal" in picture(areas(SPREADS["far north"])).note
    assert "equirectangular" in picture(areas(SPREADS["a town"])).note
