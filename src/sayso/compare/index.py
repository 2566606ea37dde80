"""The index: which reports have anything to do with one, and which of their claims are worth looking at.

An entry holds a report's names and words, and the keys and words of its claims, as numbers (hashes of 28 and 32 bits:
that two words have one number only brings a claim too many). What is asked of two scenes and of two claims elsewhere is
asked here of one report and all that may be near, in a few steps over arrays, before any claim is read:

- The marks of an entry find the reports that can be acquainted: by a name within a week, by a name that leads one of
  them, by three names within 45 days, because no name leads either, or because one has none.
- `scene.kin` and `scene.acquainted` are then told exactly.
- Of those reports, claims are near that share a key of a rule, or half of the words of the shorter claim and two at
  least, as all rules ask that lay words beside words.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, Protocol

import numpy as np

from sayso.compare import kinship, matching
from sayso.compare.profile import Profile
from sayso.compare.scene import DAYS_APART, SEVERAL_NAMES, SOME_NAMES, WEEK, Scene
from sayso.nouns import IndexEntry, Near

_KINDS: Final = {"name": 0, "lead": 1, "capital": 3}
_BARE, _NAMELESS, _ANY = 2, 6, 10
"""The marks of a report that no name leads, of one that has no names besides its outlet's, and of any."""
_FEW = 64
"""Reports of another time that are looked at though it is not known how many names they share."""


class Shelf(Protocol):
    """Where entries are kept, each under a number."""

    def marked(self, marks: Collection[int], days: tuple[int, int] | None) -> Iterable[tuple[int, int]]:
        """The numbers of all that have one of the marks, between two days or without one, with how many they have."""
        ...

    def scenes(self, numbers: Collection[int]) -> Sequence[tuple[int, int | None, bytes]]:
        """Number, day and scene of entries."""
        ...

    def keys(self, numbers: Collection[int]) -> Sequence[tuple[int, bytes]]:
        """Number and keys of entries."""
        ...


def entry(scene: Scene, claims: Mapping[int, Profile]) -> IndexEntry:
    """The entry of a report with that scene, with its claims by their places in the reading."""
    words, own = scene.capitals | scene.names, scene.outlet - scene.lead
    marks = {_mark(word, "name" if word in scene.names and word not in own else "capital") for word in words}
    marks |= {_ANY, *({_mark(word, "lead") for word in scene.lead} or {_BARE})}
    if scene.names <= own:
        marks.add(_NAMELESS)
    return IndexEntry(
        day=scene.day.toordinal() if scene.day else None,
        marks=frozenset(marks),
        scene=kinship.packed(scene),
        keys=matching.packed(sorted(claims.items(), key=lambda row: row[0])),
    )


def near(own: IndexEntry, shelf: Shelf, besides: Collection[int] = ()) -> Near:
    """The claims of other reports that a rule may decide on together with one of this report, and its kin."""
    numbers = _candidates(own, shelf) - set(besides)
    listed = shelf.scenes(sorted(numbers))
    if not listed:
        return Near(claims=(), kin=frozenset())
    kin, acquainted = kinship.related(own, listed)
    at = np.array([number for number, _, _ in listed])
    found = matching.claims_near(own, shelf.keys(at[acquainted].tolist()))
    return Near(claims=tuple(found), kin=frozenset(at[kin].tolist()))


def _mark(word: str, kind: str) -> int:
    return kinship.number(word) << 2 | _KINDS[kind]


def _candidates(own: IndexEntry, shelf: Shelf) -> set[int]:
    """The numbers of all reports that can be acquainted with one, by their marks."""
    by_kind: dict[int, set[int]] = {kind: set() for kind in range(4)}
    for mark in own.marks:
        by_kind[mark & 3].add(mark >> 2)
    name, lead, capital = (by_kind[_KINDS[kind]] for kind in ("name", "lead", "capital"))
    kinds = _KINDS
    names = {word << 2 | kinds["name"] for word in name}
    led = {word << 2 | kinds["lead"] for word in name | capital}
    lead_of = {word << 2 | kind for word in lead for kind in (kinds["name"], kinds["capital"])}
    bare = {_BARE} & own.marks
    touching = {word << 2 | kinds["capital"] for word in name} | {word << 2 | kinds["name"] for word in capital}
    found = {number for number, _ in shelf.marked(led | lead_of | bare, _window(own, DAYS_APART))}
    unnamed = {_ANY if _NAMELESS in own.marks else _NAMELESS}
    found |= {number for number, _ in shelf.marked(names | touching | unnamed, _window(own, WEEK))}
    found |= {number for number, times in shelf.marked(names, _window(own, DAYS_APART)) if times > SOME_NAMES}
    if own.day is not None and len(names) >= SEVERAL_NAMES:
        far = {number for number, _ in shelf.marked(led | lead_of | bare, None)} - found
        if len(far) > _FEW:
            far &= {number for number, times in shelf.marked(names, None) if times >= SEVERAL_NAMES}
        found |= far
    return found


def _window(own: IndexEntry, days: int) -> tuple[int, int] | None:
    return None if own.day is None else (own.day - days, own.day + days)
