"""What a page says of itself, and whom a message was forwarded from, from the input to the screen."""

import json
from pathlib import Path

from fastapi.testclient import TestClient

import sayso
from sayso.nouns import Report

from .harbour import RULES, by_rules, desk

PAGE = """<!doctype html><html lang="en"><head><meta property="og:title" content="Pier shut">
<meta property="article:published_time" content="2031-05-19T10:20:00+03:00"><meta name="date" content="2031-05-17">
<meta property="og:site_name" content="Dale Post"></head><body><article>
<p>Two people were hurt on the pier, the police said on Monday.</p><p>The pier is shut.</p></article></body></html>"""
CHAT = {
    "name": "Harbour Watch",
    "type": "public_channel",
    "id": 77,
    "messages": [
        {
            "id": 2,
            "type": "message",
            "date": "2031-05-19T13:20:00",
            "text": "Forty people were taken off the ferry. It ran aground on Monday.",
            "forwarded_from": "Port Wire",
        }
    ],
}
WIRE = {
    "outlet": "Port Wire",
    "published": "2031-05-19",
    "text": "The crew left. Forty people were taken off the ferry.",
}


def read(folder: Path) -> tuple[Path, dict[str, Report]]:
    (folder / "a.html").write_text(PAGE)
    (folder / "b.json").write_text(json.dumps(CHAT))
    (folder / "c.json").write_text(json.dumps(WIRE))
    path = folder / "case.sayso"
    with sayso.open_ledger(path) as ledger:
        for _ in sayso.read(ledger, [str(folder)], settings=RULES):
            pass
        return path, {report.outlet or "": report for report in ledger.reports()}


def test_the_page_of_a_report_says_where_its_facts_stood(tmp_path: Path) -> None:
    path, reports = read(tmp_path)
    with TestClient(desk(path, by_rules()), base_url="http://127.0.0.1:8001") as client:
        shown = client.get(f"/r/{reports['Dale Post'].id}").text
        assert "meta article:published_time" in shown
        assert "published, otherwise" in shown
        assert "2031-05-17" in shown
        assert "forwarded from <bdi>Port Wire</bdi>" in client.get(f"/r/{reports['Harbour Watch'].id}").text


def test_what_was_forwarded_and_what_it_was_forwarded_from_are_one_origin(tmp_path: Path) -> None:
    path, reports = read(tmp_path)
    with sayso.open_ledger(path) as ledger:
        told = [one for one in ledger.claims(report=reports["Harbour Watch"].id) if one.claim.voice is None]
        assert told
        assert all([relay.name for relay in one.claim.via] == ["Port Wire"] for one in told)
        claims = {one.claim.id: one for one in ledger.claims()}
        (question,) = (
            question
            for question in ledger.questions()
            if any("Forty" in claims[ident].quote for answer in question.answers for ident in answer.claims)
        )
        assert len({claims[ident].report.id for answer in question.answers for ident in answer.claims}) == 2
        assert question.origins_max == 1
