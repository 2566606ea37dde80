"""What an editor or a lawyer looks for in a dossier is in it, as a reader of the page finds it."""

from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from export_readers import TEXTS
from hostile_case import FIRST, FORTY, QUAY, flag

from sayso.export import choose, export, format_named
from sayso.export.printed import Paper, as_html, compose
from sayso.export.printed.blocks import Heading
from sayso.ledger import Ledger
from sayso.nouns import Care, Outcome


@pytest.fixture(scope="module")
def page(paper: Paper) -> str:
    return " ".join(TEXTS["dossier-html"](as_html(paper).encode())[0].split())


@pytest.mark.parametrize(
    "words",
    [
        "40 – 1 origin",  # answers side by side, each with its origins
        "Vera Malin , passed on by Coast Radio , says",
        "Dale Gazette , 6 May 2024 ( S",
        "hedged: “at least”",
        "Points to video: “ a video ”",
        "said 6 May 2024, as written “ on Monday ”",
        "disputes",
        "(rule counts )",
        "Not known: since when each counts",
        "scan.pdf refused there is no text in it",
        "Read rightly. By A. Holm , 1 Jun 2024 08:00 UTC – holds no more: withdrawn",
        "Why: heard the tape",
        "Two voices. By B. Quist",
        "Withdraws D1",
        "Outlet of S2 amended from Brin Herald to The Herald . By A. Holm",
        "whether anything that is quoted is true",
        "by hand",
    ],
)
def test_it_is_told(words: str, page: str) -> None:
    assert " ".join(words.split()).replace(" ", "") in page.replace(" ", "")


def test_the_digests_are_those_of_the_ledger(path: Path, page: str) -> None:
    with Ledger.open(path) as ledger:
        digests = [ledger.content_hash(), ledger.log()[-1].hash]
        for report in ledger.reports():
            digests += [report.capture, *(layer.sha256 for layer in report.layers)]
    assert [digest for digest in digests if digest not in page] == []


def test_each_reference_leads_to_something_in_the_page(paper: Paper) -> None:
    page = lxml.html.document_fromstring(as_html(paper))
    ids = [node.get("id") for node in page.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    wanted = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert {"n1", "s1", "d1", "q1", "unread"} <= wanted
    assert wanted <= set(ids)


def test_every_chapter_is_in_the_contents(paper: Paper) -> None:
    page = lxml.html.document_fromstring(as_html(paper))
    linked = page.xpath("//nav//a/@href")
    assert linked == [f"#{one.anchor}" for one in paper.blocks if isinstance(one, Heading)]


def test_a_question_is_told_alone_with_what_could_not_be_read_at_all(path: Path) -> None:
    with Ledger.open(path) as ledger:
        page = " ".join(TEXTS["dossier-html"](export(ledger, format_named("dossier-html"), question=FIRST)))
    assert "scan.pdf" in page
    assert "closed" not in page
    assert page.index("Contents") < page.index("Answers side by side")


def test_a_claim_that_answers_no_question_is_told_with_who_says_it_and_a_note(path: Path) -> None:
    with Ledger.open(path) as ledger:
        chosen = choose(ledger)
        asked = {claim for one in chosen.case.questions for answer in one.answers for claim in answer.claims}
        (other,) = (one for one in chosen.case.claims if one.claim.id not in asked)
        page = lxml.html.document_fromstring(as_html(compose(chosen)))
    heading = page.xpath("//h2[@id='unasked']")[0]
    row = heading.xpath("following::table[1]/tbody/tr")[0]
    assert row.xpath("string(.//q)") == other.quote
    assert row.xpath("string(.//strong)") == "the headline"
    assert other.claim.id in page.xpath(f"string(//li[@id='{row.xpath('.//a/@href')[0][1:]}'])")


def test_where_the_inputs_lie_is_not_told(path: Path) -> None:
    with Ledger.open(path) as ledger:
        page = export(ledger, format_named("dossier-html")).decode()
    assert "scan.pdf" in page
    assert "/home/ada" not in page


def test_what_stands_around_a_quote_does_not_tell_what_is_personal(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "case.sayso"
    own.write_bytes(path.read_bytes())
    assert "Monday" in _note_of_forty(own)
    flag(own, Care.PERSONAL, QUAY)  # its words are within reach of the quote before them, a line further on
    assert _note_of_forty(own).count("…") == 2


def _note_of_forty(path: Path) -> str:
    with Ledger.open(path) as ledger:
        page = lxml.html.document_fromstring(as_html(compose(choose(ledger))))
    return next(
        str(note.text_content())
        for note in page.findall(".//ol[@class='notes']/li")
        if FORTY in str(note.text_content())
    )


def test_a_redaction_is_told_and_the_name_is_not(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "case.sayso"
    own.write_bytes(path.read_bytes())
    with Ledger.open(own) as ledger:
        ledger.redact(["Vera Malin"], by="V. Lund", why="her family was threatened")
        page = " ".join(TEXTS["dossier-html"](as_html(compose(choose(ledger))).encode())[0].split())
    assert "Redaction 1: names masked in 1 report, 1 capture withheld" in page
    assert "V. Lund" in page
    assert "her family was threatened" in page
    assert "Malin" not in page


def test_a_report_read_in_part_says_so_and_why(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "case.sayso"
    own.write_bytes(path.read_bytes())
    with Ledger.open(own) as ledger:
        chosen = choose(ledger)
        whole = ledger.inputs()
        ledger.inputs = lambda: tuple(  # type: ignore[method-assign] # what a ledger has of a damaged page
            replace(one, outcome=Outcome.IN_PART, reason="two pages are pictures") if one.report else one
            for one in whole
        )
        page = " ".join(TEXTS["dossier-html"](as_html(compose(chosen)).encode()))
    assert page.count("two pages are pictures") == 6  # of three reports, each among the sources and what was not read
