"""The readers: how one text stands to another, as trained models take it.

Small encoders (MiniLM, int8) read both texts side by side. One, asked about any two texts, gives a probability to each
of the seven relations of the labelling guidelines; the other, asked about two answers to one question, to each way in
which those can stand. They were trained on invented pairs and stories (docs/model_card_comparing.md). Where no rule
knows the wording they tell more than rules do; they cannot say why, so that rules come first where they are sure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from sayso.compare.models import Floats, run, version

RELATIONS: Final = (
    "agrees",
    "refines a",
    "refines b",
    "disputes",
    "supersedes a",
    "supersedes b",
    "different-question",
    "attribution-only",
    "unrelated",
)
"""What the model tells apart of two texts, in the order of its output: "refines a" is that the first refines the
second."""

ANSWERS: Final = ("same", "inside a", "inside b", "disputes", "supersedes a", "supersedes b", "compatible")
"""What it tells apart of two answers to one question: "inside a" is that the first is the closer one."""

_TURNED: Final = np.array([0, 2, 1, 3, 5, 4, 6, 7, 8])  # the same relations with the texts the other way about
_LONGEST: Final = 128  # word pieces of both texts: the model never saw more

_PARTS: Final = 1_000_000

Odds = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Put:
    """A text as it is put to the reader, with the day that it was said on, if that is known."""

    text: str
    day: date | None = None


def name() -> str:
    """Name and version of the model that reads answers, whose odds a ledger keeps.

    Raises:
        DataError: the table is missing or damaged.
    """
    return version("answers")


def read(a: Put, b: Put) -> Odds:
    """The probability of each of RELATIONS: the mean of both orders, so that only the direction hangs on the order.

    Raises:
        DataError: the model's file is missing or is not the one that was shipped.
    """
    found = (_seen("pairs", a, b) + _seen("pairs", b, a)[_TURNED]) / 2
    return dict(zip(RELATIONS, map(float, found), strict=True))


def read_answers(a: Put, b: Put) -> Odds:
    """The probability of each of ANSWERS, given that both texts answer one question.

    They are read in this order only: a case has thousands of pairs, and to read each twice gains little.

    Raises:
        DataError: the model's file is missing or is not the one that was shipped.
    """
    return dict(zip(ANSWERS, map(float, _seen("answers", a, b)), strict=True))


def packed(odds: Odds) -> bytes:
    """The odds of two answers as bytes, in thousandths of a thousandth."""
    return np.array([round(odds[name] * _PARTS) for name in ANSWERS], dtype="<u4").tobytes()


def unpacked(stored: bytes) -> Odds:
    """The odds of two answers from their bytes."""
    parts = np.frombuffer(stored, dtype="<u4")
    return dict(zip(ANSWERS, (float(part) / _PARTS for part in parts), strict=True))


def _seen(model: str, a: Put, b: Put) -> Floats:
    one, other = _order(a, b), _order(b, a)
    odds = run(model, one + a.text, other + b.text, longest=_LONGEST)
    raised = np.exp(odds - odds.max())
    chances: Floats = raised / raised.sum()
    return chances


def _order(a: Put, b: Put) -> str:
    """The word in front of a text that tells whether it is the earlier or the later one."""
    if a.day is None or b.day is None:
        return ""
    if a.day == b.day:
        return "same day. "
    return "earlier. " if a.day < b.day else "later. "
