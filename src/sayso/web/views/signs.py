"""Signs beside the text of a report: how a claim stands, in one letter each; the words are always told too."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.ledger.browse_claims import Asked
from sayso.ledger.browse_voices import Origins, Place
from sayso.nouns import Link, Relation, is_retraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One letter of the gutter, its name in the style sheet, and what it says."""

    letter: str
    name: str
    words: str


DISPUTED = Sign(letter="D", name="disputed", words="disputed")
ONE_ORIGIN = Sign(letter="1", name="one-origin", words="stands on one origin")
SUPERSEDED = Sign(letter=">", name="superseded", words="superseded")
RETRACTED = Sign(letter="^", name="retracted", words="retracted")
MACHINE = Sign(letter="?", name="machine", words="not reviewed")

SIGNS = (DISPUTED, ONE_ORIGIN, SUPERSEDED, RETRACTED, MACHINE)
"""In the order in which they stand in the gutter."""


def signs(
    idents: Iterable[str],
    links: Sequence[Link],
    asked: Mapping[str, Sequence[Asked]],
    origins: Mapping[Place, Origins],
    reviewed: Collection[str],
) -> dict[str, tuple[Sign, ...]]:
    """The signs of each claim."""
    marked: dict[Sign, set[str]] = {sign: set() for sign in SIGNS}
    for link in links:
        if link.relation is Relation.DISPUTES:
            marked[DISPUTED] |= {link.a, link.b}
        elif link.relation is Relation.SUPERSEDES:
            marked[RETRACTED if is_retraction(link.rule) else SUPERSEDED].add(link.b)
    found = {}
    for ident in idents:
        counts = [origins.get((one.question, one.answer), Origins()).origins_max for one in asked.get(ident, ())]
        holds = {
            **{sign: ident in claims for sign, claims in marked.items()},
            ONE_ORIGIN: bool(counts) and max(counts) == 1,
            MACHINE: ident not in reviewed,
        }
        found[ident] = tuple(sign for sign in SIGNS if holds[sign])
    return found
