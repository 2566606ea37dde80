"""What each screen shows."""

import dataclasses
import re
from html import unescape
from itertools import combinations
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from sayso.ledger import Ledger, browse_claims
from sayso.nouns import Answer, LayerName, Link, Question, QuestionKey, QuestionKind, Reason, Relation, State
from sayso.web.app import STATIC
from sayso.web.views.answers import Ties, boxes
from sayso.web.views.case import ANSWERS_SHOWN, cards, repeated
from sayso.web.views.ordering import Arrangement

from .conftest import HERALD, Case, Open, fill
from .pages import Page, at, parse

SCREENS = ("/", "/?state=all", "/src", "/search", "/search?q=ferry", "/review", "/help")


@pytest.mark.parametrize("address", SCREENS)
def test_screens_of_an_empty_ledger(empty: Path, visit: Open, address: str) -> None:
    page = at(visit(empty), address)
    assert "0 reports read" in page.text
    assert "last read never" in page.text


def test_the_top_line_counts_what_was_read_and_what_was_not(desk: TestClient) -> None:
    top = at(desk, "/help").one("p", class_="top").text
    assert " ".join(top.split()).startswith("4 reports read 1 unreadable 4 claims 4 not reviewed last read ")
    assert re.search(r"ledger\s+[0-9a-f]{12}", top)


def test_the_case_has_its_answers_side_by_side_in_the_order_told(desk: TestClient) -> None:
    page = at(desk, "/")
    values = [" ".join(one.text.split()) for one in page.all("h3", class_="value")]
    assert values[:3] == ["at least 60", "40", "45"]
    assert "Answers stand in the order in which they were first reported" in page.text
    assert "Showing 1 of 1 questions" in page.text
    assert "superseded by 45" in page.text
    assert "8 May 2024 10:00 UTC: 40 → 45 (harbour office, in Brin Times)" in page.text


def values(page: Page) -> list[str]:
    return [" ".join(one.text.split()) for one in page.all("h3", class_="value")]


@pytest.mark.parametrize("place", ["/", "/q/q-1000000000000000"])
def test_the_order_of_answers_can_be_changed_and_is_told(desk: TestClient, place: str) -> None:
    first = values(at(desk, place))
    assert first[:3] == ["at least 60", "40", "45"]
    for name, expected, told in (
        ("first", first, "in the order in which they were first reported"),
        ("reverse", first[::-1], "first reported, the last first"),
        ("alphabet", sorted(first, key=str.casefold), "in alphabetical order"),
    ):
        page = at(desk, f"{place}?answers={name}")
        assert values(page) == expected
        assert told in page.text
    assert desk.get(f"{place}?answers=truest").status_code == 422


@pytest.mark.parametrize("place", ["/", "/q/q-1000000000000000"])
def test_an_order_by_chance_is_the_same_for_who_has_the_link(desk: TestClient, place: str) -> None:
    drawn = desk.get(f"{place}?answers=shuffled", follow_redirects=False)
    assert drawn.status_code == 303
    address = drawn.headers["Location"]
    assert address.startswith(f"{place}?answers=shuffled&seed=")
    assert values(at(desk, address)) == values(at(desk, address))
    orders = {tuple(values(at(desk, f"{place}?answers=shuffled&seed={seed}"))) for seed in range(12)}
    assert len(orders) > 1
    assert {tuple(sorted(one)) for one in orders} == {tuple(sorted(values(at(desk, place))))}
    assert "by chance, number 7" in at(desk, f"{place}?answers=shuffled&seed=7").text
    assert desk.get(f"{place}?answers=shuffled&seed=10000").status_code == 422


def test_the_order_of_answers_goes_along(desk: TestClient, case: Case) -> None:
    """To the question, and through the filters; and none of the answers is chosen beforehand."""
    page = at(desk, "/?state=all&answers=shuffled&seed=3")
    kept = "answers=shuffled&seed=3"
    assert f"/q/{case.question.id}?{kept}" in page.links
    assert [link for link in page.links if link.startswith("/?state=disputed")] == [
        f"/?state=disputed&order=first&{kept}"
    ]
    assert page.one("input", name="seed").attributes["value"] == "3"
    assert not [one for one in page.all("input") if "checked" in one.attributes]


def test_what_could_not_be_read_is_listed_with_its_reason(desk: TestClient) -> None:
    inputs = at(desk, "/").one("section", id="inputs").text
    assert "no text <script>" in inputs


