"""The table of rules that decide whether two claims answer one question, and the order in which a pair is decided."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sayso.compare.apart import overlapping, same_event
from sayso.compare.blame import blame_keys, blames
from sayso.compare.causes import cause_keys, causes
from sayso.compare.counts import count_keys, counts
from sayso.compare.elaborations import counted_keys, elaborations
from sayso.compare.happenings import done_keys, happenings
from sayso.compare.labels import label_keys, labels
from sayso.compare.likeness import are_long, likely
from sayso.compare.meeting import Meeting
from sayso.compare.moments import moments, time_keys
from sayso.compare.poles import opposites, pole_keys
from sayso.compare.profile import Profile, once
from sayso.compare.remainders import remainder_keys, remainders
from sayso.compare.retractions import retraction_keys, retractions
from sayso.compare.sayings import alike, denial_keys, denials, saying_keys, sayings
from sayso.compare.settle import Finding, settle
from sayso.compare.states import exclusive_keys, exclusive_states, frame_keys, states
from sayso.compare.values import Fit
from sayso.compare.voices import same_voice
from sayso.nouns import Reason, Relation


@dataclass(frozen=True, slots=True)
class Rule:
    """One way for two claims to answer one question.

    `keys` gives the keys of a claim, each beginning with the rule's name and a colon: only claims that share one are
    laid before `meets`. The docstring of `meets` is what users are told of the rule.
    """

    name: str
    keys: Callable[[Profile], Iterable[str]]
    meets: Callable[[Profile, Profile], Meeting | None]

    @property
    def explanation(self) -> str:
        """What makes two claims answer one question by this rule, in a sentence."""
        return (self.meets.__doc__ or "").strip()


SAYING = Rule("saying", saying_keys, sayings)
DENIAL = Rule("denial", denial_keys, denials)
"""These two look at all words of a claim. Most claims share some word with another, so that sharing a key of theirs
tells little; `decide` counts the shared words instead."""

TIME = Rule("time", time_keys, moments)
BY_WORDS = (SAYING, DENIAL, TIME)
"""Rules for which the words of two claims are counted by the index, instead of sharing a key of theirs."""

RETRACTION = Rule("retraction", retraction_keys, retractions)
ELABORATION = Rule("elaboration", counted_keys, elaborations)
IN_ONE_REPORT = (RETRACTION, ELABORATION)
"""Rules that only meet claims of one report."""

RULES: tuple[Rule, ...] = (
    RETRACTION,
    Rule("count", count_keys, counts),
    TIME,
    Rule("state", frame_keys, states),
    Rule("exclusive", exclusive_keys, exclusive_states),
    Rule("remainder", remainder_keys, remainders),
    Rule("happening", done_keys, happenings),
    Rule("label", label_keys, labels),
    Rule("opposites", pole_keys, opposites),
    Rule("cause", cause_keys, causes),
    Rule("blame", blame_keys, blames),
    SAYING,
    DENIAL,
    ELABORATION,
)
"""Tried in this order; the first that applies decides. What is counted or dated is never judged by its wording."""

_SURE_OF_LONG = frozenset({"retraction", "saying", "denial", "elaboration"})
"""Rules that ask for most of the words, or for neighbours: chance does not bring these about, however long a report."""

_ON_THE_SAME = 0.5  # how much of the words a refusal must share to be about the proposition


def keys_of(profile: Profile) -> frozenset[str]:
    """All keys of a claim: two claims that a rule can decide on share at least one."""
    return frozenset().union(*keys_by_rule(profile))


def keys_by_rule(profile: Profile) -> tuple[frozenset[str], ...]:
    """The keys of a claim by each rule, in the order of the rules."""
    return tuple(keys_by(number, profile) for number in range(len(RULES)))


def keys_by(number: int, profile: Profile) -> frozenset[str]:
    """The keys of a claim by one of the rules, told by its place among them."""
    known = _keys(profile)
    if number not in known:
        known[number] = frozenset(RULES[number].keys(profile))
    return known[number]


@once
def _keys(profile: Profile) -> dict[int, frozenset[str]]:
    """The keys of a claim by those rules that were asked for, filled as they are."""
    del profile
    return {}


def decided(a: Profile, b: Profile, met: Meeting) -> Finding | None:
    """How two claims that a rule has brought together stand to one another; None where nothing is to be said."""
    return settle(a, b, met) if _sure(a, b, met) else None


def _sure(a: Profile, b: Profile, met: Meeting) -> bool:
    """Whether the pair is of one event and, where two numbers differ, nothing else speaks against one count."""
    if met.rule == "count" and met.fit is not Fit.EQUAL and not likely(a, b):
        return False  # two numbers of dead in one story need not be of the same dead
    if met.rule not in _SURE_OF_LONG and are_long(a, b) and not likely(a, b, met.rule):
        return False
    return bool(same_event(a, b)) or (met.fit is Fit.EQUAL and same_voice(a, b))


def no_position(a: Profile, b: Profile) -> Finding | None:
    """How a claim stands to one that takes no position on it, which supports nothing; None if it is about another."""
    if overlapping(a, b) or not same_event(a, b) or alike(a, b) < _ON_THE_SAME:
        return None
    why = Reason(rule="no position", words="One of them takes no position on what the other says.")
    return Finding(relation=Relation.REPEATS, rule="no position", reasons=(why,), confidence=0.6)
