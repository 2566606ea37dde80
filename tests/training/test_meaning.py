"""The invented cases and pairs that the models of comparing learn from, and how they are put to them."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from meaning.pairs import FLIPPED, RELATIONS, Pair, case_pairs, flipped, situation_pairs
from meaning.stories import stories
from meaning.texts import cases, joined, situations

from sayso.compare import reader

DATA = Path(__file__).resolve().parents[2] / "training" / "meaning"


def test_the_reader_tells_apart_what_it_was_taught() -> None:
    assert RELATIONS == reader.RELATIONS


@pytest.mark.parametrize(
    ("a", "b"), [("2024-05-06", "2024-05-08"), ("2024-05-08", "2024-05-06"), ("2024-05-06", "2024-05-06")]
)
def test_texts_are_put_to_the_model_as_they_were_in_training(monkeypatch: pytest.MonkeyPatch, a: str, b: str) -> None:
    seen: list[tuple[str, str]] = []

    def run(_: str, text: str, beside: str, *, longest: int) -> object:
        del longest
        seen.append((text, beside))
        return np.zeros(len(reader.ANSWERS))

    monkeypatch.setattr(reader, "run", run)
    reader.read_answers(reader.Put("One.", date.fromisoformat(a)), reader.Put("Two.", date.fromisoformat(b)))
    assert seen == [Pair("One.", "Two.", a, b, "agrees").put()]


def test_every_case_has_texts_with_questions_of_which_some_are_shared() -> None:
    found = cases(DATA)
    assert len({case.name for case in found}) == len(found)
    for case in found:
        assert len(case.texts) == len(case.questions)
        assert len(set(case.questions)) < len(case.questions)
        assert all(text.strip() and "[[" not in text for text in case.texts)


def test_every_pair_has_one_of_the_relations() -> None:
    told = [pair for pairs in situation_pairs(DATA) for pair in pairs] + case_pairs(DATA)
    assert {pair.relation for pair in told} == set(RELATIONS)
    assert all(pair.a.strip() and pair.b.strip() and pair.a != pair.b for pair in told if pair.relation == "disputes")


def test_every_mark_of_a_story_has_its_words_and_answers_a_question_of_the_story() -> None:
    told = stories(DATA)
    assert len({story.name for story in told}) == len(told)
    for story in told:
        for report in story.reports:
            assert "[[" not in report.text
            assert "]]" not in report.text
            assert all(report.text[mark.start : mark.end].strip() for mark in report.marks)
            assert {mark.question for mark in report.marks} <= {None, *story.wordings}
            assert date.fromisoformat(report.day)


def test_what_is_turned_twice_is_as_it_was() -> None:
    for pairs in situation_pairs(DATA)[:20]:
        for pair in pairs:
            assert flipped(flipped(pair)) == pair
            assert flipped(pair).relation == FLIPPED.get(pair.relation, pair.relation)


def test_what_is_held_out_is_not_there() -> None:
    every, fewer = situation_pairs(DATA), situation_pairs(DATA, ("p1",))
    assert 0 < len(fewer) < len(every)


def test_questions_of_joined_cases_stay_apart() -> None:
    one, two = situations(DATA)[:2]
    both = joined((one, two))
    assert len(set(both.questions)) == len(set(one.questions)) + len(set(two.questions))
