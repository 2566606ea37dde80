"""Claims gathered to questions: what rules have joined, and what is alike on the whole."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations

from sayso.compare.apart import apart, overlapping, same_event
from sayso.compare.components import components
from sayso.compare.likeness import if_at_least, traits
from sayso.compare.profile import Profile

_ENOUGH = -1.0  # mean log-odds from which two groups are one question, found with weights that had not seen the story
_UNLIKE = -4.0  # log-odds of two claims that share no telling word, are apart or are set in different stories
_PROMISING = -2.5  # two groups are considered if any of their claims are as much alike
_COMMON = 200  # a word in more claims than that leads nowhere


def gathered(
    asked: Sequence[Profile], edges: Iterable[tuple[str, str]], rules: dict[frozenset[str], str]
) -> tuple[tuple[str, ...], ...]:
    """The groups of claims that answer one question: joined by an edge, or alike on the average of all their pairs.

    `rules` names the rule by which a pair of claims met. The mean keeps one likely pair from chaining two questions.
    """
    known = {profile.id: profile for profile in asked}
    groups = [set(group) for group in components(known, edges)]
    at = {name: i for i, group in enumerate(groups) for name in group}
    alike: dict[int, dict[int, float]] = defaultdict(dict)
    promising: set[tuple[int, int]] = set()
    for a, b in _candidates([known[name] for name in sorted(known)]):
        one, two = sorted((at[a.id], at[b.id]))
        if one != two and same_event(a, b) and not apart(a, b) and not overlapping(a, b):
            found = if_at_least(_UNLIKE, traits(a), traits(b), rules.get(frozenset((a.id, b.id))))
            if found is None:
                continue
            alike[one][two] = alike[two][one] = alike[one].get(two, 0.0) + found - _UNLIKE
            if found >= _PROMISING:
                promising.add((one, two))
    merged = _merged([len(group) for group in groups], alike, promising)
    return tuple(sorted(tuple(sorted(name for i in part for name in groups[i])) for part in merged))


def _candidates(asked: Sequence[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """The pairs of claims that share a word which is not in very many of them."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, profile in enumerate(asked):
        for word in profile.stems:
            holders[word].append(at)
    pairs = {pair for held in holders.values() if len(held) <= _COMMON for pair in combinations(held, 2)}
    yield from ((asked[a], asked[b]) for a, b in sorted(pairs))


def _merged(
    sizes: list[int], alike: dict[int, dict[int, float]], promising: Iterable[tuple[int, int]]
) -> list[list[int]]:
    """Groups merged by average linkage, the most alike first."""
    parts = {at: [at] for at in range(len(sizes))}
    size = dict(enumerate(sizes))

    def mean(a: int, b: int) -> float:
        return _UNLIKE + alike[a].get(b, 0.0) / (size[a] * size[b])

    heap = [(-mean(a, b), a, b) for a, b in promising]
    heapify(heap)
    while heap:
        told, a, b = heappop(heap)
        if -told < _ENOUGH:
            break
        if a not in parts or b not in parts or -told != mean(a, b):
            continue
        parts[a] += parts.pop(b)
        size[a] += size.pop(b)
        for other, value in alike.pop(b).items():
            alike[other].pop(b, None)
            if other != a:
                alike[a][other] = alike[other][a] = alike[a].get(other, 0.0) + value
        for other in alike[a]:
            if other in parts and mean(a, other) >= _ENOUGH:
                heappush(heap, (-mean(a, other), min(a, other), max(a, other)))
    return list(parts.values())
