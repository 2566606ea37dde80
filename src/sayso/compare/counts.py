"""Counts: whether two numbers answer one question, and how they fit."""

import re
from collections.abc import Iterator

from sayso.compare.meeting import Meeting
from sayso.compare.names import normal, same_name
from sayso.compare.profile import Profile, of_people
from sayso.compare.values import Fit, fit, readable
from sayso.compare.voices import same_voice
from sayso.compare.words import classes, entry, listed, stem, tokens
from sayso.data import table
from sayso.nouns import Quantity, QuestionKey, QuestionKind, Reason, Scope, hull

_ADDED_BEFORE = re.compile(
    r"\b(?:(?:in|over|during|within) the (?:past|last) (?:day|night|hour|24 hours|few hours)|overnight|alone|another|"
    r"an? (?:further|additional)|(?:last|latest|new|next|second|third) (?:group|batch|wave) of)\b[^.;]*\Z",
    re.IGNORECASE,
)
_ADDED_AFTER = re.compile(r"\s+(?:further|more|additional|other|new)\b", re.IGNORECASE)
_LARGE = 100  # smaller figures come up twice by chance


def counts(a: Profile, b: Profile) -> Meeting | None:
    """Both give a number for the same thing, counted over the same group, in the same unit and window."""
    one, two = a.count, b.count
    if one is None or two is None:
        return None
    if a.negative == b.negative and _same_figure(a, b, one, two):
        key = count_key(a) or count_key(b) or QuestionKey(kind=QuestionKind.COUNT, attribute="figure", unit=_unit(one))
        words = f"One voice gives “{readable(one, a.body)}” both times."
        return _meeting(key, Fit.EQUAL, (a, b), (Reason(rule="count", words=words, a=one.span, b=two.span),))
    key_a = count_key(a)
    if key_a is None or not _one_attribute(a, b) or not _comparable(a, b, one, two):
        return None
    if a.figure_of and not _of_one_thing(a, b):
        return None
    found = fit(one, two)
    if a.negative or b.negative:
        found = _denied(found, a, b)
    asked = Reason(rule="same question", words=_asked(key_a), a=a.attribute_span, b=b.attribute_span)
    words = _told(found, readable(one, a.body), readable(two, b.body))
    if found is Fit.CLASH and a.negative != b.negative:
        words = f"One rejects the number that the other gives: “{readable(one, a.body)}”."
    return _meeting(key_a, found, (a, b), (asked, Reason(rule="count", words=words, a=one.span, b=two.span)))


def _asked(key: QuestionKey) -> str:
    told = entry("attributes", key.attribute)
    if not told or told.get("unit"):
        return f"Both count one thing: {key.attribute}."
    return f"Both tell how many {told.get('asked', key.attribute)}."


def _counted_for(profile: Profile) -> str | None:
    return profile.attribute or profile.figure_of


def _one_attribute(a: Profile, b: Profile) -> bool:
    """Whether both count for one thing, or for two that voices do not keep apart: the hurt and those treated."""
    one, two = _counted_for(a), _counted_for(b)
    return one == two or (one is not None and two in listed("attributes", one, "near"))


def _of_one_thing(a: Profile, b: Profile) -> bool:
    """Whether two unlisted counts share, besides what is counted, a word that tells what of."""
    counted = {stem(word) for p in (a, b) if p.count for word in tokens(p.count.counted)}
    return bool((a.stems & b.stems) - counted - a.scene.setting - b.scene.setting)


def _other_doers(a: Profile, b: Profile) -> bool:
    """Whether the figures are those of two bodies: what one firm cuts is not what another cuts."""
    doers = [
        {normal(role.name) for predicate in p.claim.predicates[:1] for role in predicate.roles if role.role == "agent"}
        for p in (a, b)
    ]
    if entry("attributes", a.attribute or "").get("changes") != "plan" or not doers[0] or not doers[1]:
        return False
    return not any(same_name(x, y) for x in doers[0] for y in doers[1])


def _denied(found: Fit, a: Profile, b: Profile) -> Fit:
    """What a number that one side rejects ("no evidence for 30 dead") says of another: it only rules out itself."""
    if a.negative and b.negative:
        return Fit.EQUAL if found is Fit.EQUAL else Fit.OPEN
    return Fit.CLASH if found is Fit.EQUAL else Fit.OPEN


def _comparable(a: Profile, b: Profile, one: Quantity, two: Quantity) -> bool:
    if _other_doers(a, b):
        return False
    heads = of_people(a.attribute) and of_people(b.attribute) and one.scope is not Scope.SHARE is not two.scope
    units = heads or same_unit(one, two)
    return units and same_population(a.population, b.population) and same_scope(a, b, one, two)


