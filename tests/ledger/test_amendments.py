"""What people correct of a report's facts: appended, logged, seen by everything that reads the report."""

import json
import sqlite3
from pathlib import Path

import pytest

from sayso.ledger import Ledger, browse
from sayso.ledger.browse import Page
from sayso.nouns import Amendment, Fact, Moment, amendment_id, as_read, standing

from .building import Build, Verdicts


def amendment(number: int, report: str, fact: Fact, before: str | None, after: str | None, **more: str) -> Amendment:
    ident = amendment_id(number, report, fact, "Ada", "2024-05-08T10:00:00+00:00")
    plain = {"id": ident, "by": "Ada", "at": "2024-05-08T10:00:00+00:00", "why": "\ud800 the masthead"}
    return Amendment(report=report, fact=fact, before=before, after=after, **{**plain, **more})  # type: ignore[arg-type] # texts


@pytest.fixture
def report(ledger: Ledger, build: Build) -> str:
    intake = build.intake("The mayor said so.")
    assert intake.report
    ledger.add(intake, build.reading(intake.report))
    return intake.report.id


def test_of_several_amendments_the_last_that_holds_stands() -> None:
    first = amendment(1, "r-1", Fact.OUTLET, "A", "B", id="m-1")
    second = amendment(2, "r-1", Fact.OUTLET, "B", "C", id="m-2")
    other = amendment(3, "r-1", Fact.PUBLISHED, None, "2024", id="m-3")
    undo = amendment(4, "r-1", Fact.OUTLET, "C", "B", id="m-4", undoes="m-2")
    assert standing((first, second, other)) == (second, other)
    assert standing((first, second, other, undo)) == (first, other)
    assert as_read((first, second, other, undo)) == {Fact.OUTLET: "A", Fact.PUBLISHED: None}


def test_a_report_has_its_facts_as_they_were_amended(ledger: Ledger, report: str) -> None:
    before = ledger.reports()[0]
    made = (
        amendment(1, report, Fact.OUTLET, "Dale Post", "Dale Herald"),
        amendment(2, report, Fact.PUBLISHED, "2024-03-05", None),
        amendment(3, report, Fact.TITLE, "Flood", "Flood in Dale"),
    )
    ledger.add_amendments(made)
    (after,) = ledger.reports()
    assert (after.outlet, after.published, after.title) == ("Dale Herald", None, "Flood in Dale")
    assert after.layers == before.layers
    assert ledger.look(browse.outlets, Page()).found == (("Dale Herald", 1),)
    assert ledger.amendments() == ledger.amendments(report) == made
    assert ledger.amendments("r-other") == ()


def test_what_is_withdrawn_leaves_the_facts_as_they_were_read(ledger: Ledger, report: str) -> None:
    before = ledger.reports()
    first = amendment(1, report, Fact.PUBLISHED, "2024-03-05", "2024-04")
    ledger.add_amendments((first,))
    assert ledger.reports()[0].published == Moment("2024-04")
    ledger.add_amendments((amendment(2, report, Fact.PUBLISHED, "2024-04", "2024-03-05", undoes=first.id),))
    assert ledger.reports() == before
    assert len(ledger.amendments()) == 2


def test_the_log_tells_who_when_what_stood_before_and_why(ledger: Ledger, report: str) -> None:
    number = ledger.add_amendments((amendment(1, report, Fact.OUTLET, "Dale Post", None),))
    (entry,) = [one for one in ledger.log() if one.seq == number]
    assert entry.kind == "amend"
    said = json.loads(entry.payload or "")
    assert (said["by"], said["at"]) == ("Ada", "2024-05-08T10:00:00+00:00")
    (told,) = said["amendments"]
    assert (told["fact"], told["before"], told["after"]) == ("outlet", "Dale Post", None)
    assert told["why"] == "\ud800 the masthead"
    assert all(check.verdict == "ok" for check in ledger.check(deep=True))


def test_amendments_change_the_content_hash_and_that_the_questions_are_fresh(ledger: Ledger, report: str) -> None:
    ledger.put_comparison((), ())
    before = ledger.content_hash()
    assert ledger.compared()
    ledger.add_amendments((amendment(1, report, Fact.OUTLET, "Dale Post", "Dale Herald"),))
    assert not ledger.compared()
    assert ledger.content_hash() != before
    assert ledger.add_amendments(()) == 0


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE amendment SET body = replace(body, 'Herald', 'Gazette')", "row hashes"),
        ("UPDATE report SET outlet = 'Dale Gazette'", "facts"),
        ("DELETE FROM amendment", "logged"),
    ],
)
def test_an_amendment_changed_by_hand_is_found(
    tmp_path: Path, build: Build, verdicts: Verdicts, statement: str, check: str
) -> None:
    path = tmp_path / "case.sayso"
    with Ledger.open(path) as ledger:
        intake = build.intake("The mayor said so.")
        assert intake.report
        ledger.add(intake, build.reading(intake.report))
        ledger.add_amendments((amendment(1, intake.report.id, Fact.OUTLET, "Dale Post", "Dale Herald"),))
    assert verdicts(path) == {}
    with sqlite3.connect(path) as raw:
        raw.execute(statement)
    raw.close()
    assert check in verdicts(path)