def test_counts_open_to_their_working(desk: TestClient) -> None:
    support = next(at(desk, "/").all("details", class_="support"))
    assert "1 report › 1 outlet › 1 origin" in " ".join(support.text.split())
    assert "Dale Gazette" in support.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=agreed", 0),
        ("state=disputed&kind=count", 1),
        ("kind=place", 0),
        ("voice=harbour office", 1),
        ("voice=harbour", 0),
        ("outlet=Brin Herald", 1),
        ("outlet=Nobody", 0),
        ("q=FERRY", 1),
        ("q=at least 60", 1),
        ("q=%25", 0),
        ("state=all&order=last&q=&voice=&outlet=&kind=", 1),
    ],
)
def test_filters(desk: TestClient, query: str, found: int) -> None:
    page = at(desk, f"/?{query}")
    assert len([*page.all("article", class_="question")]) == found
    assert f"of {found} " in page.text


def test_long_lists_are_paged(tmp_path: Path, visit: Open) -> None:
    path = tmp_path / "many.sayso"
    key = QuestionKey(kind=QuestionKind.PLACE, attribute="where")
    answer = Answer(id="a-1", value="here", claims=())
    asked = [
        Question(id=f"q-{n:016d}", key=key, wording=f"Where is number {n}?", state=State.AGREED, answers=(answer,),
                 origins_min=1, origins_max=1)
        for n in range(45)
    ]  # fmt: skip
    with Ledger.open(path) as ledger:
        ledger.put_comparison(asked, ())
    desk = visit(path)
    seen: list[str] = []
    address: str | None = "/?order=wording"
    while address:
        page = at(desk, address)
        seen += [one.text.strip() for one in page.all("h2") if one.text.strip().startswith("Where")]
        address = next((one.attributes["href"] for one in page.all("a", rel="next")), None)
    assert len(seen) == len(set(seen)) == 45
    assert "Showing 5 of 45" in page.text
    assert "41–45 of 45" in page.text


def test_a_question_in_words_picture_and_table(desk: TestClient, case: Case) -> None:
    page = at(desk, f"/q/{case.question.id}")
    words = page.one("figcaption").text
    assert words.startswith("Harbour office: 40 (7 May), then 45 (8 May). Nurse: at least 60 (6 May).")
    assert "1 statement of unknown date is left out" in words
    rows = [*page.one("details", class_="twin").inside]
    assert len([one for one in rows if one.tag == "tr"]) == 1 + 4
    series = [one for one in page.all("g") if one.attributes.get("class") in {"s1", "s2"}]
    assert len([*page.all("rect", class_="band")]) == 1  # at least 60: open above
    assert len(series) == 2


def test_a_line_is_level_between_two_statements(desk: TestClient, case: Case) -> None:
    lines = [one.attributes["d"] for one in at(desk, f"/q/{case.question.id}").all("path", class_="line")]
    drawn = [line for line in lines if line.startswith("M") and line != "M-16 0H16"]
    assert all(re.fullmatch(r"M[\d.]+ [\d.]+(H[\d.]+(V[\d.]+)?)+", line) for line in drawn)
    assert len(drawn) == 2


def test_a_question_tells_what_is_not_known_and_who_is_silent(desk: TestClient, case: Case) -> None:
    unknown = " ".join(at(desk, f"/q/{case.question.id}").one("section", id="unknown").text.split())
    assert "since when each counts" in unknown
    assert "whether all of it goes back to 3 or 4 origins" in unknown
    assert "no statement found in 4 reports on the event" in unknown


def test_links_tell_why_with_the_characters_looked_at(desk: TestClient, case: Case) -> None:
    why = at(desk, f"/q/{case.question.id}").one("section", id="why")
    spots = {one.text: one.attributes["href"] for one in why.inside if one.attributes.get("class") == "spot"}
    assert spots["40"].endswith("#t=51,53")
    assert "cannot both hold" in why.text


def test_evidence_is_told_with_who_points_to_it(desk: TestClient, case: Case) -> None:
    evidence = " ".join(at(desk, f"/q/{case.question.id}").one("section", id="evidence").text.split())
    assert "video “a video” pointed to by nurse in Dale Gazette".replace("“", "").replace("”", "") in evidence


