"""The words that name time, as patterns: what can be recognised before anything is placed on a calendar."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sayso.claims import numbers
from sayso.claims.gates import DIGIT, held, keys
from sayso.data import group, words

UNIT = r"(?:minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century)"
_YEAR = r"(?:1[5-9]\d\d|2[01]\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORD = r"(?:st|nd|rd|th)"
_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_VAGUE = r"(?:several|a few|few|a couple of|a couple|some|many|recent)"


@dataclass(frozen=True, slots=True)
class Atom:
    """One pattern's match: which kind, where in the text, and its named parts (lower case; only those that matched)."""

    kind: str
    start: int
    end: int
    parts: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.parts.get(name, "")


def atoms(text: str, start: int, end: int) -> list[Atom]:
    """The time words between two offsets, leftmost and then longest first, none overlapping another."""
    there = held(text, start, end)
    if _telling().isdisjoint(there) or _gate().search(text, start, end) is None:
        return []
    found = [
        Atom(kind, m.start(), m.end(), {k: v.lower() for k, v in m.groupdict().items() if v is not None})
        for kind, pattern in patterns()
        if kind not in needs() or not needs()[kind].isdisjoint(there)
        for m in pattern.finditer(text, start, end)
        if _cased(m)
    ]
    found.sort(key=lambda atom: (atom.start, -atom.end))
    kept: list[Atom] = []
    for atom in found:
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


def _cased(match: re.Match[str]) -> bool:
    """Names of months and weekdays have a capital: "may" is a modal, "march" is a walk, "sun" shines."""
    parts = match.groupdict()
    return all(parts[name][0].isupper() for name in ("mon", "wd") if parts.get(name))


_NAMED = ("weekdays", "months", "seasons", "holidays", "easter", "parts")
_PLAIN = "today|yesterday|tomorrow|tonight|overnight|noon|midday|midnight|quarter|half past|clock"


@cache
def _gate() -> re.Pattern[str]:
    """What every time phrase has one of: a digit or one of the words. Most sentences have none, and cost no more."""
    named = alternatives(*_NAMED)
    unplaced = _longest_first(words("times", "lists", "unplaced"))
    return re.compile(rf"\d|\b(?:{named}|{_PLAIN}|{_HOURS}|{unplaced}|{UNIT}s?)\b".replace(" ", r"\s"), re.IGNORECASE)


@cache
def _telling() -> frozenset[str]:
    named = keys(phrase for group in _NAMED for phrase in section(group))
    plain = keys((*_PLAIN.split("|"), *_HOURS.split("|"), *UNIT.strip("(?:)").split("|")))
    return named | plain | keys(words("times", "lists", "unplaced")) | {DIGIT}


