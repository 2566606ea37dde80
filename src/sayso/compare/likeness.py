"""How likely two claims of one story answer one question, judged by all that they share at once.

No single rule can know every wording of every question. What claims share (rare words, whom they are about, what is
counted, how they are put) tells it together: each trait adds its weight, and the sum is the log-odds. The weights in
`data/likeness.toml` were fitted by logistic regression on stories of several hands, each story judged by weights that
had not seen it. Where the claims' vectors are known (`encoder`), how close they lie is one more trait, and the others
have the weights that they have beside it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import fsum, inf, log

from sayso.compare.counts import same_population, same_unit
from sayso.compare.names import normal
from sayso.compare.profile import KEPT, Profile
from sayso.compare.scene import sentences
from sayso.compare.subjects import Named, named, same_named
from sayso.compare.texts import names_behind
from sayso.compare.values import Fit, fit
from sayso.compare.voices import same_voice
from sayso.compare.words import concepts, stem, tokens
from sayso.data import table
from sayso.nouns import Link, Span, hull

_LETTERS = 4  # letters in a row: "evacuated" and "evacuees" share most of theirs, "permit" and "hermit" few
_BESIDE = 200  # characters between two claims of one report that stand in neighbouring sentences
_ENOUGH = 3.0  # rare words beyond so many say no more
_CLOCK = frozenset({"minute", "hour"})
MOST = 20.0
"""More than all weights together give."""

_FITTED = 95  # stems of the longest reports that the weights were fitted on
_BY_CHANCE = log(2)  # … twice as long: from there on what one rule finds in two reports is not enough by itself
_TEXTS = 2048  # texts whose words are counted and kept: those of a large story
_SLACK = 1e-9  # no sum of a dozen weights is further off, in whatever order they are added up


_COUNTED = frozenset({"same_count", "other_count", "unit", "other_group", "same_value"})
"""Traits of two claims that both count."""

_OTHERS = frozenset({"bias", "words", "rare_words", "meaning"})
"""Weights that are no traits, or of which it is known how much they add."""

_UNLIKELY = -1.5  # log-odds below which two numbers of one story (of dead, say) are taken to be of others
_FAMILIES = {"exclusive": "state", "doer": "happening", "denial": "saying"}
"""Rules that look at the same things weigh the same."""


def met_by(links: Iterable[Link]) -> dict[frozenset[str], str]:
    """By which rule linked claims met, as far as it tells that they answer one question."""
    named = ((frozenset((link.a, link.b)), link.rule.partition(":")[0]) for link in links)
    return {pair: _FAMILIES.get(name, name) for pair, name in named}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Traits:
    """What likeness looks at in one claim, worked out once.

    `words` are its content words without those of the names that its report is about. `parts` are those whom the
    predicates are about, `names` the words of their names, `lasts` the last of each. Their `nouns` may stand right
    before another's name: those in `behind` do in the text, and who is `called` by one of ours stands there.
    `heads` are the nouns of all roles, `main` is the name of the first predicate.
    """

    profile: Profile
    words: frozenset[str]
    letters: frozenset[str]
    parts: tuple[Named, ...]
    names: frozenset[str]
    behind: Mapping[str, frozenset[str]]
    nouns: frozenset[str]
    called: frozenset[str]
    lasts: frozenset[str]
    heads: frozenset[str]
    main: str | None
    frames: frozenset[str]
    counts: bool
    numbers: frozenset[float]
    clocked: bool
    at: Span
    length: int


@lru_cache(maxsize=KEPT)
def traits(profile: Profile) -> Traits:
    """What likeness looks at in a claim."""
    claim = profile.claim
    roles = [(role.role, named(role.name)) for predicate in claim.predicates for role in predicate.roles]
    plain = normal_letters(profile.text)
    parts = tuple(name for role, name in roles if role in ("agent", "patient") and name.single)
    behind, nouns = names_behind(profile.body), frozenset(name.noun for name in parts if name.noun)
    return Traits(
        profile=profile,
        words=profile.stems - profile.scene.setting,
        letters=frozenset(plain[at : at + _LETTERS] for at in range(len(plain) - _LETTERS + 1)),
        parts=parts,
        names=frozenset(word for name in parts for word in (name.plain, *name.stems)),
        behind=behind,
        nouns=nouns,
        called=frozenset(last for noun in nouns for last in behind.get(noun, ())),
        lasts=frozenset(name.last for name in parts if name.last),
        heads=frozenset(stem(said[-1]) for _, name in roles if (said := tokens(normal(name.core)))),
        main=claim.predicates[0].name if claim.predicates else None,
        frames=frozenset(state.frame for state in profile.states if state.frame and state.frame != "label"),
        counts=profile.count is not None and (profile.attribute or profile.figure_of) is not None,
        numbers=frozenset(q.best for q in claim.quantities if q.best is not None),
        clocked=any(when.precision in _CLOCK for when in claim.times),
        at=hull(claim.content),
        length=len(profile.scene.stems),
    )


def likeness(a: Profile, b: Profile, rule: str | None = None) -> float:
    """The log-odds that two claims answer one question; `rule` is the one by which they met, if any did."""
    return bounded(-inf, traits(a), traits(b), rule)[0]


def likely(a: Profile, b: Profile, rule: str | None = None) -> bool:
    """Whether nothing else that two claims say speaks against their answering one question.

    `rule` is the one by which they met, if that is to count.
    """
    family = _FAMILIES.get(rule, rule) if rule else None
    return bounded(_UNLIKELY, traits(a), traits(b), family)[0] >= _UNLIKELY


def are_long(a: Profile, b: Profile) -> bool:
    """Whether two claims stand in two reports of which one is so long that they share much by chance."""
    return a.report != b.report and chance(len(a.scene.stems), len(b.scene.stems)) > _BY_CHANCE


def bounded(
    floor: float, a: Traits, b: Traits, rule: str | None = None, close: float | None = None
) -> tuple[float, bool]:
    """The likeness of two claims and True; or a bound that it does not reach, below the floor, and False.

    `close` is the cosine of their vectors, where both have one; the other traits then weigh less. What is dear to tell
    is left out where it cannot make up for what is missing.
    """
    weights = _weights("weights" if close is None else "beside_meaning")
    rare, words, telling = weights["rare_words"], weights["words"], a.words & b.words
    begun = weights["bias"] - chance(a.length, b.length) + (0.0 if close is None else weights["meaning"] * close)
    by_words = max(0.0, words) + max(0.0, rare) * min(_ENOUGH, len(telling)) if telling else 0.0
    if (most := begun + by_words + _most(close is not None, rule, counts=a.counts and b.counts)) < floor:
        return most, False
    told = begun + _plain(a, b, rule, weights)
    may_share = _may_share(a, b)
    # A trait may weigh against: then the sum without it is the larger one.
    rest = max(0.0, weights["letters"]) + (max(0.0, weights["subject"]) if may_share else 0.0) + _SLACK
    if (most := told + rest + by_words) < floor:
        return most, False
    share = 0.0
    if telling:
        rarities = _rarities(a.profile.body, b.profile.body)
        shared = rarities.sum(telling)
        other = (a.words ^ b.words) - a.profile.scene.setting - b.profile.scene.setting
        told += rare * min(_ENOUGH, shared)
        share = max(0.0, words) * 2 * shared / (2 * shared + len(other) * rarities.least)
        if (most := told + rest + share) < floor:
            return most, False
    letters = 2 * len(a.letters & b.letters) / (len(a.letters) + len(b.letters) or 1)
    told, rest = told + weights["letters"] * letters, rest - max(0.0, weights["letters"])
    if (most := told + rest + share) < floor:
        return most, False
    if telling:
        told += words * 2 * shared / (2 * shared + rarities.sum(other))
        if (most := told + rest) < floor:
            return most, False
    if may_share and _share_part(a, b):
        told += weights["subject"]
    return told, True


def chance(one: int, other: int) -> float:
    """By how much long reports lower the log-odds, told by the number of different words of the two.

    Where claims lie beside twice as many others, no more of them answer one question.
    """
    longer = max(one, other)
    return log(longer / _FITTED) if longer > _FITTED else 0.0


def weight_of_meaning() -> float:
    """What the cosine of two claims' vectors weighs."""
    return _weights("beside_meaning")["meaning"]


