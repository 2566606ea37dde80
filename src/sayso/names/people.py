"""Names of people: titles, initials, nicknames, patronymics, spellings, and what tells two relatives apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.data import rows, standing_for, words
from sayso.names.aliases import known, others
from sayso.names.answers import Compared, different, same, unsure
from sayso.names.fold import folded, is_abjad, is_latin
from sayso.names.spelling import distance, is_near, is_variant, skeleton

_WORD = re.compile(r"[^\s,]+")
_JOINED = 0.6
"""Greatest distance of names that are one when their words are joined ("Abdel Fattah", "Abdelfattah")."""
_SHORTEST_SKELETON = 3
"""Consonants that names in two scripts must have more than, to be one for sure."""
_OF_COUNTRY = re.compile(r"(?<=\b[IVX])\s+of\s+[A-Z]\w+$")
"""What a king is king of: "Abdullah II of Jordan"."""
_SPELLED_ALIKE = "one name in two spellings"


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name taken apart: folded words without titles and particles, and what tells a namesake ("jr")."""

    parts: tuple[str, ...]
    suffix: str = ""
    titled: bool = False
    abjad: bool = False
    latin: bool = True

    @property
    def joined(self) -> str:
        """All words as one."""
        return "".join(self.parts)


def same_person(one: str, other: str) -> Compared:
    """Whether two names are one person's.

    A bare surname or a single initial beside a full name is left open; a shared surname with another given name, a
    "Jr." on one side only, or another gender's ending are two people.

    >>> same_person("A. Petrov", "Andrei Petrov").answer.value, same_person("Ehud Olmert", "Ehud Barak").answer.value
    ('unsure', 'different')
    """
    listed = _listed(one, other)
    if listed is not None:
        return listed
    a, b = person(one), person(other)
    if not a.parts or not b.parts:
        return unsure("a title is no name")
    found = _numbered(a, b) if a.suffix != b.suffix else _aligned(a, b)
    if found.answer.value == "same" or a.joined == b.joined or a.suffix != b.suffix:
        return found
    for name, beside in ((one, b), (other, a)):
        for alias in others("people", _untitled(name)):
            again = person(alias)
            if (
                len(again.parts) > 1
                and again.suffix == beside.suffix
                and _aligned(again, beside).answer.value == "same"
            ):
                return same("another name of the same person, in another spelling")
    return found


def person(name: str) -> Person:
    """A name taken apart.

    >>> person("Gen. Valerii Zaluzhnyi").parts, person("Robert F. Kennedy Jr.").suffix
    (('valerii', 'zaluzhnyi'), 'jr')
    """
    raw = [piece for piece in _WORD.findall(_OF_COUNTRY.sub("", _turned(name))) if folded(piece)]
    titles = words("people", "titles") | words("name_parts", "titles")
    suffix = ""
    kept: list[str] = []
    titled = False
    for at, piece in enumerate(raw):
        plain = folded(piece)
        if plain in words("name_parts", "suffixes") and at and at == len(raw) - 1:
            suffix = standing_for("name_parts", "shortened").get(plain, plain)
        elif plain in titles and at < len(raw) - 1 and not kept:
            titled = True
        else:
            kept.append(piece)
    parts = tuple(part for piece in kept for part in _parts(piece))
    telling = tuple(part for part in parts if part not in words("name_parts", "particles")) or parts
    return Person(telling, suffix, titled, is_abjad(name), is_latin(name))


def _turned(name: str) -> str:
    """The name with the given name first: "Ada Holm" for "Holm, Ada"."""
    before, comma, after = name.partition(",")
    if not comma or folded(after) in words("name_parts", "suffixes") or len(after.split()) > 2:
        return name
    return f"{after.strip()} {before.strip()}"


