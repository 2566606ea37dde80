"""What the example case gives is kept, so that no change of answers goes unseen."""

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[1] / "benchmarks")]

import answers  # noqa: E402 - found above

KEPT = "examples-rules"


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return answers.made(*answers.cases()[KEPT])


def test_the_answers_are_as_they_are_kept(lines: list[str]) -> None:
    told = answers.changed(KEPT, lines)
    assert told == [], "put what changed into CHANGELOG.md, then: python benchmarks/answers.py --write"


def test_every_kind_of_change_would_be_seen(lines: list[str]) -> None:
    for kind in ("claim", "link", "question"):
        own = [line for line in lines if line.startswith(f"{kind} ")]
        assert len(own) > 10
        without = [line for line in lines if line != own[0]]
        assert answers.changed(KEPT, without)[2:] == [f"-{own[0]}"]
