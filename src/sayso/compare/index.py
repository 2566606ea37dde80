"""The index: which reports have anything to do with one, and which of their claims are worth looking at.

An entry holds a report's names and words, and the keys and words of its claims, as numbers (hashes of 28 and 32 bits:
that two words have one number only brings a claim too many). What is asked of two scenes and of two claims elsewhere is
asked here of one report and all that may be near, in a few steps over arrays, before any claim is read:

- The marks of an entry find the reports that can be acquainted: by a name within a week, by a name that leads one of
  them, by three names within 45 days and five at any distance, or because no name leads either.
- `scene.kin` and `scene.acquainted` are then told exactly.
- Of those reports, claims are near that share a key of a rule, or half of the words of the shorter claim and two at
  least, as all rules ask that lay words beside words.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sayso.compare.moments import clocked
from sayso.compare.profile import Profile
from sayso.compare.sayings import FEWEST
from sayso.compare.scene import DAYS_APART, KIN, ONE_STORY, SEVERAL_NAMES, SOME_NAMES, WEEK, Scene
from sayso.compare.slots import Need, slots
from sayso.nouns import Act, IndexEntry, Near

Numbers = NDArray[np.uint32]
Flags = NDArray[np.bool_]

_NAME, _LEAD, _CAPITAL, _OUTLET = 1, 2, 4, 8
_BITS: Final = 4
_BARE: Final = 2
"""The mark of a report that no name leads."""
_KINDS: Final = {"name": 0, "lead": 1, "capital": 3}

_KEY = np.dtype([("key", "<u4"), ("claim", "<u2"), ("words", "u1"), ("sort", "u1")])
_WORD, _DENIES, _NEGATIVE, _DATED, _CLOCKED = 1, 2, 4, 8, 16
_MOST_WORDS = 255
_SIEVE: Final = 0xFFFF
_AT_ONCE = 20_000
"""Claims of which the words are counted at once."""
_COMMON = 64
"""Reports within 45 days that have a name, from which it is a common one."""


class Shelf(Protocol):
    """Where entries are kept, each under a number."""

    def marked(self, marks: Collection[int], days: tuple[int, int] | None) -> Iterable[tuple[int, int]]:
        """The numbers of all that have one of the marks, between two days or without one, with how many they have."""
        ...

    def spread(self, marks: Collection[int], days: tuple[int, int] | None) -> Iterable[tuple[int, int]]:
        """The marks that any has, between two days or without one, with how many have them."""
        ...

    def scenes(self, numbers: Collection[int]) -> Sequence[tuple[int, int | None, bytes]]:
        """Number, day and scene of entries."""
        ...

    def keys(self, numbers: Collection[int]) -> Sequence[tuple[int, bytes]]:
        """Number and keys of entries."""
        ...


def entry(scene: Scene, claims: Mapping[int, Profile]) -> IndexEntry:
    """The entry of a report with that scene, with its claims by their places in the reading."""
    words = {word: _flags(word, scene) for word in scene.capitals | scene.names}
    named = {_number(word) << _BITS | flags for word, flags in words.items()}
    stems = {_number(f"#{stem}") << _BITS for stem in scene.stems}
    own = scene.outlet - scene.lead
    marks = {_mark(word, "name" if word in scene.names and word not in own else "capital") for word in words}
    marks |= {_mark(word, "lead") for word in scene.lead} or {_BARE}
    return IndexEntry(
        day=scene.day.toordinal() if scene.day else None,
        marks=frozenset(marks),
        scene=np.array(sorted(named | stems), dtype="<u4").tobytes(),
        keys=np.array([row for at, profile in sorted(claims.items()) for row in _keys(at, profile)], _KEY).tobytes(),
    )


def near(own: IndexEntry, shelf: Shelf, besides: Collection[int] = ()) -> Near:
    """The claims of other reports that a rule may decide on together with one of this report, and its kin."""
    numbers = _candidates(own, shelf) - set(besides)
    listed = shelf.scenes(sorted(numbers))
    if not listed:
        return Near(claims=(), kin=frozenset())
    kin, acquainted = _related(own, listed)
    at = np.array([number for number, _, _ in listed])
    return Near(claims=tuple(_claims(own, shelf.keys(at[acquainted].tolist()))), kin=frozenset(at[kin].tolist()))


def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) >> _BITS


def _mark(word: str, kind: str) -> int:
    return _number(word) << 2 | _KINDS[kind]


def _flags(word: str, scene: Scene) -> int:
    told = ((word in scene.names, _NAME), (word in scene.lead, _LEAD), (word in scene.outlet, _OUTLET))
    return _CAPITAL | sum(flag for is_so, flag in told if is_so)


def _keys(at: int, profile: Profile) -> Iterable[tuple[int, int, int, int]]:
    """The rows of a claim: its keys by rules that need no more than one, and its words."""
    for key, need in sorted(set(slots(profile))):
        yield crc32(key.encode("utf-8", "surrogatepass")), at, need, 0
    words = min(len(profile.stems), _MOST_WORDS)
    told = (
        (profile.claim.act is Act.DENY, _DENIES),
        (profile.negative, _NEGATIVE),
        (bool(profile.claim.times) and not profile.attribute, _DATED),
        (clocked(profile), _CLOCKED),
    )
    sort = _WORD | sum(flag for is_so, flag in told if is_so)
    for stem in sorted(profile.stems):
        yield crc32(f"word:{stem}".encode("utf-8", "surrogatepass")), at, words, sort


def _candidates(own: IndexEntry, shelf: Shelf) -> set[int]:
    """The numbers of all reports that can be acquainted with one, by their marks."""
    by_kind: dict[int, set[int]] = {kind: set() for kind in (*_KINDS.values(), _BARE)}
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
    found |= {number for number, _ in shelf.marked(names | touching, _window(own, WEEK))}
    found |= {number for number, times in shelf.marked(names, _window(own, DAYS_APART)) if times > SOME_NAMES}
    if own.day is not None and len(names) >= SEVERAL_NAMES:
        common = sorted(((times, mark) for mark, times in shelf.spread(names, _window(own, DAYS_APART))), reverse=True)
        left_out = {mark for times, mark in common[: SEVERAL_NAMES - 1] if times >= _COMMON}
        often = shelf.marked(names - left_out, None)
        found |= {number for number, times in often if times >= SEVERAL_NAMES - len(left_out)}
    return found


def _window(own: IndexEntry, days: int) -> tuple[int, int] | None:
    return None if own.day is None else (own.day - days, own.day + days)


def _days_between(own: IndexEntry, day: int | None) -> int:
    return 0 if own.day is None or day is None else abs(own.day - day)


def _related(own: IndexEntry, listed: Sequence[tuple[int, int | None, bytes]]) -> tuple[Flags, Flags]:
    """Which reports are kin of one, and which are acquainted with it, as `scene` has it."""
    mine = np.frombuffer(own.scene, dtype="<u4")
    theirs = np.frombuffer(b"".join(scene for _, _, scene in listed), dtype="<u4")
    sizes = [len(scene) // mine.itemsize for _, _, scene in listed]
    report = np.repeat(np.arange(len(listed)), sizes)
    words, flags = mine >> _BITS, mine & 15
    stems = words[flags == 0]
    named, own_flags = words[flags > 0], flags[flags > 0]

    def count(where: Flags) -> NDArray[np.int64]:
        return np.bincount(report[where], minlength=len(listed))

    their_words, their_flags = theirs >> _BITS, theirs & 15
    is_stem = their_flags == 0
    known = np.zeros(len(theirs), dtype=np.uint32)  # the flags of a name of theirs that is one of ours
    if len(named):
        place = np.minimum(np.searchsorted(named, their_words), len(named) - 1)
        known = np.where((named[place] == their_words) & ~is_stem, own_flags[place], 0)
    either = known | np.where(known > 0, their_flags, 0)
    both_names = (known & their_flags & _NAME) > 0
    shared = count(is_stem & np.isin(their_words, stems))
    fewer = np.minimum(count(is_stem), len(stems))
    share = shared / np.maximum(fewer, 1)
    names, besides = count(both_names), count(both_names & ((either & _OUTLET) == 0))
    ours_led, theirs_led = count((known & _LEAD) > 0) > 0, count((known > 0) & ((their_flags & _LEAD) > 0)) > 0
    we_lead, they_lead = bool((own_flags & _LEAD).any()), count((their_flags & _LEAD) > 0) > 0
    gap = np.array([_days_between(own, day) for _, day, _ in listed])
    strange = (we_lead & ~ours_led) | (they_lead & ~theirs_led)
    story = np.where(
        strange,
        (besides >= SEVERAL_NAMES) & (share >= ONE_STORY),
        np.where(
            gap > DAYS_APART,
            (besides >= SEVERAL_NAMES) & (share >= KIN),
            (names >= SOME_NAMES)
            | (share >= KIN)
            | ((gap <= WEEK) & (share >= KIN / 2 + KIN / 10 * (names == 0))),
        ),
    )
    akin = ((gap <= WEEK) & (besides >= SOME_NAMES)) | (
        (besides > SOME_NAMES) & (gap <= DAYS_APART) & (share >= KIN)
    )
    theirs_only = ((known & _OUTLET) > 0) & ((known & _LEAD) == 0)
    ours_only = ((their_flags & _OUTLET) > 0) & ((their_flags & _LEAD) == 0)
    touching = count((known > 0) & ((either & _NAME) > 0) & ~theirs_only & ~ours_only) > 0
    kin = story | akin
    return kin, kin | ((gap <= WEEK) & touching)


def _claims(own: IndexEntry, listed: Sequence[tuple[int, bytes]]) -> Iterable[tuple[int, int]]:
    """Number of a report and place of a claim of all that share a key or words enough with a claim of our own."""
    ours = np.sort(np.frombuffer(own.keys, dtype=_KEY), order="key")
    part: list[tuple[int, bytes]] = []
    held = 0
    for number, keys in listed:
        if keys and len(ours):
            part.append((number, keys))
            held += int(np.frombuffer(keys[-_KEY.itemsize :], dtype=_KEY)["claim"][0]) + 1  # claims are in order
        if held >= _AT_ONCE:
            yield from _matching(ours, part)
            part, held = [], 0
    if part:
        yield from _matching(ours, part)


def _matching(ours: NDArray[np.void], listed: Sequence[tuple[int, bytes]]) -> Iterable[tuple[int, int]]:
    theirs = np.frombuffer(b"".join(keys for _, keys in listed), dtype=_KEY)
    sizes = np.array([len(keys) // _KEY.itemsize for _, keys in listed])
    ends = np.cumsum(sizes)
    claims = theirs["claim"][ends - 1].astype(np.int64) + 1
    first = np.cumsum(claims) - claims
    claim = theirs["claim"] + np.repeat(first, sizes)
    there = np.zeros(_SIEVE + 1, dtype=bool)
    there[ours["key"] & _SIEVE] = True
    kept = np.nonzero(there[theirs["key"] & _SIEVE])[0]  # most keys end here, which is cheaper than to look for them
    wanted = theirs["key"][kept]
    low = np.searchsorted(ours["key"], wanted, "left")
    times = np.searchsorted(ours["key"], wanted, "right") - low
    at = np.repeat(kept, times)
    to = np.arange(len(at)) - np.repeat(np.cumsum(times) - times, times) + np.repeat(low, times)
    is_word, width = theirs["sort"][at] > 0, int(claims.sum())
    shared, enough = _by_words(ours, theirs, claim, (to[is_word], at[is_word]), width)
    chosen = enough.any(axis=0)
    mine, other = ours["words"][to], theirs["words"][at]
    sure = (mine == Need.NOTHING) | ((mine == Need.LOOSE) & (other == Need.FIRM))
    sure |= (mine == Need.FIRM) & (other == Need.LOOSE)
    sure |= (mine == Need.WORD) & (shared[ours["claim"][to], claim[at]] > 0)
    chosen[claim[at[~is_word & sure]]] = True
    found = np.nonzero(chosen)[0]
    report = np.searchsorted(first, found, "right") - 1
    numbers = np.array([number for number, _ in listed])
    return zip(numbers[report].tolist(), (found - first[report]).tolist(), strict=True)


def _by_words(
    ours: NDArray[np.void],
    theirs: NDArray[np.void],
    claim: NDArray[np.int64],
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
    width: int,
) -> tuple[NDArray[np.int64], Flags]:
    """How many words each of our claims shares with each of theirs, and whether that is enough.

    It is if it is half of the shorter one's, as all rules on words ask.

    One word is enough only for a denial, which may be of two words, and for claims that name a time; for a time of day
    it need not be half.
    """
    height = int(ours["claim"].max()) + 1
    to, at = pairs
    shared = np.bincount(ours["claim"][to].astype(np.int64) * width + claim[at], minlength=height * width)
    shared = shared.reshape(height, width)
    one, other = np.zeros((2, height), dtype=np.int64), np.zeros((2, width), dtype=np.int64)
    for held, rows, places in ((one, ours, ours["claim"]), (other, theirs, claim)):
        is_word = rows["sort"] > 0
        held[0, places[is_word]] = rows["words"][is_word]
        held[1, places[is_word]] = rows["sort"][is_word]
    half = 2 * shared >= np.minimum.outer(one[0], other[0])
    least = np.minimum(FEWEST, np.maximum.outer(one[0], other[0]))  # two claims of one word may have that word alone
    both, either = np.bitwise_and.outer(one[1], other[1]), np.bitwise_or.outer(one[1], other[1])
    denied = (either & _DENIES > 0) & ((either ^ both) & _NEGATIVE > 0)
    enough = half & ((shared >= least) | denied | (both & _DATED > 0)) | (both & _CLOCKED > 0)
    return shared, enough & (shared > 0)
