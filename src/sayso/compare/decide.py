"""Which pairs of claims are laid side by side, and the links that come of it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from sayso.compare.batch import Counted, Events, Mask, Words, barred, inverted, joined, mask, members, moods
from sayso.compare.profile import Profile, Profiles, order_of, profiles
from sayso.compare.rules import (
    DENIAL,
    IN_ONE_REPORT,
    RULES,
    SAYING,
    Rule,
    decided,
    keys_by,
    keys_by_rule,
    keys_of,
    no_position,
)
from sayso.compare.sayings import FEWEST, plain_words
from sayso.compare.settle import Finding
from sayso.compare.voices import same_voice
from sayso.nouns import Act, Claimed, Link, Reason, content_id

_BY_WORDS = (SAYING, DENIAL)


def index_keys(claimed: Sequence[Claimed], made: Profiles = profiles) -> tuple[frozenset[str], ...]:
    """The keys under which each claim is found again: two claims that a rule can decide on share at least one."""
    return tuple(map(keys_of, made(claimed)))


COPIES = 4
"""Claims of one voice, or of any paper, in the same words that are laid beside what comes later: those that came first.

The five hundredth copy of a dispatch says nothing new of any other claim, and links of each with each would fill the
ledger.
"""


def decide(
    new: Sequence[Claimed],
    older: Sequence[Claimed],
    made: Profiles = profiles,
    turns: Mapping[str, int] | None = None,
) -> tuple[Link, ...]:
    """The links within the new claims and between new and older ones that a rule decides, in order of their ids.

    Each leads from the claim that was printed first, unless it says itself which way it leads. What is said of a pair
    depends on the two claims and their reports alone. `turns` tell in which order the reports came, by their ids: then
    no more than COPIES of the claims in the same words are laid beside those that came later.
    """
    known = {one.claim.id: one for one in (*older, *new)}
    fresh = {one.claim.id for one in new}
    ordered = sorted(known.values(), key=order_of)
    at = [place for place, one in enumerate(ordered) if one.claim.id in fresh]
    links = _Beside(made(ordered), at, turns).links()
    return tuple(sorted(links, key=lambda link: link.id))


class _Beside:
    """Claims in the order of being printed, of which some (`fresh`, by their places) are laid beside all others.

    A pair is left out only for what would end it anyhow: the order of decision is event and mood, position, values,
    origin, time, and only then a dispute.
    """

    def __init__(self, listed: Sequence[Profile], fresh: Sequence[int], turns: Mapping[str, int] | None) -> None:
        self._listed = listed
        self._fresh = mask(fresh)
        self._events = Events(listed)
        new = [listed[at] for at in fresh]
        self._words = Words(listed, frozenset[str]().union(*(profile.stems for profile in new)))
        self._holders = [{} if rule in _BY_WORDS else self._held(at, new) for at, rule in enumerate(RULES)]
        self._position = self._those(lambda profile: profile.position)
        self._negative = self._those(lambda profile: profile.negative)
        self._denying = self._those(lambda profile: profile.claim.act is Act.DENY)
        self._moods = moods(listed)
        self._beside = {} if turns is None else _first_copies(listed, fresh, turns)

    def _held(self, number: int, new: Sequence[Profile]) -> Mapping[str, Mask]:
        """The keys of new claims by a rule, with all claims that have them; nothing more is worked out of old ones."""
        wanted = frozenset[str]().union(*(keys_by(number, profile) for profile in new))
        if not wanted:
            return {}
        reports = {profile.report for profile in new} if RULES[number] in IN_ONE_REPORT else None
        looked_at = (profile if reports is None or profile.report in reports else None for profile in self._listed)
        return inverted((keys_by(number, profile) if profile else () for profile in looked_at), wanted)

    def links(self) -> Iterator[Link]:
        """The links of the fresh claims, among themselves and to all others."""
        for at in members(self._fresh):
            twice = self._fresh & ((1 << at) - 1) | 1 << at
            yield from self._links(at, ~twice & (self._beside.get(at, -1) | self._events.own(at)))

    def _links(self, at: int, among: Mask) -> Iterator[Link]:
        one, shared = self._listed[at], self._words.shared(at)
        alike = self._words.alike(at, shared)
        same, other = self._events.of(at)
        for to in members(among & same & alike & (~self._position if one.position else -1)):
            a, b = self._pair(at, to)
            if found := no_position(a, b):
                yield _made(a.id, b.id, found)
        if not one.position:
            return
        among &= self._position & self._moods[one.mood] & ~other
        tried = [(rule, may & among) for rule, may in self._tried(at, alike, shared)]
        among &= ~self._barred(at, joined(may for _, may in tried), same)
        for rule, may in tried:
            for to in members(may & among):
                a, b = self._pair(at, to)
                met = rule.meets(a, b)
                if met is not None:
                    among &= ~(1 << to)  # the first rule that applies decides
                    if found := decided(a, b, met):
                        yield _made(a.id, b.id, found)

    def _tried(self, at: int, alike: Mask, shared: Counted) -> Iterator[tuple[Rule, Mask]]:
        """The rules in their order, each with the claims that it may lay beside this one."""
        by_words = {SAYING: alike, DENIAL: self._denials(at, shared)}
        for rule, keys, holders in zip(RULES, keys_by_rule(self._listed[at]), self._holders, strict=True):
            yield rule, by_words[rule] if rule in by_words else joined(holders.get(key, 0) for key in keys)

    def _denials(self, at: int, shared: Counted) -> Mask:
        """The claims that this one may deny, or that may deny it: of the same words, beside it, or expressly."""
        one = self._listed[at]
        answered = -1 if one.claim.act is Act.DENY else self._denying | self._events.own(at)
        if not self._words.several >> at & 1:
            return 0
        other = self._words.several & (~self._negative if one.negative else self._negative)
        return other & (shared.at_least(FEWEST) | shared.at_least(1) & answered)

    def _barred(self, at: int, among: Mask, same: Mask) -> Mask:
        """Those that only the pair tells to be no match, of the same report or perhaps of another event."""
        perhaps = [to for to in members(among & ~same) if not same_voice(*self._pair(at, to))]
        return barred(self._listed, at, among & self._events.own(at)) | mask(perhaps)

    def _pair(self, one: int, other: int) -> tuple[Profile, Profile]:
        """Two claims, the one that was printed first first."""
        return self._listed[min(one, other)], self._listed[max(one, other)]

    def _those(self, told: Callable[[Profile], bool]) -> Mask:
        return mask([at for at, profile in enumerate(self._listed) if told(profile)])


def _first_copies(listed: Sequence[Profile], fresh: Sequence[int], turns: Mapping[str, int]) -> Mapping[int, Mask]:
    """For each fresh claim those that it may be laid beside: of any two, the one that came first is a first copy."""
    ordered = sorted(range(len(listed)), key=lambda at: (turns.get(listed[at].report, 0), at))
    asked, earlier, first, found = set(fresh), 0, 0, {}
    copies: Counter[tuple[str, ...]] = Counter()
    for at in ordered:
        profile = listed[at]
        voice = profile.voice if profile.named else ""
        said = (plain_words(profile.text), voice, profile.claim.act, profile.claim.polarity, profile.mood)
        copies[said] += 1
        is_first = copies[said] <= COPIES
        if at in asked:
            found[at] = first | (~earlier if is_first else 0)
        earlier |= 1 << at
        first |= is_first << at
    return found


def _made(a: str, b: str, found: Finding) -> Link:
    """The link from a to b, or the other way about where the finding is turned."""
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
