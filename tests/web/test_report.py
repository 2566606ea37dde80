"""The screen of a report: its text, the signs beside it, the pane of its claims, its bytes."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from sayso.ledger import Ledger, Overlay
from sayso.ledger.browse_claims import Asked
from sayso.ledger.browse_voices import Origins
from sayso.nouns import (
    Capture,
    Claim,
    IndexEntry,
    Intake,
    Link,
    Outcome,
    Reading,
    Reason,
    Relation,
    Report,
    Ruling,
    RulingKind,
    State,
)
from sayso.web.views.report import nearest
from sayso.web.views.signs import DISPUTED, MACHINE, ONE_ORIGIN, RETRACTED, SIGNS, SUPERSEDED, signs

from .conftest import GAZETTE, HERALD, HOSTILE, Case, Open, claim, count, report
from .pages import Element, Page, parse


def at(desk: TestClient, address: str) -> Page:
    answer = desk.get(address)
    assert answer.status_code == 200, answer.text
    page = parse(answer.text)
    assert page.faults == ()
    return page


def link(a: str, b: str, relation: Relation, rule: str = "count") -> Link:
    return Link(id=f"l-{a}{b}", a=a, b=b, relation=relation, rule=rule, reasons=(Reason(rule=rule, words="so"),))


def test_signs_tell_how_a_claim_stands() -> None:
    links = (
        link("a", "x", Relation.DISPUTES),
        link("x", "b", Relation.SUPERSEDES, "count: supersedes"),
        link("x", "c", Relation.SUPERSEDES, "retraction: supersedes"),
    )
    asked = {
        name: (Asked(question="q", wording="?", state=State.AGREED, answer=place, value="1"),)
        for name, place in (("a", 0), ("b", 1))
    }
    origins = {("q", 0): Origins(origins_min=1, origins_max=1), ("q", 1): Origins(origins_min=1, origins_max=2)}
    found = signs("abcd", links, asked, origins, reviewed={"d"})
    assert found == {
        "a": (DISPUTED, ONE_ORIGIN, MACHINE),
        "b": (SUPERSEDED, MACHINE),
        "c": (RETRACTED, MACHINE),
        "d": (),
    }


def test_what_a_claim_stands_beside_is_told_weightiest_first_and_from_its_side() -> None:
    links = (
        link("a", "x", Relation.AGREES),
        link("y", "a", Relation.SUPERSEDES),
        link("a", "z", Relation.DISPUTES),
        link("a", "w", Relation.ELABORATES),
    )
    near = nearest(links, {"a"})
    assert near == {"a": (("disputes", "z"), ("is superseded by", "y"), ("agrees", "x"))}


def test_the_gutter_has_the_signs_of_the_claims_that_begin_in_a_line(desk: TestClient, case: Case) -> None:
    page = at(desk, f"/r/{case.reports['forty'].id}")
    (gutter,) = page.all("ul", class_="gutter")
    assert " ".join(gutter.text.split()) == "claim 1D disputed,1 stands on one origin,> superseded,? not reviewed"
    links = [one.attributes["href"] for one in gutter.inside if one.tag == "a"]
    ident = case.claims["forty"].id
    assert links == [f"/r/{case.reports['forty'].id}?claim={ident}#{ident}"]
    assert page.one("article", id=ident)


def test_every_sign_is_told_in_words(desk: TestClient, case: Case) -> None:
    key = at(desk, f"/r/{case.reports['forty'].id}").one("p", class_="signs")
    assert all(f"{sign.letter} {sign.words}" in " ".join(key.text.split()) for sign in SIGNS)


def entry_of(page: Page, ident: str) -> Element:
    return page.one("article", id=ident)


def test_an_entry_tells_who_says_it_and_what_disputes_it(desk: TestClient, case: Case) -> None:
    entry = entry_of(at(desk, f"/r/{case.reports['forty'].id}"), case.claims["forty"].id)
    words = " ".join(entry.text.split())
    parts = ("harbour office said", "D disputed 1 stands on one origin > superseded ? not reviewed")
    beside = ("nurse: at least 60 people were taken off the ferry Dale Gazette, 6 May 2024",)
    newer = ("harbour office: 45 people were taken off the ferry Brin Times",)
    for part in (*parts, *beside, *newer, "read by rule reported, the machine was 0.83 sure"):
        assert part in words
    answers = [one.attributes["href"] for one in entry.inside if one.attributes.get("href", "").startswith("/q/")]
    assert answers == [f"/q/{case.question.id}"]


def test_every_number_and_quote_of_the_pane_is_a_link_to_its_characters(desk: TestClient, case: Case) -> None:
    entry = entry_of(at(desk, f"/r/{case.reports['forty'].id}"), case.claims["forty"].id)
    texts = {one.id: one.layers[-1].text for one in case.reports.values()}
    links = [one for one in entry.inside if one.tag == "a" and "?t=" in one.attributes["href"]]
    assert {"40", "said", "The harbour office"} <= {one.text for one in links}
    for one in links:
        address = urlsplit(one.attributes["href"])
        start, end = map(int, address.query.removeprefix("t=").split(","))
        assert texts[address.path.removeprefix("/r/")][start:end] == one.text


def test_a_claim_can_be_chosen_without_scripts(desk: TestClient, case: Case) -> None:
    one = case.reports["forty"].id
    ident = case.claims["forty"].id
    before = at(desk, f"/r/{one}")
    assert not [*before.all("mark", class_="here")]
    page = at(desk, f"/r/{one}?claim={ident}")
    assert [mark.attributes["class"].split()[0] for mark in page.all("mark", class_="here")] == [
        "source",
        "cue",
        "content",
    ]
    entry = entry_of(page, ident)
    assert entry.attributes["aria-current"] == "true"
    assert [details for details in entry.inside if details.tag == "details" and "open" in details.attributes]


@pytest.mark.parametrize("mark", ["all", "attributed", "disputed", "off"])
def test_how_much_is_marked_is_a_link(desk: TestClient, case: Case, mark: str) -> None:
    page = at(desk, f"/r/{case.reports['forty'].id}?mark={mark}&t=0,3")
    assert page.one("article", class_="report").attributes["data-mark"] == mark
    links = [one for one in page.all("a") if "data-density" in one.attributes]
    assert [one.attributes["data-key"] for one in links] == ["1", "2", "3", "4"]
    assert all("t=0%2C3" in one.attributes["href"] for one in links)  # what was asked for stays marked
    assert [one.attributes["data-density"] for one in links if "aria-current" in one.attributes] == [mark]


def test_another_density_is_told(desk: TestClient, case: Case) -> None:
    assert desk.get(f"/r/{case.reports['forty'].id}?mark=most").status_code == 422


@pytest.fixture
def nested(tmp_path: Path) -> tuple[Path, Report, tuple[Claim, ...]]:
    """A report with a claim inside of another one's words, and one that crosses it."""
    text = "A nurse said that the mayor said that 40 people were safe and well by noon."
    one = report("nested.txt", text, "Brin Herald", "2024-05-07")
    whole = claim("c-1", one, "the mayor said that 40 people were safe", "A nurse", count(text, "40", 40, 40))
    inner = claim("c-2", one, "40 people were safe and well", "the mayor", count(text, "40", 40, 40))
    with Ledger.open(tmp_path / "case.sayso") as ledger:
        ledger.add(
            Intake(
                source="nested.txt",
                outcome=Outcome.READ,
                capture=Capture(sha256=one.capture, raw=text.encode(), media_type="text/html"),
                report=one,
            ),
            Reading(id="n-1", report=one.id, engine="by hand", claims=(whole, inner)),
            (),
            IndexEntry(day=None, marks=frozenset(), scene=b"", keys=b""),
        )
        ledger.put_comparison((), ())
    return tmp_path / "case.sayso", one, (whole, inner)


