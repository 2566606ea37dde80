"""Numbers as news writes them: digits with separators, words, dozens, millions, halves."""

import math
import re
from functools import cache

from sayso.data import group

DIGITS = r"\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3}){1,9}(?:\.\d+)?|\d+(?:\.\d+)?"
"""A number in digits: "1,730", "1.7", "96"; groups of three may be set apart by a comma or a narrow space.

Groups and words are bounded so that the time that matching takes is, too; no number in news has so many."""

_HALF = 0.5
_CENT = 100
_DOZEN = 12


@cache
def units() -> dict[str, int]:
    """The number words below a hundred."""
    return _ints("units")


@cache
def scales() -> dict[str, int]:
    """The words that multiply what stands before them."""
    return _ints("scales")


@cache
def pattern() -> str:
    """A regular expression (without groups of its own, case ignored) for one number in digits or words."""
    small = "|".join(sorted(units(), key=len, reverse=True))
    scale = "|".join(sorted(scales(), key=len, reverse=True))
    word = rf"(?:(?:{small}|{scale})\b)"
    digits = rf"(?:{DIGITS})(?:[ \u00a0-](?:{scale})\b|(?:bn|mn|m|k)\b)?"
    more = rf"(?:(?:-|\s+(?:and\s+)?)(?:{word})){{0,15}}"
    words = rf"(?:(?:half )?an? )?{word}{more}(?:\s+and\s+a\s+half(?:\s+(?:{scale})\b)?)?"
    return rf"(?:{digits}|\b{words})"


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(pattern(), re.IGNORECASE)


def value(text: str) -> float | None:
    """The number that the text spells, or None if it spells none.

    >>> value("1,730"), value("one thousand seven hundred"), value("half a dozen"), value("1.7 million")
    (1730.0, 1700.0, 6.0, 1700000.0)
    """
    words = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text.lower().strip()).split()
    if not words or _whole().fullmatch(text.strip()) is None:
        return None
    total = current = 0.0
    halved = False
    for word in words:
        if (digits := _digits(word)) is not None:
            current += digits
        elif word in units():
            current += units()[word]
        elif word == "half":
            # "half a dozen" halves what comes; "two and a half million" adds to what was.
            current, halved = (current + _HALF, False) if current or total else (_HALF, True)
        elif word in scales():
            times = scales()[word]
            if times <= _CENT:
                current = (current or 1) * times
            else:
                total, current = total + (current or 1) * times, 0.0
    number = total + current
    # Hundreds of digits in a row are no number that anybody tells, and more than a float holds.
    return None if (halved and number == _HALF) or not math.isfinite(number) else number


def _digits(word: str) -> float | None:
    match = re.fullmatch(rf"({DIGITS})(bn|mn|m|k)?", word)
    if match is None:
        return None
    times = {"bn": 1e9, "mn": 1e6, "m": 1e6, "k": 1e3}.get(match[2] or "", 1.0)
    return float(re.sub(r"[,\u00a0\u2009\u202f]", "", match[1])) * times


def _ints(key: str) -> dict[str, int]:
    return {word: int(str(number)) for word, number in group("numbers", key).items()}
