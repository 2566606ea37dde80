"""What no person has looked at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sayso.nouns import UNSEEN, Claimed, Kept, Link, Question, Review, Ruling, RulingKind, State

if TYPE_CHECKING:  # SQLAlchemy is heavy
    from sayso.ledger import Ledger


class Left(StrEnum):
    """Why something is left to be looked at."""

    ASTRAY = "astray"  # a ruling whose place no claim of the current readings fits, or whose words are edited out
    DISPUTE = "dispute"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to look at: claims by their ids, and what it hangs on."""

    left: Left
    claims: tuple[str, ...]
    question: Question | None = None
    link: Link | None = None
    ruling: Ruling | None = None


def queue(ledger: "Ledger", by: str | None = None) -> tuple[Item, ...]:
    """What no person has looked at, the weightiest first.

    Rulings that went astray; then each two answers that dispute one another, by the surest link between them; then the
    claims of disputed questions and those of others, those that were read least surely first. Where two people must
    agree on a claim, it is left until they do, but not to `by` if they have ruled on it.
    """
    from sayso.compare import apply, standing, surest_disputes  # noqa: PLC0415 - heavy

    with ledger.reading():
        claims, links, rulings = ledger.claims(as_read=True), ledger.links(), ledger.rulings()
        questions, reviews = ledger.questions(), ledger.reviews()
    astray = apply(claims, (), rulings, _nothing).astray if rulings else ()
    items = [Item(left=Left.ASTRAY, claims=one.near, ruling=one.ruling) for one in astray]
    items += _outlived(claims, reviews, ledger)
    judged = {frozenset(pair) for pair in _pairs_of(claims, standing(rulings))}
    disputed = [question for question in questions if question.state is State.DISPUTED]
    for question in disputed:
        items += [
            Item(left=Left.DISPUTE, claims=(link.a, link.b), question=question, link=link)
            for link in surest_disputes(question, links)
            if frozenset((link.a, link.b)) not in judged
        ]
    hot = {claim for question in disputed for answer in question.answers for claim in answer.claims}
    unseen = [one.claim for one in claims if _is_left(reviews.get(one.claim.id, UNSEEN), by)]
    ordered = sorted(unseen, key=lambda claim: (claim.id not in hot, claim.confidence or 0.0, claim.id))
    return (*items, *(Item(left=Left.CLAIM, claims=(claim.id,)) for claim in ordered))


def _is_left(review: Review, by: str | None) -> bool:
    return review.ruling is None and all(one.by != by for one in review.opinions)


def _outlived(claimed: Sequence[Claimed], reviews: Mapping[str, Review], ledger: "Ledger") -> Iterator[Item]:
    """Rulings on claims whose words the latest version of their report has no more. They hold for the older version."""
    from sayso.compare.edits import later  # noqa: PLC0415 - heavy

    ruled = [one for one in claimed if one.claim.id in reviews and reviews[one.claim.id].ruling is not None]
    newest = ledger.newest_versions({one.report.id for one in ruled})
    for one in ruled:
        if one.report.id in newest and later(one, newest[one.report.id]).kept is not Kept.STANDS:
            yield Item(left=Left.ASTRAY, claims=(one.claim.id,), ruling=reviews[one.claim.id].ruling)


def _nothing(new: Sequence[Claimed], older: Sequence[Claimed]) -> tuple[Link, ...]:
    """No links: only where rulings lie is asked."""
    del new, older
    return ()


def _pairs_of(claimed: Sequence[Claimed], rulings: Iterable[Ruling]) -> Iterator[tuple[str, str]]:
    """The pairs of claims that a person has ruled on."""
    at: dict[tuple[object, ...], list[str]] = {}
    for one in claimed:
        at.setdefault((one.claim.report, one.claim.layer, one.claim.content), []).append(one.claim.id)
    for ruling in rulings:
        if ruling.kind in {RulingKind.QUESTION, RulingKind.RELATION}:
            first, *others = (at.get((a.report, a.layer, a.content), []) for a in ruling.claims)
            yield from ((a, b) for a in first for other in others for b in other)
