"""Whether a text is one that Sayso can read: it reads English, and says so where a text is not."""

import re

from sayso.data import words

_LOOKED_AT = 20_000
"""Characters at the start of a text by which it is judged."""

_LATIN_SHARE = 0.5
"""Share of Latin letters below which a text is in another script; names in their own script stay far below."""

_FEWEST_WORDS = 40
"""Words below which a text may be a headline or a table, and nothing is said about its language."""

_ENGLISH_SHARE = 0.05
"""Share of small English words below which a text is in another language.

In 920 English news articles the lowest was 0.071; a text in a neighbouring language has hardly any.
"""

_WORD = re.compile(r"[^\W\d_]+")
_LATIN_END = "\u024f"  # the last letter of the Latin blocks that European languages use


def doubt(text: str, language: str | None) -> str | None:
    """Why claims may be missing: the text is not in English, by what is known about it or by its letters and words."""
    if language is not None and not language.casefold().startswith("en"):
        return f"its language is given as {language!r}: Sayso reads English, so claims will be missing"
    head = text[:_LOOKED_AT]
    letters = [letter for letter in head if letter.isalpha()]
    if not letters:
        return "there are no words in it"
    if sum(letter <= _LATIN_END for letter in letters) < _LATIN_SHARE * len(letters):
        return "it is not in Latin letters: Sayso reads English, so claims will be missing"
    found = [match[0].casefold() for match in _WORD.finditer(head)]
    english = sum(word in words("english", "words") for word in found)
    if len(found) >= _FEWEST_WORDS and english < _ENGLISH_SHARE * len(found):
        return "it does not read like English, so claims will be missing"
    return None
