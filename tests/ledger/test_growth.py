"""What is done to a ledger costs by what it touches, however much else the ledger holds."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from sayso.ledger import Ledger, Scope, browse, browse_claims
from sayso.nouns import Answer, Claim, Copies, Question, QuestionKey, QuestionKind, State

from .building import Build

FEW, MANY = 8, 160
EVERY = 50  # instructions of SQLite's machine between two counts


def held(path: Path, build: Build, number: int) -> list[Claim]:
    """A ledger of so many reports, each with a voice, a question and copies of its own; their claims."""
    made, questions, copies = [], [], []
    with Ledger.open(path) as ledger:
        for at in range(number):
            intake = build.intake(f"Voice{at} said {at} were hurt.", label=f"{at}.txt", outlet=f"Paper {at}")
            assert intake.report
            claim = build.claim(intake.report, f"{at} were hurt", f"Voice{at}")
            ledger.add(intake, build.reading(intake.report, claim), entry=build.entry(at))
            made.append(claim)
            questions.append(asked(claim))
            copies.append(Copies(reports=(intake.report.id,), reason=f"one text {at}"))
        ledger.put_comparison(questions, copies)
    return made


def asked(claim: Claim, wording: str = "How many?") -> Question:
    return Question(
        id=f"q-{claim.id[2:]}",
        key=QuestionKey(kind=QuestionKind.COUNT, attribute="hurt"),
        wording=wording,
        state=State.DISPUTED,
        answers=(Answer(id="a-1", value="12", claims=(claim.id,)),),
        origins_min=1,
        origins_max=1,
    )


def steps(path: Path, work: Callable[[Ledger], object]) -> int:
    """How much SQLite does for some work, done for the second time."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    with Ledger.open(path) as ledger:
        work(ledger)
        driver = cast("sqlite3.Connection", ledger.look(lambda one: one.connection.driver_connection))
        driver.set_progress_handler(count, EVERY)
        work(ledger)
        driver.set_progress_handler(None, 0)
    return counted


def put(claim: Claim, build: Build) -> Callable[[Ledger], None]:
    """Put the questions of one report, each time otherwise."""
    turn = iter(range(MANY))

    def work(ledger: Ledger) -> None:
        at = next(turn)
        ledger.put_comparison(
            (asked(claim, f"How many now? {at}"),),
            (Copies(reports=(claim.report,), reason=f"one text, again {at}"),),
            names={claim.id: (f"Voice of turn {at}", None)},
            scope=Scope(reports=[claim.report], engine=build.engine),
        )

    return work


def show(claim: Claim, _: Build) -> Callable[[Ledger], object]:
    """Show what stands behind one question."""

    def work(ledger: Ledger) -> object:
        question = ledger.look(browse.question, asked(claim).id)
        assert question
        return ledger.look(browse_claims.claims, [claim.id]), ledger.look(browse_claims.links_inside, [claim.id])

    return work


@pytest.mark.parametrize("act", [put, show])
def test_the_cost_is_not_that_of_the_ledger(
    act: Callable[[Claim, Build], Callable[[Ledger], object]], tmp_path: Path, build: Build
) -> None:
    took = []
    for number in (FEW, MANY):
        path = tmp_path / f"{number}.sayso"
        claim = held(path, build, number)[number // 2]
        took.append(steps(path, act(claim, build)))
    few, many = took
    assert few > 0
    assert many < 2 * few


def test_voices_and_copies_of_other_reports_stay(tmp_path: Path, build: Build) -> None:
    path = tmp_path / "case.sayso"
    claim = held(path, build, FEW)[3]
    with Ledger.open(path) as ledger:
        put(claim, build)(ledger)
        names = {name for name, _ in ledger.look(browse.voices, browse.Page()).found}
        assert names == {f"Voice{at}" for at in range(FEW) if at != 3} | {"Voice of turn 0"}
        assert {group.reason for group in ledger.copies()} == {
            *(f"one text {at}" for at in range(FEW) if at != 3),
            "one text, again 0",
        }
        assert [check.name for check in ledger.check(deep=True) if check.verdict == "fail"] == []
