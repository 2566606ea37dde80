"""SPDX licence expressions (SPDX specification 2.3, annex D): under what may a component be taken?"""

import re
from collections.abc import Iterator

_WORD = re.compile(r"\(|\)|[A-Za-z0-9.+-]+")
REFUSED = ("GPL-", "AGPL-")
"""How the names of licences begin under which nothing that is needed at run time may stand."""
EXCEPTIONS = frozenset({"GCC-exception-3.1"})
"""Exceptions that let a GPL library go with programs of any licence."""


def ways(expression: str) -> tuple[frozenset[str], ...]:
    """Each choice that an expression leaves, as the licences that then all hold; `A WITH B` is one of them.

    Raises:
        ValueError: where it is no SPDX expression.
    """
    words = iter((*_words(expression), ""))
    found, end = _any(words, next(words))
    if end:
        raise ValueError(f"{expression!r} goes on after its end, with {end!r}")
    return found


def taken(expression: str) -> frozenset[str] | None:
    """The first choice that has neither GPL nor AGPL in it, LGPL last; None where there is none."""
    free = [way for way in ways(expression) if not any(_refused(licence) for licence in way)]
    return min(free, key=lambda way: any(map(is_lesser, way)), default=None)


def is_lesser(licence: str) -> bool:
    """Is it an LGPL, which is allowed and told?"""
    return licence.startswith("LGPL-")


def _refused(licence: str) -> bool:
    name, _, exception = licence.partition(" WITH ")
    return name.startswith(REFUSED) and exception not in EXCEPTIONS


def _words(expression: str) -> list[str]:
    if re.sub(_WORD, "", expression).strip():
        raise ValueError(f"{expression!r} is no SPDX expression")
    return _WORD.findall(expression)


def _any(words: Iterator[str], word: str) -> tuple[tuple[frozenset[str], ...], str]:
    found, word = _all(words, word)
    while word == "OR":
        more, word = _all(words, next(words))
        found += more
    return found, word


def _all(words: Iterator[str], word: str) -> tuple[tuple[frozenset[str], ...], str]:
    found, word = _one(words, word)
    while word == "AND":
        more, word = _one(words, next(words))
        found = tuple(one | other for one in found for other in more)
    return found, word


def _one(words: Iterator[str], word: str) -> tuple[tuple[frozenset[str], ...], str]:
    if word == "(":
        found, word = _any(words, next(words))
        if word != ")":
            raise ValueError("a bracket is not closed")
        return found, next(words)
    if word in {"", ")", "AND", "OR", "WITH"}:
        raise ValueError(f"a licence is missing before {word or 'the end'}")
    after = next(words)
    if after == "WITH":
        return (frozenset({f"{word} WITH {next(words)}"}),), next(words)
    return (frozenset({word}),), after
