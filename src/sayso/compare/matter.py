"""Whether two texts speak of one event or standing situation."""

import re
from collections.abc import Sequence

from sayso.compare.profile import Profile
from sayso.compare.scene import sentences
from sayso.compare.words import concepts, content_stems
from sayso.data import words

_YEAR = re.compile(r"\b(?:in|since|of|during|from)\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_KINDRED = re.compile(r"\b(?:a|another)\s+(?:similar|like|comparable)\b", re.IGNORECASE)


def other_event(ours: Sequence[Profile], theirs: Sequence[Profile]) -> str | None:
    """Why the texts cannot be about one event, in words; None where nothing speaks against it."""
    one, two = _years(ours), _years(theirs)
    if one and two and not one & two:
        return "They are told of different years."
    if any(_KINDRED.search(side[0].body) for side in (ours, theirs)):
        return "One tells of a like event, not of the same."
    if not matter(ours) & matter(theirs):
        return "They share no name and no matter."
    return None


def matter(side: Sequence[Profile]) -> frozenset[str]:
    """What a text is about: its content words and the classes of what it tells, without words that say little."""
    found: set[str] = set()
    for sentence in sentences(side[0].body):
        found |= content_stems(sentence) | concepts(sentence)
    found -= words("idle", "verbs") | words("idle", "words")
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


_PLACED = re.compile(r"\b(?:in|at|near|outside|off|from)\s+(?:the\s+)?((?:[A-Z][\w-]+\s?){1,3})")
_THE = re.compile(r"\bthe\s+((?:[a-z-]+\s)?[a-z-]+)\b", re.IGNORECASE)


def _places(side: Sequence[Profile]) -> frozenset[str]:
    """The places that a text names behind "in", "at" or "near", in lower case."""
    return frozenset(match[1].strip().casefold() for match in _PLACED.finditer(side[0].body))


def _things(side: Sequence[Profile]) -> frozenset[str]:
    """What a text calls by the definite article ("the convoy"), and its names of more than one place."""
    voices = frozenset(profile.voice for profile in side if profile.named)
    said = frozenset(match[1].casefold() for match in _THE.finditer(side[0].body))
    return said - voices - words("idle", "words")


def _years(side: Sequence[Profile]) -> frozenset[str]:
    """The years that a text places its matter in: those it names, else the year that it was published in."""
    named = frozenset(match[1] for match in _YEAR.finditer(side[0].body))
    day = side[0].clock.day
    return named or (frozenset({str(day.year)}) if day is not None else frozenset())
