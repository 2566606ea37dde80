"""What is asked of a case: its questions, its voices, one question over time, and disputes told in sentences."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def documents(run: Run, case: Path, *args: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(run(*args, "--json", "--ledger", case).stdout)
    return found


def test_questions_are_listed_one_a_line_the_disputed_first(run: Run, case: Path) -> None:
    listed = documents(run, case, "questions")["questions"]
    states = [question["state"] for question in listed]
    assert "disputed" in states
    assert states == sorted(states, key=["disputed", "superseded", "retracted", "agreed", "single_source"].index)
    page = run("questions", "--ledger", case)
    assert all(str(question["id"])[:10] in page.stdout for question in listed)
    assert f"{len(listed)} question" in page.stderr


@pytest.mark.parametrize("state", ["disputed", "stands-alone"])
def test_questions_of_one_state(run: Run, case: Path, state: str) -> None:
    listed = documents(run, case, "questions", "--state", state)["questions"]
    assert {question["state"] for question in listed} == {state.replace("stands-alone", "single_source")}


def test_questions_by_their_words(run: Run, case: Path) -> None:
    every = documents(run, case, "questions")["questions"]
    words = str(every[0]["wording"])[:12].upper()
    found = documents(run, case, "questions", "--grep", words)["questions"]
    assert every[0] in found
    assert all(words.casefold() in str(question["wording"]).casefold() for question in found)
    assert "no such question" in run("questions", "--grep", "zzz", "--ledger", case).stderr


def test_a_timeline_goes_from_the_first_word_to_the_last(run: Run, case: Path) -> None:
    question = str(documents(run, case, "disputes")["questions"][0]["id"])
    document = documents(run, case, "timeline", question)
    assert len(document["times"]) == len(document["claims"])
    published = documents(run, case, "timeline", question, "--by", "published")
    dates = [claim["published"] for claim in published["claims"]]
    known = [date for date in dates if date]
    assert known == sorted(known, key=str)
    assert dates == known + [date for date in dates if not date]
    clocks = {by: documents(run, case, "timeline", question, "--by", by)["times"] for by in ("published", "read")}
    assert {by: {one["clock"] for one in times if one} for by, times in clocks.items()} == {by: {by} for by in clocks}
    assert "disputes" in run("timeline", question, "--ledger", case).stdout
    assert run("timeline", "q-zzzz", "--ledger", case).exit_code == 2


def test_voices_are_counted_and_not_graded(run: Run, case: Path) -> None:
    voices = documents(run, case, "voices")["voices"]
    claims = documents(run, case, "claims")["claims"]
    spoken = [claim for claim in claims if claim["claimant"]]
    assert sum(int(str(voice["claims"])) for voice in voices) == len(spoken)
    assert any(voice["disputed"] for voice in voices)
    assert all(set(voice) == KEYS for voice in voices)
    first = str(voices[0]["name"]).split()[0]
    assert first in run("voices", "--grep", first, "--ledger", case).stdout


KEYS = {"name", "claims", "questions", "outlets", "relays", "agreed", "disputed", "changed"}


def test_why_can_be_read_aloud(run: Run, case: Path) -> None:
    page = " ".join(run("disputes", "--why", "--ledger", case).stdout.split())
    document = documents(run, case, "disputes")["questions"][0]
    assert str(document["wording"]) in page
    assert "(rule: " in page
    assert "Not known: " in page
    assert page.count("“") >= 2
