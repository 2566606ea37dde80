"""Constructions that name relay and speaker at once, in the order in which they are tried."""

from collections.abc import Callable, Iterator, Sequence

from sayso.attribute.candidates import Candidate
from sayso.attribute.relays.hearsay import hearing, informed, told_that
from sayso.attribute.relays.openings import behind_opening, cited_clauses, headlines, idioms
from sayso.attribute.relays.quoted_as import as_saying
from sayso.attribute.relays.sayings import inside_things, passed_sayings
from sayso.attribute.relays.set_off import framed, speaker_asides
from sayso.attribute.relays.tellable import Tellable
from sayso.attribute.relays.tellings import Telling
from sayso.attribute.syntax import Syntax

_SAME = 0.8
"""Share of words from which two contents are one."""


def constructed(syntax: Syntax, candidates: Sequence[Candidate]) -> tuple[Telling, ...]:
    """All tellings whose construction names a relay; one for each cue word."""
    by_head: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        by_head.setdefault(candidate.head, []).append(candidate)
    return tellings_of(RULES, Tellable(syntax, by_head))


def asides(syntax: Syntax) -> tuple[Telling, ...]:
    """All voices that are set off from the rest of their sentence, which they tell."""
    return tellings_of(ASIDES, Tellable(syntax, {}))


def tellings_of(rules: Sequence[Callable[[Tellable], Iterator[Telling]]], tellable: Tellable) -> tuple[Telling, ...]:
    """What the rules read; the first that reads a cue word has it."""
    found: dict[int, Telling] = {}
    for rule in rules:
        for telling in rule(tellable):
            if telling.aside or not any(_is_again(telling, other) for other in found.values()):
                found.setdefault(telling.head, telling)
    return tuple(found.values())


def _is_again(telling: Telling, other: Telling) -> bool:
    """Whether two constructions read the same content."""
    return len(telling.reach & other.reach) > _SAME * len(telling.reach | other.reach)


RULES: tuple[Callable[[Tellable], Iterator[Telling]], ...] = (
    as_saying,
    cited_clauses,
    hearing,
    passed_sayings,
    informed,
    idioms,
    inside_things,
    behind_opening,
    told_that,
    headlines,
)
"""Each reads one construction that names relay and speaker; the first that reads a cue word has it."""


ASIDES: tuple[Callable[[Tellable], Iterator[Telling]], ...] = (speaker_asides, framed)
"""Each reads a voice that is set off from what it tells."""
