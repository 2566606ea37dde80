"""Figures: two numbers of one kind of thing in two texts on one matter, where no listed word tells what is counted."""

from collections.abc import Iterator

from sayso.compare.counts import increment, same_scope
from sayso.compare.fillers import place_fit
from sayso.compare.meeting import Meeting
from sayso.compare.profile import Profile
from sayso.compare.values import Fit, fit, readable
from sayso.compare.voices import same_voice
from sayso.compare.words import concepts, exact_class, stem, tokens
from sayso.data import words
from sayso.nouns import Comparator, QuestionKey, QuestionKind, Reason, Scope

_PERSONS = "people"
_FEWEST = 1


def figure_keys(profile: Profile) -> Iterator[str]:
    """The words beside a number."""
    if profile.count is not None:
        yield from (f"figure:{word}" for word in _beside(profile))


def figures(a: Profile, b: Profile) -> Meeting | None:
    """Both give a number of one kind of thing and share what is said of it, though no listed word tells what it is."""
    one, two = a.count, b.count
    if one is None or two is None or (a.attribute and b.attribute) or a.negative or b.negative:
        return None
    if Comparator.ZERO in {one.comparator, two.comparator} or Scope.SHARE in {one.scope, two.scope}:
        return None
    kinds = _kind(a), _kind(b)
    if kinds[0] != kinds[1] or increment(a, one) != increment(b, two) or not same_scope(a, b, one, two):
        return None
    again = same_voice(a, b) and kinds[0] == kinds[1] != _PERSONS  # "900 refugees", by who had counted 412 of them
    if len(_beside(a) & _beside(b)) < _FEWEST and not again:
        return None
    found = fit(one, two)
    left, right = readable(one, a.body), readable(two, b.body)
    told = {
        Fit.EQUAL: f"Both give one number: “{left}” and “{right}”.",
        Fit.A_INSIDE: f"“{left}” lies inside “{right}”.",
        Fit.B_INSIDE: f"“{right}” lies inside “{left}”.",
        Fit.CLASH: f"“{left}” and “{right}” cannot both be right for one count at one time.",
    }.get(found, f"“{left}” and “{right}” can both be true.")
    return Meeting(
        rule="figure",
        key=QuestionKey(kind=QuestionKind.COUNT, attribute=a.attribute or b.attribute or kinds[0]),
        fit=found,
        reasons=(Reason(rule="figure", words=told, a=one.span, b=two.span),),
        changes="total",
        confidence=0.5,
    )


def elsewhere(a: Profile, b: Profile) -> bool:
    """Whether what both tell of was done at, or to, two places of which each excludes the other."""
    return any(
        place_fit(left.name, right.name) is Fit.CLASH
        for one in a.claim.predicates
        for two in b.claim.predicates
        if one.name == two.name
        for left in one.roles
        for right in two.roles
        if left.role == right.role and left.role in {"place", "patient"}
    )


def _kind(profile: Profile) -> str:
    """What is counted: people whatever they are called, else the noun."""
    count = profile.count
    noun = count.counted.split()[-1] if count is not None and count.counted else ""
    if profile.population or exact_class("populations", noun) or noun in words("people", "several"):
        return _PERSONS
    return stem(noun) if noun else _PERSONS


def _beside(profile: Profile) -> frozenset[str]:
    """The content words of a claim besides those for what is counted."""
    count = profile.count
    counted = {stem(word) for word in tokens(count.counted)} if count is not None and count.counted else set()
    return (profile.stems | concepts(profile.text)) - counted
