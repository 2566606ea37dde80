"""Numbers of a Russian claim: «не менее 12 человек», «двое», «от 5 до 7 тысяч»."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.data import group, words
from sayso.nouns import Annotated, Comparator, Pieces, Quantity, Scope, Span

_DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+|\d+(?:[.,]\d+)?")
_LONGEST_BOUND = 3
_REACH = 4
"""Tokens behind a number within which the noun stands that it counts."""


@dataclass(frozen=True, slots=True)
class _Number:
    value: float
    first: int
    end: int


def quantities(annotated: Annotated, content: Pieces) -> tuple[Quantity, ...]:
    """The quantities in a content, in text order; clock times, dates and years are none, shares are told as such."""
    inside = [at for piece in content for at in annotated.tokens_in(piece)]
    found: list[Quantity] = []
    at, limit = 0, len(inside)
    while at < limit:
        number = _number(annotated, inside[at], inside[-1] + 1)
        if number is None:
            at += 1
            continue
        made = _quantity(annotated, number, inside)
        found += [made] if made is not None else []
        while at < limit and inside[at] < number.end:
            at += 1
    return tuple(found)


def _number(annotated: Annotated, at: int, end: int) -> _Number | None:
    """The number that begins with a token: digits or words, with what multiplies it."""
    tokens = annotated.tokens
    total, used = 0.0, at
    while used < end:
        value = _value(tokens.text[used], tokens.lemma[used])
        if value is None or (used > at and value >= 100 and not tokens.text[used - 1].isdigit()):
            break
        # "1 700": digits in threes are one number; "двадцать два": words add up.
        grouped = used > at and tokens.text[used].isdigit() and len(tokens.text[used]) == 3
        total = total * 1000 + value if grouped else total + value
        used += 1
        if tokens.text[used - 1].isdigit() and not (
            used < end and tokens.text[used].isdigit() and len(tokens.text[used]) == 3
        ):
            break
    if used == at:
        return None
    multiple = group("russian", "multiples").get(tokens.lemma[used].rstrip(".")) if used < end else None
    if isinstance(multiple, int):
        total, used = total * multiple, used + 1
        used += used < end and tokens.text[used] == "."
    # Hundreds of digits in a row are more than a float holds, and no number that anybody tells.
    return _Number(total, at, used) if math.isfinite(total) else None


def _value(text: str, lemma: str) -> float | None:
    if _DIGITS.fullmatch(text):
        return float(re.sub(r"[ \u00a0]", "", text).replace(",", "."))
    found = group("russian", "numbers").get(lemma)
    return float(found) if isinstance(found, int) else None


def _quantity(annotated: Annotated, number: _Number, inside: list[int]) -> Quantity | None:
    tokens = annotated.tokens
    last = min(number.end + _REACH, inside[-1] + 1)
    share = number.end < last and (tokens.text[number.end] == "%" or tokens.lemma[number.end] == "процент")
    noun = next((i for i in range(number.end, last) if tokens.pos[i] in {"NOUN", "PROPN"}), None)
    if noun is not None and any(tokens.pos[i] in {"PUNCT", "VERB", "ADP"} for i in range(number.end, noun)):
        noun = None
    if not share and noun is not None and tokens.lemma[noun] in words("russian", "clock", "words"):
        return None
    if not share and noun is None and _is_clock(annotated, number):
        return None
    bound, first = _bound(annotated, number.first, inside[0])
    people = None if noun is None else group("russian", "people").get(tokens.lemma[noun])
    thing = None if noun is None else group("russian", "nouns").get(tokens.lemma[noun])
    counted = str(people or thing or (tokens.lemma[noun] if noun is not None else ""))
    # «двое», «трое» count people where no noun does.
    collective = noun is None and tokens.lemma[number.first] in {"двое", "трое", "четверо", "пятеро", "шестеро"}
    value = number.value / 100 if share else number.value
    low, high = _BOUNDS[bound]
    return Quantity(
        span=annotated.span(first, number.end + share),
        low=value if low else None,
        best=value,
        high=value if high else None,
        comparator=Comparator.SHARE if share and bound is Comparator.EXACT else bound,
        counted="" if share else counted,
        counted_span=None if noun is None or share else Span(tokens.start[noun], tokens.end[noun]),
        hedge=annotated.span(first, number.first) if first < number.first else None,
        unit="" if share else "people" if people or collective else counted,
        scope=Scope.SHARE if share else Scope.UNKNOWN,
    )


_BOUNDS: Mapping[Comparator, tuple[bool, bool]] = {
    Comparator.EXACT: (True, True),
    Comparator.MORE: (True, False),
    Comparator.AT_LEAST: (True, False),
    Comparator.LESS: (False, True),
    Comparator.AT_MOST: (False, True),
    Comparator.ABOUT: (True, True),
}
"""Whether the number named is a low and a high bound."""


def _bound(annotated: Annotated, number: int, first: int) -> tuple[Comparator, int]:
    """What bounds a number by the longest phrase right before it, and where that begins."""
    for length in range(_LONGEST_BOUND, 0, -1):
        start = number - length
        if start < first:
            continue
        phrase = " ".join(annotated.tokens.text[i].casefold() for i in range(start, number))
        if phrase in _bounds():
            return _bounds()[phrase], start
    return Comparator.EXACT, number


@cache
def _bounds() -> dict[str, Comparator]:
    return {
        phrase: Comparator(sign) for sign in group("russian", "bounds") for phrase in words("russian", "bounds", sign)
    }


def _is_clock(annotated: Annotated, number: _Number) -> bool:
    """A bare number that may be a year or an hour: "в 2031", "к 18:00"."""
    text = annotated.text[annotated.tokens.start[number.first] : annotated.tokens.end[number.end - 1]]
    after = annotated.text[annotated.tokens.end[number.end - 1] :][:1]
    before = annotated.text[: annotated.tokens.start[number.first]][-1:]
    return (
        ":" in text or ":" in {before, after} or (text.isdigit() and len(text) == 4 and text.startswith(("19", "20")))
    )
