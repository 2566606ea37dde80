"""Damaged copies of every format: nothing hangs, nothing crashes, nothing reads as silently shorter."""

import random
from functools import cache

import pytest

from sayso.nouns import Intake, Outcome

from .making import ENDINGS, MADE, read, text

COPIES = 40
FEWEST = 40
"""Bytes that are left at least: by fewer no format can be told from a text."""
BY_LINES = frozenset({"lines", "mailbox", "table"})
"""Formats of which nothing tells where they end, if they were cut between two lines."""


@cache
def whole(name: str) -> tuple[bytes, tuple[str, ...]]:
    raw = MADE[name]()
    intakes = read(raw, ENDINGS.get(name, ""))
    return raw, tuple(text(intake) for intake in intakes if intake.report)


def sound(intakes: list[Intake]) -> bool:
    assert intakes
    for intake in intakes:
        assert (intake.report is None) == (intake.outcome is Outcome.REFUSED)
        assert (intake.reason is None) == (intake.outcome is Outcome.READ)
        assert "cannot be read as" not in (intake.reason or ""), "an error that the format did not foresee"
    return all(intake.outcome is Outcome.READ for intake in intakes)


@pytest.mark.parametrize("name", MADE)
def test_a_whole_file_is_read(name: str) -> None:
    raw, texts = whole(name)
    assert texts
    assert all(
        intake.outcome is Outcome.READ or "summary" in (intake.reason or "")
        for intake in read(raw, ENDINGS.get(name, ""))
    )


def as_it_is(raw: bytes, intakes: list[Intake]) -> bool:
    """Whether the bytes were read as a plain text of which nothing is missing: no format can be told from them."""
    (first, *others) = intakes
    return not others and text(first) == raw.decode("utf-8", "replace")


@pytest.mark.parametrize("name", MADE)
def test_a_file_that_was_cut_short_never_reads_as_a_shorter_one(name: str) -> None:
    raw, texts = whole(name)
    chance = random.Random(name)  # noqa: S311 - not for secrets
    for at in {chance.randrange(FEWEST, len(raw)) for _ in range(COPIES)} | {len(raw) - 1, len(raw) - 2, len(raw) // 2}:
        if name in BY_LINES and raw[at - 1 : at + 1].count(b"\n"):
            continue
        intakes = read(raw[:at], ENDINGS.get(name, ""))
        if sound(intakes) and not as_it_is(raw[:at], intakes):
            assert tuple(text(intake) for intake in intakes) == texts, at


@pytest.mark.parametrize("name", MADE)
def test_a_file_with_a_flipped_byte_loses_no_report_without_a_word(name: str) -> None:
    raw, texts = whole(name)
    chance = random.Random(name)  # noqa: S311 - not for secrets
    for _ in range(COPIES):
        at, bit = chance.randrange(len(raw)), 1 << chance.randrange(8)
        copy = raw[:at] + bytes([raw[at] ^ bit]) + raw[at + 1 :]
        intakes = read(copy, ENDINGS.get(name, ""))
        if sound(intakes) and not as_it_is(copy, intakes):
            assert len(intakes) >= len(texts), (at, bit)
