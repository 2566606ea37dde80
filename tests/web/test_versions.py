"""Versions of one address side by side, and claims whose words were edited out (U14)."""

import json
from pathlib import Path

import pytest

import sayso
from sayso.stages import Stages

from .harbour import RULES, Person, desk

URL = "https://herald.example/news/ferry"
FIRST = (
    "Fog lay over the harbour.\nThe harbour office said that 40 people were rescued.\n"
    "Captain Edda Holm said that the crew was tired."
)
SECOND = "Fog lay over the harbour.\nThe harbour office said that 45 people were rescued.\nThe mayor has left."
LONE = "The coast guard said that 40 people were rescued in the harbour."


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("versions") / "case.sayso"
    rows = [
        {"id": name, "outlet": "Brin Herald", "published_at": at, "url": url, "text": text}
        for name, at, url, text in (
            ("first", "2024-05-06T10:00:00Z", URL, FIRST),
            ("second", "2024-05-06T18:00:00Z", f"{URL}/", SECOND),
            ("lone", "2024-05-06T18:00:00Z", f"{URL}/2", LONE),
        )
    ]
    path.with_suffix(".jsonl").write_text("\n".join(map(json.dumps, rows)))
    with sayso.open_ledger(path) as ledger:
        for _ in sayso.read(ledger, [str(path.with_suffix(".jsonl"))], settings=RULES):
            pass
    return path


@pytest.fixture
def reader(path: Path, stages: Stages) -> Person:
    return Person(desk(path, stages))


def report(path: Path, label: str) -> str:
    with sayso.open_ledger(path) as ledger:
        return next(one.id for one in ledger.reports() if one.label == label)


def claim(path: Path, label: str, words: str) -> str:
    with sayso.open_ledger(path) as ledger:
        return next(one.claim.id for one in ledger.claims() if one.report.label == label and words in one.quote)


def test_both_texts_stand_side_by_side_with_what_was_edited(path: Path, reader: Person) -> None:
    page = reader.get(f"/r/{report(path, 'first')}/versions")
    assert [one.text for one in page.all("del")][1:] == ["40", "Captain Edda Holm said that the crew was tired"]
    assert [one.text for one in page.all("ins")][1:] == ["45", "The mayor has left"]
    rows = [[cell.text for cell in row.inside if cell.tag == "td"] for row in page.all("tr")]
    whole = [row for row in rows if row]
    assert "\n".join(row[0] for row in whole) == FIRST
    assert "\n".join(row[1] for row in whole) == SECOND


def test_the_versions_are_listed_and_can_be_laid_beside_one_another(path: Path, reader: Person) -> None:
    first, second = report(path, "first"), report(path, "second")
    page = reader.get(f"/r/{second}/versions")
    assert [one.text for one in page.all("th", scope="col")] == [f"older: {first}", f"later: {second}"]
    links = {one.attributes["href"] for one in page.all("a")}
    assert {f"/r/{first}", f"/r/{second}/versions?to={first}"} <= links
    assert reader.get(f"/r/{second}/versions?to={first}").text == page.text
    reader.get(f"/r/{second}/versions?to={report(path, 'lone')}", 404)


def test_a_report_tells_of_its_later_version(path: Path, reader: Person) -> None:
    first, second, lone = (report(path, name) for name in ("first", "second", "lone"))
    assert "A later version of this report was read" in reader.get(f"/r/{first}").text
    assert "A later version" not in reader.get(f"/r/{second}").text
    assert "2 versions of this address" in reader.get(f"/r/{second}").text
    assert "versions of this address" not in reader.get(f"/r/{lone}").text
    assert "One capture of this address" in reader.get(f"/r/{lone}/versions").text


@pytest.mark.parametrize("words", ["40", "tired"])
def test_a_quote_that_its_text_no_longer_has_is_told_wherever_it_is_shown(
    words: str, path: Path, reader: Person
) -> None:
    ident, first = claim(path, "first", words), report(path, "first")
    addresses = [f"/c/{ident}", f"/r/{first}", f"/r/{first}/versions"]
    with sayso.open_ledger(path) as ledger:
        addresses += [
            f"/q/{question.id}"
            for question in ledger.questions()
            if any(ident in answer.claims for answer in question.answers)
        ]
    for address in addresses:
        page = reader.get(address)
        (entry,) = page.all("article", id=ident)
        assert "text changed: quote no longer at this place" in entry.text, address
        assert f"/r/{first}/versions" in {one.attributes.get("href") for one in entry.inside}


def test_a_quote_that_still_stands_says_nothing(path: Path, reader: Person) -> None:
    for label, words in (("second", "45"), ("lone", "40")):
        ident = claim(path, label, words)
        (own,) = reader.get(f"/c/{ident}").all("article", id=ident)
        assert "text changed" not in own.text


def test_what_is_flagged_is_covered_in_both_versions(path: Path, tmp_path: Path, stages: Stages) -> None:
    copy = tmp_path / "case.sayso"
    copy.write_bytes(path.read_bytes())
    ada = Person(desk(copy, stages))
    ada.send("/review", about="flag", decision="personal", name="Edda Holm", back="/rulings")
    page = ada.get(f"/r/{report(copy, 'first')}/versions")
    assert "Edda Holm" not in page.text
    assert "covered: personal" in page.text
    assert "crew was tired" in page.text
