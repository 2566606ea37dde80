"""What is exported: the current claims of a ledger and how they stand to one another, in one canonical order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

from sayso.compare import Canonical, canonical
from sayso.export.notes import NO_NOTES, Notes, laters_among
from sayso.export.sensitive import without
from sayso.nouns import Answer, Claimed, Copies, LayerName, Link, Question, Report, Review, Ruling, flags

LAYERS = tuple(LayerName)
"""The layers in the order in which a reader meets them."""


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """Reports, claims, links, questions, copies and rulings, in the canonical order in which `dossier()` puts them.

    `left_out` is how many claims are not here because they are flagged as personal. `known` has the names by which the
    case knows its voices where this is a part of one; else they are told from the claims that are here.
    """

    reports: tuple[Report, ...]
    claims: tuple[Claimed, ...]
    links: tuple[Link, ...] = ()
    questions: tuple[Question, ...] = ()
    copies: tuple[Copies, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    reviews: Mapping[str, Review] = field(default_factory=dict)
    published: Mapping[str, Ruling] = field(default_factory=dict)
    notes: Notes = NO_NOTES
    left_out: int = 0
    known: Mapping[str, Canonical] | None = None

    @cached_property
    def names(self) -> Mapping[str, Canonical]:
        """For each claim with a voice: the name by which the whole case knows it."""
        if self.known is not None:
            return self.known
        return canonical(self.claims, self.links, self.rulings)

    def places(self) -> dict[str, tuple["Place", ...]]:
        """For each claim that answers something: where it stands, by question id."""
        return places_of(self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a claim stands: the question it answers, and with which answer."""

    question: Question
    answer: Answer


def places_of(questions: Iterable[Question]) -> dict[str, tuple[Place, ...]]:
    """For each claim that answers one of the questions: where it stands, in the order of the questions."""
    found: dict[str, list[Place]] = {}
    for question in questions:
        for answer in question.answers:
            for claim in answer.claims:
                found.setdefault(claim, []).append(Place(question=question, answer=answer))
    return {claim: tuple(places) for claim, places in found.items()}


class Readable(Protocol):
    """The read side of a ledger, as far as an export needs it."""

    def reports(self) -> tuple[Report, ...]:
        """All reports."""
        ...

    def claims(self) -> tuple[Claimed, ...]:
        """The claims of all current readings."""
        ...

    def links(self) -> tuple[Link, ...]:
        """All links between them."""
        ...

    def questions(self) -> tuple[Question, ...]:
        """All questions."""
        ...

    def copies(self) -> tuple[Copies, ...]:
        """All reports that print one text."""
        ...

    def rulings(self) -> tuple[Ruling, ...]:
        """All that people have decided, oldest first."""
        ...

    def reviews(self) -> Mapping[str, Review]:
        """What people have made of each claim that anybody has looked at."""
        ...

    def published(self) -> Mapping[str, Ruling]:
        """The claims by which their questions were published."""
        ...


def dossier(ledger: Readable, *, sensitive: bool = False) -> Dossier:
    """Everything current in the ledger: reports by label, claims in the order of their text, the rest by id.

    What people have flagged as personal is left out, unless `sensitive` is True.
    """
    rulings = ledger.rulings()
    case = Dossier(
        reports=tuple(sorted(ledger.reports(), key=lambda report: (report.label, report.id))),
        claims=in_text_order(ledger.claims()),
        links=tuple(sorted(ledger.links(), key=lambda link: link.id)),
        questions=tuple(sorted(ledger.questions(), key=lambda question: question.id)),
        copies=tuple(sorted(ledger.copies(), key=lambda copies: copies.reports)),
        rulings=rulings,
        reviews=ledger.reviews(),
        published=ledger.published(),
    )
    case = replace(case, notes=Notes(flags=flags(rulings), laters=laters_among(case.reports, case.claims)))
    return case if sensitive else without(case)


def in_text_order(claims: Iterable[Claimed]) -> tuple[Claimed, ...]:
    """The claims by report label, layer and place in the text."""
    return tuple(
        sorted(
            claims,
            key=lambda claimed: (
                claimed.report.label,
                claimed.report.id,
                LAYERS.index(claimed.claim.layer),
                claimed.claim.content,
                claimed.claim.id,
            ),
        )
    )
