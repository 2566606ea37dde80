"""What the models have told of claims, so that each is asked only once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.compare.encoder import encoded
from sayso.compare.models import at_once
from sayso.compare.opinions import read_claims
from sayso.compare.profile import Profile
from sayso.compare.reader import Odds, packed, unpacked
from sayso.nouns import Claimed


@dataclass(slots=True)
class Known:
    """What the models have told of claims and of pairs of them, by their ids, and what they have told just now.

    The models are asked only for what is not known: in a case that grows by a report most is. Claims that are `changed`
    by a ruling, with the same ids as before, are read as they are now, and what is told of them is not kept. The models
    work on so many `threads`.
    """

    vectors: dict[str, bytes] = field(default_factory=dict)
    odds: dict[tuple[str, str], bytes] = field(default_factory=dict)
    new_vectors: dict[str, bytes] = field(default_factory=dict)
    new_odds: dict[tuple[str, str], bytes] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    threads: int = 1

    def vectors_of(self, claimed: Sequence[Claimed]) -> Mapping[str, bytes]:
        """What each claim asks, as a vector."""
        missing = [one for one in claimed if one.claim.id not in self.vectors]
        texts = list(dict.fromkeys(one.quote for one in missing))  # copies print the same words
        told = dict(zip(texts, encoded(texts, self.threads), strict=True))
        fresh = {one.claim.id: told[one.quote] for one in missing}
        self.vectors |= fresh
        self.new_vectors |= fresh
        return self.vectors

    def read_ahead(self, pairs: Iterable[tuple[Profile, Profile]]) -> None:
        """Ask the reader about pairs of claims that will be asked about one by one."""
        missing = [(a, b) for a, b in pairs if (a.id, b.id) not in self.odds and not {a.id, b.id} & self.changed]
        for (a, b), odds in zip(missing, at_once(lambda pair: read_claims(*pair), missing, self.threads), strict=True):
            self.odds[a.id, b.id] = self.new_odds[a.id, b.id] = packed(odds)

    def reading(self, a: Profile, b: Profile) -> Odds:
        """How two claims stand to one another as the reader of pairs takes them."""
        if {a.id, b.id} & self.changed:
            return read_claims(a, b)
        pair = (a.id, b.id)
        if pair not in self.odds:
            self.odds[pair] = self.new_odds[pair] = packed(read_claims(a, b))
        return unpacked(self.odds[pair])
