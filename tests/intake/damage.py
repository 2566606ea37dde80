"""Damaged copies of a file, and whether what became of one is honest."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from sayso.nouns import Intake, Outcome

from .making import read, text

FEWEST = 40
"""Bytes that are left at least: by fewer no format can be told from a text."""

BY_LINES = frozenset({"lines", "mailbox", "table"})
"""Formats of which nothing tells where they end, if they were cut between two lines."""


class Whole(NamedTuple):
    """An undamaged file: its bytes, the ending of its name, the texts of its reports."""

    name: str
    raw: bytes
    ending: str
    texts: tuple[str, ...]


def whole(name: str, raw: bytes, ending: str = "") -> Whole:
    """The file, read once."""
    return Whole(name, raw, ending, tuple(text(intake) for intake in read(raw, ending) if intake.report))


def cut(file: Whole, at: int) -> bytes | None:
    """The file without what begins at that byte; None where its format has nothing that would tell."""
    between = file.name in BY_LINES and file.raw[at - 1 : at + 1].count(b"\n")
    return None if between else file.raw[:at]


def flipped(file: Whole, number: int) -> Iterator[bytes]:
    """Copies with one bit changed, always the same for the same file."""
    chance = random.Random(file.name)  # noqa: S311 - not for secrets
    for _ in range(number):
        at, bit = chance.randrange(len(file.raw)), 1 << chance.randrange(8)
        yield file.raw[:at] + bytes([file.raw[at] ^ bit]) + file.raw[at + 1 :]


def places(file: Whole, number: int) -> Iterator[int]:
    """Some `number` places to cut the file at: every k-th byte, and the last two."""
    step = max((len(file.raw) - FEWEST) // number, 1)
    yield from sorted({*range(FEWEST, len(file.raw), step), len(file.raw) - 1, len(file.raw) - 2})


def is_silent(file: Whole, copy: bytes, intakes: list[Intake], *, changed: bool) -> bool:
    """Whether what is missing of a copy is told nowhere.

    Of a copy that was `changed` and not cut, texts may read otherwise where nothing checks them, but none may be
    missing. A copy that can only be taken for a plain text, and is read whole as one, loses nothing.
    """
    if any(intake.outcome is not Outcome.READ for intake in intakes):
        return False
    found = tuple(text(intake) for intake in intakes)
    if found == (copy.decode("utf-8", "replace"),):
        return False
    return len(found) < len(file.texts) if changed else found != file.texts


def unforeseen(intakes: list[Intake]) -> list[str]:
    """Reasons that tell of an error which the format did not foresee, and outcomes that contradict themselves."""
    return [
        intake.reason or "no reason"
        for intake in intakes
        if "cannot be read as" in (intake.reason or "")
        or (intake.report is None) != (intake.outcome is Outcome.REFUSED)
        or (intake.reason is None) != (intake.outcome is Outcome.READ)
    ] or ([] if intakes else ["nothing was told of it"])
