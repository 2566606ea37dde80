"""How far two spellings of one word lie apart, when only the way of writing its sounds differs.

A weighted edit distance (Damerau-free Levenshtein with unequal costs): what romanisations do to one another is cheap
(Zaluzhny, Zaluzhnyi), another consonant is dear (Kirby, Kerry).
"""

from functools import cache, lru_cache
from types import MappingProxyType

from sayso.data import group

_KEPT = 16384
VARIANT = 0.13
"""Greatest distance a letter of two spellings of one word."""
NEAR = 0.25
"""Greatest distance a letter of words that are not told apart for sure."""
SHORTEST = 4
"""Letters from which on another spelling is taken for the same word at all: "Li" is not "Lee"."""
_DEAR = 1.0
_VOWELS = frozenset("aeiou")


def is_variant(one: str, other: str) -> bool:
    """Whether two folded words can be one word in two spellings.

    >>> is_variant("zaluzhny", "zaluzhnyi"), is_variant("gaddafi", "kadafi"), is_variant("kirby", "kerry")
    (True, True, False)
    """
    if one == other:
        return True
    longest = max(len(one), len(other))
    if min(len(one), len(other)) < SHORTEST or (one[0] != other[0] and not _alike_at_start(one, other)):
        return False
    return distance(one, other) <= VARIANT * longest


def is_near(one: str, other: str) -> bool:
    """Whether two folded words are too alike to be told apart for sure, though hardly in two spellings of one system.

    >>> is_near("tikhanovskaya", "tsikhanouskaya"), is_near("kuleba", "kosheva")
    (True, False)
    """
    return min(len(one), len(other)) >= SHORTEST and distance(one, other) <= NEAR * max(len(one), len(other))


def skeleton(word: str) -> str:
    """The consonants of a word, for scripts that write no more: "haniyeh" and "hnyh" are both "hn".

    >>> skeleton("haniyeh"), skeleton("hnyh")
    ('hn', 'hn')
    """
    sounds = _sounds(word)
    return "".join(c for c in sounds if c not in _VOWELS).rstrip("h")


@lru_cache(_KEPT)
def distance(one: str, other: str) -> float:
    """The cheapest way to turn one spelling into the other; 1 for a letter that no romanisation would change."""
    a, b = _sounds(one), _sounds(other)
    row = [0.0]
    for char in b:
        row.append(row[-1] + _gap(char))
    for char in a:
        before, row = row, [row[0] + _gap(char)]
        for at, theirs in enumerate(b):
            row.append(
                min(
                    before[at] + _swap(char, theirs),
                    before[at + 1] + _gap(char),
                    row[at] + _gap(theirs),
                )
            )
    return row[-1]


def _alike_at_start(one: str, other: str) -> bool:
    a, b = _sounds(one), _sounds(other)
    return bool(a) and bool(b) and (a[0] == b[0] or _swap(a[0], b[0]) < _DEAR or {a[0], b[0]} <= _VOWELS | {"h"})


@lru_cache(_KEPT)
def _sounds(word: str) -> str:
    """The word with letter groups for one sound as one letter, and double letters as one."""
    for letters, sound in _groups():
        word = word.replace(letters, sound)
    return "".join(char for at, char in enumerate(word) if at == 0 or char != word[at - 1])


@cache
def _groups() -> tuple[tuple[str, str], ...]:
    found = ((letters, str(sound)) for letters, sound in group("romanisation", "groups").items())
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _costs(kind: str) -> MappingProxyType[str, float]:
    return MappingProxyType({key: float(str(cost)) for key, cost in group("romanisation", kind).items()})


def _gap(char: str) -> float:
    return _costs("gaps").get(char, _DEAR)


def _swap(one: str, other: str) -> float:
    if one == other:
        return 0.0
    return _costs("swaps").get("".join(sorted((one, other))), _DEAR)
