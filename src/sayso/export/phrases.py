"""What stands beside claims and answers, in a few words for people: the same wherever it is shown."""

from collections.abc import Sequence

from sayso.export.records import number
from sayso.export.words import REVIEW_STATES, REVIEWS
from sayso.nouns import Answer, Comparator, Quantity, Range, Report, Review, ReviewState, Ruling, Span

AROUND = 40
"""Characters of the text shown on either side of a quote."""


PRESETS = {"union": "all bounds", "ucdp": "UCDP-like", "acled": "ACLED-like"}


def printed_by(report: Report) -> str:
    """The outlet, or what the user knows the report by where no outlet is known."""
    return report.outlet or report.label


def plainly(name: str) -> str:
    """A name with either apostrophe, in capitals or not: another spelling of that kind is not worth telling."""
    return name.replace("’", "'").casefold()


def review_words(review: Review) -> str:
    """Who has looked at it: on an axis of its own, beside how a question stands.

    What one of two who must agree has said is not told, so that it does not lead the other.
    """
    state, ruling = review.state, review.ruling
    told = [REVIEW_STATES[state]] if ruling is None and state is not ReviewState.PUBLISHED else []
    if ruling is not None:
        told = [signed(REVIEWS[ruling.decision], ruling)]
    if state is ReviewState.NOT_AGREED:
        told += [signed(REVIEWS[one.decision], one) for one in review.opinions]
    if review.release is not None:
        told.append(signed("published", review.release))
    return "; ".join(told)


def signed(words: str, ruling: Ruling) -> str:
    """What somebody has ruled, with who and when."""
    return f"{words} by {ruling.by} on {ruling.at[:10]}"


def bounds(quantity: Quantity) -> str | None:
    """What a hedged number allows, in words: `1,700 or more`, `900 to 1,050`; None where that is the number itself."""
    low, high = quantity.low, quantity.high
    if quantity.comparator is Comparator.EXACT or low == high:  # "about 240" bounds nothing, "many" neither
        return None
    return span_words(low, high)


def span_words(low: float | None, high: float | None) -> str:
    """A stretch of numbers in words.

    >>> span_words(1700, None), span_words(900, 1050), span_words(None, None)
    ('1,700 or more', '900 to 1,050', 'no number named')
    """
    if low is None and high is None:
        return "no number named"
    if low is None or high is None:
        return f"{figure(high)} or less" if low is None else f"{figure(low)} or more"
    if low == high:
        return figure(low)
    return f"{figure(low)} to {figure(high)}"


def figure(value: float | None) -> str:
    """A number with commas, whole ones without a point."""
    return "" if value is None else f"{number(value):,}"


def range_words(one: Range) -> str:
    """What the answers give together, by one way of counting: `14 to 31, best 16`."""
    words = span_words(one.low, one.high)
    return f"{words}, best {span_words(one.best, one.best)}" if one.best is not None and one.low != one.high else words


def allowed(answer: Answer) -> str | None:
    """The stretch that an answer's value allows, where it is more than the number that it names."""
    if answer.low is None and answer.high is None:
        return None
    return None if answer.low == answer.high else span_words(answer.low, answer.high)


def listed(names: Sequence[str], most: int = 6) -> str:
    """Names as a list in words: `A, B and 3 more`."""
    if len(names) == 1:
        return names[0]
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def context(text: str, span: Span) -> tuple[str, str]:
    """What stands in the line of some characters before and after them: whole words, and a sign where it is cut."""
    return _before(text, span.start), _after(text, span.end)


def _before(text: str, start: int) -> str:
    """The characters before a quote, from a word on, with a sign where the line goes further back."""
    line = text.rfind("\n", 0, start) + 1
    begin = max(line, start - AROUND)
    if begin == line:
        return text[line:start]
    return f"… {text[begin:start].partition(' ')[2]}"


def _after(text: str, end: int) -> str:
    """The characters after a quote, up to a word's end, with a sign where the line goes on."""
    line = text.find("\n", end)
    line = len(text) if line < 0 else line
    if line - end <= AROUND:
        return text[end:line]
    return f"{text[end : end + AROUND].rpartition(' ')[0]} …"
