"""The reader of pairs: how one text stands to another, as a trained model takes it.

A small encoder (MiniLM, int8) reads both texts side by side and gives a probability to each of the seven relations of
the labelling guidelines. It was trained on invented pairs (docs/model_card_comparing.md). Where no rule knows the
wording it tells more than rules do; it cannot say why, so that rules come first where they are sure.
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
"""What the model tells apart, in the order of its output: "refines a" is that the first refines the second."""

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
    """Name and version of the model.

    Raises:
        DataError: the table is missing or damaged.
    """
    return version("pairs")


def read(a: Put, b: Put, *, twice: bool = True) -> Odds:
    """The probability of each of RELATIONS.

    Read `twice`, once in either order, it is the same whichever text comes first but for the direction; read once it
    takes half the time.

    Raises:
        DataError: the model's file is missing or is not the one that was shipped.
    """
    found = (_seen(a, b) + _seen(b, a)[_TURNED]) / 2 if twice else _seen(a, b)
    return dict(zip(RELATIONS, map(float, found), strict=True))


def packed(odds: Odds) -> bytes:
    """The odds as bytes, in thousandths of a thousandth."""
    return np.array([round(odds[name] * _PARTS) for name in RELATIONS], dtype="<u4").tobytes()


def unpacked(stored: bytes) -> Odds:
    """The odds from their bytes."""
    parts = np.frombuffer(stored, dtype="<u4")
    return dict(zip(RELATIONS, (float(part) / _PARTS for part in parts), strict=True))


def _seen(a: Put, b: Put) -> Floats:
    one, other = _order(a, b), _order(b, a)
    odds = run("pairs", one + a.text, other + b.text, longest=_LONGEST)
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