def _parts(piece: str) -> list[str]:
    """The words of a piece: "Jean-Claude" is one, "al-Assad" two, "F.W." two initials, 习近平 three syllables."""
    if re.fullmatch(r"(?:\w\.)+\w?\.?", piece) and "." in piece:
        return [letter for letter in folded(piece.replace(".", " ")).split() if letter]
    plain = folded(piece).split()
    if len(plain) > 1 and plain[0] in words("name_parts", "particles"):
        return [plain[0], "".join(plain[1:])]
    if any("\u4e00" <= char <= "\u9fff" for char in piece):
        return [plain[0], "".join(plain[1:])] if len(plain) > 1 else plain
    return ["".join(plain)]


def _untitled(name: str) -> str:
    pieces = name.split()
    titles = words("people", "titles") | words("name_parts", "titles")
    while len(pieces) > 1 and folded(pieces[0]) in titles:
        pieces = pieces[1:]
    return " ".join(pieces)


def _numbered(a: Person, b: Person) -> Compared:
    """One of them is a junior, or the second of the name."""
    if len(a.parts) == len(b.parts) == 1:
        return unsure("a ruler with and without a number")
    return different("only one of them is the younger, or the second, of the name")


def _listed(one: str, other: str) -> Compared | None:
    """What the list of known names tells of both."""
    # With its title first: "Pope Francis" is known by it, "President Lula" without.
    a, b = (known("people", name) or known("people", _untitled(name)) for name in (one, other))
    shared = set(a) & set(b)
    if shared:
        single = len(a) == len(b) == 1
        return same("two names of one person") if single else unsure("a name of several people")
    return different("names of two people") if a and b else None


def _aligned(a: Person, b: Person) -> Compared:
    if a.joined == b.joined:
        return same("the same words")
    short, long = sorted((a, b), key=lambda name: len(name.parts))
    return _by_sound(a, b) or (_single(short, long) if len(short.parts) == 1 else _by_parts(short, long))


def _by_sound(a: Person, b: Person) -> Compared | None:
    """What two scripts tell: they sound alike, or one writes no vowels."""
    if a.latin and b.latin:
        return None
    if _is_same_sound(a, b):
        return same("one name in two scripts")
    near = skeleton(a.parts[-1]) == skeleton(b.parts[-1]) or is_near(skeleton(a.joined), skeleton(b.joined))
    if a.abjad != b.abjad and near:
        return unsure("another script, which leaves vowels out")
    return None


def _by_parts(short: Person, long: Person) -> Compared:
    whole = min(map(len, (*short.parts, *long.parts))) > 1  # with initials, a letter more is another man
    if whole and len(short.parts) != len(long.parts) and distance(short.joined, long.joined) <= _JOINED:
        return same("the same words, joined or apart")
    order = _matches(short.parts, long.parts)
    return _unlike(short, long) if order is None else _judged(short, long, order)


def _is_same_sound(a: Person, b: Person) -> bool:
    if a.abjad or b.abjad:
        # A script without vowels may still write the long ones, with the signs for w and y.
        ours, theirs = (skeleton(name.joined.replace("w", "").replace("y", "")) for name in (a, b))
        return ours == theirs and len(ours) > _SHORTEST_SKELETON
    return is_variant(a.joined, b.joined) and not _other_gender(a.parts[-1], b.parts[-1])


def _single(short: Person, long: Person) -> Compared:
    """One of the names is a single word."""
    word = short.parts[0]
    if len(long.parts) == 1:
        if _other_gender(word, long.parts[0]):
            return different("a man's and a woman's form of a surname")
        if short.titled != long.titled:
            return unsure("a single name with and without a title") if word == long.parts[0] else different("two names")
        if is_variant(word, long.parts[0]):
            return same(_SPELLED_ALIKE)
        return different("two names")
    if any(word == part or is_variant(word, part) for part in long.parts):
        return unsure("a single name, which others share")
    return different("a name that the other has no part of")


