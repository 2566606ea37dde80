"""Who is silent, and what numbers give together, as the verbs tell it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from click.testing import Result

from sayso.ledger import Ledger
from sayso.nouns import Range, Silence

Run = Callable[..., Result]


def told(case: Path) -> str:
    """Put ranges and a silence into the disputed question of the case; its id."""
    with Ledger.open(case) as ledger:
        first, *others = sorted(ledger.questions(), key=lambda question: question.id)
        changed = replace(
            first,
            ranges=(
                Range(preset="union", low=40, best=None, high=None),
                Range(preset="ucdp", low=40, best=60, high=60),
                Range(preset="acled", low=40, best=40, high=40),
            ),
            silent=(Silence(voice="The \x1b[31mport", questions=3),),
            event_reports=4,
        )
        ledger.put_comparison((changed, *others), ledger.copies())
    return first.id


def test_a_question_shown_whole_tells_its_ranges_and_who_is_silent(case: Path, run: Run) -> None:
    shown = run("show", told(case), "--ledger", case).stdout
    assert "all bounds: 40 to …\n" in shown
    assert "UCDP-like: 40 to 60, best 60\n" in shown
    assert "ACLED-like: 40\n" in shown
    assert "silent on this in 4 reports on the event: The " in shown
    assert "port (3 other questions)" in shown
    assert "\x1b" not in shown


def test_a_dispute_read_aloud_names_the_silent(case: Path, run: Run) -> None:
    told(case)
    assert "(3 other questions)" in run("disputes", "--why", "--ledger", case).stdout


def test_the_record_has_them_too(case: Path, run: Run) -> None:
    record = json.loads(run("show", told(case), "--json", "--ledger", case).stdout)
    assert record["ranges"]["ucdp"] == {"low": 40, "best": 60, "high": 60}
    assert record["silent"][0]["questions"] == 3
    assert record["event_reports"] == 4
