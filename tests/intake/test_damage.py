"""Damaged copies of every format: nothing hangs, nothing crashes, nothing reads as silently shorter.

`benchmarks/damage.py` does the same with thousands of copies of each.
"""

from functools import cache

import pytest

from sayso.nouns import Outcome

from .damage import Whole, cut, flipped, is_silent, places, unforeseen, whole
from .making import ENDINGS, MADE, read

COPIES = 40


@cache
def made(name: str) -> Whole:
    return whole(name, MADE[name](), ENDINGS.get(name, ""))


@pytest.mark.parametrize("name", MADE)
def test_a_whole_file_is_read(name: str) -> None:
    file = made(name)
    assert file.texts
    assert all(
        intake.outcome is Outcome.READ or "summary" in (intake.reason or "") for intake in read(file.raw, file.ending)
    )


@pytest.mark.parametrize("name", MADE)
def test_a_file_that_was_cut_short_never_reads_as_a_shorter_one(name: str) -> None:
    file = made(name)
    for at in places(file, COPIES):
        if (copy := cut(file, at)) is not None:
            intakes = read(copy, file.ending)
            assert not unforeseen(intakes), at
            assert not is_silent(file, copy, intakes, changed=False), at


@pytest.mark.parametrize("name", MADE)
def test_a_file_with_a_flipped_bit_loses_no_report_without_a_word(name: str) -> None:
    file = made(name)
    for number, copy in enumerate(flipped(file, COPIES)):
        intakes = read(copy, file.ending)
        assert not unforeseen(intakes), number
        assert not is_silent(file, copy, intakes, changed=True), number
