"""The phrases of `data/stances.toml`, found in a text."""

import re
from functools import cache

from sayso.data import words

_GAP = r"(?:\W+\w+){0,4}?\W+"


def phrase(kind: str, text: str) -> re.Match[str] | None:
    """The first phrase of that kind in a text, the longest where several begin at one place; None if there is none."""
    return _pattern(kind).search(text)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    listed = sorted(words("stances", kind), key=lambda one: (-len(one), one))
    return re.compile(r"\b(?:" + "|".join(map(_written, listed)) + r")\b", re.IGNORECASE)


def _written(listed: str) -> str:
    """The phrase as a pattern: blanks may be line breaks, "~" is a gap, "not" may be "n't"."""
    pieces = [r"\s+".join(map(re.escape, part.split())) for part in listed.split("~")]
    joined = _GAP.join(piece for piece in pieces if piece)
    return joined.replace("not\\s+", r"(?:not|\w+n['’]t)\s+")
