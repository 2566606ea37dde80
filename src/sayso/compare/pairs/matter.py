"""Whether two texts speak of one event or standing situation."""

import re
from collections.abc import Sequence

from sayso.compare.profile import Profile
from sayso.compare.scene import sentences
from sayso.compare.subjects import named
from sayso.compare.words import concepts, content_stems, stem
from sayso.data import words
from sayso.nouns import Predicate

_YEAR = re.compile(r"\b(?:in|since|of|during|from)\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_KINDRED = re.compile(r"\b(?:a|another)\s+(?:similar|like|comparable)\b", re.IGNORECASE)


_ALIKE = 5
"""Letters by which two words are taken for one here, where any shared matter counts."""


def other_event(ours: Sequence[Profile], theirs: Sequence[Profile]) -> str | None:
    """Why the texts cannot be about one event, in words; None where nothing speaks against it."""
    one, two = _years(ours), _years(theirs)
    if one and two and not one & two:
        return "They are told of different years."
    if any(_KINDRED.search(side[0].body) for side in (ours, theirs)):
        return "One tells of a like event, not of the same."
    if one_language(ours, theirs) and not matter(ours) & matter(theirs):
        return "They share no name and no matter."
    return None


def one_language(ours: Sequence[Profile], theirs: Sequence[Profile]) -> bool:
    """Whether the texts are in one language, so that they would share words if they shared a matter."""
    one, other = ((side[0].claimed.report.language or "en").partition("-")[0] for side in (ours, theirs))
    return one == other


def matter(side: Sequence[Profile]) -> frozenset[str]:
    """What a text is about: its content words and the classes of what it tells, without words that say little."""
    found: set[str] = set()
    for sentence in sentences(side[0].body):
        found |= content_stems(sentence) | concepts(sentence)
    found -= words("idle", "verbs") | words("idle", "words")
    found = {word[:_ALIKE] for word in found}  # "marched" and "marchers"
    found |= {f"~{one.name}" for profile in side for one in profile.claim.predicates if " " not in one.name}
    return frozenset(found | {f"the {thing.split()[-1]}" for thing in _things(side)})


def places_apart(ours: Sequence[Profile], theirs: Sequence[Profile]) -> str | None:
    """Why the texts are set apart, in words: each names places of its own, and they share no thing by name."""
    one, two = _places(ours), _places(theirs)
    if not one or not two or one & two:
        return None
    things = _things(ours) & _things(theirs)
    return (
        None
        if things
        else f"They are set in {min(one).title()} and in {min(two).title()}, and share nothing else by name."
    )


def other_subject(ours: Sequence[Profile], theirs: Sequence[Profile]) -> str | None:
    """Why the texts are about two things, in words: the same is told of two that share nothing but that."""
    for a in ours:
        for b in theirs:
            one, two = (next(iter(p.claim.predicates), None) for p in (a, b))
            if one is None or two is None or one.name != two.name:
                continue
            left, right = _doer(one), _doer(two)
            if not left or not right or left[0] == right[0]:
                continue
            shared = (a.stems & b.stems) - _said_of(a, one) - _said_of(b, two)
            if not shared and not _things(ours) & _things(theirs):
                return f"One tells it of “{left[1]}”, the other of “{right[1]}”."
    return None


def _doer(predicate: Predicate) -> tuple[str, str] | None:
    """The noun and name of whom or what something is told, where that is one thing by a common noun."""
    role = next((r for name in ("agent", "patient") for r in predicate.roles if r.role == name), None)
    if role is None or not role.name[:1].islower() or not named(role.name).single:
        return None
    return stem(named(role.name).head), role.name


def _said_of(profile: Profile, predicate: Predicate) -> frozenset[str]:
    """The words for what is told and counted, and for places: shared by many who have nothing else in common."""
    counted = profile.count.counted if profile.count is not None else ""
    places = " ".join(role.name for role in predicate.roles if role.role == "place")
    return concepts(f"{predicate.span.of(profile.body)} {counted} {places}") | content_stems(
        f"{predicate.span.of(profile.body)} {counted} {places}"
    )


_PLACED = re.compile(r"\b(?:in|at|near|outside|off|from)\s+(?:the\s+)?((?:[A-Z][\w-]{1,40}\s?){1,3})")

_THE = re.compile(r"\bthe\s+([a-z-]+)\b", re.IGNORECASE)


def _places(side: Sequence[Profile]) -> frozenset[str]:
    """The places that a text names behind "in", "at" or "near", in lower case."""
    return frozenset(match[1].strip().casefold() for match in _PLACED.finditer(side[0].body))


def _things(side: Sequence[Profile]) -> frozenset[str]:
    """What a text calls by the definite article ("the convoy"), and its names of more than one place."""
    voices = frozenset(profile.voice for profile in side if profile.named)
    said = {match.casefold() for match in _THE.findall(side[0].body)}
    return frozenset(said) - voices - words("idle", "words") - words("idle", "verbs")


def _years(side: Sequence[Profile]) -> frozenset[str]:
    """The years that a text places its matter in: those it names, else the year that it was published in."""
    named = frozenset(match[1] for match in _YEAR.finditer(side[0].body))
    day = side[0].clock.day
    return named or (frozenset({str(day.year)}) if day is not None else frozenset())
