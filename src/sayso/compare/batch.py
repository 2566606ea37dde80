"""Many claims laid beside one another at once: which of them a claim may meet, before any pair is looked at.

A set of claims is the bits of an int, by their places in the batch: to join, cut and count such sets costs a step for
some thirty claims. Whatever is asked here of one claim and all others has its plain form for a pair elsewhere; both say
the same, so a pair's result does not depend on the batch.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from itertools import accumulate
from operator import or_

from sayso.compare.apart import apart, mix, overlapping, places
from sayso.compare.profile import Profile
from sayso.compare.sayings import FEWEST, LEAST_ALIKE, plain_words
from sayso.compare.scene import Scene, akin, same_story

_KEPT = 4096  # kinds of claims for which the events are remembered

Mask = int
"""A set of claims or reports: bit i stands for the one at place i."""


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


def inverted(held: Iterable[Iterable[str]]) -> Mapping[str, Mask]:
    """Of each word, the places of those that hold it."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(held):
        for word in words:
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


def turned(held: Sequence[Mask], width: int) -> list[Mask]:
    """Of each place, who holds it, from what each holds: a table of bits, turned by its diagonal.

    >>> [bin(column) for column in turned([0b01, 0b11, 0b10], 2)]
    ['0b11', '0b110']
    """
    rows = (format(row, f"0{width}b") for row in reversed(held))
    return [int("".join(column), 2) for column in zip(*rows, strict=True)][::-1]


def moods(profiles: Sequence[Profile]) -> Mapping[str, Mask]:
    """Of each mood, the claims that are put so that `apart.same_mood` lets them be laid beside one of that mood."""
    by_mood = inverted((profile.mood,) for profile in profiles)
    return {mood: joined(held for other, held in by_mood.items() if mix(mood, other)) for mood in by_mood}


def barred(profiles: Sequence[Profile], at: int, among: Mask) -> Mask:
    """Those claims that are cut from the same words as one, or apart from it as only the pair tells."""
    pairs = ((to, profiles[min(at, to)], profiles[max(at, to)]) for to in members(among))
    return mask([to for to, a, b in pairs if overlapping(a, b) or apart(a, b)])


class Events:
    """Which claims can speak of one event: `apart.same_event` of one claim with all others at once."""

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
        self._led = [joined(self._capital.get(name, 0) for name in scene.lead) for scene in self._scenes]
        self._story: dict[int, Mask] = {}
        self._settled: dict[int, Mask] = {}
        self._found: dict[tuple[int, Mask, Mask, Mask], tuple[Mask, Mask]] = {}

    def own(self, at: int) -> Mask:
        """The claims of the same report."""
        return self.of_report[self._report[at]]

    def of(self, at: int) -> tuple[Mask, Mask]:
        """The claims that are surely of one event with this one, and those that are surely not."""
        report = self._report[at]
        kind = (report, *self._kinds[at])
        if kind not in self._found:
            if len(self._found) >= _KEPT:
                self._found.clear()
            self._found[kind] = self._told(*kind)
        return self._found[kind]

    def _told(self, report: int, inside: Mask, outside: Mask, strays: Mask) -> tuple[Mask, Mask]:
        story = self._story_of(report)
        set_here, set_elsewhere, straying = (held[report] for held in self._faces)
        inside, outside = inside & ~story, outside & ~story
        same = self._claims(story & ~strays) & ~straying | self._claims(inside) & set_here
        other = self._claims(inside) & set_elsewhere | self._claims(outside) & (set_here | set_elsewhere)
        return same, other

    @cached_property
    def _kinds(self) -> list[tuple[Mask, Mask, Mask]]:
        """Of each claim, the reports in whose story it is set, those in whose story it is not, and where it strays."""
        return [self._kind(profile, report) for profile, report in zip(self._profiles, self._report, strict=True)]

    def _kind(self, profile: Profile, report: int) -> tuple[Mask, Mask, Mask]:
        names, lead = profile.names, profile.scene.lead
        every = (1 << len(self._scenes)) - 1
        known = joined(self._capital.get(name, 0) for name in names)
        local = not (names.isdisjoint(lead) and names.isdisjoint(places(profile)))
        strange = joined(every & ~self._capital.get(name, 0) for name in names & lead)
        return (
            known if local else known | self._settled_in(report),
            every & ~known if local else 0,
            strange & self._led[report] & ~(1 << report),
        )

    def _story_of(self, report: int) -> Mask:
        if report not in self._story:
            here = self._scenes[report]
            self._story[report] = mask([at for at, there in enumerate(self._scenes) if same_story(here, there)])
        return self._story[report]

    def _settled_in(self, report: int) -> Mask:
        """The reports in whose story a claim of this report is set if its own names do not tell."""
        if report not in self._settled:
            here, story = self._scenes[report], self._story_of(report) | self._led[report]
            near = [at for at, there in enumerate(self._scenes) if not story >> at & 1 and akin(here, there)]
            self._settled[report] = self._led[report] | mask(near)
        return self._settled[report]

    @cached_property
    def _faces(self) -> tuple[list[Mask], list[Mask], list[Mask]]:
        """Of each report, the claims that are set in its story, those that are not, and those that stray from it."""
        inside, outside, strays = zip(*self._kinds, strict=True)
        return turned(inside, len(self._scenes)), turned(outside, len(self._scenes)), turned(strays, len(self._scenes))

    def _claims(self, reports: Mask) -> Mask:
        return joined(self.of_report[report] for report in members(reports))


class Words:
    """Which claims share content words with one claim, and how many."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._profiles = profiles
        self._holders = inverted(profile.stems for profile in profiles)
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
