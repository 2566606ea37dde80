"""Names of places: old and new names, other languages and scripts, kinds of place, and namesakes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from sayso.annotate.gazetteer import country_of, is_capital
from sayso.data import standing_for, words
from sayso.gazetteer import Town, key_of, towns
from sayso.names.aliases import known
from sayso.names.answers import Compared, different, same, unsure
from sayso.names.fold import folded, is_abjad
from sayso.names.spelling import is_variant, skeleton

_KEPT = 8192
_RIVAL = 8
"""A namesake with more than an eighth of the people of the largest leaves open which is meant."""
_SMALL_TOWN = 20_000
_NEIGHBOUR = 0.35
"""Degrees within which two entries of like names are taken for one place."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place's name taken apart: its core in folded words, the kind of place it is by its name, what it lies in.

    `name` is the name as given, `bare` the same without what it lies in.
    """

    core: str
    kind: str | None
    inside: str | None
    name: str
    bare: str


def same_place(one: str, other: str) -> Compared:
    """Whether two names are one place's.

    Contested or ambiguous names stay open: nothing here decides which of several towns is meant.

    >>> same_place("Lviv", "Lvov").answer.value, same_place("Kherson region", "Kherson").answer.value
    ('same', 'different')
    """
    if folded(one) == folded(other) or key_of(one) == key_of(other) != "":
        return same("the same words")
    x, y = place(one), place(other)
    found = (rule(x, y) for rule in _RULES)
    return next((answer for answer in found if answer is not None), different("other words"))


@lru_cache(_KEPT)
def place(name: str) -> Place:
    """A place's name taken apart.

    >>> place("Donetsk Oblast").kind, place("the Azov plant").kind, place("Springfield, Illinois").inside
    ('region', 'plant', 'illinois')
    """
    before, _, after = name.partition(",")
    bracket = re.search(r"\(([^)]*)\)", before)
    inside = folded(after) or (folded(bracket[1]) if bracket else "")
    plain = folded(re.sub(r"\([^)]*\)", "", before)).removeprefix("the ").split()
    kind: str | None = None
    kept = []
    for at, word in enumerate(plain):
        found = standing_for("place_kinds", "kinds").get(word)
        alone = len(plain) == 1 or (at == 0 and len(plain) > 1 and plain[1] != "of" and found not in _LEADING)
        if found is None or alone:
            kept.append(word)
        else:
            kind = kind if found == _TOWN else found
    ways = standing_for("place_kinds", "ways")
    core = " ".join(ways.get(word, word) for word in kept if word not in {"of", "the"} or len(kept) == 1)
    return Place(core, kind, inside or None, name, before.strip())


_TOWN = "town"
_LEADING = frozenset({"lake", "mountain", "island", "river", "port", "fort", "camp"})
"""Kinds that stand before the name: "Lake Tarn", "Mount Soll"."""


def _listed(x: Place, y: Place) -> Compared | None:
    """Old and new names, other languages' names, abbreviations, as far as the list of names has both."""
    a, b = _numbers(x), _numbers(y)
    if set(a) & set(b):
        return same("two names of one place") if len(a) == len(b) == 1 else unsure("a name of several places")
    return None


def _numbers(of: Place) -> tuple[int, ...]:
    """The lines of the list that a place stands in, its kind before or behind its name."""
    ways = [of.name] if of.kind is None else [of.name, f"{of.core} {of.kind}", f"{of.kind} {of.core}"]
    return next((found for way in ways if (found := known("places", way))), ())


def _shared(x: Place, y: Place) -> Compared | None:
    """Names that several well-known places have."""
    common = words("place_kinds", "shared")
    if x.core != y.core and set(x.core.split()) & set(y.core.split()) & common and common & {x.core, y.core}:
        return unsure("a name of several places")
    one_told = bool(x.inside) != bool(y.inside)
    return unsure("a name of several places") if x.core == y.core in common and one_told else None


