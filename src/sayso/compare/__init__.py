"""Claims → Links and Questions: what answers what, and how the answers stand to one another."""

from collections.abc import Collection, Mapping, Sequence

from sayso.compare.agreement import needs_two, said_by, standing, waiting
from sayso.compare.canonical import Canonical, canonical
from sayso.compare.decide import decide, index_keys
from sayso.compare.encoder import name as encoder_name
from sayso.compare.index import Shelf, entry, near
from sayso.compare.known import Known
from sayso.compare.profile import Remembered
from sayso.compare.questions import NO_BONDS, assemble, surest_disputes
from sayso.compare.reader import name as reader_name
from sayso.compare.rulings import Astray, Bonds, Ruled, apply
from sayso.compare.stories import stories
from sayso.nouns import Claim, Claimed, Comparison, IndexEntry, Link, Near, Report, Ruling

__all__ = [
    "NO_BONDS",
    "Astray",
    "Bonds",
    "Canonical",
    "Comparing",
    "Known",
    "Ruled",
    "Shelf",
    "apply",
    "assemble",
    "canonical",
    "compare",
    "decide",
    "encoder_name",
    "index_keys",
    "near",
    "needs_two",
    "reader_name",
    "said_by",
    "standing",
    "surest_disputes",
    "waiting",
]


class Comparing:
    """The steps of comparing for one run, which remembers from step to step what it has worked out of single claims.

    Each step gives what the function of its name gives.
    """

    def __init__(self) -> None:
        self._profiles = Remembered()

    def index(self, report: Report, claims: Mapping[int, Claim]) -> IndexEntry:
        """What a report is found again by, with its claims by their places in the reading."""
        made = self._profiles(Claimed(claim=claim, report=report) for claim in claims.values())
        return entry(self._profiles.scene(report), dict(zip(claims, made, strict=True)))

    def near(self, own: IndexEntry, shelf: Shelf, besides: Collection[int] = ()) -> Near:
        """The claims on a shelf that are worth laying beside those of a report, and the reports of its story."""
        return near(own, shelf, besides)

    def decide(
        self, new: Sequence[Claimed], older: Sequence[Claimed], turns: Mapping[str, int] | None = None
    ) -> tuple[Link, ...]:
        """The links within the new claims and between new and older ones; `turns` tell when each report came."""
        return decide(new, older, self._profiles, turns)

    def rule(self, claimed: Sequence[Claimed], links: Sequence[Link], rulings: Sequence[Ruling]) -> Ruled:
        """What people's rulings make of the claims and links; what is decided anew is so within a story."""

        def decide_within(new: Sequence[Claimed], older: Sequence[Claimed]) -> tuple[Link, ...]:
            told = stories(self._profiles(claimed), [(link.a, link.b) for link in links])
            story = {profile.id: number for number, held in enumerate(told) for profile in held}
            return tuple(link for link in self.decide(new, older) if story[link.a] == story[link.b])

        return apply(claimed, links, rulings, decide_within)

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
