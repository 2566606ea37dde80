"""What is told of a pair of texts."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.nouns import Reason


class PairRelation(StrEnum):
    """The relations of a pair of texts."""

    AGREES = "agrees"
    REFINES = "refines"
    DISPUTES = "disputes"
    SUPERSEDES = "supersedes"
    DIFFERENT_QUESTION = "different-question"
    ATTRIBUTION_ONLY = "attribution-only"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """How text a stands to text b. `direction` is "a->b" or "b->a" for refines and supersedes, else None.

    `rule` is the one that told it, or "reader" where only the trained reader did.
    """

    relation: PairRelation
    direction: str | None
    rule: str
    reasons: tuple[Reason, ...]
