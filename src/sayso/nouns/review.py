"""How far people have come with a claim: an axis of its own, beside how its question stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sayso.nouns.question import Question
from sayso.nouns.ruling import Ruling


class ReviewState(StrEnum):
    """How far that is."""

    MACHINE = "machine"  # nobody has looked at it
    ONE_OF_TWO = "one of two"  # one person has, where two must agree
    NOT_AGREED = "not agreed"  # several have, and no two of them say the same
    REVIEWED = "reviewed"
    PUBLISHED = "published"  # a person has released it


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What people have made of a claim.

    `ruling` is the one that holds. `opinions` are those of different people that wait for another to agree, oldest
    first. `release` is by whom and when it was published.
    """

    ruling: Ruling | None = None
    opinions: tuple[Ruling, ...] = ()
    release: Ruling | None = None

    @property
    def state(self) -> ReviewState:
        """How far people have come."""
        if self.release is not None:
            return ReviewState.PUBLISHED
        if self.ruling is not None:
            return ReviewState.REVIEWED
        if self.opinions:
            return ReviewState.ONE_OF_TWO if len(self.opinions) == 1 else ReviewState.NOT_AGREED
        return ReviewState.MACHINE


def release_of(question: Question, published: Mapping[str, Ruling]) -> Ruling | None:
    """By whose ruling a question is published, given the claims by which questions are."""
    claims = (claim for answer in question.answers for claim in answer.claims)
    return next((published[claim] for claim in claims if claim in published), None)


UNSEEN = Review()
"""What nobody has looked at."""
