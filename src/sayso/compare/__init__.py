"""Claims → Links and Questions: what answers what, and how the answers stand to one another."""

from collections.abc import Sequence

from sayso.compare.decide import Candidates, decide, index_keys
from sayso.compare.questions import assemble
from sayso.nouns import Claimed, Comparison

__all__ = ["Candidates", "assemble", "compare", "decide", "index_keys"]


def compare(claimed: Sequence[Claimed]) -> Comparison:
    """Everything that comparing finds among these claims, in memory."""
    return assemble(claimed, decide(claimed, ()))
