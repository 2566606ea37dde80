"""The search page shows what has the words, each with the way to its exact characters."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from sayso.nouns import Claim, Claimed, Report, Span
from sayso.web.views.search import placed, runs

from .conftest import GAZETTE, HERALD, Case, Open, claim, count, report, span
from .pages import Page, parse


def at(desk: TestClient, address: str) -> Page:
    answer = desk.get(address)
    assert answer.status_code == 200, answer.text
    page = parse(answer.text)
    assert page.faults == ()
    return page


def test_all_kinds_are_found_each_with_its_count(desk: TestClient, case: Case) -> None:
    page = at(desk, "/search?q=people ferry")
    tabs = [" ".join(one.text.split()) for one in page.one("nav", class_="tabs").inside if one.tag == "a"]
    assert tabs == ["all", "questions 1", "quotes 4", "voices 0"]
    assert f"/q/{case.question.id}" in page.links
    assert {f"/c/{one.id}" for one in case.claims.values()} <= set(page.links)
    assert "harbour office" in at(desk, "/search?q=HARBOUR").text


def test_a_hit_leads_to_its_exact_characters(desk: TestClient) -> None:
    page = at(desk, '/search?q="40 people" off&kind=claim')
    hits = [link for mark in page.all("mark", class_="hit") for link in mark.inside if link.tag == "a"]
    assert [link.text for link in hits] == ["40 people", "off"]
    for link in hits:
        asked = parse_qs(urlsplit(link.attributes["href"]).query)["t"][0]
        start, end = map(int, asked.split(","))
        assert HERALD[start:end] == link.text
        assert at(desk, link.attributes["href"]).one("mark", class_="found").text.endswith(link.text)
    said = " ".join(page.one("p", class_="said").text.split())
    assert "harbour office in Brin Herald published 7 May 2024" in said


def test_answers_that_fit_are_shown_with_their_question(desk: TestClient) -> None:
    page = at(desk, '/search?q="at least 60"&kind=question')
    assert [" ".join(one.text.split()) for one in page.all("span", class_="answered")] == ["at least 60"]


@pytest.mark.parametrize("words", ['"', "AND OR", "NEAR(", "a* -b", "%_%", "' OR 1=1 --", "\u202e", "q-zz", "<script>"])
def test_no_words_are_an_error(desk: TestClient, words: str) -> None:
    for kind in ("", "claim", "question", "voice"):
        assert desk.get("/search", params={"q": words, "kind": kind}).status_code == 200


def test_what_is_no_word_is_told(desk: TestClient) -> None:
    assert "There is no word in “%” to look for" in at(desk, "/search?q=%25").text.replace("in %", "in “%”")
    assert "Nothing here has all of these words" in at(desk, "/search?q=zeppelin").text


def test_quotes_are_shown_in_parts(case: Case, visit: Open) -> None:
    desk = visit(case.path, page_size=3)
    first = at(desk, "/search?q=people&kind=claim")
    following = first.one("a", rel="next").attributes["href"]
    second = at(desk, following)
    found = [[one.attributes["id"] for one in page.all("article", class_="claim")] for page in (first, second)]
    assert [len(part) for part in found] == [3, 1]
    assert len(set(found[0] + found[1])) == 4


def test_an_empty_ledger_finds_nothing(empty: Path, visit: Open) -> None:
    assert "Nothing here has all of these words" in at(visit(empty), "/search?q=ferry").text


def pieced(one: Report, *pieces: Span) -> Claim:
    made = claim("c-1", one, "at least 60", "A nurse", count(GAZETTE, "at least 60", 60, None))
    return replace(made, content=pieces)


def test_a_quote_of_several_pieces_is_placed_piece_by_piece() -> None:
    one = report("gazette", GAZETTE, None, None)
    made = pieced(one, span(GAZETTE, "at least 60"), span(GAZETTE, "off the ferry"))
    claimed = Claimed(claim=made, report=one)
    for words in ("at least", "60", "off", "the ferry"):
        start = claimed.quote.index(words)
        place = placed(claimed, start, start + len(words))
        assert GAZETTE[place.start : place.end] == words


@given(st.data())
def test_any_range_of_a_quote_is_a_range_of_the_text(data: st.DataObject) -> None:
    one = report("gazette", GAZETTE, None, None)
    ends = sorted(data.draw(st.sets(st.integers(0, len(GAZETTE)), min_size=4, max_size=4)))
    pieces = (Span(ends[0], ends[1]), Span(ends[2], ends[3]))
    made = pieced(one, *pieces)
    claimed = Claimed(claim=made, report=one)
    start = data.draw(st.integers(0, len(claimed.quote) - 1))
    place = placed(claimed, start, data.draw(st.integers(start + 1, len(claimed.quote))))
    assert ends[0] <= place.start < place.end <= ends[3]


@given(st.text(max_size=30), st.data())
def test_runs_leave_nothing_out(words: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.sets(st.integers(0, len(words)), max_size=6)))
    marks = list(zip(ends[::2], ends[1::2], strict=False))
    parts = runs(words, marks)
    assert "".join(part for part, _, _ in parts) == words
    assert [part for part, fits, _ in parts if fits] == [words[start:end] for start, end in marks]
