"""Claims gathered to questions: what rules have joined, and what is alike on the whole."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import chain, repeat
from math import fsum, inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.annotate.threads import on_threads
from sayso.compare.batch import Events, Mask, barred, flagged, flags_of, inverted, joined, members, moods
from sayso.compare.company import Flags
from sayso.compare.components import components
from sayso.compare.decide import COPIES
from sayso.compare.encoder import cosine, lengths, parts
from sayso.compare.known import Known
from sayso.compare.likeness import MOST, bounded, chance, traits, weight_of_meaning
from sayso.compare.models import Floats
from sayso.compare.profile import Profile
from sayso.compare.sayings import plain_words
from sayso.data.languages import is_english

ENOUGH = -1.1  # mean log-odds from which two groups are one question, found on stories to develop on
_UNLIKE = -4.0  # log-odds of two claims that share no telling word, are apart or are set in different stories
_COMMON = 200  # a word in more claims than that leads nowhere
_SLACK = 1e-6  # sums of log-odds are no further off, in whatever order they are added up
CLOSE = 0.4  # cosine below which claims of short reports that share no rare word are not thought of as of one question
_DIGITS = 6  # of a cosine that are kept
_ROWS = 64  # claims whose vectors are laid beside all others at once: more of a long report would take much memory

Places = NDArray[np.signedinteger[Any]]
_Pair = tuple[int, int, float | None]  # two claims by their places, and the cosine of their vectors


def gathered(
    asked: Sequence[Profile],
    edges: Iterable[tuple[str, str]],
    rules: Mapping[frozenset[str], str],
    apart: Collection[frozenset[str]] = frozenset(),
    models: Known | None = None,
) -> tuple[tuple[str, ...], ...]:
    """The groups of claims that answer one question: joined by an edge, or alike on the average of all their pairs.

    `rules` names the rule by which a pair of claims met. The mean keeps one likely pair from chaining two questions.
    Pairs that are to be kept `apart` are in no group together. The `models` tell what each claim asks. Groups and
    their claims come in the order of being printed.
    """
    if models is not None:
        models.vectors_of([profile.claimed for profile in asked])
    # Claims of one report come side by side: what is worked out of its text is then worked out once.
    listed = sorted(asked, key=lambda profile: profile.printed)
    place = {profile.id: at for at, profile in enumerate(listed)}
    joint = _ordered(components(place, edges, apart), place)
    # Likeness and vectors were trained on English: what has a claim in another language stays as the rules joined it.
    foreign = {profile.id for profile in listed if not is_english(profile.claimed.report.language)}
    as_is = [group for group in joint if not foreign.isdisjoint(group)]
    groups = [group for group in joint if foreign.isdisjoint(group)]
    known = {profile.id: profile for profile in listed}
    told = [_few(group, known) for group in groups]
    kept = {name for group in told for name in group}
    listed = [profile for profile in listed if profile.id in kept]
    events = Events(listed)
    close = _Closeness(listed, models or Known())
    with on_threads(1):
        merged = _Merging(_Groups(listed, told, rules, events, close), _between(groups, apart)).parts()
    alike = [[name for at in part for name in groups[at]] for part in merged]
    return _ordered((*alike, *as_is), place)


def _ordered(groups: Iterable[Sequence[str]], place: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """The claims of each group, and the groups by their first claims, in the order of their places."""
    told = [tuple(sorted(group, key=place.__getitem__)) for group in groups]
    return tuple(sorted(told, key=lambda group: place[group[0]]))


def _few(group: Iterable[str], known: Mapping[str, Profile]) -> list[str]:
    """The claims of a group without most of those in the same words: what hundreds of copies print says no more."""
    copies: Counter[str] = Counter()
    kept = []
    for name in group:
        said = plain_words(known[name].text)
        copies[said] += 1
        if copies[said] <= COPIES:
            kept.append(name)
    return kept


def one_question(a: Profile, b: Profile, vectors: Mapping[str, bytes]) -> bool:
    """Whether two claims that no rule joins are by themselves so alike that they would be gathered to one question."""
    close = cosine(vectors[a.id], vectors[b.id]) if {a.id, b.id} <= vectors.keys() else None
    return bounded(ENOUGH, traits(a), traits(b), None, close)[0] >= ENOUGH


def _between(groups: Sequence[Sequence[str]], apart: Iterable[frozenset[str]]) -> dict[int, set[int]]:
    """The groups that are to be kept apart, by their numbers."""
    number = {name: at for at, group in enumerate(groups) for name in group}
    found: dict[int, set[int]] = defaultdict(set)
    for pair in apart:
        at = sorted(number[name] for name in pair if name in number)
        if len(at) == len(pair):
            found[at[0]].add(at[-1])
            found[at[-1]].add(at[0])
    return found


class _Closeness:
    """How close the vectors of claims lie, by the places of the claims.

    What hundreds of copies print in the same words has one vector, which is laid beside others once.
    """

    def __init__(self, listed: Sequence[Profile], models: Known) -> None:
        self._known = all(profile.id in models.vectors for profile in listed)
        numbers: dict[bytes, int] = {}
        vectors = [models.vectors[profile.id] for profile in listed if self._known]
        self._row = np.array([numbers.setdefault(vector, len(numbers)) for vector in vectors], dtype=np.int32)
        self._parts = parts(numbers)
        self._lengths = lengths(self._parts)
        self._listed = listed
        self._threads = models.threads

    def of(self, one: int, others: Places) -> Sequence[float | None]:
        """The cosines of a claim's vector and others; None each where some claim of them all has none."""
        if not self._known:
            return [None] * len(others)
        row, rows = self._row[one], self._row[others]
        # The products are whole numbers below 2^24, so exact.
        found = self._cosines(self._parts[rows] @ self._parts[row], row, rows)
        # Their digits in four bytes are what was compared from the start: the last of them may decide.
        told: list[float] = found.astype(np.float32).tolist()
        return told

    def near(self, own: Sequence[int]) -> Iterator[Mask]:
        """Those that lie so close to each claim of one report that they may answer what it answers."""
        if not self._known:
            yield from repeat(0, len(own))
            return
        close = self._close(own[0])
        for start in range(0, len(own), _ROWS):
            rows = self._row[own[start : start + _ROWS]]
            with on_threads(self._threads):
                products = self._parts[rows] @ self._parts.T
            beside = zip(rows.tolist(), products, (close - _SLACK) * self._lengths[rows], strict=True)
            yield from (flagged(self._reach(close, row, told, least)[self._row]) for row, told, least in beside)

    def _reach(self, close: float, row: int, products: Floats, least: float) -> Flags:
        """The vectors whose cosine with one is large enough: few have a product by which that may be."""
        found: Flags = products >= (least * self._lengths).astype(np.float32)
        some = np.flatnonzero(found)
        found[some] = self._cosines(products[some], row, some) >= close
        return found

    def _cosines(self, products: Floats, row: int, rows: Places) -> NDArray[np.float64]:
        found: NDArray[np.float64] = np.round(products / (self._lengths[row] * self._lengths[rows]), _DIGITS)
        return found

    def _close(self, at: int) -> float:
        """The cosine from which a claim may answer what one answers that shares no rare word with it."""
        length = len(self._listed[at].scene.stems)
        return CLOSE + chance(length, length) / weight_of_meaning()


