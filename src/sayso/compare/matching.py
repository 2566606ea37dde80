"""Which claims of many reports are worth laying beside those of one, told from their packed keys and words."""

from collections.abc import Iterable, Sequence
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sayso.compare.moments import clocked
from sayso.compare.profile import Profile
from sayso.compare.sayings import FEWEST
from sayso.compare.slots import Need, slots
from sayso.nouns import Act, IndexEntry

Flags = NDArray[np.bool_]

_KEY = np.dtype([("key", "<u4"), ("claim", "<u2"), ("words", "u1"), ("sort", "u1")])
"""A row of a claim: the hash of a key and what it needs (in `words`), or the hash of a word, how many words the claim
has and what it is (in `sort`)."""

_WORD, _DENIES, _NEGATIVE, _DATED, _CLOCKED = 1, 2, 4, 8, 16
_MOST_WORDS = 255
_SIEVE: Final = 0xFFFF
_AT_ONCE = 20_000
"""Claims of which the words are counted at once."""


def packed(claims: Iterable[tuple[int, Profile]]) -> bytes:
    """The rows of claims, given with their places in the reading, in order."""
    return np.array([row for at, profile in claims for row in _keys(at, profile)], _KEY).tobytes()


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


def claims_near(own: IndexEntry, listed: Sequence[tuple[int, bytes]]) -> Iterable[tuple[int, int]]:
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
    chosen: Flags = np.asarray(enough.any(axis=0))
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
