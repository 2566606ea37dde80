"""Figures: two numbers of one kind of thing in two texts on one matter, where no listed word tells what is counted."""

from collections.abc import Iterator

from sayso.compare.counts import increment, same_scope
from sayso.compare.fillers import place_fit
from sayso.compare.meeting import Meeting
from sayso.compare.pairs.stances import phrase
from sayso.compare.profile import Profile
from sayso.compare.values import Fit, fit, readable
from sayso.compare.voices import same_voice
from sayso.compare.words import concepts, entry, exact_class, stem, tokens
from sayso.data import words
from sayso.nouns import Comparator, Quantity, QuestionKey, QuestionKind, Reason, Scope

_PERSONS = "people"
_FEWEST = 1
_SEVERAL = 2
"""Words that two shares must have in common: percents of other wholes are other shares."""


def figure_keys(profile: Profile) -> Iterator[str]:
    """The words beside a number."""
    if profile.count is not None:
        yield from (f"figure:{word}" for word in _beside(profile))


def figures(a: Profile, b: Profile) -> Meeting | None:
    """Both give a number of one kind of thing and share what is said of it, though no listed word tells what it is."""
    one, two = a.count, b.count
    if one is None or two is None or not _of_one_thing(a, b, one, two):
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
        key=QuestionKey(kind=QuestionKind.COUNT, attribute=a.attribute or b.attribute or _kind(a)),
        fit=found,
        reasons=(Reason(rule="figure", words=told, a=one.span, b=two.span),),
        changes="fixed" if _is_share(one) else "total",
        confidence=0.5,
    )


def _of_one_thing(a: Profile, b: Profile, one: Quantity, two: Quantity) -> bool:
    """Whether nothing tells the two numbers apart but their values."""
    others = a.attribute and b.attribute and a.attribute != b.attribute
    if others or a.negative != b.negative or Comparator.ZERO in {one.comparator, two.comparator}:
        return False
    shared, share = len(_beside(a) & _beside(b)), _is_share(one)
    if share or _is_share(two):
        return share == _is_share(two) and shared >= _SEVERAL
    if _kind(a) != _kind(b) or not _alike(a, b) or not same_scope(a, b, one, two):
        return False
    again = same_voice(a, b) and _kind(a) != _PERSONS  # "900 refugees", by who had counted 412 of them
    return shared >= _FEWEST or again


def _is_share(count: Quantity) -> bool:
    return Scope.SHARE is count.scope or Comparator.SHARE is count.comparator


def elsewhere(a: Profile, b: Profile) -> bool:
    """Whether what both tell of was done at, or to, two places that exclude one another, or one of them everywhere."""
    wide = [phrase("wide", profile.body) is not None for profile in (a, b)]
    if wide[0] != wide[1] and _has_place(b if wide[0] else a):
        return True
    return any(
        place_fit(left.name, right.name) is Fit.CLASH
        for one in a.claim.predicates
        for two in b.claim.predicates
        if one.name == two.name
        for left in one.roles
        for right in two.roles
        if left.role == right.role and left.role in {"place", "patient"}
    )


def _alike(a: Profile, b: Profile) -> bool:
    """Whether both count people of one sort, in all or lately: civilians are no militants."""
    sorts = [{a.population} - {None, _PERSONS}, {b.population} - {None, _PERSONS}]
    if sorts[0] and sorts[1] and sorts[0] != sorts[1]:
        return False
    return a.count is None or b.count is None or increment(a, a.count) == increment(b, b.count)


def _has_place(profile: Profile) -> bool:
    return any(role.role == "place" for predicate in profile.claim.predicates for role in predicate.roles)


def _kind(profile: Profile) -> str:
    """What is counted: people whatever they are called, else the noun."""
    count = profile.count
    noun = count.counted.split()[-1] if count is not None and count.counted else ""
    kind = exact_class("populations", noun)
    if kind is not None:
        return _PERSONS if entry("populations", kind).get("heads", True) else kind
    if noun in words("people", "several"):
        return _PERSONS
    return stem(noun) if noun else _PERSONS


def _beside(profile: Profile) -> frozenset[str]:
    """The content words of a claim besides those for what is counted."""
    count = profile.count
    counted = {stem(word) for word in tokens(count.counted)} if count is not None and count.counted else set()
    return (profile.stems | concepts(profile.text)) - counted
