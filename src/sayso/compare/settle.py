"""From fitting values to a relation: origin first, then time, and only then a dispute."""

import re
from dataclasses import dataclass, replace

from sayso.compare.meeting import Meeting
from sayso.compare.profile import Profile
from sayso.compare.values import Fit, interval
from sayso.compare.voices import opposed, same_voice, speaker
from sayso.compare.words import tokens
from sayso.data import words
from sayso.nouns import Reason, Relation, later_version

_MOMENT = re.compile(
    r"\b(?:was|were|had)\b.{0,300}\b(?:when|while|before|at the (?:time|moment)|as (?:the|it|she|he|they))\b",
    re.IGNORECASE,
)
_LEAP = 4.0  # a toll of another voice that is so many times as high is a rival one
_CLEARLY = 1.1  # "1,230" does not replace "more than 1,200", it says it more exactly; "1,400" is growth


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How a pair stands; `turned` where the relation goes from b to a."""

    relation: Relation
    rule: str
    reasons: tuple[Reason, ...]
    turned: bool = False
    confidence: float = 0.8


def settle(a: Profile, b: Profile, met: Meeting) -> Finding | None:
    """The relation of two claims that answer one question; None where both may be true and nothing is to be said."""
    if met.fit in {Fit.CLASH, Fit.A_UNDOES, Fit.B_UNDOES} and (edited := _edited(a, b)) is not None:
        why = Reason(rule="later version", words="A later version of the same report puts it so instead.")
        return _found(met, Relation.SUPERSEDES, why, turned=edited is b)
    if met.changes == "state" and a.count is None and (_at_a_moment(a) or _at_a_moment(b)):
        met = replace(met, changes="fixed")
    match met.fit:
        case Fit.OPEN:
            found = None
        case Fit.EQUAL:
            found = _equal(a, b, met)
        case Fit.A_INSIDE | Fit.B_INSIDE:
            found = _inside(a, b, met)
        case Fit.A_ADDS | Fit.B_ADDS:
            found = _found(met, Relation.ELABORATES, turned=met.fit is Fit.B_ADDS)
        case Fit.A_UNDOES | Fit.B_UNDOES:
            found = _undone(a, b, met)
        case Fit.CLASH:
            found = _clash(a, b, met)
    return found


def _edited(a: Profile, b: Profile) -> Profile | None:
    """The claim that stands in the later version of the one report that both are of, if one voice makes both."""
    later = later_version(a.claimed.report, b.claimed.report)
    if later is None or not (same_voice(a, b) or not (a.named or b.named)):
        return None
    return a if later is a.claimed.report else b


def _at_a_moment(profile: Profile) -> bool:
    """Whether the state is that of one past moment ("was shut when the boat left"), which nothing changes later."""
    return _MOMENT.search(profile.text) is not None


def _inside(a: Profile, b: Profile, met: Meeting) -> Finding:
    later = _grown(a, b, met)
    if later is None:
        return _found(met, Relation.REFINES, turned=met.fit is Fit.B_INSIDE)
    why = Reason(rule="later count", words=f"The count has grown: {_clocks(a, b)}.")
    return _found(met, Relation.SUPERSEDES, why, turned=later is b)


def _undone(a: Profile, b: Profile, met: Meeting) -> Finding:
    if same_voice(a, b):
        return _found(met, Relation.SUPERSEDES, turned=met.fit is Fit.B_UNDOES)
    return _found(met, Relation.DISPUTES)


def _equal(a: Profile, b: Profile, met: Meeting) -> Finding:
    if same_voice(a, b):
        why = Reason(rule="same origin", words=f"Both are the say-so of {speaker(a)}: nothing is added.")
        return _found(met, Relation.REPEATS, why)
    return _found(met, Relation.AGREES)


def _clash(a: Profile, b: Profile, met: Meeting) -> Finding | None:
    one_voice, later = same_voice(a, b), _later(a, b)
    if one_voice:
        if later is None:
            why = Reason(rule="scope unknown", words="One voice gives both, and nothing tells which is the later.")
            return _found(met, Relation.NOT_COMPARABLE, why)
        if met.changes == "fixed" and a.count is None and not announces_change(later):
            return _found(met, Relation.DISPUTES)  # what is settled by the event does not change with time
        why = Reason(rule="later word", words=f"{speaker(a)} says otherwise later: {_clocks(a, b)}.")
        return _found(met, Relation.SUPERSEDES, why, turned=later is b)
    if later is not None and not opposed(a, b) and _may_replace(a, b, met, later):
        why = Reason(rule="later count", words=f"It is the later word on what changes with time: {_clocks(a, b)}.")
        return _found(met, Relation.SUPERSEDES, why, turned=later is b)
    if later is not None and _falls(a, b, met, later) and not opposed(a, b) and a.clock.day != b.clock.day:
        why = Reason(rule="scope unknown", words="A later report gives a lower total; it may repeat an older one.")
        return _found(met, Relation.NOT_COMPARABLE, why)
    return _found(met, Relation.DISPUTES)


def _grown(a: Profile, b: Profile, met: Meeting) -> Profile | None:
    """The later of two running totals if it is clearly above the earlier bound; an opposed voice replaces nothing."""
    later = _later(a, b)
    if met.changes != "total" or later is None or a.count is None or b.count is None:
        return None
    earlier = b if later is a else a
    lows = [interval(p.count).low for p in (earlier, later) if p.count]
    return later if lows[1] > _CLEARLY * lows[0] and lows[0] and not opposed(a, b) else None


def _may_replace(a: Profile, b: Profile, met: Meeting, later: Profile) -> bool:
    """Whether a later answer of this kind by another voice replaces the earlier one."""
    earlier = b if later is a else a
    if met.changes == "total" and later.count and earlier.count:
        low, before = interval(later.count).low, interval(earlier.count).low
        # Another voice with many times as many has not counted on: it counts otherwise.
        return before < low <= _LEAP * before or announces_change(later)
    if met.changes == "state":
        counted = a.count is not None and b.count is not None
        return counted or announces_change(later) or (earlier.mood == "plan" and later.mood == "fact")
    return met.changes == "plan"


def announces_change(profile: Profile) -> bool:
    """Whether the claim's words present its answer as a change of what was so before."""
    low = profile.text.casefold()
    marks = {word.casefold() for word in tokens(profile.text)} & words("changes", "words")
    return bool(marks) or any(phrase in low for phrase in words("changes", "phrases"))


def _falls(a: Profile, b: Profile, met: Meeting, later: Profile) -> bool:
    """Whether the later of two totals is the lower one."""
    earlier = b if later is a else a
    if met.changes != "total" or later.count is None or earlier.count is None:
        return False
    return interval(later.count).low <= interval(earlier.count).low


def _later(a: Profile, b: Profile) -> Profile | None:
    if a.clock.later_than(b.clock):
        return a
    return b if b.clock.later_than(a.clock) else None


def _clocks(a: Profile, b: Profile) -> str:
    first, second = (b, a) if a.clock.later_than(b.clock) else (a, b)
    return f"first on {first.clock}, then on {second.clock}"


def _found(met: Meeting, relation: Relation, why: Reason | None = None, *, turned: bool = False) -> Finding:
    return Finding(
        relation=relation,
        rule=f"{met.rule}: {relation.value}",
        reasons=(*met.reasons, why) if why else met.reasons,
        turned=turned,
        confidence=met.confidence,
    )