def test_claims_that_overlap_are_both_marked(nested: tuple[Path, Report, tuple[Claim, ...]], visit: Open) -> None:
    path, one, _ = nested
    page = at(visit(path), f"/r/{one.id}")
    deep = [re.sub("^claim: ", "", mark.text) for mark in page.all("mark", class_="deep")]
    assert "".join(deep) == "40 people were safe"
    assert {mark.attributes["data-claims"] for mark in page.all("mark", class_="deep")} == {"c-1 c-2"}
    assert [ref.attributes["data-n"] for ref in page.all("a", class_="ref")] == ["1", "2"]


def test_a_claim_that_a_person_has_looked_at_has_no_question_mark(
    nested: tuple[Path, Report, tuple[Claim, ...]], visit: Open
) -> None:
    path, one, claims = nested
    ruling = Ruling(id="u-1", kind=RulingKind.READING, decision="accept", by="nk", at="2024-05-08T10:00:00+00:00")
    with Ledger.open(path) as ledger:
        ledger.add_rulings((ruling,))
        ledger.put_comparison((), (), Overlay(reviews={claims[0].id: ruling}))
    page = at(visit(path), f"/r/{one.id}")
    assert "read rightly by nk on 2024-05-08" in " ".join(entry_of(page, "c-1").text.split())
    gutter = " ".join(page.one("ul", class_="gutter").text.split())
    assert gutter == "claim 1claim 2? not reviewed"


def test_the_bytes_are_kept_as_a_file(desk: TestClient, case: Case) -> None:
    one = case.reports["forty"]
    answer = desk.get(f"/r/{one.id}/raw")
    assert answer.content == HERALD.encode()
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{one.id}.txt"'


@pytest.mark.parametrize("address", ["raw", "raw?as=text"])
def test_bytes_of_strangers_are_never_a_page(
    nested: tuple[Path, Report, tuple[Claim, ...]], visit: Open, address: str
) -> None:
    path, one, _ = nested  # its bytes say that they are HTML
    answer = visit(path).get(f"/r/{one.id}/{address}")
    assert "html" not in answer.headers["Content-Type"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox;")
    assert "default-src 'none'" in policy
    assert "self" not in policy


def test_bytes_as_text_are_plain_text_in_the_encoding_that_they_prove(desk: TestClient, case: Case) -> None:
    answer = desk.get(f"/r/{case.reports['sixty'].id}/raw?as=text")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text == GAZETTE
    hostile = desk.get(f"/r/{case.reports['hostile'].id}/raw?as=text")
    assert hostile.headers["Content-Type"] == "text/plain"  # a lone surrogate is no UTF-8
    assert hostile.content == HOSTILE.encode("utf-8", "surrogatepass")


def test_hashes_are_told_whole(desk: TestClient, case: Case) -> None:
    one = case.reports["hostile"]
    codes = {code.text for code in at(desk, f"/r/{one.id}").all("code", class_="hash")}
    assert codes == {one.capture, *(layer.sha256 for layer in one.layers)}


def test_copies_of_the_text_are_named(desk: TestClient, case: Case) -> None:
    words = at(desk, f"/r/{case.reports['forty'].id}").one("section", id="bytes").text
    assert case.reports["later"].id in words
    assert "they print one text" in words


def test_a_hostile_report_has_whole_text_and_its_pane(desk: TestClient, case: Case) -> None:
    page = at(desk, f"/r/{case.reports['hostile'].id}?claim={case.claims['hostile'].id}&mark=disputed")
    assert [one.text for one in page.all("script")] == ["", "", ""]
    entry = entry_of(page, case.claims["hostile"].id)
    assert "<script>alert(1)</script>" in entry.text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", page.text)
