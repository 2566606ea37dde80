"""Who is kin of whom, told of one report and many at once from their packed scenes, as `scene` tells it of two."""

from collections.abc import Sequence
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sayso.compare.company import Common, Flags, standing
from sayso.compare.scene import Scene
from sayso.nouns import IndexEntry

_NAME, _LEAD, _CAPITAL, _OUTLET = 1, 2, 4, 8
_OPENING = 1
"""Of a stem, which is no word with a capital: whether it stands in the opening."""
_SIEVE: Final = 0xFFFF
_BITS: Final = 4
"""A packed scene is a row of numbers: the hash of a word in 28 bits and what the word is in four."""


def packed(scene: Scene) -> bytes:
    """The names and words of a scene."""
    named = {number(word) << _BITS | _flags(word, scene) for word in scene.capitals | scene.names}
    stems = {number(f"#{stem}") << _BITS | (_OPENING if stem in scene.opening else 0) for stem in scene.stems}
    return np.array(sorted(named | stems), dtype="<u4").tobytes()


def number(word: str) -> int:
    """A word as a number of 28 bits."""
    return crc32(word.encode("utf-8", "surrogatepass")) >> _BITS


def _flags(word: str, scene: Scene) -> int:
    told = ((word in scene.names, _NAME), (word in scene.lead, _LEAD), (word in scene.outlet, _OUTLET))
    return _CAPITAL | sum(flag for is_so, flag in told if is_so)


def days_between(own: IndexEntry, day: int | None) -> int:
    """The days between two reports; none where one has no date."""
    return 0 if own.day is None or day is None else abs(own.day - day)


def _among(words: NDArray[np.integer], known: NDArray[np.integer]) -> Flags:
    """Which of many words are known ones, which are few and in order."""
    there = np.zeros(_SIEVE + 1, dtype=bool)
    there[known & _SIEVE] = True
    found: Flags = there[words & _SIEVE]
    left = np.nonzero(found)[0]  # most words end here, which is cheaper than to look for them
    place = np.minimum(np.searchsorted(known, words[left]), max(0, len(known) - 1))
    found[left] = known[place] == words[left]
    return found


def related(own: IndexEntry, listed: Sequence[tuple[int, int | None, bytes]]) -> tuple[Flags, Flags]:
    """Which reports are kin of one, and which are acquainted with it, as `scene` has it."""
    mine = np.frombuffer(own.scene, dtype="<u4")
    theirs = np.frombuffer(b"".join(scene for _, _, scene in listed), dtype="<u4")
    sizes = [len(scene) // mine.itemsize for _, _, scene in listed]
    report = np.repeat(np.arange(len(listed)), sizes)
    words, flags = mine >> _BITS, mine & 15
    is_named = flags & _CAPITAL > 0
    stems, own_opening = words[~is_named], words[~is_named & (flags & _OPENING > 0)]
    named, own_flags = words[is_named], flags[is_named]

    def count(where: Flags) -> NDArray[np.int64]:
        return np.bincount(report[where], minlength=len(listed))

    their_words, their_flags = theirs >> _BITS, theirs & 15
    is_stem = their_flags & _CAPITAL == 0
    is_open = is_stem & (their_flags & _OPENING > 0)
    their_flags = np.where(is_stem, 0, their_flags)
    known = np.zeros(len(theirs), dtype=np.uint32)  # the flags of a name of theirs that is one of ours
    if len(named):
        place = np.minimum(np.searchsorted(named, their_words), len(named) - 1)
        known = np.where((named[place] == their_words) & ~is_stem, own_flags[place], 0)
    either = known | np.where(known > 0, their_flags, 0)
    both_names = (known & their_flags & _NAME) > 0
    ours_led, theirs_led = count((known & _LEAD) > 0) > 0, count((known > 0) & ((their_flags & _LEAD) > 0)) > 0
    we_lead, they_lead = bool((own_flags & _LEAD).any()), count((their_flags & _LEAD) > 0) > 0
    own_outlet = (their_flags & _OUTLET > 0) & (their_flags & _LEAD == 0)
    they_name = count((their_flags & _NAME > 0) & ~own_outlet) > 0
    we_name = bool((own_flags & _NAME > 0)[~((own_flags & _OUTLET > 0) & (own_flags & _LEAD == 0))].any())
    theirs_only = ((known & _OUTLET) > 0) & ((known & _LEAD) == 0)
    told = standing(
        Common(
            stems=count(is_stem & _among(their_words, stems)),
            fewer=np.minimum(count(is_stem), len(stems)),
            openings=count(is_open & _among(their_words, own_opening)),
            opened=count(is_open) * len(own_opening),
            names=count(both_names),
            named=count((their_flags & _NAME) > 0) * int(((own_flags & _NAME) > 0).sum()),
            besides=count(both_names & ((either & _OUTLET) == 0)),
            strange=(we_lead & ~ours_led) | (they_lead & ~theirs_led),
            nameless=(not we_name) | ~they_name,
            touching=count((known > 0) & ((either & _NAME) > 0) & ~theirs_only & ~own_outlet) > 0,
            gap=np.array([days_between(own, day) for _, day, _ in listed]),
        )
    )
    return told.kin, told.acquainted
