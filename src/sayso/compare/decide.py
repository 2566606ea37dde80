"""Which pairs of claims are laid side by side, and the links that come of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from sayso.compare.blame import blame
from sayso.compare.causes import cause
from sayso.compare.happenings import done
from sayso.compare.labels import label
from sayso.compare.poles import pole_topics
from sayso.compare.profile import Profile, profiles
from sayso.compare.rules import relate
from sayso.compare.sayings import prefix
from sayso.compare.settle import Finding
from sayso.compare.states import excluded_frames
from sayso.nouns import Claimed, Link, Relation, content_id

_DIRECTED = frozenset(
    {Relation.REFINES, Relation.SUPERSEDES, Relation.SUPPORTS, Relation.ELABORATES, Relation.RELABELS}
)


class Candidates(Protocol):
    """What comparing needs of a store: the older claims that share a key with new ones."""

    def near(self, keys: frozenset[str]) -> Iterable[Claimed]:
        """The claims that have at least one of the keys."""
        ...


def index_keys(claimed: Claimed) -> frozenset[str]:
    """The keys under which a claim is found again: two claims that a rule can decide on share at least one."""
    return _keys(profiles((claimed,))[0])


def _keys(profile: Profile) -> frozenset[str]:
    keys = {f"word:{stem}" for stem in prefix(profile.stems)}
    if profile.attribute:
        keys.add(f"count:{profile.attribute}")
    keys |= {f"denied:{stem}" for stem in profile.stems if len(profile.stems) > 1}
    if profile.count and profile.count.best:
        keys.add(f"figure:{profile.count.best}")
    keys |= {f"pole:{topic}" for topic in pole_topics(profile)}
    keys |= {f"time:{stem}" for stem in profile.stems if profile.claim.times}
    keys |= {f"done:{name}" for name, _ in done(profile)}
    if given := label(profile):
        keys.add(f"label:{given.contest}")
    if blame(profile):
        keys.add("blame")
    if cause(profile):
        keys.add("cause")
    for state in profile.states:
        keys |= {f"state:{frame}" for frame in (state.frame, *excluded_frames(state.frame or ""))}
    return frozenset(keys)


def decide(new: Sequence[Claimed], older: Sequence[Claimed]) -> tuple[Link, ...]:
    """The links within the new claims and between new and older ones that a rule decides, in order of their ids.

    What is said of a pair depends on the two claims and their reports alone.
    """
    fresh = {profile.id: profile for profile in profiles(new)}
    known = {profile.id: profile for profile in profiles(older) if profile.id not in fresh} | fresh
    buckets: dict[str, list[str]] = defaultdict(list)
    for profile in known.values():
        for key in _keys(profile):
            buckets[key].append(profile.id)
    links: dict[str, Link] = {}
    for one in fresh.values():
        near = {other for key in _keys(one) for other in buckets[key]} - {one.id}
        for other in near:
            if other in fresh and other < one.id:
                continue  # the pair comes up from its other end
            link = _link(one, known[other])
            if link:
                links[link.id] = link
    return tuple(sorted(links.values(), key=lambda link: link.id))


def _link(one: Profile, other: Profile) -> Link | None:
    a, b = sorted((one, other), key=lambda profile: profile.id)
    found = relate(a, b)
    return _made(a.id, b.id, found) if found else None


def _made(a: str, b: str, found: Finding) -> Link:
    turned = found.turned and found.relation in _DIRECTED
    first, second = (b, a) if turned else (a, b)
    reasons = tuple(type(r)(rule=r.rule, words=r.words, a=r.b, b=r.a) if turned else r for r in found.reasons)
    return Link(
        id=content_id("l", first, second, found.relation.value),
        a=first,
        b=second,
        relation=found.relation,
        rule=found.rule,
        reasons=reasons,
        confidence=found.confidence,
    )