class _Groups:
    """Groups of claims, and how alike two of them are.

    That is a sum over the pairs of their claims: by how much a pair is above what nothing tells. As most groups are far
    from being alike, most sums are only bounded from above.
    """

    def __init__(
        self,
        listed: Sequence[Profile],
        groups: Sequence[Sequence[str]],
        rules: Mapping[frozenset[str], str],
        events: Events,
        close: _Closeness,
    ) -> None:
        place = {profile.id: at for at, profile in enumerate(listed)}
        self.places = [sorted(place[name] for name in group) for group in groups]
        self._group = np.zeros(len(listed), dtype=np.int64)
        for number, group in enumerate(self.places):
            self._group[group] = number
        self._listed = listed
        self._traits = [traits(profile) for profile in listed]
        self._rules = {
            tuple(sorted(place[name] for name in pair)): r for pair, r in rules.items() if pair <= place.keys()
        }
        holders = inverted(profile.stems for profile in listed)
        self._holders = {word: held for word, held in holders.items() if held.bit_count() <= _COMMON}
        self._events = events
        self._moods = moods(listed)
        self._close = close
        self._near: dict[int, Places] = {}

    def bounds(self, number: int) -> dict[int, tuple[float, bool]]:
        """The sums of a group and all later ones that it has anything in common with, and whether they are exact."""
        pairs: dict[int, list[_Pair]] = defaultdict(list)
        for one in self.places[number]:
            others = self.near(one)
            groups = self._group[others]
            later = groups > number
            for group, pair in zip(groups[later].tolist(), self._pairs(one, others[later]), strict=True):
                pairs[group].append(pair)
        return {other: self._bound(number, other, between) for other, between in pairs.items()}

    def _bound(self, one: int, other: int, pairs: Sequence[_Pair]) -> tuple[float, bool]:
        wanted = (ENOUGH - _UNLIKE) * len(self.places[one]) * len(self.places[other])
        if len(pairs) * (MOST - _UNLIKE) < wanted:
            return len(pairs) * (MOST - _UNLIKE), False
        return self._sum(pairs, wanted / len(pairs) + _UNLIKE - _SLACK)

    def exact(self, one: int, other: int) -> float:
        """The sum of two groups."""
        nears = ((at, self.near(at)) for at in self.places[one])
        between = (self._pairs(at, near[self._group[near] == other]) for at, near in nears)
        return self._sum(chain.from_iterable(between), _UNLIKE)[0]

    def _pairs(self, one: int, others: Places) -> Iterator[_Pair]:
        return zip(repeat(one), others.tolist(), self._close.of(one, others))

    def _sum(self, pairs: Iterable[_Pair], floor: float) -> tuple[float, bool]:
        above, sure = [], True
        for a, b, close in pairs:
            rule = self._rules.get((a, b) if a < b else (b, a))
            value, known = bounded(floor, self._traits[a], self._traits[b], rule, close)
            if value > _UNLIKE:
                above.append(value - _UNLIKE)
                sure = sure and known
        return fsum(above), sure

    def near(self, at: int) -> Places:
        """The claims that lie close to one or share a word that is not in very many, and that nothing keeps apart."""
        if at not in self._near:
            own = list(members(self._events.own(at)))
            for one, close in zip(own, self._close.near(own), strict=True):
                beside = flags_of(self._beside(one, close), len(self._listed))
                self._near[one] = np.flatnonzero(beside).astype(np.int32)
        return self._near[at]

    def _beside(self, at: int, close: Mask) -> Mask:
        profile = self._listed[at]
        same, _ = self._events.of(at)
        words = joined(self._holders.get(word, 0) for word in profile.stems)
        found = same & self._moods[profile.mood] & ~(1 << at) & (words | close)
        return found & ~barred(self._listed, at, found & self._events.own(at))