def _matches(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[int, ...] | None:
    """For each word of the shorter name its place in the longer one, or None where one has none."""
    found: list[int] = []
    for at, word in enumerate(short):
        places = sorted(range(len(long)), key=lambda place: (abs(_from_end(short, at) - _from_end(long, place)), place))
        if at == 0:
            places = sorted(range(len(long)))
        fit = next((place for place in places if place not in found and _fits(word, long[place], given=at == 0)), None)
        if fit is None:
            return None
        found.append(fit)
    return tuple(found)


def _from_end(parts: tuple[str, ...], at: int) -> int:
    return len(parts) - 1 - at


def _fits(word: str, other: str, *, given: bool) -> bool:
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    if _other_gender(word, other):
        return False
    if is_variant(word, other) or (given and _nicknames(word) & _nicknames(other)):
        return True
    return (
        bool(min(len(word), len(other)) >= 4)
        and (word.endswith(other) or other.endswith(word) if not given else False)
        and len(word) != len(other)
        and abs(len(word) - len(other)) >= 4
    )


def _judged(short: Person, long: Person, order: tuple[int, ...]) -> Compared:
    """All words of the shorter name stand in the longer one: whether that is enough."""
    pairs = [(word, long.parts[place]) for word, place in zip(short.parts, order, strict=True)]
    left = [part for at, part in enumerate(long.parts) if at not in order]
    alike = [pair for pair in pairs if pair[0] != pair[1] and min(map(len, pair)) > 1]
    if _other_initials(short.parts, long.parts):
        return different("other initials")
    doubt = _doubt(short, long, order, pairs)
    if doubt is not None:
        return unsure(doubt)
    return same(_SPELLED_ALIKE if alike else "the same words, with more of them on one side" if left else "same words")


def _other_initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether both have initials in their middle, and not the same ones: "Adam H. W. Vey" is not "Adam W. Vey"."""
    ours, theirs = ([part for part in parts[1:-1] if len(part) == 1] for parts in (short, long))
    return bool(ours and theirs) and ours != theirs


def _doubt(short: Person, long: Person, order: tuple[int, ...], pairs: Sequence[tuple[str, str]]) -> str | None:
    """Why two names that have all words in common may still be two people's."""
    initials = [pair for pair in pairs if min(map(len, pair)) == 1 and pair[0] != pair[1]]
    left = [part for at, part in enumerate(long.parts) if at not in order]
    alike = [pair for pair in pairs if pair[0] != pair[1] and min(map(len, pair)) > 1]
    common = words("name_parts", "common")
    ends_alike = len(long.parts) - 1 in order
    doubts = (
        (initials[:1] == pairs[:1] and len(initials) == 1, "an initial, which other given names share"),
        (len(short.parts) > 2 and left and all(len(part) == 1 for part in left), "an initial more"),
        (alike and all(any(word in common for word in pair) for pair in pairs), "common names in two spellings"),
        (not ends_alike and order == tuple(range(len(order))), "a surname more, which may be another one's"),
        (list(order) != sorted(order) and len(pairs) > 2, "the same words in another order"),
        (0 not in order and left and not ends_alike, "the middle of a longer name"),
    )
    return next((why for holds, why in doubts if holds), None)


def _unlike(short: Person, long: Person) -> Compared:
    """Some word of the shorter name has no fellow in the longer one."""
    initials = len(short.parts[0]) == 1 or len(long.parts[0]) == 1
    if initials and short.parts[0][0] == long.parts[0][0] and is_near(short.parts[-1], long.parts[-1]):
        return unsure("an initial, and surnames that may be one")
    if _fits(short.parts[-1], long.parts[-1], given=False):
        return different("one surname, two given names")
    if any(part in long.parts for part in short.parts):
        return different("only a part of the name is shared")
    return different("two names")


def _other_gender(one: str, other: str) -> bool:
    """Whether one is the other's form for a woman: Petrov and Petrova, Navalny and Navalnaya."""
    for man, woman in _endings():
        for a, b in ((one, other), (other, one)):
            if a.endswith(man) and b.endswith(woman) and a.removesuffix(man) == b.removesuffix(woman):
                return True
    return False


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    return tuple((man, woman) for man, woman in rows("name_parts", "endings"))


@cache
def _nicknames(word: str) -> frozenset[int]:
    """The groups of given names that a word belongs to."""
    listed = rows("name_parts", "given")
    return frozenset(number for number, names in enumerate(listed) if word in {folded(name) for name in names})
