"""A quick look at the words of a stretch of text, to leave out the patterns that cannot match there.

A pattern tries all its words at each place of a text; most stretches hold none of them.
"""

import re
from collections.abc import Iterable

_RUN = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")

DIGIT, PERCENT = "0", "%"
"""What stands for any digit, and for the sign, among the words of a stretch."""


def held(text: str, start: int, end: int) -> frozenset[str]:
    """The words between two offsets, small; with `DIGIT` and `PERCENT` where there are such signs.

    >>> sorted(held("Up 12% in May", 0, 13))
    ['%', '0', 'in', 'may', 'up']
    """
    found = set(_RUN.findall(text[start:end].casefold()))
    if _DIGIT.search(text, start, end) is not None:
        found.add(DIGIT)
    if text.find(PERCENT, start, end) >= 0:
        found.add(PERCENT)
    return frozenset(found)


def keys(phrases: Iterable[str]) -> frozenset[str]:
    """One word of each phrase, its longest, with its plural: a stretch without any of them holds none of the phrases.

    >>> sorted(keys(["the other day", "half"]))
    ['half', 'halfs', 'other', 'others']
    """
    words = {max(_RUN.findall(phrase.casefold()), key=len) for phrase in phrases}
    return frozenset(words | {f"{word}s" for word in words})
