"""The table of rules that decide whether two claims answer one question, tried in this order."""

from collections.abc import Callable
from dataclasses import dataclass

from sayso.compare.blame import blames
from sayso.compare.causes import causes
from sayso.compare.counts import counts
from sayso.compare.happenings import happenings
from sayso.compare.labels import labels
from sayso.compare.meeting import Meeting
from sayso.compare.moments import moments
from sayso.compare.poles import opposites
from sayso.compare.profile import Profile
from sayso.compare.sayings import alike, denials, sayings
from sayso.compare.scene import same_story
from sayso.compare.settle import Finding, settle
from sayso.compare.states import exclusive_states, states
from sayso.compare.values import Fit
from sayso.compare.voices import same_voice
from sayso.nouns import Reason, Relation

Question = Callable[[Profile, Profile], Meeting | None]

RULES: tuple[Question, ...] = (
    counts,
    moments,
    states,
    exclusive_states,
    happenings,
    labels,
    opposites,
    causes,
    blames,
    sayings,
    denials,
)
"""What makes two claims answers to one question. The first that applies decides; its docstring explains it to users."""

_ON_THE_SAME = 0.5  # how much of the words a refusal must share to be about the proposition


@dataclass(frozen=True, slots=True)
class Apart:
    """Two claims are kept apart, for this reason."""

    why: str


def apart(a: Profile, b: Profile) -> Apart | None:
    """What keeps two claims apart before any value is looked at, or None."""
    if same_event(a, b) is False:
        return Apart("They speak of different events.")
    if not same_mood(a, b):
        return Apart("A hope, plan, norm or forecast is not contradicted by a fact.")
    counted = a.attribute and b.attribute
    if counted and a.report == b.report and a.scope and b.scope and not a.scope & b.scope:
        return Apart("They speak of different places.")
    return None


def same_event(a: Profile, b: Profile) -> bool | None:
    """Their reports are of one story, or each claim is set in the story of the other's report; None is unknown."""
    if same_story(a.scene, b.scene):
        return None if _strays(a, b) or _strays(b, a) else True
    set_there = _set_in(a, b), _set_in(b, a)
    return None if None in set_there else all(set_there)


def _set_in(one: Profile, other: Profile) -> bool | None:
    """Whether a claim, by the names around it or those that lead its report, is set in the other's story."""
    if one.names:
        return bool(one.names & other.scene.names)
    return True if one.scene.lead & other.scene.names else None


def _strays(one: Profile, other: Profile) -> bool:
    """Whether a claim is set at a place that leads its report beside the common one and is unknown to the other."""
    if one.report == other.report or not one.scene.lead & other.scene.names:
        return False
    return bool(one.names & one.scene.lead - other.scene.names)


def same_mood(a: Profile, b: Profile) -> bool:
    """Both are put as facts or as plans, or both as the same kind of hope, norm or forecast."""
    planned = {"fact", "plan"}
    return a.mood == b.mood or {a.mood, b.mood} <= planned


def relate(a: Profile, b: Profile) -> Finding | None:
    """How two claims stand to one another; None where no rule decides or they are not comparable."""
    if a.report == b.report and _overlap(a, b):
        return None
    if not (a.position and b.position):
        return _no_position(a, b)
    if apart(a, b):
        return None
    for rule in RULES:
        met = rule(a, b)
        if met is not None:
            found = settle(a, b, met)
            return found if same_event(a, b) or (met.fit is Fit.EQUAL and same_voice(a, b)) else None
    return None


def _no_position(a: Profile, b: Profile) -> Finding | None:
    """One of them takes no position on what the other says, so it supports nothing."""
    if not same_event(a, b) or alike(a, b) < _ON_THE_SAME:
        return None
    why = Reason(rule="no position", words="One of them takes no position on what the other says.")
    return Finding(relation=Relation.REPEATS, rule="no position", reasons=(why,), confidence=0.6)


def _overlap(a: Profile, b: Profile) -> bool:
    return a.claim.layer == b.claim.layer and any(x.overlaps(y) for x in a.claim.content for y in b.claim.content)
