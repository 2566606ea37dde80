"""Time words put together: "at 6:10 a.m." + "on Tuesday", "early" + "Friday", "from Monday" + "to Friday"."""

import re
from dataclasses import dataclass
from functools import cache

from sayso.claims.time_words import Atom, atoms

_DAY = ("weekday", "date", "iso", "slash", "nth", "relday", "holiday", "other")
_JOINS: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...] = (
    # left kinds, right kinds, the words between them
    (("part", "tonight"), _DAY, r",? *(?:on |of |to |into |in |from )?(?:the )?"),
    (_DAY, ("part",), r",? *(?:(?:in|during) the |['’]s )?"),
    (("clock", "hours"), _DAY, r",? *(?:on |of )?(?:the )?"),
    (_DAY, ("clock", "hours"), r",? *(?:at |between |from )?"),
    (("clock", "hours"), ("part", "tonight", "relday"), r" (?:in )?"),
    (("weekday",), ("date", "nth", "iso"), r",? +\(?"),
    (("edge", "week_of"), ("unit", "the_unit", "month", "year", "season", "weekday", "date", "other"), r""),
    (("nth", "date", "month", "holiday", "season", "weekday"), ("unit",), r",? +(?:of )?"),
    (("quarter", "season", "holiday", "month"), ("year", "unit", "the_unit"), r"(?: *+,)? *(?:of )?"),
    (("run_up",), (*_DAY, "month", "the_unit"), r" *(?:on )?(?:the )?"),
    (("shift",), (*_DAY, "year", "month"), r" *(?:on )?"),
)
_RANGE = re.compile(r" *(?:[-–—]|\b(?:to|until|till|and|through)\b) *(?:the )?", re.IGNORECASE)
_RANGED = frozenset((*_DAY, "clock", "month", "year", "part"))
_LEAD = re.compile(
    r"\b(?P<word>ever since|since|no later than|not later than|by|until|till|up to|through|from|before|after|as of|"
    r"starting|over|during|throughout|between|in|on|at|for|of|to)\s+(?:(?:about|around|the|early|late)\s+)?$",
    re.IGNORECASE,
)
_ALONE = frozenset({"edge", "week_of", "run_up", "the_unit"})
"""Kinds that mean nothing without what follows."""
_BARE = frozenset({"tonight", "relday", "ago", "shift", "in_n", "for_n", "unplaced"})
"""Kinds that take no "on" or "in" before them."""
_LEAD_REACH = 24


@dataclass(frozen=True, slots=True)
class Phrase:
    """Atoms that name one stretch; `lead` is the preposition before them, `until` the other end of a range."""

    start: int
    end: int
    lead: str
    atoms: tuple[Atom, ...]
    until: tuple[Atom, ...] = ()

    def of(self, *kinds: str) -> Atom | None:
        """The first atom of these kinds."""
        return next((atom for atom in self.atoms if atom.kind in kinds), None)


def phrases(text: str, start: int, end: int) -> list[Phrase]:
    """The time phrases between two offsets, in text order."""
    groups: list[list[Atom]] = []
    for atom in atoms(text, start, end):
        if groups and _joins(groups[-1], atom, text):
            groups[-1].append(atom)
        else:
            groups.append([atom])
    found: list[Phrase] = []
    skip = False
    for index, group in enumerate(groups):
        if skip:
            skip = False
            continue
        lead, at = _lead(text, found[-1].end if found else start, group[0])
        other = groups[index + 1] if index + 1 < len(groups) else None
        if other is not None and _ranges(text, group, other, lead):
            found.append(Phrase(at, other[-1].end, lead, tuple(group), tuple(other)))
            skip = True
        elif _stands(group, lead):
            found.append(Phrase(at, group[-1].end, lead, tuple(group)))
    return found


def _joins(group: list[Atom], atom: Atom, text: str) -> bool:
    left = group[-1]
    if (left.kind, atom.kind) == ("date", "date") or len(group) > 3:
        return False
    between = text[left.end : atom.start]
    return any(
        left.kind in lefts and atom.kind in rights and glue.fullmatch(between) for lefts, rights, glue in _joints()
    )


@cache
def _joints() -> tuple[tuple[tuple[str, ...], tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((a, b, re.compile(glue.replace(" ", r"\s"), re.IGNORECASE)) for a, b, glue in _JOINS)


def _lead(text: str, start: int, atom: Atom) -> tuple[str, int]:
    low = max(start, atom.start - _LEAD_REACH)
    match = _LEAD.search(text, low, atom.start)
    if match is None or match.end() != atom.start:
        return "", atom.start
    word = " ".join(match["word"].lower().split())
    if text.startswith(("'s", "’s"), atom.end) and word not in {"since", "by", "until", "till"}:
        return "", atom.start  # "at Saturday's rally": the rally is at a place
    if atom.kind in _BARE and word in {"on", "in", "at", "over", "to", "of"}:
        return "", atom.start  # "went on overnight"
    return word, match.start() if word not in {"of", "to"} else atom.start


def _ranges(text: str, group: list[Atom], other: list[Atom], lead: str) -> bool:
    between = text[group[-1].end : other[0].start]
    match = _RANGE.fullmatch(between)
    if match is None or not {group[-1].kind, other[-1].kind} <= _RANGED:
        return False
    word = between.strip().lower().split()[0] if between.strip() else ""
    if word == "and":
        return lead == "between"
    return lead in {"from", "between", "of"} or word in {"-", "–", "—"} or (word in {"to", "through"} and lead != "to")


def _stands(group: list[Atom], lead: str) -> bool:  # noqa: PLR0911 - one return a rule reads better than a nest
    """Whether the group names a time by itself: a bare "late", "the week" or "2019" does not."""
    last, first = group[-1], group[0]
    if last.kind in _ALONE and len(group) == 1:
        return False
    if last.kind in {"edge", "week_of", "run_up"}:
        return False
    if len(group) > 1:
        return True
    if first.kind == "year":
        return bool(first["third"]) or lead not in {"", "to", "at", "on", "over"}
    if first.kind == "decade":
        return lead in {"in", "since", "during", "throughout"}
    if first.kind == "part":
        name = first["part"] or first["part2"]
        if first["part2"] or first["det"] in {"the", "that"}:
            return (
                name.startswith(("before", "at ")) or (name in {"early hours", "small hours"}) or first["det"] == "that"
            )
        return name not in {"early", "late"}
    if first.kind == "season":
        return bool(first["rel"] not in {"", "the"} or first["y"] or lead in {"in", "since", "by", "until", "during"})
    return True
