"""What people have flagged is covered on every page until it is opened, and told why."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.nouns import Care
from sayso.stages import Stages

from .harbour import RULES, Person, desk

HERALD = (
    "Harbour nurse Vera Malin said that the bodies of two sailors were mutilated by the propeller of a ferry. "
    "The harbour office said that 40 people were rescued."
)
TEXTS = {
    "herald": ("Brin Herald", "2024-05-06", HERALD),
    "gazette": ("Dale Gazette", "2024-05-07", "The coast guard said that 65 people were rescued in the harbour."),
}
GRAPHIC, NAME = "mutilated", "Vera Malin"


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("flags") / "case.sayso"
    rows = [
        {"id": name, "outlet": outlet, "published_at": day, "title": f"News of {outlet}", "text": text}
        for name, (outlet, day, text) in TEXTS.items()
    ]
    path.with_suffix(".jsonl").write_text("\n".join(map(json.dumps, rows)))
    with sayso.open_ledger(path) as ledger:
        for _ in sayso.read(ledger, [str(path.with_suffix(".jsonl"))], settings=RULES):
            pass
    return path


class Desk:
    """A desk with the ids of what is flagged in the tests."""

    def __init__(self, path: Path, stages: Stages) -> None:
        self.path = path
        self.ada = Person(desk(path, stages))
        with sayso.open_ledger(path) as ledger:
            claims, questions = ledger.claims(), ledger.questions()
            self.report = next(one.id for one in ledger.reports() if one.label == "herald")
        self.claim = next(one.claim.id for one in claims if GRAPHIC in one.quote)
        self.question = next((q.id for q in questions for a in q.answers if self.claim in a.claims), None)
        self.questions = [one.id for one in questions]

    def flag(self, decision: str, **on: str) -> None:
        self.ada.send("/review", about="flag", decision=decision, back="/rulings", why="the family asked", **on)

    def text(self, address: str) -> str:
        answer = self.ada.client.get(address)
        assert answer.status_code == 200, answer.text
        return answer.text

    def pages(self) -> Iterator[str]:
        """Addresses of pages that show the words of the first report."""
        yield from ("/?state=all", f"/c/{self.claim}", f"/r/{self.report}", f"/c/{self.claim}/cite", "/src", "/rulings")
        yield from (
            "/search?q=sailors",
            "/search?q=Malin",
            f"/review?at={self.claim}",
            "/review?only=claim",
            "/src/Vera%20Malin",
        )
        yield from (f"/q/{one}" for one in self.questions)
        yield from ("/feed.atom", *(f"/q/{one}/feed.atom" for one in self.questions), "/api/v1/feed.atom")
        yield from (f"/review/question/{one}" for one in self.questions)
        yield from (f"/c/{self.claim}/cite.{ending}" for ending in ("txt", "bib", "json"))


@pytest.fixture
def here(read_once: Path, tmp_path: Path, stages: Stages) -> Desk:
    path = tmp_path / "case.sayso"
    path.write_bytes(read_once.read_bytes())
    return Desk(path, stages)


def told(page: str) -> str:
    """What people see of a page: not where its links lead, nor what fields of forms hold."""
    return re.sub(r'\s(?:href|value|action|hx-get|src)="[^"]*"', "", re.sub(r"<link [^>]*/?>", "", page))


def test_a_flagged_claim_is_covered_wherever_it_is_shown(here: Desk) -> None:
    shown = [address for address in here.pages() if GRAPHIC in here.text(address)]
    assert {f"/c/{here.claim}", f"/r/{here.report}", "/search?q=sailors", f"/c/{here.claim}/cite.txt"} <= {*shown}
    here.flag("graphic", claim=here.claim)
    for address in here.pages():
        assert GRAPHIC not in told(here.text(address)), address
    for address in shown:
        assert "covered: graphic" in here.text(address), address


def test_the_page_says_why_and_opens(here: Desk) -> None:
    here.flag("graphic", claim=here.claim)
    page = here.ada.get(f"/c/{here.claim}")
    assert "Words on this page are covered: graphic, flagged by Ada." in page.text
    (link,) = [one for one in page.all("a") if one.text == "Open them"]
    opened = here.ada.get(link.attributes["href"])
    assert GRAPHIC in opened.text
    assert "shown here openly" in opened.text
    assert GRAPHIC not in here.ada.get(f"/c/{here.claim}").text


def test_a_flagged_name_is_covered_wherever_it_is_written(here: Desk) -> None:
    shown = [address for address in here.pages() if NAME in told(here.text(address))]
    assert len(shown) > 5
    here.flag("personal", name=NAME)
    for address in here.pages():
        assert NAME.casefold() not in told(here.text(address)).casefold(), address
    for address in shown:
        assert "covered: personal" in here.text(address), address


def test_a_flagged_report_is_covered_from_end_to_end(here: Desk) -> None:
    here.flag("graphic", report=here.report)
    page = here.ada.get(f"/r/{here.report}")
    assert "40 people" not in page.text
    assert "sailors" not in page.text
    layers = [one.text for one in page.all("section", class_="layer")]
    assert not any(word in text for text in layers for word in ("harbour", "said", "News"))
    assert "News of Brin Herald" not in page.text
    assert "65 people" in here.ada.get(f"/r/{_other(here)}").text


def _other(here: Desk) -> str:
    with sayso.open_ledger(here.path) as ledger:
        return next(one.id for one in ledger.reports() if one.id != here.report)


def test_every_span_still_holds_where_a_part_is_covered(here: Desk) -> None:
    """What is not flagged in a report is marked and quoted as before."""
    before = [one.text for one in here.ada.get(f"/r/{here.report}").all("mark") if "40 people" in one.text]
    here.flag("graphic", claim=here.claim)
    after = [one.text for one in here.ada.get(f"/r/{here.report}").all("mark") if "40 people" in one.text]
    assert before == after != []


def test_a_flag_is_withdrawn_where_it_was_made(here: Desk) -> None:
    for on, address in (({"claim": here.claim}, f"/c/{here.claim}"), ({"report": here.report}, f"/r/{here.report}")):
        here.flag("graphic", **on)
        page = here.ada.get(address)
        assert "flagged graphic by Ada" in page.text
        ruling = next(one.attributes["value"] for one in page.all("input", name="ruling"))
        here.ada.send("/review/undo", ruling=ruling, back=address)
        assert GRAPHIC in here.ada.get(address).text
        assert "withdrawn later" in here.ada.get(address).text


def test_a_flag_is_a_ruling_with_a_name(here: Desk) -> None:
    here.flag("personal", claim=here.claim)
    page = here.ada.get("/rulings")
    assert "flagged personal" in page.text
    assert "the family asked" in page.text
    with sayso.open_ledger(here.path) as ledger:
        (flag,) = ledger.flags()
    assert (flag.care, flag.by, flag.why) == (Care.PERSONAL, "Ada", "the family asked")


def test_words_propose_a_flag_in_the_queue(here: Desk) -> None:
    assert "It may need care: mutilated" in here.ada.get(f"/review?at={here.claim}").text
    with sayso.open_ledger(here.path) as ledger:
        assert ledger.flags() == ()


def test_what_is_personal_is_taken_along_by_a_reviewer_who_asks(here: Desk) -> None:
    here.flag("personal", name=NAME)
    for form in ("json", "jsonl", "csv"):
        answer = here.ada.client.get(f"/export/case.{form}")
        assert (NAME in answer.text, answer.headers["X-Sayso-Left-Out"]) == (False, "personal=1"), form
        whole = here.ada.client.get(f"/export/case.{form}?sensitive=1")
        assert (NAME in whole.text, whole.headers["X-Sayso-Left-Out"]) == (True, "personal=0"), form
    assert "left out of these files" in here.ada.get("/?state=all").text
    for question in here.questions:
        for form in ("csv", "jsonl"):
            assert NAME not in here.text(f"/q/{question}/export.{form}")
            assert "covered" not in here.text(f"/q/{question}/export.{form}?sensitive=1")


def test_programs_are_told_the_flags(here: Desk) -> None:
    here.flag("graphic", claim=here.claim)
    record = json.loads(here.text(f"/api/v1/claims/{here.claim}"))
    assert [flag["care"] for flag in record["flags"]] == ["graphic"]
    assert GRAPHIC in record["quote"][0]