@cache
def _most(meaning: bool, rule: str | None, *, counts: bool) -> float:  # noqa: FBT001 - keys of a cache
    """More than all that claims share besides words and meaning can add."""
    weights = _weights("beside_meaning" if meaning else "weights")
    left_out = _OTHERS if counts else _OTHERS | _COUNTED
    traits_of = (weight for name, weight in weights.items() if name not in left_out and not name.startswith("rule_"))
    by_rule = 0.0 if rule is None else weights.get(f"rule_{rule}", 0.0)
    return by_rule + sum(max(0.0, weight) for weight in traits_of) + _SLACK


def _may_share(a: Traits, b: Traits) -> bool:
    """Whether two claims may be about one, as far as the words of their names tell."""
    if not a.names.isdisjoint(b.names):
        return True
    return _may_call(a, b) or _may_call(b, a)


def _may_call(a: Traits, b: Traits) -> bool:
    """Whether a noun of the one may stand right before a name of the other, in the text of either."""
    if not a.nouns or not b.lasts:
        return False
    return not a.called.isdisjoint(b.lasts) or not b.behind.keys().isdisjoint(a.nouns)


def _share_part(a: Traits, b: Traits) -> bool:
    """Whether one of those whom the one claim is about is one of those whom the other is about."""
    texts = a.profile.body, b.profile.body
    return any(same_named(left, right, *texts) for left in a.parts for right in b.parts)