class _Merging:
    """Groups merged by average linkage, the most alike first."""

    def __init__(self, groups: _Groups, apart: Mapping[int, set[int]]) -> None:
        self._groups = groups
        self._apart = defaultdict(set, apart)
        numbers = range(len(groups.places))
        self._parts = {at: [at] for at in numbers}
        self._size = {at: len(groups.places[at]) for at in numbers}
        self._alike: dict[int, dict[int, tuple[float, bool]]] = defaultdict(dict)
        self._exact = lru_cache(maxsize=None)(groups.exact)
        for at in numbers:
            for other, told in groups.bounds(at).items():
                self._alike[at][other] = self._alike[other][at] = told

    def parts(self) -> list[list[int]]:
        """The groups that belong together."""
        pairs = [(a, b) for a, others in self._alike.items() for b in others if a < b]
        heap = [(-mean, a, b) for a, b in pairs if (mean := self._mean(a, b)) >= ENOUGH]
        heapify(heap)
        while heap:
            told, a, b = heappop(heap)
            if a not in self._parts or b not in self._parts or -told != self._mean(a, b):
                continue
            self._join(a, b)
            for other in self._alike[a]:
                if (mean := self._mean(a, other)) >= ENOUGH:
                    heappush(heap, (-mean, min(a, other), max(a, other)))
        return list(self._parts.values())

    def _mean(self, a: int, b: int) -> float:
        """The mean log-odds of two groups; only a bound where that is too little."""
        if b in self._apart[a]:
            return -inf
        value, sure = self._alike[a].get(b, (0.0, True))
        pairs = self._size[a] * self._size[b]
        if not sure and _UNLIKE + value / pairs >= ENOUGH - _SLACK:
            value = sum(self._exact(min(x, y), max(x, y)) for x in self._parts[a] for y in self._parts[b])
            self._alike[a][b] = self._alike[b][a] = value, True
        return _UNLIKE + value / pairs

    def _join(self, a: int, b: int) -> None:
        self._parts[a] += self._parts.pop(b)
        self._size[a] += self._size.pop(b)
        for other in self._apart.pop(b, ()):
            self._apart[other].discard(b)
            self._apart[other].add(a)
            self._apart[a].add(other)
        for other, (value, sure) in self._alike.pop(b).items():
            self._alike[other].pop(b, None)
            if other != a:
                own, known = self._alike[a].get(other, (0.0, True))
                self._alike[a][other] = self._alike[other][a] = own + value, sure and known
