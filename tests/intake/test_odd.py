"""Strings that programs trip over in every field, and pages of broken markup: nothing fails, nothing is lost unseen."""

import csv
import html
import json
import random
import sys
from io import StringIO
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from sayso.nouns import Intake, Outcome

from .making import SAID, read, text

sys.path.insert(0, str(Path(__file__).parents[2]))

from fuzz.broken_markup import broken
from fuzz.intake import check
from fuzz.odd_strings import strings

ODD = strings()
FIELDS = ("id", "outlet", "title", "url", "author", "language", "published_at", "updated_at", "capture_url")
RECORD = {"text": SAID[0], "outlet": "Harbour Post", "published_at": "2031-05-19"}


def kept(intakes: list[Intake], number: int) -> list[Intake]:
    """The intakes, of which there are so many reports, and each keeps what is promised."""
    for intake in intakes:
        check(intake)
    reports = [intake for intake in intakes if intake.report]
    assert len(reports) == number
    return reports


def test_they_are_some_hundreds() -> None:
    assert len(ODD) > 200


@pytest.mark.parametrize("field", FIELDS)
def test_in_a_field_of_a_record(field: str, tmp_path: Path) -> None:
    lines = "".join(f"{json.dumps({**RECORD, field: one})}\n" for one in ODD)
    reports = kept(read(lines.encode(), ".jsonl"), len(ODD))
    assert {text(intake) for intake in reports} == {SAID[0]}
    with Ledger.open(tmp_path / "case.sayso") as ledger:
        for intake in reports:
            ledger.add(intake)
        found = {report.id: report for report in ledger.reports()}
        assert all(found[intake.report.id] == intake.report for intake in reports if intake.report)


def test_as_the_text_of_a_record() -> None:
    for one in ODD:
        (intake,) = read(json.dumps([{**RECORD, "text": one}]).encode(), ".json")
        check(intake)
        assert intake.outcome is Outcome.REFUSED or text(intake).strip()


def test_beside_the_text_of_a_record() -> None:
    for one in ODD:
        (intake,) = read(json.dumps([{**RECORD, "text": f"{SAID[0]} {one} {SAID[1]}"}]).encode(), ".json")
        check(intake)
        assert SAID[0] in text(intake)
        assert SAID[1] in text(intake)


def test_in_the_cells_of_a_table() -> None:
    odd = [one for one in ODD if one.isprintable() or one.isspace()]
    for field in ("id", "outlet", "title", "url", "published_at"):
        out = StringIO(newline="")
        writer = csv.writer(out)
        writer.writerows([["text", field], *([SAID[0], one] for one in odd)])
        reports = kept(read(out.getvalue().encode(), ".csv"), len(odd))
        assert {text(intake) for intake in reports} == {SAID[0]}


HEADS = (
    "<title>{}</title>",
    '<meta name="author" content="{}">',
    '<meta property="og:site_name" content="{}">',
    '<meta property="article:published_time" content="{}">',
    '<link rel="canonical" href="{}">',
    '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": {}}}</script>',
)


@pytest.mark.parametrize("number", range(len(HEADS)))
def test_in_the_head_of_a_page(number: int) -> None:
    head = HEADS[number]
    for one in ODD[number % 3 :: 3]:
        written = json.dumps(one) if "json" in head else html.escape(one)
        body = f"<body><article><p>{SAID[0]}</p></article></body></html>"
        page = f"<!doctype html><html><head>{head.format(written)}</head>{body}".encode("utf-8", "replace")
        if b"\0" in page:
            assert "binary" in (read(page, ".html")[0].reason or "")
            continue
        (report,) = kept(read(page, ".html"), 1)
        assert text(report).startswith(SAID[0]) or "</script>" in one


def test_pages_of_broken_markup() -> None:
    chance = random.Random(7)  # noqa: S311 - not for secrets
    ends = set()
    for _ in range(150):
        for intake in read(broken(chance), ".html"):
            check(intake)
            ends.add(intake.outcome)
    assert ends == set(Outcome)
