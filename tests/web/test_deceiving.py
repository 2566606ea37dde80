"""Names with letters of two scripts in a word are told on every page, and kept and sent back as they are."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from sayso.ledger import Ledger
from sayso.nouns import Capture, IndexEntry, Intake, LayerName, Outcome, Reading

from .conftest import Open, claim, count, digest, report
from .harbour import Person, by_rules
from .harbour import desk as desk_of
from .pages import parse

NAME = "V. Kad\u0430mar"
TOLD = "V. Kad[\u0430 Cyrillic]mar"
OUTLET = "Dale Gazett\u0435"
TEXT = f"{NAME} said that 50 people were taken off the ferry."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "case.sayso"
    of = report(f"{OUTLET}.txt", TEXT, OUTLET, "2024-05-07", author=NAME, title=f"{NAME} speaks")
    said = claim("c-5", of, "50 people were taken off the ferry", NAME, count(TEXT, "50", 50, 50))
    with Ledger.open(made) as ledger:
        ledger.add(
            Intake(
                source=of.label,
                outcome=Outcome.READ,
                capture=Capture(sha256=digest(TEXT), raw=TEXT.encode(), media_type="text/plain"),
                report=of,
            ),
            Reading(id="n-1", report=of.id, engine="by hand", claims=(replace(said, id="c-5000000000000000"),)),
            (),
            IndexEntry(day=None, marks=frozenset(), scene=b"", keys=b""),
        )
    return made


def addresses(path: Path) -> tuple[str, ...]:
    with Ledger.open(path) as ledger:
        (of,) = ledger.reports()
    return (f"/r/{of.id}", "/c/c-5000000000000000", "/search?q=ferry", f"/src/{quote(NAME, safe='')}", "/review")


def test_every_page_that_shows_the_name_tells_the_letter(path: Path, visit: Open) -> None:
    desk: TestClient = visit(path)
    for address in addresses(path):
        page = parse(desk.get(address).text)
        chips = {one.text: one.attributes["title"] for one in page.all("span", class_="chip")}
        assert TOLD in page.text or chips.get("\u0430 Cyrillic") == "U+0430: cyrillic small letter a", address
        assert NAME not in page.text, address


def test_what_is_kept_and_sent_back_has_the_letter_itself(path: Path, visit: Open) -> None:
    with Ledger.open(path) as ledger:
        (of,) = ledger.reports()
        layer = of.layer(LayerName.TEXT)
        (one,) = ledger.claims()
    assert layer
    assert layer.text == TEXT
    assert one.claim.voice
    assert (one.claim.voice.name, of.outlet) == (NAME, OUTLET)
    page = parse(visit(path).get(f"/r/{of.id}").text)
    fields = {
        one.attributes["name"]: one.attributes.get("value") for one in page.all("input") if "name" in one.attributes
    }
    assert fields["outlet"] == fields["was-outlet"] == OUTLET
    listed = parse(visit(path).get("/").text)
    assert OUTLET in [one.attributes["value"] for one in listed.one("datalist", id="outlets").inside]


def test_a_flagged_name_is_covered_with_its_letters_told(path: Path) -> None:
    ada = Person(desk_of(path, by_rules()))
    ada.send("/review", about="flag", name=NAME, decision="personal", back="/rulings", why="asked for")
    for address in addresses(path):
        text = ada.client.get(address).text
        told = parse(text).text
        assert "V. Kad" not in told, address
        assert "covered: personal" in text, address
