"""What stands around a cue and names who passes on, or who is really speaking: a table of rules by construction."""

from collections.abc import Callable, Iterator

from sayso.attribute.relays.carriers import carried, has_seen, leaked_to, reached
from sayso.attribute.relays.citations import briefed, citing
from sayso.attribute.relays.listeners import before_colon, behind_dash, met, reports_in, tied, told
from sayso.attribute.relays.named import Around, Named, Place
from sayso.attribute.syntax import Syntax

__all__ = ["RULES", "Around", "Named", "Place", "named_around"]


def named_around(syntax: Syntax, around: Around) -> tuple[Named, ...]:
    """All who are named around the cue of a telling, by the order of the rules; no words are read twice."""
    found: list[Named] = []
    for rule in RULES:
        for named in rule(syntax, around):
            first, end = named.words
            if named.who and not any(first < other.words[1] and other.words[0] < end for other in found):
                found.append(named)
    return tuple(found)


RULES: tuple[Callable[[Syntax, Around], Iterator[Named]], ...] = (
    told,
    carried,
    leaked_to,
    reports_in,
    has_seen,
    reached,
    tied,
    citing,
    briefed,
    met,
    behind_dash,
    before_colon,
)
"""Each reads one construction; the first that reads some words has them."""
