"""Strings on which a regular expression may take long, made from the expression itself, and how its time grows.

A backtracking matcher is slow where it can read the same characters in many ways and then fails (Davis et al. 2018,
"The Impact of Regular Expression Denial of Service"): what an attack repeats is what an unbounded repeat of the
expression takes, after what leads to that repeat, and before a character that ends no match. A search is slow, too,
where many places begin a match that goes far and fails; so the way to a repeat is itself repeated.
"""

import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import time
from collections.abc import Iterator
from itertools import islice, product
from typing import Any

CHARACTERS = " a0A.,-\"'<>&:;/\n\t_=()[]{}|!?@#%+*\\\r\u00e9\u201c\u2019\u044f\u00a0\u00bb\u2014"
"""Characters of which each class of an expression is given the first few that it takes."""

ENDS = ("\0", "", "!a")
"""What may end no match."""

WIDE = 50
"""Repetitions from which on a repeat counts as unbounded."""

Attack = tuple[str, str, str]
"""What comes first, what is repeated, what ends it."""


def attacks(pattern: str, flags: int) -> Iterator[Attack]:
    """The attacks on an expression: one on each of its repeats, then others; those that need no repeat come last."""
    ranked: dict[Attack, int] = {}
    for before, most, nodes in _repeats(parser.parse(pattern, flags), ""):
        bodies = list(islice(_samples(nodes), 4)) if most >= WIDE else []
        for (rank, body), (later, end) in product(enumerate(filter(None, bodies)), enumerate(ENDS)):
            ranked.setdefault((before, body, end), rank + later)
            ranked.setdefault(("", before + body, end), rank + later)
    for character in CHARACTERS:
        ranked.setdefault(("", character, ENDS[0]), len(ENDS) + 4)
    yield from sorted(ranked, key=ranked.__getitem__)


def written(attack: Attack, size: int) -> str:
    """The attack with as many repetitions as make some `size` characters."""
    before, body, end = attack
    return before + body * max(size // len(body), 1) + end


def seconds(made: "re.Pattern[Any]", text: str | bytes, *, anchored: bool) -> float:
    """CPU time of matching all of a text or, unless that alone is ever done, of searching all through it.

    Of two tries the shorter, so that what else the machine does counts less.
    """
    tries = []
    for _ in range(2):
        start = time.thread_time()
        made.match(text)  # type: ignore[arg-type] # text of the pattern's own type
        made.fullmatch(text)  # type: ignore[arg-type] # as above
        if not anchored:
            for _ in made.finditer(text):  # type: ignore[arg-type] # as above
                pass
        tries.append(time.thread_time() - start)
        if tries[0] < SCREENED or tries[0] > 30 * SCREENED:
            break
    return min(tries)


STEEP = 3.0
"""Times longer for twice the text, from which on time grows faster than it: between 2, a line, and 4, a square."""

FEW, MANY = 500, 8_000
"""Characters on which time that grows with their cube, and with their square, shows."""

SCREENED = 0.0015
"""Seconds for `MANY` characters under which time does not grow with their square."""


def grows(made: "re.Pattern[Any]", attack: Attack, *, anchored: bool) -> bool:
    """Whether time more than triples with each of two doublings of the text (linear: 2; square: 4).

    Under twice the most that a bounded repeat takes, each further character may lengthen each match, too.
    """

    def cost(size: int) -> float:
        return seconds(made, as_asked(made, written(attack, size)), anchored=anchored)

    small, larger = cost(len(attack[1]) * 12), cost(len(attack[1]) * 18)
    if larger > SCREENED and larger > 10 * small:
        return True  # exponential: the others would not end
    if cost(FEW) < SCREENED and cost(MANY) < SCREENED:
        return False
    size = max(FEW // 4, 2 * _bound(text_of(made), made.flags))
    before, ratio = cost(size), 1.0
    while (size := 2 * size) <= 32 * FEW:
        last, now = before, cost(size)
        if now > SCREENED and now > STEEP * last and ratio > STEEP:
            return True
        before, ratio = now, now / last
    return False


def as_asked(made: "re.Pattern[Any]", text: str) -> str | bytes:
    """The text as characters or bytes, whichever the pattern takes."""
    return text.encode("latin-1", "replace") if isinstance(made.pattern, bytes) else text


def _bound(pattern: str, flags: int) -> int:
    """The most repetitions that any bounded repeat of an expression takes."""
    repeats = _repeats(parser.parse(pattern, flags), "")
    return max((most for _, most, _ in repeats if most is not codes.MAXREPEAT), default=0)


def text_of(made: "re.Pattern[Any]") -> str:
    """The expression as characters, whichever it matches."""
    return made.pattern.decode("latin-1") if isinstance(made.pattern, bytes) else made.pattern


def _repeats(nodes: Any, before: str) -> Iterator[tuple[str, int, Any]]:  # noqa: ANN401 - of re's own parser
    """Each repeat: what leads to it, how often it takes at most, and what."""
    for code, argument in nodes:
        if code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
            _, most, body = argument
            yield before, most, body
            yield from _repeats(body, before)
        elif code is codes.SUBPATTERN:
            yield from _repeats(argument[-1], before)
        elif code is codes.ATOMIC_GROUP:
            yield from _repeats(argument, before)
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield from _repeats(branch, before)
        elif code in {codes.ASSERT, codes.ASSERT_NOT}:
            yield from _repeats(argument[1], before)
        before += next(_samples([(code, argument)]), "")


def _samples(nodes: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """Strings that some nodes take, each node in turn in another way."""
    ways = [list(islice(_ways(code, argument), 4)) or [""] for code, argument in nodes]
    plain = [way[0] for way in ways]
    yield "".join(plain)
    for number, way in enumerate(ways):
        for other in way[1:]:
            yield "".join([*plain[:number], other, *plain[number + 1 :]])


def _ways(code: Any, argument: Any) -> Iterator[str]:  # noqa: ANN401, C901 - as above; a row for each kind of node
    if code is codes.LITERAL:
        yield chr(argument)
    elif code is codes.NOT_LITERAL:
        yield from (one for one in CHARACTERS if ord(one) != argument)
    elif code is codes.ANY:
        yield from CHARACTERS
    elif code is codes.IN:
        yield from _of_class(argument)
    elif code is codes.BRANCH:
        for branch in argument[1]:
            yield next(_samples(branch))
    elif code is codes.SUBPATTERN:
        yield from _samples(argument[-1])
    elif code is codes.ATOMIC_GROUP:
        yield from _samples(argument)
    elif code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
        least, most, body = argument
        for one in _samples(body):
            yield one * max(least, min(most, 1))


def _of_class(parts: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """Characters that a class takes: those of the list, then what it names itself."""
    negated = parts[0][0] is codes.NEGATE
    named = [chr(argument if code is codes.LITERAL else argument[0]) for code, argument in parts if code in _NAMED]
    for one in dict.fromkeys([*CHARACTERS, *named]):
        if any(_takes(code, argument, one) for code, argument in parts if code is not codes.NEGATE) != negated:
            yield one


_NAMED = (codes.LITERAL, codes.RANGE)
_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}


def _takes(code: Any, argument: Any, character: str) -> bool:  # noqa: ANN401 - as above
    if code is codes.LITERAL:
        return bool(argument == ord(character))
    if code is codes.RANGE:
        return bool(argument[0] <= ord(character) <= argument[1])
    return bool(re.match(_CATEGORIES[argument], character))
