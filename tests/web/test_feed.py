"""The feeds of changes are valid Atom with ids that stay."""

import dataclasses
import re
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from sayso.ledger import Ledger
from sayso.nouns import Anchor, Answer, LayerName, Ruling, RulingKind, State

from .conftest import EVIL, Case, Open, fill

ATOM = "{http://www.w3.org/2005/Atom}"


def read(desk: TestClient, address: str) -> ET.Element:
    """The feed, which has all that RFC 4287 asks for."""
    answer = desk.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml"
    feed = ET.fromstring(answer.content)  # noqa: S314 - our own
    assert feed.tag == f"{ATOM}feed"
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{name}")) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text(one, "id"))
        assert datetime.fromisoformat(text(one, "updated")).tzinfo is not None
        assert one.find(f"{ATOM}link[@rel='alternate']") is not None
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    assert feed.find(f"{ATOM}link[@rel='self']") is not None
    idents = [text(one, "id") for one in feed.iter(f"{ATOM}entry")]
    assert len(idents) == len(set(idents))
    return feed


def text(one: ET.Element, name: str) -> str:
    return one.findtext(f"{ATOM}{name}") or ""


def titles(feed: ET.Element) -> list[str]:
    return [text(one, "title") for one in feed.iter(f"{ATOM}entry")]


@pytest.fixture
def own(tmp_path: Path) -> Case:
    return fill(tmp_path / "own.sayso")


def test_what_has_changed_is_told_newest_first(own: Case, visit: Open) -> None:
    desk = visit(own.path)
    assert [one.split(":")[0] for one in titles(read(desk, "/feed.atom"))] == ["Disputed"]
    question = own.question
    more = Answer(id="a-70", value=f"70 {EVIL}", claims=(own.claims["forty"].id,))
    with Ledger.open(own.path) as ledger:
        ledger.put_comparison((dataclasses.replace(question, answers=(*question.answers, more)),), ())
        ledger.put_comparison((dataclasses.replace(question, state=State.SUPERSEDED),), ())
        anchor = Anchor(report=own.reports["forty"].id, layer=LayerName.TEXT, content=own.claims["forty"].content)
        late = "2099-01-01T00:00:00+00:00"
        ruling = Ruling(id="u-1", kind=RulingKind.READING, decision="accept", by="N. K.", at=late, claims=(anchor,))
        ledger.add_rulings((ruling, dataclasses.replace(ruling, id="u-2", claims=(), names=("A", "B"))))
    for address in ("/feed.atom", f"/q/{question.id}/feed.atom", f"/api/v1/feed.atom?question={question.id}"):
        feed = read(desk, address)
        heads = [one.split(":")[0] for one in titles(feed)]
        assert heads[-3:] == ["Superseded", "New answer", "Disputed"] or set(heads[-3:]) == {
            "Superseded",
            "New answer",
            "Disputed",
        }
        assert heads[:-3] == ["Ruling"] * (2 if address == "/feed.atom" else 1)
    summaries = [text(one, "summary") for one in feed.iter(f"{ATOM}entry")]
    assert summaries[0] == "N. K. ruled “accept”; about the report itself"
    assert any("[RLO]" in one and "\ufffd" in one for one in summaries) or any("[RLO]" in one for one in summaries)


def test_ids_stay_whatever_the_desk_is_called(own: Case, visit: Open) -> None:
    desk = visit(own.path)
    first = read(desk, "/feed.atom")
    other = ET.fromstring(desk.get("/feed.atom", headers={"Host": "localhost:9"}).content)  # noqa: S314 - our own
    assert [text(one, "id") for one in first.iter()] == [text(one, "id") for one in other.iter()]
    link = other.find(f"{ATOM}entry/{ATOM}link")
    assert link is not None
    assert link.get("href") == f"http://localhost:9/q/{own.question.id}"


def test_two_ledgers_have_other_ids(own: Case, tmp_path: Path, visit: Open) -> None:
    twin = fill(tmp_path / "twin.sayso")
    assert text(read(visit(own.path), "/feed.atom"), "id") != text(read(visit(twin.path), "/feed.atom"), "id")


def test_an_empty_ledger_has_an_empty_feed(empty: Path, visit: Open) -> None:
    assert titles(read(visit(empty), "/feed.atom")) == []


def test_pages_tell_of_their_feeds(desk: TestClient, case: Case) -> None:
    assert 'rel="alternate" type="application/atom+xml" href="/feed.atom"' in desk.get("/").text
    assert f'href="/q/{case.question.id}/feed.atom"' in desk.get(f"/q/{case.question.id}").text
