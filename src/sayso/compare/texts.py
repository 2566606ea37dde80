"""What comparing looks up in a whole text: its words, and the names that stand behind a noun; each text read once.

Looking for one name or noun after another would read the text anew for each.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from sayso.compare.words import stem

_KEPT = 2048  # texts that are remembered: those of a large story
_WORD = re.compile(r"\w+")
_NAMED = re.compile(r"\w+\s+(?:[A-Z][\w’'-]+\s+){0,2}([A-Z]\w+)")
"""A noun, and the last word of the name right behind it ("Captain Osk Brandt"), of three words at most."""


@lru_cache(maxsize=_KEPT)
def words_of(text: str) -> Mapping[str, tuple[int, ...]]:
    """The words of a text, without case, each with the places where it stands, counted in words."""
    found: dict[str, tuple[int, ...]] = {}
    for at, word in enumerate(_WORD.findall(folded(text))):
        found[word] = (*found.get(word, ()), at)
    return found


def stand_near(one: str, other: str, text: str, between: int) -> bool:
    """Whether all words of two names stand in a text, their last words somewhere with so many words between at most."""
    known = words_of(text)
    names = _WORD.findall(folded(one)), _WORD.findall(folded(other))
    if not all(names) or not all(word in known for name in names for word in name):
        return False
    reach = between + max(map(len, names))
    places = known[names[0][-1]], known[names[1][-1]]
    return any(abs(a - b) <= reach for a in places[0] for b in places[1])


def last_word(name: str) -> str | None:
    """The last word of a name, as `words_of` has it; a text without it has nothing that stands near the name."""
    return next(reversed(_WORD.findall(folded(name))), None)


@lru_cache(maxsize=_KEPT)
def names_behind(text: str) -> Mapping[str, frozenset[str]]:
    """Noun, without case → the stems of the last words of the names that stand right behind it."""
    found: dict[str, set[str]] = {}
    ends: dict[str, int] = {}
    for word in _WORD.finditer(text):
        match = _NAMED.match(text, word.start())
        noun = folded(word[0])
        if match is not None and word.start() >= ends.get(
            noun, 0
        ):  # "Captain Captain Brandt" is one name behind the noun, not two
            found.setdefault(noun, set()).add(stem(match[1]))
            ends[noun] = match.end()
    return {noun: frozenset(names) for noun, names in found.items()}


def folded(text: str) -> str:
    """The text letter by letter without case, as long as before: two are equal if a pattern that ignores case says so.

    >>> folded("Straße"), folded("İzmir")
    ('straße', 'izmir')
    """
    return text.lower() if text.isascii() else "".join(map(_folded, text))


@lru_cache(maxsize=_KEPT)
def _folded(letter: str) -> str:
    if letter in "İı":
        return "i"
    return next((low for low in (letter.casefold(), letter.lower()) if len(low) == 1), letter)
