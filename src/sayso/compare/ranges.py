"""What the answers of a counting question give together: low, best and high, by three ways of counting.

- union: from the lowest to the highest bound that any answer allows; no best.
- ucdp: as conflict-event data with three estimates have it (UCDP GED codebook, "best, low, high"): the best is the
  value with most origins, the lower one of several; low and high are the least and the greatest value told.
- acled: as data with one conservative number have it (ACLED codebook, "fatalities"): the least that is told.
"""

from collections.abc import Iterable, Iterator

from sayso.nouns import Answer, Range


def ranges(answers: Iterable[Answer]) -> Iterator[Range]:
    """The ranges of answers that nothing has replaced; none where no answer has a number."""
    counted = [answer for answer in answers if answer.low is not None]
    if not counted:
        return
    lows = [answer.low for answer in counted if answer.low is not None]
    highs = [answer.high for answer in counted]
    least = min(lows)
    unbounded = any(high is None for high in highs)
    yield Range(
        preset="union", low=least, best=None, high=None if unbounded else max(h for h in highs if h is not None)
    )
    first = min(counted, key=lambda answer: (-answer.origins_max, answer.low or 0.0))
    told = [*lows, *(high for high in highs if high is not None)]
    yield Range(preset="ucdp", low=least, best=first.low, high=max(told))
    yield Range(preset="acled", low=least, best=least, high=least)
