"""Many claims laid beside one another at once: which of them a claim may meet, before any pair is looked at.

A set of claims is the bits of an int, by their places in the batch: to join, cut and count such sets costs a step for
some thirty claims. Whatever is asked here of one claim and all others has its plain form for a pair elsewhere; both say
the same, so a pair's result does not depend on the batch.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from operator import or_

import numpy as np
from numpy.typing import NDArray

from sayso.compare.apart import apart, mix, overlapping, places
from sayso.compare.company import Flags
from sayso.compare.profile import Profile
from sayso.compare.sayings import FEWEST, LEAST_ALIKE, plain_words
from sayso.compare.scene import Scene
from sayso.compare.scenes import Holders, Scenes

_FEW = 16  # reports whose claims are joined one by one
_KEPT = 4096  # kinds of claims for which the events are remembered

Mask = int
"""A set of claims or reports: bit i stands for the one at place i."""


def flagged(flags: Flags) -> Mask:
    """The set of those that are flagged."""
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def flags_of(mask: Mask, size: int) -> Flags:
    """Which of so many are in a set."""
    packed = np.frombuffer(mask.to_bytes((size + 7) // 8, "little"), dtype=np.uint8)
    found: Flags = np.unpackbits(packed, count=size, bitorder="little").view(np.bool_)
    return found


def members(mask: Mask) -> Iterator[int]:
    """The places in a set, in order.

    >>> list(members(0b1101))
    [0, 2, 3]
    """
    bits = bin(mask)[:1:-1]
    at = bits.find("1")
    while at >= 0:
        yield at
        at = bits.find("1", at + 1)


def joined(masks: Iterable[Mask]) -> Mask:
    """All that is in any of the sets."""
    return reduce(or_, masks, 0)


def inverted(held: Iterable[Iterable[str]], wanted: frozenset[str] | None = None) -> Mapping[str, Mask]:
    """Of each word (or each that is wanted), the places of those that hold it."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(held):
        for word in words if wanted is None else wanted.intersection(words):
            places[word].append(at)
    return {word: mask(found) for word, found in places.items()}


