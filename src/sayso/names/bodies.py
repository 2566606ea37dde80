"""Names of bodies and groups: acronyms, ministries and whose they are, metonyms of governments, units and numbers."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.annotate.gazetteer import country_of, is_government, metonym_of
from sayso.data import standing_for, words
from sayso.names.aliases import known
from sayso.names.answers import Compared, different, same, unsure
from sayso.names.fold import folded, is_abjad
from sayso.names.spelling import is_variant, skeleton

_KEPT = 8192
_GOVERNMENT = "government"
_PARTY = "party"
_PRESIDENCY = "presidency"
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?")
_ACRONYM = re.compile(r"[^\W\d_](?:\.?[^\W\d_]\.?){1,7}")
_LONGEST_ACRONYM = 8
_LONGEST_PHRASE = 2
_HIGH = 10
"""From here on a unit's number tells it from those of other branches."""
_LONGEST_COUNTRY = 4


@dataclass(frozen=True, slots=True)
class Body:
    """A body's name taken apart: what it is ("ministry", "defense"), whose (a country), which one (numbers)."""

    words: frozenset[str]
    country: str | None
    numbers: frozenset[str]
    is_government: bool
    is_seat: bool = False


def same_body(one: str, other: str) -> Compared:
    """Whether two names are one body's or group's.

    >>> same_body("Ministry of Defence", "Defense Ministry").answer.value, same_body("93rd Brigade", "92nd Brigade").why
    ('same', 'another number')
    """
    if folded(one) == folded(other):
        return same("the same words")
    if _is_ambiguous(one) or _is_ambiguous(other):
        return unsure("several bodies are called so")
    short, long = sorted((one, other), key=lambda name: len(folded(name).split()))
    return _listed(one, other) or _is_acronym_of(short, long) or _laid_beside(one, other)


@lru_cache(_KEPT)
def body(name: str) -> Body:
    """A body's name taken apart.

    >>> body("Russia's government").is_government, sorted(body("the French Ministry of Internal Affairs").words)
    (True, ['interior', 'ministry'])
    """
    country, left = _country(name)
    if not left and metonym_of(name) is not None and _bare(name) not in _seats():
        return Body(frozenset({_bare(name)}), country, frozenset(), is_government=False)
    kept = _standard(left)
    numbers = frozenset(re.sub(r"\D", "", word) for word in kept if _NUMBER.fullmatch(word))
    told = frozenset(
        word for word in kept if not _NUMBER.fullmatch(word) and word not in words("body_names", "dropped")
    )
    speaks = country is not None and (told == {_GOVERNMENT} or (not told and not numbers and is_government(name)))
    return Body(told, country, numbers, speaks, speaks and _bare(name) in _seats())


def _listed(one: str, other: str) -> Compared | None:
    """What the lists of names that nothing tells together know of both."""
    a, b = known("bodies", one), known("bodies", other)
    if set(a) & set(b):
        return same("two names of one body") if len(a) == len(b) == 1 else unsure("a name of several bodies")
    x, y = body(one), body(other)
    if x.is_government and y.is_government:
        return same("two names of one government") if x.country == y.country else different("two governments")
    return different("names of two bodies") if a and b else None


def _is_acronym_of(short: str, long: str) -> Compared | None:
    """What an acronym tells beside a name of several words; None where neither is one."""
    letters = re.sub(r"[^\w]", "", short)
    capitals = sum(char.isupper() for char in letters)
    if not _ACRONYM.fullmatch(short.strip()) or capitals < 2 or not letters[:1].isupper():
        return None
    if len(letters) > _LONGEST_ACRONYM or (capitals < len(letters) and not letters[-1].isupper()):
        return None  # "BoJ" is one, "UNesco" is a word
    spelled = [word for word in re.split(r"[^\w]+", long) if word]
    if len(spelled) < 2:
        return None
    every = "".join(folded(word)[:1] for word in spelled)
    telling = "".join(folded(word)[:1] for word in spelled if folded(word) not in words("body_names", "small"))
    if folded(letters).replace(" ", "") in {every, telling}:
        return same("the first letters of its words")
    return None


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two names taken apart, and the words of each that the other has in no spelling, kinds of unit left out."""

    a: Body
    b: Body
    shared: frozenset[str]
    more: frozenset[str]
    apart: bool
    renamed: bool

    @classmethod
    def of(cls, one: str, other: str) -> "_Pair":
        a, b, units = body(one), body(other), words("body_names", "units")
        renamed = bool(a.words & units and b.words & units and a.words & units != b.words & units)
        ours, theirs = (a.words - units, b.words - units) if renamed else (a.words, b.words)
        left, right = _unpaired(ours, theirs)
        return cls(a, b, ours - left, frozenset(left | right), bool(left and right), renamed)


def _laid_beside(one: str, other: str) -> Compared:
    if is_abjad(one) != is_abjad(other):
        return _in_two_scripts(one, other)
    pair = _Pair.of(one, other)
    found = (rule(pair) for rule in _RULES)
    return next((answer for answer in found if answer is not None), different("other words"))


def _other_country(pair: _Pair) -> Compared | None:
    known_both = pair.a.country and pair.b.country
    return different("of two countries") if known_both and pair.a.country != pair.b.country else None


def _other_number(pair: _Pair) -> Compared | None:
    a, b = pair.a.numbers, pair.b.numbers
    return different("another number") if a and b and a != b else None


def _presidency(pair: _Pair) -> Compared | None:
    """A president's seat and the presidency: "the White House" and "the US presidency"."""
    seat, other = (pair.a, pair.b) if pair.a.is_government else (pair.b, pair.a)
    held = seat.is_seat and other.words == {_PRESIDENCY} and seat.country == other.country
    return same("a president's seat") if held else None


