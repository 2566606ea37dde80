"""The screen of a voice: counts with their working, no grade, and the way from each number to its characters."""

import dataclasses
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger import Ledger, browse_voices
from sayso.ledger.browse_voices import Given, Stated
from sayso.nouns import Answer, Link, Question, Reason, Relation
from sayso.web.views.shares import ENOUGH, share, wilson
from sayso.web.views.voice import KINDS, by_question, chosen, voice_view

from .conftest import EVIL, Case, Open, fill
from .pages import Element, Page, parse

HARBOUR = "/src/harbour%20office"


def at(desk: TestClient, address: str) -> Page:
    answer = desk.get(address)
    assert answer.status_code == 200, answer.text
    page = parse(answer.text)
    assert page.faults == ()
    return page


def words(element: Element) -> str:
    return " ".join(element.text.split())


def rows(page: Page) -> dict[str, tuple[str, str]]:
    """By its name, the number and the share that a row of the record tells."""
    table = page.one("table", class_="shares")
    found = {}
    for row in (one for one in table.inside if one.tag == "tr"):
        if cells := [one for one in row.inside if one.tag == "td"]:
            name = next(one for one in row.inside if one.tag == "a")
            found[name.text] = (words(cells[0]), words(cells[1]))
    return found


def test_the_record_counts_answers_and_hides_shares_of_few(desk: TestClient) -> None:
    page = at(desk, HARBOUR)
    few = "n too small"
    assert rows(page) == {
        "said": ("2", ""),
        "repeated": ("0", few),
        "contradicted": ("1", few),
        "superseded by itself": ("1", few),
        "retracted by itself": ("0", few),
        "stands alone": ("1", few),
    }
    assert "2 claims in 2 reports 2 answers to 1 question published 7 May 2024 to 8 May 2024" in page.text
    assert "%" not in page.one("section", class_="stated").text.replace("95% interval", "")


def test_who_carries_it_is_told_by_outlet(desk: TestClient) -> None:
    carriers = words(at(desk, HARBOUR).one("div", class_="carriers"))
    assert carriers == "Who carries it Brin Herald × 1 report Brin Times × 1 report"


def test_what_it_cannot_tell_is_told(desk: TestClient) -> None:
    cannot = words(at(desk, HARBOUR).one("details", class_="cannot"))
    assert "Who was right." in cannot
    assert "the 4 reports that were read" in cannot
    assert "no person has looked at 2 of the 2 claims" in cannot


@pytest.mark.parametrize(
    ("show", "values"),
    [
        ("all", ["40", "45"]),
        ("contradicted", ["40"]),
        ("superseded", ["40"]),
        ("alone", ["45"]),
        ("repeated", []),
        ("retracted", []),
    ],
)
@pytest.mark.parametrize("by", ["question", "time"])
def test_every_number_leads_to_its_answers_and_their_characters(
    desk: TestClient, case: Case, show: str, values: list[str], by: str
) -> None:
    link = next(one for one in at(desk, HARBOUR).links if f"show={show}&" in one)
    address = urlsplit(link)
    page = at(desk, f"{address.path}?{address.query}".replace("by=question", f"by={by}"))
    assert [one.text for one in page.all("p", class_="value")] == values
    texts = {one.id: one.layers[-1].text for one in case.reports.values()}
    exact = [one for one in page.all("a") if "?t=" in one.attributes["href"]]
    quotes = [one for one in exact if one.attributes.get("class") != "spot"]  # that of when it was said
    assert len(quotes) == 2 * len(values)  # the quote and its number
    for one in quotes:
        where = urlsplit(one.attributes["href"])
        start, end = map(int, where.query.removeprefix("t=").split(","))
        assert texts[where.path.removeprefix("/r/")][start:end] == one.text


def test_no_grade_is_given(desk: TestClient) -> None:
    text = at(desk, HARBOUR).text.casefold()
    assert not re.search(r"\b(?:reliab|credib|trustworth|accura|verdict|score|grade)", text)
    assert "counts, not a rating" in text


def test_a_hostile_name_stays_text(desk: TestClient) -> None:
    name = quote(EVIL.replace("\ud800", "\ufffd"), safe="")
    page = at(desk, f"/src/{name}?show=alone&by=time")
    assert {one.text for one in page.all("script")} == {""}
    assert "<script>alert(1)</script>" in page.one("h1").text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", page.text)


