"""The rule by which settings are chosen."""

import pytest
from attribution.judge import Judge

TEXT = "The old mayor said the dam would hold all winter."
GOLD = [([[0, 13]], [[19, 48]])]


@pytest.mark.parametrize(
    ("source", "content", "right"),
    [
        ([[0, 13]], [[19, 48]], True),
        ([[8, 13]], [[19, 37]], True),  # the head of the source, most of the content
        ([[8, 13]], [[38, 48]], False),  # too little of the content
        ([[14, 18]], [[19, 48]], False),  # another source
        ([], [[19, 48]], False),
    ],
)
def test_content_and_source_must_agree(source: list[list[int]], content: list[list[int]], *, right: bool) -> None:
    assert Judge(TEXT, GOLD).right([(source, content)]) == [right]


def test_gold_is_matched_once() -> None:
    verdicts = Judge(TEXT, GOLD).right([([[0, 13]], [[19, 48]]), ([[0, 13]], [[23, 48]])])
    assert verdicts == [True, False]


def test_gold_without_a_source_takes_any() -> None:
    assert Judge(TEXT, [([], [[19, 48]])]).right([([[0, 13]], [[19, 48]])]) == [True]
