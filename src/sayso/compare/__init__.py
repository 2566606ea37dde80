"""Claims → Links and Questions: what answers what, and how the answers stand to one another."""

from collections.abc import Sequence

from sayso.compare.canonical import Canonical, canonical
from sayso.compare.decide import Candidates, decide, index_keys
from sayso.compare.encoder import name as encoder_name
from sayso.compare.known import Known
from sayso.compare.profile import Remembered
from sayso.compare.questions import NO_BONDS, assemble, surest_disputes
from sayso.compare.reader import name as reader_name
from sayso.compare.rulings import Astray, Bonds, Ruled, apply, standing
from sayso.nouns import Claimed, Comparison, Link, Ruling

__all__ = [
    "NO_BONDS",
    "Astray",
    "Bonds",
    "Candidates",
    "Canonical",
    "Comparing",
    "Known",
    "Ruled",
    "apply",
    "assemble",
    "canonical",
    "compare",
    "decide",
    "encoder_name",
    "index_keys",
    "reader_name",
    "standing",
    "surest_disputes",
]


class Comparing:
    """The steps of comparing for one run, which remembers from step to step what it has worked out of single claims.

    Each step gives what the function of its name gives.
    """

    def __init__(self) -> None:
        self._profiles = Remembered()

    def index_keys(self, claimed: Sequence[Claimed]) -> tuple[frozenset[str], ...]:
        """The keys under which each claim is found again."""
        return index_keys(claimed, self._profiles)

    def decide(self, new: Sequence[Claimed], older: Sequence[Claimed]) -> tuple[Link, ...]:
        """The links within the new claims and between new and older ones."""
        return decide(new, older, self._profiles)

    def rule(self, claimed: Sequence[Claimed], links: Sequence[Link], rulings: Sequence[Ruling]) -> Ruled:
        """What people's rulings make of the claims and links."""
        return apply(claimed, links, rulings, self.decide)

    def assemble(
        self,
        claimed: Sequence[Claimed],
        links: Sequence[Link],
        bonds: Bonds = NO_BONDS,
        known: Known | None = None,
    ) -> Comparison:
        """The questions and copies that follow from the links, from what people have ruled and what the models tell."""
        return assemble(claimed, links, self._profiles, bonds, known)


def compare(claimed: Sequence[Claimed], known: Known | None = None) -> Comparison:
    """Everything that comparing finds among these claims, in memory: by rules alone, or with what the models tell."""
    comparing = Comparing()
    return comparing.assemble(claimed, comparing.decide(claimed, ()), known=known)