@pytest.mark.parametrize("query", ["show=best", "by=merit", "page=0"])
def test_what_is_mistyped_is_told(desk: TestClient, query: str) -> None:
    assert desk.get(f"{HARBOUR}?{query}").status_code == 422


def answers(question: Question, origins: int) -> tuple[Answer, ...]:
    return tuple(dataclasses.replace(one, origins_min=origins, origins_max=origins) for one in question.answers)


def supersedes(a: str, b: str, rule: str) -> Link:
    reasons = (Reason(rule="x", words="so"),)
    return Link(id=f"l-{rule}", a=a, b=b, relation=Relation.SUPERSEDES, rule=rule, reasons=reasons)


def test_answers_that_surely_have_another_origin_are_repeated(tmp_path: Path, visit: Open) -> None:
    filled = fill(tmp_path / "case.sayso")
    question = dataclasses.replace(filled.question, answers=answers(filled.question, 2))
    with Ledger.open(filled.path) as ledger:
        ledger.put_comparison((question,), ())
    found = rows(at(visit(filled.path), HARBOUR))
    assert found["repeated"][0] == "2"
    assert found["stands alone"][0] == "0"


def test_what_another_voice_says_later_is_no_change_of_its_own(tmp_path: Path) -> None:
    filled = fill(tmp_path / "case.sayso")
    ids = {name: one.id for name, one in filled.claims.items()}
    with Ledger.open(filled.path) as ledger:
        links = (supersedes(ids["sixty"], ids["later"], "count: supersedes"),)
        ledger.add_compared((), links)
        ledger.add_compared((), (supersedes(ids["later"], ids["forty"], "retraction: supersedes"),))
        ledger.put_comparison((filled.question,), ())
        stated = ledger.look(browse_voices.stated, "harbour office")
    by_claim = {one.claims[0]: one for one in stated.given}
    assert not by_claim[ids["later"]].superseded
    assert by_claim[ids["forty"]].retracted
    assert (stated.claims, stated.unasked) == (2, 0)


def given_answer(number: int, question: str = "q-1", **stands: bool) -> Given:
    return Given(place=(question, number), claims=(f"c-{number}",), **stands)


def stated(*answers: Given) -> Stated:
    return Stated(
        name="Mayor",
        claims=len(answers),
        reviewed=0,
        reports=1,
        carried=(("Herald", 2), (None, 1)),
        called=(("the mayor", 2), ("Mayor", 1)),
        first=None,
        last=None,
        given=answers,
        unasked=0,
    )


def test_shares_are_told_from_twenty_answers_on() -> None:
    few = voice_view(stated(*(given_answer(number) for number in range(ENOUGH - 1))))
    assert {one.share.words for one in few.counted if one.share} == {None}
    enough = voice_view(stated(given_answer(0, contradicted=True), *(given_answer(n) for n in range(1, ENOUGH))))
    told = {one.name: one.share.words for one in enough.counted if one.share}
    assert told["contradicted"] == "5%, likely between 1% and 24%"
    assert told["alone"] == "95%, likely between 76% and 99%"
    assert (few.carried, few.unknown_outlets, few.called) == ((("Herald", 2),), 1, (("the mayor", 2),))


def test_questions_stand_in_the_order_in_which_the_voice_spoke_on_them() -> None:
    said: Sequence[Given] = (given_answer(0, "q-2"), given_answer(1, "q-1"), given_answer(2, "q-2", repeated=True))
    assert [[one.place for one in group] for group in by_question(said)] == [[("q-2", 0), ("q-2", 2)], [("q-1", 1)]]
    assert [one.place[1] for one in chosen(said, "repeated")] == [2]
    assert set(KINDS) == {"all", "repeated", "contradicted", "superseded", "retracted", "alone"}


def test_the_interval_is_wilsons() -> None:
    assert share(31, 212).words == "15%, likely between 10% and 20%"
    assert tuple(round(end, 4) for end in wilson(0, 20)) == (0.0, 0.1611)
    assert tuple(round(end, 4) for end in wilson(5, 25)) == (0.0886, 0.3913)


@given(st.integers(1, 10_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_interval_holds_the_share_and_stays_a_share(pair: tuple[int, int]) -> None:
    part, whole = pair
    low, high = wilson(part, whole)
    assert 0 <= low <= part / whole + 1e-12
    assert part / whole - 1e-12 <= high <= 1