def _plain(a: Traits, b: Traits, rule: str | None, weights: Mapping[str, float]) -> float:  # noqa: C901 - one line a trait
    """What is told by looking at two claims' traits side by side."""
    one, two = a.profile, b.profile
    told = 0.0 if rule is None else weights.get(f"rule_{rule}", 0.0)
    if not (a.heads.isdisjoint(two.stems) and b.heads.isdisjoint(one.stems)):
        told += weights["about"]
    if a.main and a.main == b.main:
        told += weights["predicate"]
    if not a.frames.isdisjoint(b.frames):
        told += weights["frame"]
    if a.counts or b.counts:
        told += _counts(a, b, weights)
    if not a.numbers.isdisjoint(b.numbers):
        told += weights["number"]
    if a.clocked and b.clocked:
        told += weights["clock"]
    if one.mood != two.mood:
        told += weights["mood"]
    if one.negative != two.negative:
        told += weights["negation"]
    if one.report == two.report:
        first, second = sorted((a.at, b.at))
        if second.start - first.end < _BESIDE and not same_voice(one, two):
            told += weights["beside_other"]
    return told


def _counts(a: Traits, b: Traits, weights: Mapping[str, float]) -> float:
    one, two = a.profile, b.profile
    if a.counts != b.counts or one.count is None or two.count is None:
        return weights["one_counts"]
    told = 0.0
    if one.attribute and two.attribute:
        told += weights["same_count" if one.attribute == two.attribute else "other_count"]
    if same_unit(one.count, two.count):
        told += weights["unit"]
    if not same_population(one.population, two.population):
        told += weights["other_group"]
    if fit(one.count, two.count) is Fit.EQUAL:
        told += weights["same_value"]
    return told


@dataclass(frozen=True, slots=True)
class _Rarities:
    """How rare words are in the sentences of two reports: one that stands in a single sentence weighs 1."""

    first: Mapping[str, int]
    second: Mapping[str, int]
    sentences: int
    whole: float
    least: float  # what a word weighs that stands in every sentence

    def sum(self, words: Iterable[str]) -> float:
        """What the words weigh together."""
        first, second, sentences = self.first.get, self.second.get, self.sentences
        return fsum([log(1 + sentences / (first(w, 0) + second(w, 0) or 1)) for w in words]) / self.whole


@lru_cache(maxsize=KEPT)
def _rarities(text: str, other: str) -> _Rarities:
    """How rare words are in two texts."""
    (first, one), (second, two) = _frequencies(text), _frequencies(other)
    whole = log(1 + one + two)
    return _Rarities(first, second, one + two, whole, log(2) / whole)


@lru_cache(maxsize=_TEXTS)
def _frequencies(text: str) -> tuple[Mapping[str, int], int]:
    """In how many sentences of a text each word stands, and how many sentences there are."""
    listed = sentences(text)
    return dict(Counter(word for sentence in listed for word in concepts(sentence))), max(1, len(listed))


def normal_letters(text: str) -> str:
    """The words of a text in lower case with single blanks."""
    return re.sub(r"\W+", " ", text.casefold())


@cache
def _weights(group: str) -> Mapping[str, float]:
    listed = table("likeness")[group]
    return {str(name): float(value) for name, value in listed.items()} if isinstance(listed, dict) else {}
