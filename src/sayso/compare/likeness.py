"""How likely two claims of one story answer one question, judged by all that they share at once.

No single rule can know every wording of every question. What claims share (rare words, whom they are about, what is
counted, how they are put) tells it together: each trait adds its weight, and the sum is the log-odds. The weights in
`data/likeness.toml` were fitted by logistic regression on stories of several hands, each story judged by weights that
had not seen it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from math import log

from sayso.compare.counts import same_population, same_unit
from sayso.compare.names import normal
from sayso.compare.profile import KEPT, Profile
from sayso.compare.scene import sentences
from sayso.compare.subjects import core, same_thing, single
from sayso.compare.values import Fit, fit
from sayso.compare.voices import same_voice
from sayso.compare.words import concepts, stem, tokens
from sayso.data import table
from sayso.nouns import Link, Role, hull

_LETTERS = 4  # letters in a row: "evacuated" and "evacuees" share most of theirs, "permit" and "hermit" few
_BESIDE = 200  # characters between two claims of one report that stand in neighbouring sentences
_ENOUGH = 3.0  # rare words beyond so many say no more
_CLOCK = frozenset({"minute", "hour"})


_UNLIKELY = -1.5  # log-odds below which two numbers of one story (of dead, say) are taken to be of others
_FAMILIES = {"exclusive": "state", "doer": "happening", "denial": "saying"}
"""Rules that look at the same things weigh the same."""


def met_by(links: Iterable[Link]) -> dict[frozenset[str], str]:
    """By which rule linked claims met, as far as it tells that they answer one question."""
    named = ((frozenset((link.a, link.b)), link.rule.partition(":")[0]) for link in links)
    return {pair: _FAMILIES.get(name, name) for pair, name in named}


def likeness(a: Profile, b: Profile, rule: str | None = None) -> float:
    """The log-odds that two claims answer one question; `rule` is the one by which they met, if any did."""
    weights = _weights()
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in traits(a, b, rule))


def likely(a: Profile, b: Profile) -> bool:
    """Whether nothing else that two claims say speaks against their counting the same."""
    return likeness(a, b) >= _UNLIKELY


def traits(a: Profile, b: Profile, rule: str | None = None) -> Iterator[tuple[str, float]]:  # noqa: C901 - one line a trait
    """What two claims share or differ in, each with how much of it there is."""
    yield from _words(a, b)
    if rule is not None:
        yield f"rule_{rule}", 1.0
    if any(same_thing(a, b, one, two) for one in _parts(a) for two in _parts(b)):
        yield "subject", 1.0
    if _heads(a) & b.stems or _heads(b) & a.stems:
        yield "about", 1.0
    mains = [next(iter(p.claim.predicates), None) for p in (a, b)]
    if mains[0] and mains[1] and mains[0].name == mains[1].name:
        yield "predicate", 1.0
    if {s.frame for s in a.states} & {s.frame for s in b.states} - {"label"}:
        yield "frame", 1.0
    yield from _counts(a, b)
    if _numbers(a) & _numbers(b):
        yield "number", 1.0
    if all(any(when.precision in _CLOCK for when in p.claim.times) for p in (a, b)):
        yield "clock", 1.0
    if a.mood != b.mood:
        yield "mood", 1.0
    if a.negative != b.negative:
        yield "negation", 1.0
    if a.report == b.report:
        yield "report", 1.0
        first, second = sorted((hull(a.claim.content), hull(b.claim.content)))
        if second.start - first.end < _BESIDE:
            yield "beside_own" if same_voice(a, b) else "beside_other", 1.0


def _words(a: Profile, b: Profile) -> Iterator[tuple[str, float]]:
    setting = _setting(a) | _setting(b)
    weigh = _rarities(a, b)
    shared = sum(weigh[word] for word in a.stems & b.stems - setting)
    whole = sum(weigh[word] for side in (a.stems, b.stems) for word in side - setting)
    yield "words", 2 * shared / whole if whole else 0.0
    yield "rare_words", min(_ENOUGH, shared)
    yield "topics", float(sum(word.startswith("#") for word in a.stems & b.stems))
    letters = _letters(a), _letters(b)
    yield "letters", 2 * len(letters[0] & letters[1]) / (len(letters[0]) + len(letters[1]) or 1)


def _counts(a: Profile, b: Profile) -> Iterator[tuple[str, float]]:
    counted = [p.count is not None and (p.attribute or p.figure_of) is not None for p in (a, b)]
    if counted[0] != counted[1]:
        yield "one_counts", 1.0
    if not all(counted) or a.count is None or b.count is None:
        return
    if a.attribute and b.attribute:
        yield "same_count" if a.attribute == b.attribute else "other_count", 1.0
    if same_unit(a.count, b.count):
        yield "unit", 1.0
    if not same_population(a.population, b.population):
        yield "other_group", 1.0
    if fit(a.count, b.count) is Fit.EQUAL:
        yield "same_value", 1.0


def _rarities(a: Profile, b: Profile) -> dict[str, float]:
    """How rare each word is in the sentences of the two reports: 1 for one that stands in one of them only once."""
    (in_a, first), (in_b, second) = _frequencies(a.claimed.text), _frequencies(b.claimed.text)
    listed = first + second
    whole = log(1 + listed)
    return {word: log(1 + listed / max(1, in_a[word] + in_b[word])) / whole for word in a.stems | b.stems}


@lru_cache(maxsize=KEPT)
def _frequencies(text: str) -> tuple[Counter[str], int]:
    """In how many sentences of a text each word stands, and how many sentences there are."""
    listed = sentences(text)
    return Counter(word for sentence in listed for word in concepts(sentence)), max(1, len(listed))


@lru_cache(maxsize=KEPT)
def _setting(profile: Profile) -> frozenset[str]:
    """The stems of the names that the whole report is about."""
    return frozenset(stem(name) for name in profile.scene.lead)


@lru_cache(maxsize=KEPT)
def _letters(profile: Profile) -> frozenset[str]:
    plain = normal_letters(profile.text)
    return frozenset(plain[at : at + _LETTERS] for at in range(len(plain) - _LETTERS + 1))


def normal_letters(text: str) -> str:
    """The words of a text in lower case with single blanks."""
    return re.sub(r"\W+", " ", text.casefold())


@lru_cache(maxsize=KEPT)
def _parts(profile: Profile) -> tuple[Role, ...]:
    """Whom or what the predicates are about."""
    roles = (role for predicate in profile.claim.predicates for role in predicate.roles)
    return tuple(role for role in roles if role.role in ("agent", "patient") and single(role))


@lru_cache(maxsize=KEPT)
def _heads(profile: Profile) -> frozenset[str]:
    """The nouns that the parts of a claim's predicates hang on."""
    names = (core(role) for predicate in profile.claim.predicates for role in predicate.roles)
    return frozenset(stem(said[-1]) for name in names if (said := tokens(normal(name))))


@lru_cache(maxsize=KEPT)
def _numbers(profile: Profile) -> frozenset[float]:
    return frozenset(q.best for q in profile.claim.quantities if q.best is not None)


@cache
def _weights() -> dict[str, float]:
    listed = table("likeness")["weights"]
    return {str(name): float(value) for name, value in listed.items()} if isinstance(listed, dict) else {}