def _government(pair: _Pair) -> Compared | None:
    one_is = pair.a.is_government != pair.b.is_government
    return different("a government and something else") if one_is else None


def _bare_number(pair: _Pair) -> Compared | None:
    if pair.shared or pair.more:
        return None
    same_number = pair.a.numbers and pair.a.numbers == pair.b.numbers
    return unsure("nothing but a number") if same_number else different("another number")


def _same_words(pair: _Pair) -> Compared | None:
    if pair.more:
        return None
    if pair.a.country != pair.b.country:
        return unsure("the same words, but only one tells whose")
    if pair.a.numbers != pair.b.numbers and not pair.renamed:
        named_unit = pair.shared - words("body_names", "units") and pair.shared & words("body_names", "units")
        return unsure("a number on one side only") if named_unit else different("a number on one side only")
    return same("a unit that was renamed" if pair.renamed else "the same words")


def _numbered_unit(pair: _Pair) -> Compared | None:
    """A unit with a number of its own, told more fully on one side; low numbers are given out in every branch."""
    told = pair.a.numbers and pair.a.numbers == pair.b.numbers and pair.shared & words("body_names", "units")
    if not told or pair.apart or not pair.more <= words("body_names", "branches"):
        return None
    high = all(int(number) >= _HIGH for number in pair.a.numbers)
    return same("one unit by its number") if high else unsure("a low number, which units of each branch have")


def _more_words(pair: _Pair) -> Compared | None:
    units = words("body_names", "units")
    if pair.apart or not pair.shared or not pair.more <= words("body_names", "spare") | units | {_PARTY}:
        return None
    if pair.more == {_PARTY}:
        return same("a party by its short name")
    if pair.more & units or not (pair.a.country or pair.b.country or len(pair.shared) > 1):
        return unsure("the same words, but one says more of what it is")
    return same("the same words, more fully on one side")


_RULES: tuple[Callable[[_Pair], Compared | None], ...] = (
    _other_country,
    _other_number,
    _presidency,
    _government,
    _bare_number,
    _same_words,
    _numbered_unit,
    _more_words,
)
"""The first that answers has the pair; where none does, another word is another body."""


def _in_two_scripts(one: str, other: str) -> Compared:
    """A script without vowels beside one with them: the consonants of the whole name."""
    a, b = (skeleton(folded(name).replace(" ", "").removeprefix("al")) for name in (one, other))
    if a == b and len(a) > 2:
        return same("one name in two scripts")
    return different("other words") if a[:1] != b[:1] else unsure("another script")


def _unpaired(ours: Iterable[str], theirs: Iterable[str]) -> tuple[set[str], set[str]]:
    """The words of each that the other has in no spelling."""
    left, right = set(ours) - set(theirs), set(theirs) - set(ours)
    for word in sorted(left):
        twin = next((other for other in sorted(right) if _is_same_word(word, other)), None)
        if twin is not None:
            left.discard(word)
            right.discard(twin)
    return left, right


def _is_same_word(one: str, other: str) -> bool:
    if one.rstrip("s") == other.rstrip("s"):
        return True
    return len(min(one, other, key=len)) >= 5 and is_variant(one, other)


def _country(name: str) -> tuple[str | None, str]:
    """The country that a name has in it, and the name without it; a capital is one only where it stands alone."""
    plain = re.sub(r"^(?:the|The)\s+", "", " ".join(name.replace("’", "'").split()))
    if country_of(plain):
        return country_of(plain), ""
    pieces = re.sub(r"'s\b|(?<=s)'(?=\s|$)", "", plain).split()
    for width in range(min(_LONGEST_COUNTRY, len(pieces) - 1), 0, -1):
        for at in range(len(pieces) - width + 1):
            found = country_of(" ".join(pieces[at : at + width]).strip(",()"))
            if found and pieces[at][:1].isupper():
                return found, " ".join([*pieces[:at], *pieces[at + width :]])
    return None, plain


def _standard(name: str) -> list[str]:
    """The folded words, each in the one way in which it is written here."""
    found, pieces, at = [], folded(name).split(), 0
    ways = standing_for("body_names", "words")
    while at < len(pieces):
        for width in range(min(_LONGEST_PHRASE, len(pieces) - at), 0, -1):
            phrase = " ".join(pieces[at : at + width])
            if phrase in ways or width == 1:
                found.append(ways.get(phrase, phrase))
                at += width
                break
    return found


def _is_ambiguous(name: str) -> bool:
    plain = re.sub(r"^(?:the|The)\s+", "", name.strip())
    return plain.replace(".", "") in words("body_names", "ambiguous")


def _bare(name: str) -> str:
    return folded(name).removeprefix("the ")


@cache
def _seats() -> frozenset[str]:
    return frozenset(map(folded, words("body_names", "seats")))
