"""Which pairs of claims are laid side by side, and the links that come of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from sayso.compare.profile import Profile, profiles
from sayso.compare.rules import keys_of, relate
from sayso.compare.settle import Finding
from sayso.nouns import Claimed, Link, Reason, content_id


class Candidates(Protocol):
    """What comparing needs of a store: the older claims that share a key with new ones."""

    def near(self, keys: frozenset[str]) -> Iterable[Claimed]:
        """The claims that have at least one of the keys."""
        ...


@dataclass(frozen=True, slots=True)
class _Indexed:
    """A profile with its keys."""

    profile: Profile
    keys: frozenset[str]


def index_keys(claimed: Sequence[Claimed]) -> tuple[frozenset[str], ...]:
    """The keys under which each claim is found again: two claims that a rule can decide on share at least one."""
    return tuple(map(keys_of, profiles(claimed)))


def decide(new: Sequence[Claimed], older: Sequence[Claimed]) -> tuple[Link, ...]:
    """The links within the new claims and between new and older ones that a rule decides, in order of their ids.

    What is said of a pair depends on the two claims and their reports alone.
    """
    fresh = _index(new)
    known = _index(older) | fresh
    holders: dict[str, list[str]] = defaultdict(list)
    for name, one in known.items():
        for key in one.keys:
            holders[key].append(name)
    links: list[Link] = []
    for name, one in fresh.items():
        near = {other for key in one.keys for other in holders[key] if other not in fresh or other > name}
        links += filter(None, (_link(one, known[other]) for other in near if other != name))
    return tuple(sorted(links, key=lambda link: link.id))


def _index(claimed: Sequence[Claimed]) -> dict[str, _Indexed]:
    return {profile.id: _Indexed(profile, keys_of(profile)) for profile in profiles(claimed)}


def _link(one: _Indexed, other: _Indexed) -> Link | None:
    a, b = sorted((one.profile, other.profile), key=lambda profile: profile.id)
    found = relate(a, b, one.keys & other.keys)
    return _made(a.id, b.id, found) if found else None


def _made(a: str, b: str, found: Finding) -> Link:
    """The link from a to b, or the other way about where the finding is turned; else in order of ids."""
    first, second = (b, a) if found.turned else (a, b)
    reasons = tuple(Reason(rule=r.rule, words=r.words, a=r.b, b=r.a) if found.turned else r for r in found.reasons)
    return Link(
        id=content_id("l", first, second, found.relation.value),
        a=first,
        b=second,
        relation=found.relation,
        rule=found.rule,
        reasons=reasons,
        confidence=found.confidence,
    )
