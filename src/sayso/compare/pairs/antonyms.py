"""Opposites: words that exclude one another, said of one thing."""

from collections.abc import Iterator
from functools import cache

from sayso.compare.meeting import Meeting
from sayso.compare.profile import Profile, once
from sayso.compare.sayings import saying_key
from sayso.compare.values import Fit
from sayso.compare.words import tokens
from sayso.data import table
from sayso.errors import DataError
from sayso.nouns import Reason, hull

_FEWEST = 1
"""Content words that both must share besides the opposites."""


def antonym_keys(profile: Profile) -> Iterator[str]:
    """The opposites that a claim names a side of."""
    yield from (f"opposite words:{at}" for at, _ in _sides(profile))


def antonyms(a: Profile, b: Profile) -> Meeting | None:
    """They say of one thing what excludes one another, such as that it failed and that it was a success."""
    one, two = dict(_sides(a)), dict(_sides(b))
    for at in sorted(one.keys() & two.keys()):
        left, right = one[at], two[at]
        words_of_both = frozenset(word.casefold() for word in (left[1], right[1]))
        shared = {stem for stem in a.stems & b.stems if not any(word.startswith(stem) for word in words_of_both)}
        if left[0] == right[0] or len(shared) < _FEWEST or a.count is not None or b.count is not None:
            continue
        if a.negative == b.negative:
            told = f"“{left[1]}” and “{right[1]}” exclude one another."
            found = Fit.CLASH
        else:
            told, found = f"What is not “{left[1]}” is “{right[1]}”.", Fit.EQUAL
        return Meeting(
            rule="opposite words",
            key=saying_key(a),
            fit=found,
            reasons=(Reason(rule="opposite words", words=told, a=hull(a.claim.content), b=hull(b.claim.content)),),
            changes="state",
            confidence=0.45,
        )
    return None


@once
def _sides(profile: Profile) -> tuple[tuple[int, tuple[int, str]], ...]:
    """The pairs of opposites of which a claim names one side only, by number, with that side and its word."""
    found: dict[int, dict[int, str]] = {}
    for word in tokens(profile.text):
        for at, side in _listed().get(word.casefold(), ()):
            found.setdefault(at, {}).setdefault(side, word)
    return tuple((at, next(iter(sides.items()))) for at, sides in sorted(found.items()) if len(sides) == 1)


@cache
def _listed() -> dict[str, tuple[tuple[int, int], ...]]:
    listed = table("antonyms").get("pairs")
    if not isinstance(listed, list) or not all(isinstance(row, str) and row.count("|") == 1 for row in listed):
        raise DataError("the word list antonyms.toml needs a list 'pairs' of texts with one bar each")
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for at, row in enumerate(listed):
        for side, half in enumerate(row.split("|")):
            for word in half.split():
                found[word] = (*found.get(word, ()), (at, side))
    return found