def test_a_claim_line_says_who_how_what_where_and_when(desk: TestClient, case: Case) -> None:
    page = at(desk, f"/c/{case.claims['sixty'].id}")
    line = " ".join(page.one("article", class_="claim").text.split())
    said = ("nurse", "told", "at least 60 people were taken off the ferry", "hedge as written: at least")
    where = (
        "in Dale Gazette",
        "said when is not told",
        "published 6 May 2024",
        "read ",
        "at least 60 [60 or more]",
        "machine",
    )
    for part in (*said, *where):
        assert part in line
    assert "0.83" not in line
    assert "the machine was 0.83 sure of its reading" in page.text


def test_a_claim_line_says_when_it_was_said_with_the_characters_that_tell(desk: TestClient, case: Case) -> None:
    line = at(desk, f"/c/{case.claims['later'].id}").one("article", class_="claim")
    words = " ".join(line.text.split())
    assert "said 8 May 2024 00:00 to 08:59 early on Wednesday published 8 May 2024 10:00 UTC read " in words
    spots = [one for one in line.inside if one.attributes.get("class") == "spot"]
    assert [characters(desk, case, one.attributes["href"]) for one in spots] == [("early on Wednesday",) * 2]


def characters(desk: TestClient, case: Case, link: str) -> tuple[str, str]:
    """What is marked where a link leads, and what the text has there."""
    address = urlsplit(unescape(link))
    ((name, given),) = parse_qs(address.query).items()
    assert address.fragment == f"{name}={given[0]}"
    page = at(desk, f"{address.path}?{address.query}")
    start, end = map(int, given[0].split(","))
    ident = address.path.removeprefix("/r/")
    of = next(one for one in case.reports.values() if one.id == ident)
    layer = of.layer(LayerName.TEXT if name == "t" else LayerName(name))
    assert layer
    assert [one for one in page.elements if one.attributes.get("id") == address.fragment]
    marked = "".join(bare(one.text, one.inside) for one in page.all("mark", class_="found"))
    return marked, layer.text[start:end]


def bare(text: str, inside: list) -> str:  # type: ignore[type-arg] # elements of a page
    """The text of a mark without the labels of its roles."""
    for one in inside:
        if one.attributes.get("class") in {"role", "unseen"}:
            text = text.replace(one.text, "", 1)
    return text


@pytest.mark.parametrize("address", ["/", "/q/{question}", "/c/{sixty}", "/src/harbour office"])
def test_every_quote_and_number_leads_to_its_exact_characters(desk: TestClient, case: Case, address: str) -> None:
    page = at(desk, address.format(question=case.question.id, sixty=case.claims["sixty"].id))
    links = {link for link in page.links if "?t=" in link and case.reports["hostile"].id not in link}
    assert links
    for link in links:
        marked, there = characters(desk, case, link)
        assert marked == there != ""


def test_the_text_of_a_report_is_whole(desk: TestClient, case: Case) -> None:
    page = at(desk, f"/r/{case.reports['forty'].id}")
    layer = page.one("section", class_="layer-text")
    told = [bare(one.text, one.inside) for one in layer.inside if one.tag == "p"]
    assert told == HERALD.split("\n")
    roles = {role: one.text for one in page.all("mark") for role in one.attributes["class"].split()}
    assert {"content", "cue", "source", "attributed", "disputed"} <= roles.keys()


@pytest.mark.parametrize("given", ["t=5,5", "t=9,3", "t=a,b", "t=1"])
def test_a_range_that_is_none_is_told(desk: TestClient, case: Case, given: str) -> None:
    answer = desk.get(f"/r/{case.reports['forty'].id}?{given}")
    assert answer.status_code == 422
    assert "START,END" in parse(answer.text).text


def test_a_range_beyond_the_text_marks_nothing(desk: TestClient, case: Case) -> None:
    page = at(desk, f"/r/{case.reports['forty'].id}?t=5,99999")
    assert not [*page.all("mark", class_="found")]


@pytest.mark.parametrize("address", ["/q/q-1", "/c/c-4000", "/search?q=q-10"])
def test_a_shortened_id_leads_to_the_whole_one(desk: TestClient, address: str) -> None:
    answer = desk.get(address, follow_redirects=False)
    assert answer.status_code == 307
    assert len(answer.headers["Location"]) == len("/q/q-1000000000000000")


