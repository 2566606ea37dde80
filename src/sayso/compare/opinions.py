"""Second opinions: how the answers of one question stand to one another where no rule has told.

Only asked once claims have been gathered to a question, and so that it takes for granted that they answer it: whether
two texts answer one question it tells badly, how two answers to one stand it tells well. What it takes for a clash is
settled like any other: origin first, then time, and only then a dispute.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Final

from sayso.compare.apart import apart, same_event
from sayso.compare.meeting import Meeting
from sayso.compare.profile import Profile
from sayso.compare.reader import Odds, Put, read_answers
from sayso.compare.sayings import saying_key
from sayso.compare.settle import settle
from sayso.compare.values import Fit
from sayso.compare.voices import same_voice
from sayso.data import table
from sayso.data.languages import is_english
from sayso.errors import DataError
from sayso.nouns import Act, Link, Reason, content_id, hull

MOST: Final = 5
"""Answers of one question that are laid side by side: those that were reported first."""

Reading = Callable[[Profile, Profile], Odds]


def read_claims(a: Profile, b: Profile) -> Odds:
    """The odds of two claims that answer one question, each put as a sentence of its own: who said or denied what."""
    return read_answers(_put(a), _put(b))


def _put(profile: Profile) -> Put:
    voice = profile.claim.voice
    name = voice.name if voice is not None else profile.claimed.report.outlet or "the paper"
    verb = "denied that" if profile.claim.act is Act.DENY else "said"
    text = " ".join(profile.text.split()).rstrip(".,;")
    return Put(f"{name} {verb} {text}.", profile.clock.day)


def pairs(
    answers: Sequence[Sequence[Profile]],
    linked: Collection[frozenset[str]],
    one_question: Callable[[Profile, Profile], bool],
) -> Iterator[tuple[Profile, Profile]]:
    """The claims that the reader is asked about: the first of two answers that nothing links yet, as they were printed.

    It takes for granted that both answer `one_question`, and so is only asked where these two do by themselves: two
    claims may be in one question by way of others.
    """
    for one, two in combinations(answers[:MOST], 2):
        if any(frozenset((a.id, b.id)) in linked for a in one for b in two):
            continue
        a, b = sorted((one[0], two[0]), key=lambda profile: profile.printed)
        if not (a.position and b.position and _reads(a, b)) or (a.report == b.report and same_voice(a, b)):
            continue
        if same_event(a, b) and not apart(a, b) and one_question(a, b):
            yield a, b


def opinions(asked: Iterable[tuple[Profile, Profile]], reading: Reading) -> Iterator[Link]:
    """Links between pairs of claims about which the reader is sure enough."""
    for a, b in asked:
        link = _opinion(a, b, reading(a, b))
        if link is not None:
            yield link


def _reads(*claims: Profile) -> bool:
    """Whether the reader knows the language of claims: it was trained on English alone."""
    return all(is_english(profile.claimed.report.language) for profile in claims)


def _opinion(a: Profile, b: Profile, odds: Odds) -> Link | None:
    met = _meeting(a, b, odds)
    found = settle(a, b, met) if met is not None else None
    if found is None or met is None:
        return None
    first, second = (b, a) if found.turned else (a, b)
    reasons = tuple(Reason(rule=r.rule, words=r.words, a=r.b, b=r.a) if found.turned else r for r in found.reasons)
    return Link(
        id=content_id("l", first.id, second.id, found.relation.value, "reader"),
        a=first.id,
        b=second.id,
        relation=found.relation,
        rule=found.rule,
        reasons=reasons,
        confidence=found.confidence,
    )


def _meeting(a: Profile, b: Profile, odds: Odds) -> Meeting | None:
    """How the values of two claims fit as the reader takes them; None where it is not sure enough."""
    replaced = odds["supersedes a"] + odds["supersedes b"]
    chances = {
        Fit.EQUAL: odds["same"],
        Fit.A_INSIDE: odds["inside a"],
        Fit.B_INSIDE: odds["inside b"],
        Fit.CLASH: odds["disputes"] + replaced,
    }
    fit, chance = max(chances.items(), key=lambda one: one[1])
    if chance < _least(fit):
        return None
    words = f"{_WORDS[fit]}, with a probability of {chance:.2f}; no rule tells why."
    return Meeting(
        rule="reader",
        key=saying_key(a),
        fit=fit,
        reasons=(Reason(rule="reader", words=words, a=hull(a.claim.content), b=hull(b.claim.content)),),
        changes="plan" if replaced > odds["disputes"] else "fixed",
        confidence=round(chance, 2),
    )


_WORDS: Mapping[Fit, str] = {
    Fit.EQUAL: "A trained reader takes them for one answer",
    Fit.A_INSIDE: "A trained reader takes the one for a closer answer than the other",
    Fit.B_INSIDE: "A trained reader takes the one for a closer answer than the other",
    Fit.CLASH: "A trained reader takes them to exclude one another",
}
_NAMES: Mapping[Fit, str] = {
    Fit.EQUAL: "same",
    Fit.A_INSIDE: "inside",
    Fit.B_INSIDE: "inside",
    Fit.CLASH: "clash",
}


def _least(fit: Fit) -> float:
    """The probability from which the reader is believed."""
    return _thresholds()[_NAMES[fit]]


@cache
def _thresholds() -> Mapping[str, float]:
    listed = table("answers").get("in_a_case")
    if not isinstance(listed, dict) or not set(_NAMES.values()) <= listed.keys():
        raise DataError("the table answers.toml needs a group [in_a_case] with 'same', 'inside' and 'clash'")
    return {str(name): float(value) for name, value in listed.items()}
