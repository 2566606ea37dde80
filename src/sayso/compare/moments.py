"""Times: when it happened or is to happen."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sayso.compare.happenings import shared_happening
from sayso.compare.likeness import likeness
from sayso.compare.meeting import Meeting
from sayso.compare.profile import Profile
from sayso.compare.sayings import saying_key
from sayso.compare.values import Fit
from sayso.compare.voices import same_voice
from sayso.data import words
from sayso.nouns import QuestionKey, QuestionKind, Reason, When

_ALIKE = 0.5  # share of the shorter claim's content words that the other one has, too
_SEVERAL = 2
_LIKELY = -0.5  # log-odds from which two claims that name a time of day are taken to time one thing
_ANOTHER_TIME = 200  # days; a plan is put off by weeks or months, a flood of another year is another flood
_CLOCK = frozenset({"minute", "hour"})
_NOT_UNTIL = re.compile(r"\bnot\b[^.;]{0,300}\b(?:until|till|before)\b", re.IGNORECASE)
_TO_THE_DAY = len("2022-05-19")
_TO_THE_MINUTE = len("2022-05-19T10:20")


def moments(a: Profile, b: Profile) -> Meeting | None:
    """They say nearly the same words and name a time for it."""
    placed = tuple(_placed(a)), tuple(_placed(b))
    if a.attribute or b.attribute or not placed[0] or not placed[1] or not _same_matter(a, b):
        return None
    one, two = _differing(*placed)
    if one is None or two is None:
        return None
    found = _fit(one, two)
    left, right = (" ".join(w.span.of(p.body).split()) for w, p in ((one, a), (two, b)))
    told = {
        Fit.EQUAL: f"Both name the same time: “{left}” and “{right}”.",
        Fit.A_INSIDE: f"“{left}” lies inside “{right}”.",
        Fit.B_INSIDE: f"“{right}” lies inside “{left}”.",
        Fit.CLASH: f"“{left}” and “{right}” are different times for one thing.",
        Fit.OPEN: f"“{left}” and “{right}” can both be true.",
    }[found]
    return Meeting(
        rule="time",
        key=time_key(a),
        fit=found,
        reasons=(Reason(rule="time", words=told, a=one.span, b=two.span),),
        changes="plan" if _ahead(a, one) and _ahead(b, two) else "fixed",
        confidence=0.7,
    )


def time_keys(profile: Profile) -> Iterator[str]:
    """The words of a claim that names a time."""
    if profile.claim.times and not profile.attribute:
        yield from (f"time:{stem}" for stem in profile.stems)


def time_key(profile: Profile) -> QuestionKey:
    """The question when something happens."""
    asked = saying_key(profile)
    return QuestionKey(kind=QuestionKind.TIME, attribute=asked.attribute, population=asked.population)


def _same_matter(a: Profile, b: Profile) -> bool:
    shared = len(a.stems & b.stems)
    if _denies(a) != _denies(b) or not shared:
        return False
    if shared_happening(a, b) or (clocked(a) and clocked(b) and likeness(a, b) >= _LIKELY):
        return True
    enough = shared >= _SEVERAL or same_voice(a, b)
    return enough and shared / min(len(a.stems), len(b.stems)) >= _ALIKE


def _denies(profile: Profile) -> bool:
    """Whether it is said not to be so; what did not begin "until midnight" began then."""
    return profile.negative and _NOT_UNTIL.search(profile.text) is None


def clocked(profile: Profile) -> bool:
    """Whether the claim names a time of day."""
    return any(when.precision in _CLOCK for when in profile.claim.times)


def _placed(profile: Profile) -> Iterator[When]:
    """The times of a claim that have both ends; of a plan that was moved "from … to …" only the new one."""
    moved = any(phrase in profile.text.casefold() for phrase in words("changes", "moved"))
    for when in profile.claim.times:
        end = when.end or (when.start if moved else None)
        if moved and end and (when.precision == "range" or not when.start):
            yield replace(when, start=end[:_TO_THE_DAY], end=end[:_TO_THE_DAY])
        elif when.start and when.end:
            yield when
        elif when.end and _NOT_UNTIL.search(profile.text):
            yield replace(when, start=when.end)


def _differing(one: tuple[When, ...], two: tuple[When, ...]) -> tuple[When | None, When | None]:
    """The times that the claims do not share, the last of each ("from Monday to Thursday" is Thursday)."""
    ends = [{(w.start, w.end) for w in times} for times in (one, two)]
    if ends[0] == ends[1]:
        return one[-1], two[-1]
    own = [w for w in one if (w.start, w.end) not in ends[1]] or list(one)
    other = [w for w in two if (w.start, w.end) not in ends[0]] or list(two)
    return own[-1], other[-1]


def _fit(one: When, two: When) -> Fit:
    clocks = {one.precision in _CLOCK, two.precision in _CLOCK}
    a, b = (_padded(when, clock=clocks == {True}) for when in (one, two))
    if a == b:
        return Fit.EQUAL
    if a[1] < b[0] or b[1] < a[0]:
        return Fit.OPEN if len(clocks) > 1 or _years_apart(one, two) else Fit.CLASH
    if b[0] <= a[0] and a[1] <= b[1]:
        return Fit.A_INSIDE
    return Fit.B_INSIDE if a[0] <= b[0] and b[1] <= a[1] else Fit.OPEN


def _years_apart(one: When, two: When) -> bool:
    """Whether the times are so far apart that a like event of another time is meant."""
    days = [date.fromisoformat((when.start or "")[:_TO_THE_DAY]) for when in (one, two)]
    return abs((days[0] - days[1]).days) > _ANOTHER_TIME


def _ahead(profile: Profile, when: When) -> bool:
    """Whether the time lay ahead when it was named: then it is a plan, which may be changed."""
    return profile.clock.day is not None and (when.end or "")[:_TO_THE_DAY] >= profile.clock.day.isoformat()


def _padded(when: When, *, clock: bool) -> tuple[str, str]:
    """Both ends to the minute, so that they sort as text; of two times of day only the hours, whatever their days."""
    start, end = when.start or "", when.end or ""
    first = start[:_TO_THE_MINUTE] if len(start) > _TO_THE_DAY else f"{start}T00:00"
    last = end[:_TO_THE_MINUTE] if len(end) > _TO_THE_DAY else f"{end}T23:59"
    if clock:
        return first[_TO_THE_DAY + 1 :], last[_TO_THE_DAY + 1 :]
    return first, last