@pytest.mark.parametrize("address", ["/q/nope", "/c/nope", "/r/nope", "/src/Nobody", "/nope", "/c/c-"])
def test_what_is_not_there_is_told_in_words(desk: TestClient, address: str) -> None:
    answer = desk.get(address)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/html")
    assert [*parse(answer.text).all("a", href="/")]


def test_what_was_mistyped_is_told_in_words(desk: TestClient) -> None:
    answer = desk.get("/?state=wrong&page=0")
    assert answer.status_code == 422
    text = parse(answer.text).text
    assert "state" in text
    assert "page" in text


def test_nothing_comes_from_elsewhere() -> None:
    style = (STATIC / "desk.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style
    assert re.findall(r"\b(?:margin|padding|border)-(?:left|right)\b|\b(?:left|right):", style) == []


@pytest.mark.parametrize("address", [*SCREENS, "/q/{question}", "/r/{report}"])
def test_a_page_with_all_that_it_loads_is_small(desk: TestClient, case: Case, address: str) -> None:
    answer = desk.get(address.format(question=case.question.id, report=case.reports["forty"].id))
    page = parse(answer.text)
    files = {one.attributes["src"] for one in page.all("script")}
    files |= {one.attributes["href"] for one in page.all("link")}
    size = len(answer.content) + sum(len(desk.get(name).content) for name in files)
    assert size <= 150_000


def test_no_page_says_who_is_right(desk: TestClient, case: Case) -> None:
    for address in (*SCREENS, f"/q/{case.question.id}", f"/c/{case.claims['forty'].id}"):
        words = at(desk, address).text.casefold()
        assert not re.search(r"\b(?:reliab|credib|trustworth|verdict|score)", words)


def test_a_box_that_names_a_part_of_its_voices_says_so(tmp_path: Path, visit: Open) -> None:
    filled = fill(tmp_path / "case.sayso")
    many = dataclasses.replace(
        filled.question.answers[0],
        claims=tuple(one.id for one in filled.claims.values()),
        reports=40,
        outlets=12,
    )
    crowd = dataclasses.replace(many, claims=(*many.claims, *(f"c-gone-{n}" for n in range(40))))
    question = dataclasses.replace(filled.question, answers=(crowd,))
    with Ledger.open(filled.path) as ledger:
        beside = ledger.look(browse_claims.claims, crowd.claims)
    (box,) = boxes(question, beside, Ties(links=(), repeats=(), copies=()), shown=4)
    assert (box.reports, box.outlets, box.left, box.in_part) == (40, 12, 40, True)
    with Ledger.open(filled.path) as ledger:
        ledger.put_comparison((dataclasses.replace(question, answers=(many,)),), ())
    page = at(visit(filled.path), "/")
    assert "40 reports › 12 outlets" in page.text
    assert "among others" not in page.text


def test_reasons_are_read_of_those_links_alone_that_fold_a_shown_answer(tmp_path: Path) -> None:
    filled = fill(tmp_path / "case.sayso")
    idents = [one.id for one in filled.claims.values()]
    one, two = (
        dataclasses.replace(filled.question.answers[0], id=f"a-{at}", claims=tuple(idents[at : at + 2]))
        for at in (0, 2)
    )
    question = dataclasses.replace(filled.question, answers=(one, two))
    links = [
        Link(id=f"l-{a}-{b}", a=a, b=b, relation=relation, rule="r", reasons=(Reason(rule="r", words=f"{a} as {b}"),))
        for relation, pairs in ((Relation.REPEATS, combinations(idents, 2)), (Relation.SUPERSEDES, [idents[::-3]]))
        for a, b in pairs
    ]
    by = Arrangement()
    told = repeated((question,), links, by)
    assert told == {f"l-{a}-{b}" for a, b in (one.claims, two.claims)}
    with Ledger.open(filled.path) as ledger:
        beside = ledger.look(browse_claims.claims, idents)
    few = Ties(links=links, repeats=[link for link in links if link.id in told], copies=())
    drawn = cards((question,), beside, few, by)
    assert drawn == cards((question,), beside, dataclasses.replace(few, repeats=links), by)
    assert any(box.folds for card in drawn for box in card.boxes)
    last = dataclasses.replace(question, answers=(*(dataclasses.replace(one, claims=()),) * ANSWERS_SHOWN, one))
    assert repeated((last,), links, by) == frozenset()
