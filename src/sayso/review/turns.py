"""The queue as one goes through it: the next few things to look at, without the whole ledger.

What stands in it is what `queue` lists. A thing goes by its key: a claim's id, two claims' ids with a ~ between them,
or the id of a ruling that went astray. So it has an address, and can be left for later.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from sayso.errors import NotFound
from sayso.nouns import LayerName, Link, Pieces, Question, Relation, Ruling, RulingKind
from sayso.review.queue import Item, Left

if TYPE_CHECKING:  # SQLAlchemy is heavy
    from sayso.ledger import Ledger

BETWEEN = "~"
MANY = 10
"""Disputed questions looked at in one go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How somebody goes through the queue: in which of `browse_rulings.ORDERS`, and what of it.

    `only` is one kind of thing; `report` or `question` (their ids) leave out what is not of it. `by` is who goes
    through it: where two people must agree on a claim, nobody is asked twice.
    """

    order: str = "disputed"
    only: Left | None = None
    report: str | None = None
    question: str | None = None
    by: str | None = None


def key(item: Item) -> str:
    """What an item goes by."""
    if item.ruling is not None:
        return item.ruling.id
    return BETWEEN.join(item.claims)


def tag(name: str) -> str:
    """A key in eight characters: what is put off is remembered by it."""
    return sha256(name.encode()).hexdigest()[:8]


def upcoming(ledger: "Ledger", course: Course, later: Collection[str] = (), limit: int = 1) -> tuple[Item, ...]:
    """The next few things to look at; those whose keys have a tag in `later` are passed over.

    What has been ruled on is left out at once, also before the questions take it in.
    """
    found: list[Item] = []
    with ledger.reading():
        for item in _items(ledger, course, limit + len(later)):
            if tag(key(item)) not in later:
                found.append(item)
            if len(found) == limit:
                break
    return tuple(found)


def item_of(ledger: "Ledger", name: str) -> Item:
    """The item of that key, whether anybody has ruled on it or not.

    Raises:
        NotFound: the ledger has no such claim, pair or ruling.
    """
    from sayso.ledger import browse_claims, browse_rulings  # noqa: PLC0415 - SQLAlchemy is heavy

    with ledger.reading():
        if name.startswith("u-"):
            ruling = ledger.look(browse_rulings.ruling, name)
            if ruling is None:
                raise NotFound(f"no ruling {name!r} in this ledger")
            return _astray(ledger, ruling)
        claims = tuple(name.split(BETWEEN))
        found = ledger.look(browse_rulings.as_read, claims).claimed
        if len(claims) > 2 or len(set(claims)) < len(claims) or not all(claim in found for claim in claims):
            raise NotFound(f"no claim, and no two claims, {name!r} in this ledger")
        if len(claims) == 1:
            return Item(left=Left.CLAIM, claims=claims)
        links = [link for link in ledger.look(browse_claims.links, claims[:1]) if {link.a, link.b} == set(claims)]
        shared = _shared(ledger, claims)
        return Item(left=Left.DISPUTE, claims=claims, question=shared, link=links[0] if links else None)


def _shared(ledger: "Ledger", claims: Sequence[str]) -> Question | None:
    """The question that both claims answer; of several the first by id."""
    from sayso.ledger import browse, browse_claims  # noqa: PLC0415 - SQLAlchemy is heavy

    asked = ledger.look(browse_claims.asked, claims)
    first, second = ({one.question for one in asked.get(claim, ())} for claim in claims)
    both = sorted(first & second)
    return ledger.look(browse.question, both[0]) if both else None


def _items(ledger: "Ledger", course: Course, most: int) -> Iterator[Item]:
    from sayso.ledger import anchored, browse_rulings  # noqa: PLC0415 - SQLAlchemy is heavy

    whole = course.report is None and course.question is None
    if whole and course.only in {None, Left.ASTRAY}:
        yield from _all_astray(ledger)
    if course.report is None and course.only in {None, Left.DISPUTE} and course.order == "disputed":
        yield from _disputes(ledger, course.question)
    if course.only in {None, Left.CLAIM}:
        fresh = [one for one in ledger.look(browse_rulings.unsettled) if one.kind is RulingKind.READING]
        if ledger.needs_two():
            fresh = [one for one in fresh if one.by == course.by]
        placed = ledger.look(anchored.at_places, fresh)
        done = {claim for claims in placed.values() for claim in claims}
        wanted = most + len(done)
        of: dict[str, str | None] = {"report": course.report, "question": course.question, "by": course.by}
        found = ledger.look(browse_rulings.unseen, course.order, wanted, **of)
        yield from (Item(left=Left.CLAIM, claims=(ident,)) for ident in found if ident not in done)
    if course.report is None and course.only in {None, Left.DISPUTE} and course.order != "disputed":
        yield from _disputes(ledger, course.question)


def _all_astray(ledger: "Ledger") -> Iterator[Item]:
    """The rulings that hold and whose place no claim of the current readings fits."""
    from sayso.compare import standing  # noqa: PLC0415 - heavy
    from sayso.ledger import anchored, browse_rulings  # noqa: PLC0415 - SQLAlchemy is heavy

    again = ledger.look(browse_rulings.reread)
    if not again:
        return
    held = [one for one in standing(ledger.rulings()) if {anchor.report for anchor in one.claims} & again]
    placed = ledger.look(anchored.at_places, held)
    for ruling in held:
        if len(placed[ruling.id]) < len(ruling.claims):
            yield _astray(ledger, ruling)


def _astray(ledger: "Ledger", ruling: Ruling) -> Item:
    """The ruling with the claims that stand where it stood."""
    near = tuple(
        one.claim.id
        for anchor in ruling.claims
        for one in ledger.claims(report=anchor.report, as_read=True)
        if one.claim.layer is anchor.layer
        and any(a.start < b.end and b.start < a.end for a in one.claim.content for b in anchor.content)
    )
    return Item(left=Left.ASTRAY, claims=near, ruling=ruling)


def _disputes(ledger: "Ledger", question: str | None) -> Iterator[Item]:
    """Each two answers that dispute one another and that no person has ruled on, by the surest link between them."""
    from sayso.compare import surest_disputes  # noqa: PLC0415 - heavy
    from sayso.ledger import browse, browse_claims, browse_rulings  # noqa: PLC0415 - SQLAlchemy is heavy

    judged = _judged(ledger)
    idents = ledger.look(browse_rulings.disputed)
    if question is not None:
        idents = tuple(ident for ident in idents if ident == question)
    for start in range(0, len(idents), MANY):
        asked = ledger.look(browse.questions_by_id, idents[start : start + MANY])
        claims = {claim for one in asked for answer in one.answers for claim in answer.claims}
        links = [link for link in ledger.look(browse_claims.links, claims) if link.relation is Relation.DISPUTES]
        of: dict[str, list[Link]] = {}
        for link in links:
            of.setdefault(link.a, []).append(link)
        found = [
            Item(left=Left.DISPUTE, claims=(link.a, link.b), question=one, link=link)
            for one in asked
            for link in surest_disputes(
                one, [link for answer in one.answers for claim in answer.claims for link in of.get(claim, ())]
            )
        ]
        places = _places(ledger, found) if judged else {}
        for item in found:
            first, second = item.claims
            if not judged or frozenset((places[first], places[second])) not in judged:
                yield item


Place = tuple[str, LayerName, Pieces]


def _judged(ledger: "Ledger") -> set[frozenset[Place]]:
    """Where the pairs of claims stand that a person has ruled on."""
    from sayso.compare import standing  # noqa: PLC0415 - heavy
    from sayso.ledger import browse_rulings  # noqa: PLC0415 - SQLAlchemy is heavy

    held = standing(ledger.look(browse_rulings.rulings_of, (RulingKind.QUESTION, RulingKind.RELATION)))
    places = [[(anchor.report, anchor.layer, anchor.content) for anchor in one.claims] for one in held]
    return {frozenset((first, other)) for first, *others in places for other in others}


def _places(ledger: "Ledger", items: Sequence[Item]) -> dict[str, Place]:
    from sayso.ledger import browse_rulings  # noqa: PLC0415 - SQLAlchemy is heavy

    found = ledger.look(browse_rulings.as_read, {claim for item in items for claim in item.claims}).claimed
    return {ident: (one.claim.report, one.claim.layer, one.claim.content) for ident, one in found.items()}
