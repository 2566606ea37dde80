"""A part of a whole in words: the count, the share, and how far the share may be off; no share of a few."""

from dataclasses import dataclass
from math import sqrt

ENOUGH = 20
"""The least number of which a share is told. With 19, an interval spans 40 points and more around one half."""

_Z = 1.959963984540054
"""Standard deviations on either side of the mean that hold 95% of a normal distribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many, with the share in words; `words` is None where `whole` is too small for one."""

    part: int
    whole: int
    words: str | None


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95% interval of a share by Wilson's score method (1927): unlike the usual one it stays within 0 and 1.

    >>> tuple(round(100 * end, 1) for end in wilson(14, 212))
    (4.0, 10.8)
    """
    share = part / whole
    spread = _Z * _Z / whole
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / whole + spread / whole / 4) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def share(part: int, whole: int) -> Share:
    """The share in words.

    >>> share(14, 212).words
    '7%, likely between 4% and 11%'
    """
    if whole < ENOUGH:
        return Share(part=part, whole=whole, words=None)
    low, high = wilson(part, whole)
    return Share(part=part, whole=whole, words=f"{part / whole:.0%}, likely between {low:.0%} and {high:.0%}")