def mask(places: Sequence[int]) -> Mask:
    """The set of these places, which are in order."""
    if not places:
        return 0
    bits = bytearray(places[-1] // 8 + 1)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


def moods(profiles: Sequence[Profile]) -> Mapping[str, Mask]:
    """Of each mood, the claims that are put so that `apart.same_mood` lets them be laid beside one of that mood."""
    by_mood = inverted((profile.mood,) for profile in profiles)
    return {mood: joined(held for other, held in by_mood.items() if mix(mood, other)) for mood in by_mood}


def barred(profiles: Sequence[Profile], at: int, among: Mask) -> Mask:
    """Those claims that are cut from the same words as one, or apart from it as only the pair tells."""
    pairs = ((to, profiles[min(at, to)], profiles[max(at, to)]) for to in members(among))
    return mask([to for to, a, b in pairs if overlapping(a, b) or apart(a, b)])


class Events:
    """Which claims can speak of one event: `apart.same_event` of one claim with all others at once.

    What is asked of a report is worked out when one of its claims is first asked about: of a thousand claims that lie
    beside those of one new report, nobody asks how they stand to one another.
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._profiles = profiles
        self._scenes: list[Scene] = list({profile.report: profile.scene for profile in profiles}.values())
        number = {scene.report: at for at, scene in enumerate(self._scenes)}
        self._report = [number[profile.report] for profile in profiles]
        held: list[list[int]] = [[] for _ in self._scenes]
        for at, report in enumerate(self._report):
            held[report].append(at)
        self.of_report = [mask(places) for places in held]
        self._capital = inverted(scene.capitals for scene in self._scenes)
        self._beside = Scenes(self._scenes)
        self._set = _Set(profiles, np.array(self._report, dtype=np.int64))
        self._faces: dict[int, _Face] = {}
        self._found: dict[tuple[int, Mask, Mask, Mask], tuple[Mask, Mask]] = {}

    def own(self, at: int) -> Mask:
        """The claims of the same report."""
        return self.of_report[self._report[at]]

    def of(self, at: int) -> tuple[Mask, Mask]:
        """The claims that are surely of one event with this one, and those that are surely not."""
        report = self._report[at]
        if report not in self._faces:
            self._faces[report] = self._face(report)
        kind = (report, *self._kind(self._profiles[at], self._faces[report]))
        if kind not in self._found:
            if len(self._found) >= _KEPT:
                self._found.clear()
            self._found[kind] = self._told(self._faces[report], *kind[1:])
        return self._found[kind]

    def _told(self, face: "_Face", inside: Mask, outside: Mask, strays: Mask) -> tuple[Mask, Mask]:
        near = face.acquainted & ~face.story
        inside, outside = inside & near, outside & near
        same = self._claims(face.story & ~strays) & ~face.straying | self._claims(inside) & face.here
        other = self._claims(inside) & face.elsewhere | self._claims(outside) & (face.here | face.elsewhere)
        return same, other | self._claims(~face.acquainted & ((1 << len(self._scenes)) - 1))

    def _kind(self, profile: Profile, face: "_Face") -> tuple[Mask, Mask, Mask]:
        """The reports in whose story a claim is set, those in whose story it is not, and those where it strays."""
        names, lead = profile.names, profile.scene.lead
        every = (1 << len(self._scenes)) - 1
        known = joined(self._capital.get(name, 0) for name in names)
        local = _local(profile)
        strange = joined(every & ~self._capital.get(name, 0) for name in names & lead)
        return known if local else known | face.settled, every & ~known if local else 0, strange & face.led & ~face.own

    def _face(self, report: int) -> "_Face":
        stand, led, leading = self._beside.standing(report), self._beside.led(report), self._beside.leading(report)
        look_alike = stand.akin & ~stand.story
        near = self._set.of(stand.acquainted)
        here, elsewhere, strange = self._set.sides(self._scenes[report], led | look_alike)
        return _Face(
            own=1 << report,
            story=flagged(stand.story),
            acquainted=flagged(stand.acquainted),
            led=flagged(leading),
            settled=flagged(leading | look_alike),
            here=flagged(near & here),
            elsewhere=flagged(near & elsewhere),
            straying=flagged(near & strange & self._set.of(led)) & ~self.of_report[report],
        )

    def _claims(self, reports: Mask) -> Mask:
        if reports.bit_count() < _FEW:
            return joined(self.of_report[report] for report in members(reports))
        # To join the sets of a thousand reports one by one takes a millisecond where there are 30,000 claims.
        return flagged(self._set.of(flags_of(reports, len(self._scenes))))


@dataclass(frozen=True, slots=True)
class _Face:
    """How a report and all others look at one another.

    Reports: itself, those of its story, those that it is acquainted with, those in which it is led by known names, and
    those in whose story a claim of it is set if its own names do not tell. Claims: those set in its story, those that
    are not, and those that stray from it.
    """

    own: Mask
    story: Mask
    acquainted: Mask
    led: Mask
    settled: Mask
    here: Mask
    elsewhere: Mask
    straying: Mask


def _local(profile: Profile) -> bool:
    """Whether the names nearest to a claim set it somewhere: one that leads its report, or a place."""
    names = profile.names
    return not (names.isdisjoint(profile.scene.lead) and names.isdisjoint(places(profile)))


class _Set:
    """Where claims are set: in the story of a report, elsewhere, or at a place that only their own report knows."""

    def __init__(self, profiles: Sequence[Profile], report: NDArray[np.int64]) -> None:
        self._report = report
        self._local = np.array([_local(profile) for profile in profiles], dtype=bool)
        self._names = Holders(profile.names for profile in profiles)
        self._leading = Holders(profile.names & profile.scene.lead for profile in profiles)

    def of(self, reports: Flags) -> Flags:
        """The claims of these reports."""
        found: Flags = reports[self._report]
        return found

    def sides(self, here: Scene, settled: Flags) -> tuple[Flags, Flags, Flags]:
        """The claims set in the story of a report, those set elsewhere, those with a strange name that leads theirs.

        `settled` are the reports whose claims are set there unless their own names tell otherwise.
        """
        known = self._names.any(here.capitals)
        strange = self._leading.shared(here.capitals) < self._leading.sizes
        return known | (self.of(settled) & ~self._local), self._local & ~known, strange


class Words:
    """Which claims share content words with one claim, and how many.

    `asked` are the words of those claims about which it will be asked.
    """

    def __init__(self, profiles: Sequence[Profile], asked: frozenset[str] | None = None) -> None:
        self._profiles = profiles
        self._holders = inverted((profile.stems for profile in profiles), asked)
        self._texts = inverted((plain_words(profile.text),) if profile.stems else () for profile in profiles)
        sizes = inverted((str(len(profile.stems)),) for profile in profiles)
        longest = max((len(profile.stems) for profile in profiles), default=0)
        self._up_to: list[Mask] = list(accumulate((sizes.get(str(size), 0) for size in range(longest + 1)), or_))
        self.several: Mask = self._up_to[-1] & ~joined(self._up_to[:FEWEST][-1:])

    def shared(self, at: int) -> "Counted":
        """How many content words each claim shares with this one."""
        ones = twos = fours = more = 0
        for word in self._profiles[at].stems:
            carry = self._holders[word]
            ones, carry = ones ^ carry, ones & carry
            twos, carry = twos ^ carry, twos & carry
            fours, carry = fours ^ carry, fours & carry
            more |= carry
        return Counted((more, fours, twos, ones))

    def alike(self, at: int, shared: "Counted") -> Mask:
        """The claims of the same words as this one, and those whose words may be as `sayings.alike` asks."""
        profile = self._profiles[at]
        if not profile.stems:
            return 0
        own = len(profile.stems)
        found = self._texts[plain_words(profile.text)]
        for number in range(FEWEST, min(own, Counted.MOST) + 1):
            longest = int(2 * number / LEAST_ALIKE) - own if number < Counted.MOST else len(self._up_to)
            if longest > 0:
                found |= shared.at_least(number) & self._up_to[min(longest, len(self._up_to) - 1)]
        return found


class Counted:
    """A number for each claim, held digit by digit: eight and more, four, two, one."""

    MOST = 8

    def __init__(self, digits: tuple[Mask, Mask, Mask, Mask]) -> None:
        self._digits = digits

    def at_least(self, number: int) -> Mask:
        """The claims whose number is at least so large; of numbers beyond eight, those that have eight."""
        wanted = min(number, self.MOST)
        above, equal = 0, joined(self._digits)
        for digit, held in zip((8, 4, 2, 1), self._digits, strict=True):
            if wanted & digit:
                equal &= held
            else:
                above |= equal & held
                equal &= ~held
        return above | equal