@cache
def needs() -> dict[str, frozenset[str]]:
    """The words of which a kind of atom has one. A kind that is not here may have others."""
    digit, month = frozenset({DIGIT}), keys(section("months"))
    clock = {"noon", "midday", "midnight", "clock", "oclock", "half", "quarter", "morning", "afternoon", "evening"}
    return dict.fromkeys(("iso", "slash", "nth", "hours", "year", "years", "decade"), digit) | {
        "days": month,
        "date": month,
        "month": month,
        "weekday": keys(section("weekdays")),
        "holiday": keys((*section("holidays"), *section("easter"))),
        "season": keys(section("seasons")),
        "part": keys(section("parts")),
        "relday": frozenset({"today", "yesterday", "tomorrow"}),
        "tonight": frozenset({"tonight", "overnight", "night"}),
        "clock": digit | clock,
        "ago": frozenset({"ago"}),
        "shift": frozenset({"later", "earlier", "before", "after", "beforehand", "afterwards"}),
        "edge": frozenset({"beginning", "start", "middle", "end", "close"}),
        "weekend": frozenset({"weekend"}),
        "week_of": frozenset({"week"}),
    }


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds of atoms with their patterns; the order decides between two of one length."""
    mon = rf"(?P<mon>{alternatives('months')})\b(?:\.(?= ?\d))?"
    wd = rf"(?P<wd>{alternatives('weekdays')})\b"
    part = alternatives("parts")
    number = numbers.pattern()
    count = rf"(?P<n>{number}|an?|{_VAGUE})"
    hedge = (
        r"(?:(?:almost|nearly|about|around|roughly|some|just over|just under|more than|over|at least|less than)\s+)?"
    )
    zone = rf"(?:\s*\(?(?P<zone>{alternatives('zones')}|local time)\b\)?)?"
    near = r"(?:(?P<near>shortly after|just after|soon after|shortly before|just before|around|about|roughly)\s+)?"
    half = r"(?P<half>a\.?m\b\.?|p\.?m\b\.?)"
    rows = (
        ("iso", rf"\b(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)\b"),
        ("slash", rf"\b(?P<a>\d{{1,2}})(?P<sep>[/.])(?P<b>\d{{1,2}})(?P=sep)(?P<y>{_YEAR})\b"),
        (
            "days",
            rf"\b(?P<d1>{_DAY}){_ORD}?(?:\s?[-–]\s?|\s+(?:and|to|or|until)\s+)(?P<d2>{_DAY}){_ORD}?\s+{mon}(?:,?\s+(?P<y>{_YEAR})\b)?",
        ),
        (
            "days",
            rf"\b{mon}\s+(?P<d1>{_DAY}){_ORD}?(?:\s?[-–]\s?|\s+(?:and|to|or|until)\s+)(?P<d2>{_DAY}){_ORD}?\b(?:,?\s+(?P<y>{_YEAR})\b)?",
        ),
        ("date", rf"\b(?:the\s+)?(?P<d>{_DAY}){_ORD}?\s+(?:of\s+)?{mon}(?:,?\s+(?P<y>{_YEAR})\b)?"),
        (
            "date",
            rf"\b{mon}\s+(?:the\s+)?(?P<d>{_DAY}){_ORD}?\b(?![:.]\d|,\d{{3}}\b|\s*[ap]\.?m\b)(?:,?\s+(?P<y>{_YEAR})\b)?",
        ),
        (
            "date",
            rf"\b(?:the\s+)?(?P<dw>{alternatives('day_ordinals')}|twenty-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirty-first)\s+(?:of\s+)?{mon}(?:,?\s+(?P<y>{_YEAR})\b)?",
        ),
        ("nth", rf"\bthe\s+(?P<d>{_DAY}){_ORD}\b(?:\s+of\s+(?P<rel>the|this|last|next)\s+month\b)?"),
        (
            "month",
            rf"\b(?:(?P<third>early|mid|late)[\s-]+)?(?:(?P<rel>last|next|this)\s+)?{mon}(?:,?\s+(?:of\s+)?(?P<y>{_YEAR})\b)?",
        ),
        (
            "weekday",
            rf"\b(?:(?P<rel>this coming|this past|last|next|this|coming|past)\s+)?{wd}(?:\s+(?:of\s+)?(?P<wk>last|this|next)\s+week\b|(?P<on>\s+week)\b)?",  # noqa: E501 - a pattern reads best in one piece
        ),
        ("holiday", rf"\b(?:(?P<rel>last|next|this)\s+)?(?P<holiday>{alternatives('holidays', 'easter')})(?!\w)"),
        ("relday", r"\b(?P<word>the day before yesterday|the day after tomorrow|today|yesterday|tomorrow)\b"),
        ("tonight", r"\b(?P<word>tonight|last night|overnight|in the night|during the night|through the night)\b"),
        (
            "part",
            rf"\b(?P<det>this|in the|during the|on the|the|that same|that)\s+(?P<part>{part})\b|\b(?P<part2>{part})\b",
        ),
        ("clock", rf"\b{near}(?P<h>[01]?\d|2[0-4])(?:[:.](?P<mi>[0-5]\d))?\s?{half}{zone}"),
        ("clock", rf"\b{near}(?P<h>[01]?\d|2[0-4]):(?P<mi>[0-5]\d)(?!\d|[:.]\d)\b{zone}"),
        (
            "clock",
            rf"\b{near}(?P<h>[01]\d|2[0-4])(?P<mi>[0-5]\d)\s?(?:hrs|hours|h)?\s?\(?(?P<zone>{alternatives('zones')}|local time|hours|hrs)\b\)?",  # noqa: E501 - a pattern reads best in one piece
        ),
        ("clock", rf"\b{near}(?P<word>noon|midday|midnight)\b{zone}"),
        (
            "clock",
            rf"\b{near}(?:(?P<past>half|quarter|a quarter)\s+(?P<dir>past|to)\s+)?(?P<hw>{_HOURS}|\d{{1,2}})\s+o['’]?clock\b",  # noqa: E501 - a pattern reads best in one piece
        ),
        (
            "clock",
            rf"\b{near}(?P<past>half|quarter|a quarter)\s+(?P<dir>past|to)\s+(?P<hw>{_HOURS})\b",
        ),
        ("clock", rf"\b{near}(?P<hw>{_HOURS})(?= (?:this|in the|yesterday|tomorrow) (?:morning|afternoon|evening)\b)"),
        ("hours", rf"\b(?P<h1>[01]?\d|2[0-4])\s*(?:and|to|[-–])\s*(?P<h>[01]?\d|2[0-4])\s?{half}{zone}"),
        (
            "unit",
            r"\b(?:(?P<third>earlier|later|early|mid|late)[\s-]+(?:in\s+)?)?(?P<rel>this|last|next|the current|the coming|the previous)\s+(?P<unit>week|month|quarter|year|decade|century)\b(?!\s+(?:and|or)\s+a\s+half)",  # noqa: E501 - a pattern reads best in one piece
        ),
        ("unit", r"\b(?P<third>earlier|later)\s+in\s+the\s+(?P<unit>week|month|year)\b"),
        ("unit", r"\bthe\s+(?P<unit>week|month|year)\s+(?P<rel>before last)\b"),
        ("the_unit", r"\b(?:the\s+)?(?P<unit>week|month|quarter|year|decade)\b"),
        ("edge", r"\b(?:the\s+)?(?:very\s+)?(?P<edge>beginning|start|middle|end|close)\s+of\s+"),
        ("ago", rf"\b{hedge}{count}\s+(?P<unit>{UNIT})s?\s+ago\b(?P<today>\s+today)?"),
        (
            "shift",
            rf"\b{hedge}{count}\s+(?P<unit>{UNIT})s?\s+(?P<dir>later|earlier|before|after|beforehand|afterwards)\b",
        ),
        ("in_n", rf"\b(?P<in>in|within)\s+{count}\s+(?P<unit>{UNIT})s?['’]?(?P<time>\s+time)?\b"),
        ("length", r"\bthe\s+(?P<rel>past|last)\s+(?P<unit>hour|week|fortnight|month|year|decade)\b"),
        ("length", rf"\b(?P<rel>past|last|next|coming|previous)\s+(?P<n>{number}|{_VAGUE})\s+(?P<unit>{UNIT})s?\b"),
        (
            "for_n",
            rf"\bfor\s+(?:the\s+(?P<rel>past|last|next|coming)\s+)?{hedge}{count}\s+(?P<unit>{UNIT})s?\b(?!\s+(?:later|earlier))",
        ),
        ("run_up", rf"\bthe\s+(?:(?P<n>{number})\s+)?(?P<unit>{UNIT})s?\s+(?:up\s+)?(?:to|until|ending)\s+(?:on\s+)?"),
        ("week_of", r"\bthe\s+week\s+of\s+"),
        ("year", rf"\b(?:(?P<third>early|mid|late)[\s-]+)?(?P<y>{_YEAR})\b(?![-–/.,]\d)"),
        ("years", rf"\b(?P<y>{_YEAR})(?:\s?[-–]\s?|\s+(?:to|and|until)\s+)(?P<y2>{_YEAR}|\d\d)\b"),
        ("decade", r"\b(?:the\s+)?(?P<y>1[5-9]\d0|20\d0)s\b"),
        (
            "season",
            rf"\b(?:(?P<third>early|mid|late)[\s-]+)?(?:(?P<rel>last|next|this|the|that)\s+)?(?P<season>{alternatives('seasons')})\b(?:\s+(?:of\s+)?(?P<y>{_YEAR})\b)?",
        ),
        (
            "quarter",
            rf"\b(?:the\s+)?(?P<nth>{alternatives('ordinals')})\s+(?P<unit>quarter|half|six months|three months)\b(?:\s+of\s+(?P<y>{_YEAR})\b)?",  # noqa: E501 - a pattern reads best in one piece
        ),
        (
            "weekend",
            r"\b(?:(?P<rel>this past|this coming|last|next|this|the|past|coming)\s+)weekend\b(?P<before>\s+before last)?",  # noqa: E501 - a pattern reads best in one piece
        ),
        (
            "other",
            rf"\b(?P<which>the next|the following|the previous|the preceding|the same|that same|that very|that)\s+(?P<what>day|morning|afternoon|evening|night|weekend|week|month|year|{wd})",  # noqa: E501 - a pattern reads best in one piece
        ),
        ("other", r"\bthe\s+(?P<what>day|night|week|month|year|evening)\s+(?P<which>before|after|earlier)\b"),
        (
            "unplaced",
            rf"\b(?:{_longest_first(words('times', 'lists', 'unplaced'))})\b(?![-\w]| (?:{number}|{_VAGUE}|{UNIT}s?)\b)",  # noqa: E501 - a pattern reads best in one piece
        ),
    )
    return tuple((kind, re.compile(pattern.replace(" ", r"\s"), re.IGNORECASE)) for kind, pattern in rows)


def alternatives(*groups: str) -> str:
    """The keys of some groups of the table, longest first, as one alternation."""
    return _longest_first([key for group in groups for key in section(group)])


def _longest_first(keys: Iterable[str]) -> str:
    return "|".join(re.escape(key).replace(r"\ ", " ") for key in sorted(keys, key=lambda key: (-len(key), key)))


def section(name: str) -> dict[str, object]:
    """One group of the table of times."""
    return dict(group("times", name))