def _kind(x: Place, y: Place) -> Compared | None:
    """A region is not its town, nor a plant."""
    if x.kind == y.kind:
        return None
    kind = x.kind or y.kind
    if x.core == y.core and None in {x.kind, y.kind} and kind in words("place_kinds", "left_out") and not towns(x.core):
        return same("the same words, and no town of that name")
    return different("places of two kinds") if x.core and y.core else unsure("a kind of place is no name")


def _within(x: Place, y: Place) -> Compared | None:
    """One core: the same place, unless they are said to lie elsewhere."""
    if x.core != y.core or not x.core:
        return None
    if x.inside and y.inside and x.inside != y.inside:
        here, there = country_of(x.inside), country_of(y.inside)
        return same("in one country") if here and here == there else different("in two places")
    if x.inside == y.inside:
        return same("the same words")
    return _placed(x.bare, x.inside or y.inside or "")


def _placed(name: str, inside: str) -> Compared:
    """A name with and without what it lies in: the same if all places of that name lie there."""
    country = country_of(inside)
    if country_of(name) and not is_capital(name):
        return same("the same words") if country == country_of(name) else different("a country and another place")
    found = towns(name)
    if len(found) > 1 and (country is None or len(_large(found)) > 1):
        return unsure("one of several places of that name")
    return same("the same words")


def _country(x: Place, y: Place) -> Compared | None:
    """Countries have their own list."""
    a, b = (None if is_capital(place.name) else country_of(place.name) for place in (x, y))
    if not a and not b:
        return None
    return same("two names of one country") if a == b else different("a country and another place")


def _renamed_inside(x: Place, y: Place) -> Compared | None:
    """The region of Stalino is that of Donetsk."""
    if x.kind and set(known("places", x.core)) & set(known("places", y.core)):
        return same("a place by the old and new name of its town")
    return None


def _both_listed(x: Place, y: Place) -> Compared | None:
    both = _numbers(x) and _numbers(y)
    return different("names of two places") if both else None


def _one_town(x: Place, y: Place) -> Compared | None:
    """Towns that the gazetteer has under both names."""
    ours, theirs = _towns(x), _towns(y)
    shared = {town.id for town in ours} & {town.id for town in theirs}
    if not shared:
        return None
    largest = ours[0].id if ours[0].id == theirs[0].id else None
    rivals = {town.id for town in (*_large(ours), *_large(theirs))} - {largest}
    if largest is None or rivals & shared or len(rivals) > 1:
        return unsure("a name of several towns")
    return same("two names of one town")


def _spelling(x: Place, y: Place) -> Compared | None:
    """Other spellings of one name, where the gazetteer does not know two towns by them."""
    a, b = x.core.replace(" ", ""), y.core.replace(" ", "")
    if is_abjad(x.name) != is_abjad(y.name):
        bones = skeleton(a)
        return same("one name in two scripts") if bones == skeleton(b) and len(bones) > 2 else None
    if not is_variant(a, b):
        return None
    ours, theirs = _towns(x), _towns(y)
    if ours and theirs and not _near(ours[0], theirs[0]):
        large = min(ours[0].population, theirs[0].population) > _SMALL_TOWN
        return different("two towns of like names") if large else unsure("two towns of like names")
    return same("one name in two spellings")


_RULES: tuple[Callable[[Place, Place], Compared | None], ...] = (
    _shared,
    _listed,
    _kind,
    _within,
    _country,
    _renamed_inside,
    _both_listed,
    _one_town,
    _spelling,
)
"""The first that answers has the pair; where none does, another word is another place."""


def _towns(of: Place) -> tuple[Town, ...]:
    return towns(of.core if of.kind else of.bare)


def _large(found: tuple[Town, ...]) -> list[Town]:
    """The largest, and those that are not much smaller."""
    return [town for town in found if town.population * _RIVAL >= found[0].population]


def _near(one: Town, other: Town) -> bool:
    return abs(one.latitude - other.latitude) < _NEIGHBOUR and abs(one.longitude - other.longitude) < _NEIGHBOUR
