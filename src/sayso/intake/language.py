"""In which language a text is, and by what that is told: a person, the page, or the letters and words themselves."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from sayso.data import words
from sayso.data.languages import language_code

_LOOKED_AT = 20_000
"""Characters at the start of a text by which it is judged."""

_LATIN_SHARE = 0.5
"""Share of Latin letters below which a text is in another script; names in their own script stay far below."""

_FEWEST_WORDS = 40
"""Words below which a text in Latin letters may be a headline or a table: nothing is said about its language."""

_FEWEST_LETTERS = 20
"""Letters below which nothing is said of a text in another script, which leaves far fewer languages."""

_ENGLISH_SHARE = 0.05
"""Share of small English words below which a text is in another language.

In 920 English news articles the lowest was 0.071; a text in a neighbouring language has hardly any.
"""

_SURE = 0.6
"""Least probability of a language: whole articles have 0.9 and more, a sentence often less, mere names under 0.2."""

_NO_LANGUAGE = frozenset({"zxx", "und", "mul"})
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_END = "\u024f"  # the last letter of the Latin blocks that European languages use


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code, as it was given (`en-GB`) or detected (`ru`); None is unknown.

    `where` says by what it was detected, None where it was given. `doubt` is why claims may be missing.
    """

    code: str | None
    where: str | None = None
    doubt: str | None = None


def language(text: str, *, known: str | None = None, stated: str | None = None) -> Language:
    """The language of a text: what a person `known`s it to be, else what it is detected to be.

    What the input `stated` is kept where it means the same language, and where nothing can be detected.
    """
    if known is not None:
        return Language(known)
    found = detected(text)
    if stated is not None and (found.code is None or language_code(stated) == found.code):
        return Language(stated)
    return found


def detected(text: str) -> Language:
    """The language that letters and words tell; none where they are too few to tell."""
    head = text[:_LOOKED_AT]
    letters = [letter for letter in head if letter.isalpha()]
    if not letters:
        return Language(None, doubt="there are no words in it")
    if sum(letter <= _LATIN_END for letter in letters) >= _LATIN_SHARE * len(letters):
        found = [match[0].casefold() for match in _WORD.finditer(head)]
        if len(found) < _FEWEST_WORDS:
            return Language(None)
        if sum(word in words("english", "words") for word in found) >= _ENGLISH_SHARE * len(found):
            return Language("en", "small English words in it")
        doubt = "it does not read like English, and its language cannot be told, so claims will be missing"
    elif len(letters) < _FEWEST_LETTERS:
        return Language(None, doubt="it is not in Latin letters, and too short to tell its language")
    else:
        doubt = "it is not in Latin letters, and its language cannot be told, so claims will be missing"
    code, probability = _identifier().classify(head)
    if probability < _SURE or code in _NO_LANGUAGE:
        return Language(None, doubt=doubt)
    return Language(language_code(code), f"its letters and words (py3langid {version('py3langid')})")


@cache
def _identifier() -> Any:  # noqa: ANN401 - py3langid publishes no types
    """The trained identifier, of all languages that it knows; loaded when the first text is not plainly English."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - its model takes most of a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