def _told(found: Fit, left: str, right: str) -> str:
    return {
        Fit.EQUAL: f"Both give the same number: “{left}” and “{right}”.",
        Fit.A_INSIDE: f"“{left}” lies inside “{right}”.",
        Fit.B_INSIDE: f"“{right}” lies inside “{left}”.",
        Fit.CLASH: f"“{left}” and “{right}” cannot both be right for one count at one time.",
        Fit.OPEN: f"“{left}” and “{right}” can both be true.",
    }[found]


def _meeting(key: QuestionKey, found: Fit, pair: tuple[Profile, Profile], reasons: tuple[Reason, ...]) -> Meeting:
    guessed = all(profile.borrowed for profile in pair)
    return Meeting(
        rule="count",
        key=key,
        fit=found,
        reasons=reasons,
        changes=str(entry("attributes", key.attribute).get("changes", "state")),
        confidence=0.6 if guessed else 0.85,
    )


def _same_figure(a: Profile, b: Profile, one: Quantity, two: Quantity) -> bool:
    """One voice names the same large figure twice, at least once without saying again of what."""
    if a.attribute and b.attribute:
        return False
    large = one.best is not None and one.best == two.best and one.best >= _LARGE
    return large and same_voice(a, b) and same_unit(one, two)


def count_keys(profile: Profile) -> Iterator[str]:
    """What is counted, and the figure itself."""
    counted = _counted_for(profile)
    if counted:
        yield from (f"count:{name}" for name in (counted, *listed("attributes", counted, "near")))
    if profile.count and profile.count.best and profile.count.best >= _LARGE:
        yield f"count:={profile.count.best:g}"


def count_key(profile: Profile) -> QuestionKey | None:
    """The question that a claim's count answers, or None where it is not known what is counted."""
    count = profile.count
    attribute = _counted_for(profile)
    if count is None or attribute is None:
        return None
    return QuestionKey(
        kind=QuestionKind.COUNT,
        attribute=attribute,
        population=profile.population,
        window="increment" if increment(profile, count) else window_of(count),
        unit=_unit(count),
    )


def window_of(count: Quantity) -> str | None:
    """Since when it is counted, where that is known."""
    if count.window and count.window.start and count.window.open == "since":
        return f"since {count.window.start[:10]}"
    return None


def same_unit(one: Quantity, two: Quantity) -> bool:
    """Whether both are in one unit; an unnamed unit is taken to be that of the other, and heads are heads."""
    share = {one.scope is Scope.SHARE, two.scope is Scope.SHARE}
    units = {_unit(one), _unit(two)} - {None}
    return len(share) == 1 and len(units) <= 1


def _unit(count: Quantity) -> str | None:
    if not count.unit or (count.unit == count.counted and not _said_with(count)):
        return None
    heads = classes("populations", count.unit)
    return "people" if heads and entry("populations", heads[0]).get("heads", True) else stem(count.unit)


def _said_with(count: Quantity) -> bool:
    """Whether the counted noun follows its number; one that stands before it was taken over from what was said."""
    return count.counted_span is not None and count.counted_span.start >= count.span.start


def same_population(one: str | None, two: str | None) -> bool:
    """Whether the groups are one, or one of them stands for all concerned."""
    if one == two:
        return True
    part = [name for name in (one, two) if name and entry("populations", name).get("part") is True]
    if part:
        return False
    if any(name and name not in table("populations") for name in (one, two)):
        return False  # "workers with others" is a group of its own
    return one is None or two is None or "people" in (one, two)


def same_scope(a: Profile, b: Profile, one: Quantity, two: Quantity) -> bool:
    """Whether both are totals, or both are increments over one stretch."""
    grown = increment(a, one), increment(b, two)
    if grown[0] != grown[1]:
        return False
    if grown[0]:
        return a.clock.day == b.clock.day or fit(one, two) is Fit.EQUAL
    since = {w for w in (window_of(one), window_of(two)) if w}
    return len(since) <= 1 and (one.subset_of is None) == (two.subset_of is None)


def increment(profile: Profile, count: Quantity) -> bool:
    """Whether the number is what was added lately: as it was read, or by words such as "in the past day"."""
    if count.scope is Scope.INCREMENT:
        return True
    text, window = profile.body, hull(profile.claim.content)
    return bool(
        _ADDED_BEFORE.search(text, window.start, count.span.start)
        or _ADDED_AFTER.match(text, count.span.end, window.end)
    )
