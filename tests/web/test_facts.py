"""The facts of a report, put right at the desk: signed, logged, withdrawn, and read anew with."""

from pathlib import Path

import pytest

import sayso
from sayso.nouns import Amendment, Fact, Report
from sayso.stages import Stages
from sayso.web.pages.facts import changes

from .conftest import EVIL
from .harbour import Person, desk
from .pages import Page


@pytest.fixture
def ada(harbour: Path, stages: Stages) -> Person:
    return Person(desk(harbour, stages))


def herald(path: Path) -> Report:
    with sayso.open_ledger(path) as ledger:
        return next(one for one in ledger.reports() if one.label == "herald")


def amendments(path: Path) -> tuple[Amendment, ...]:
    with sayso.open_ledger(path) as ledger:
        return ledger.amendments()


def form(page: Page) -> dict[str, str]:
    """The fields of the form as a browser would send them back untouched."""
    names = [fact.value for fact in Fact]
    fields = {one.attributes.get("name"): one.attributes.get("value", "") for one in page.all("input")}
    return {name: fields[name] for name in (*names, *(f"was-{name}" for name in names))}


def correct(ada: Person, path: Path, **changed: str) -> Page:
    """Change fields of the form, send it, and give the page that it leads to, once all is read anew."""
    address = f"/r/{herald(path).id}"
    fields = form(ada.get(address))
    assert ada.send(f"{address}/facts", **{**fields, **changed}) == f"{address}#facts"
    ada.client.app.state.work.settle().wait(60)  # type: ignore[attr-defined] # the app is ours
    return ada.get(address)


def told(page: Page) -> list[str]:
    table = page.one("table", class_="amendments")
    return [" ".join(one.text.split()) for one in table.inside if one.tag == "tr"][1:]


def test_facts_are_corrected_and_signed(ada: Person, harbour: Path) -> None:
    page = correct(ada, harbour, published="2024-05-20", outlet="Dale Herald", why="the masthead")
    report = herald(harbour)
    assert (report.outlet, report.published and report.published.iso) == ("Dale Herald", "2024-05-20")
    assert "published 20 May 2024" in page.text
    assert "facts corrected by Ada" in page.text
    (outlet, published) = told(page)
    assert outlet.startswith("outlet Brin Herald Dale Herald Ada, ")
    assert "“the masthead”" in published
    made = [(one.fact, one.before, one.after, one.by) for one in amendments(harbour)]
    assert made == [
        (Fact.OUTLET, "Brin Herald", "Dale Herald", "Ada"),
        (Fact.PUBLISHED, "2024-05-06", "2024-05-20", "Ada"),
    ]


def test_the_report_is_read_anew_and_the_questions_follow(ada: Person, harbour: Path) -> None:
    with sayso.open_ledger(harbour) as ledger:
        before = {one.claim.id for one in ledger.claims(report=herald(harbour).id)}
    correct(ada, harbour, published="2024-05-20")
    with sayso.open_ledger(harbour) as ledger:
        after = {one.claim.id for one in ledger.claims(report=herald(harbour).id)}
        assert after
        assert not after & before
        assert ledger.compared()


def test_what_is_withdrawn_stands_as_it_was_read(ada: Person, harbour: Path) -> None:
    address = f"/r/{herald(harbour).id}"
    before = herald(harbour)
    correct(ada, harbour, outlet="")
    assert herald(harbour).outlet is None
    page = ada.get(address)
    ident = page.one("input", name="amendment").attributes["value"]
    for _ in range(2):  # to do it twice is to do it once
        ada.send(f"{address}/facts/undo", amendment=ident)
    ada.client.app.state.work.settle().wait(60)  # type: ignore[attr-defined] # the app is ours
    assert herald(harbour) == before
    (gone, undo) = told(ada.get(address))
    assert "withdrawn later" in gone
    assert "withdrew a correction" in undo
    assert not [*ada.get(address).all("input", name="amendment")]


def test_a_form_sent_back_as_it_came_changes_nothing(ada: Person, harbour: Path) -> None:
    correct(ada, harbour, outlet=" Brin  Herald ")
    assert amendments(harbour) == ()


def test_hostile_facts_stay_text(ada: Person, harbour: Path) -> None:
    hostile = EVIL.replace("\ud800", "")
    page = correct(ada, harbour, outlet=hostile, title=hostile, why=hostile)
    assert page.faults == ()
    assert {one.text for one in page.all("script")} == {""}
    assert not [*page.all("img")]
    assert not [name for one in page.elements for name in one.attributes if name.startswith("on")]
    assert herald(harbour).outlet == hostile
    correct(ada, harbour)  # the browser sends back what the page could show of it
    assert len(amendments(harbour)) == 2
    for address in ("/", "/?state=all", "/src"):
        assert {one.text for one in ada.get(address).all("script")} == {""}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"published": "last week"}, "not a date: 'last week'"),
        ({"outlet": "x" * 1001}, "at most 1,000 characters"),
        ({"title": " ", "was-title": "Rescued"}, "a title cannot be taken away"),
    ],
)
def test_what_cannot_be_taken_is_told(ada: Person, harbour: Path, changed: dict[str, str], words: str) -> None:
    address = f"/r/{herald(harbour).id}"
    told = ada.send(f"{address}/facts", 422, **{**form(ada.get(address)), **changed})
    assert words in told
    assert amendments(harbour) == ()


def test_nobody_corrects_unsigned_or_from_elsewhere(harbour: Path, stages: Stages) -> None:
    nobody = Person(desk(harbour, stages), name=None)
    address = f"/r/{herald(harbour).id}/facts"
    assert "signed" in nobody.send(address, 422, outlet="Dale Herald")
    nobody.send(address, 403, outlet="Dale Herald", csrf="guess", by="Ada")
    nobody.send("/r/r-nothing/facts", 404, outlet="Dale Herald", by="Ada")
    nobody.send(f"{address}/undo", 404, amendment="m-nothing", by="Ada")
    assert amendments(harbour) == ()
    nobody.send(address, outlet="Dale Herald", by="Bo")
    assert [one.by for one in amendments(harbour)] == ["Bo"]


def test_only_what_a_person_changed_is_taken() -> None:
    fields = {"outlet": "Brin [RLO]Times", "was-outlet": "Brin [RLO]Times", "published": "", "was-published": "2024"}
    assert changes(fields) == {Fact.PUBLISHED: None}
    assert changes({"title": "Two lines", "was-title": "Two\r\nlines"}) == {}  # a field has no line breaks
