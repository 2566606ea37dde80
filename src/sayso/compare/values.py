"""How two values of one question stand to one another, before time and voices are looked at."""

from dataclasses import dataclass
from enum import StrEnum
from math import inf

from sayso.nouns import Comparator, Quantity

_ROUNDING = 0.05  # "about 25,000" and 24,800 are one answer; the labelling guidelines name 5 to 10 %
_VAGUE_SLACK = 3.0  # "tens of thousands" and 110,000 do not clash; only a number three times beyond its bounds does


class Fit(StrEnum):
    """How value a stands to value b."""

    EQUAL = "equal"
    A_INSIDE = "a inside b"
    B_INSIDE = "b inside a"
    CLASH = "clash"
    OPEN = "open"  # both may be true
    A_UNDOES = "a undoes b"  # a is a word about b: it was wrong
    B_UNDOES = "b undoes a"
    A_ADDS = "a adds to b"  # a says more of whom b speaks of
    B_ADDS = "b adds to a"


@dataclass(frozen=True, slots=True)
class Interval:
    """The closed bounds that a quantity allows; `fuzzy` where its words give no sharp bounds."""

    low: float
    high: float
    fuzzy: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def inside(self, other: "Interval") -> bool:
        """Whether it lies in the other and is narrower."""
        return other.low <= self.low and self.high <= other.high and (self.low, self.high) != (other.low, other.high)


def interval(quantity: Quantity) -> Interval:
    """The bounds of a quantity.

    >>> from sayso.nouns import Span
    >>> interval(Quantity(span=Span(0, 1), low=1200, best=1200, high=None, comparator=Comparator.MORE, counted="men"))
    Interval(low=1200, high=inf, fuzzy=False)
    """
    if quantity.comparator is Comparator.ZERO:
        return Interval(0.0, 0.0)
    low = 0.0 if quantity.low is None else quantity.low
    high = inf if quantity.high is None else quantity.high
    return Interval(low, high, fuzzy=quantity.comparator is Comparator.VAGUE)


def fit(a: Quantity, b: Quantity) -> Fit:
    """How quantity a stands to quantity b."""
    one, two = interval(a), interval(b)
    if (one.low, one.high) == (two.low, two.high) or _rounded(a, b):
        return Fit.EQUAL
    if one.high < two.low or two.high < one.low:
        return _apart(one, two)
    if one.inside(two):
        return Fit.A_INSIDE
    return Fit.B_INSIDE if two.inside(one) else Fit.OPEN


def _rounded(a: Quantity, b: Quantity) -> bool:
    """Whether one is a rounding of the other."""
    rounding = {Comparator.ABOUT}
    exactish = {Comparator.ABOUT, Comparator.EXACT}
    if not (a.comparator in rounding or b.comparator in rounding) or not {a.comparator, b.comparator} <= exactish:
        return False
    if a.best is None or b.best is None:
        return False
    return abs(a.best - b.best) <= _ROUNDING * max(abs(a.best), abs(b.best))


def _apart(one: Interval, two: Interval) -> Fit:
    lower, upper = (one, two) if one.high < two.low else (two, one)
    if (one.fuzzy or two.fuzzy) and upper.low <= _VAGUE_SLACK * max(lower.high, 1.0):
        return Fit.OPEN
    return Fit.CLASH


def readable(quantity: Quantity, text: str) -> str:
    """The quantity as its report writes it, in one line."""
    return " ".join(quantity.span.of(text).split())
