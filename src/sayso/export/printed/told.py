"""What a dossier tells in which order, and the numbers by which its parts lead to one another."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from sayso.export.ordering import in_order
from sayso.export.printed.blocks import Noted, To, Words
from sayso.export.printed.handed import Handed
from sayso.export.words import UNSIGNED
from sayso.nouns import Amendment, Claimed, Link, Question, Report, Ruling, State

Decided = tuple[str, Ruling | Amendment]
"""The number of something that a person has decided ("D3"), and what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A case in the order in which its dossier tells it.

    `laid_out` are the questions that are told at length, by their numbers; `alone` those that one voice alone answers;
    `unasked` the claims that answer none: refusals to comment, and what nothing here asks for. `notes` and `sources`
    number claims and reports by their ids; `decided` is what people decided, oldest first; `links` are those of each
    claim to others.
    """

    handed: Handed
    laid_out: Mapping[int, Question]
    alone: tuple[Question, ...]
    unasked: tuple[Claimed, ...]
    notes: Mapping[str, int]
    sources: Mapping[str, int]
    decided: tuple[Decided, ...]
    links: Mapping[str, tuple[Link, ...]]

    def between(self, question: Question) -> list[Link]:
        """The links between the claims on a question, each once, by their ids."""
        inside = frozenset(claim for answer in question.answers for claim in answer.claims)
        found = {link.id: link for claim in inside for link in self.links.get(claim, ()) if link.b in inside}
        return [found[ident] for ident in sorted(found)]

    def note(self, claim: str) -> Noted:
        """The reference to a claim's note."""
        return Noted(number=self.notes[claim])

    def source(self, report: Report) -> To:
        """The reference to a report among the sources."""
        sign = f"S{self.sources[report.id]}"
        return To(anchor=sign.lower(), text=sign)

    def who(self, one: Claimed) -> Words:
        """Who speaks in a claim, by the case's name, or that nobody is named."""
        name = self.handed.name(one)
        return Words(text=name or UNSIGNED.get(one.claim.form, "nobody named"), bold=True)


def told(handed: Handed) -> Told:
    """The case in its order: open questions first, then by the day on which they were first reported."""
    ordered = in_order(handed.case.questions, handed.claims)

    def is_laid_out(one: Question) -> bool:
        return one.state is not State.SINGLE_SOURCE or not handed.is_whole

    at_length = [one for one in ordered if is_laid_out(one)]
    alone = [one for one in ordered if not is_laid_out(one)]
    claims = dict.fromkeys(
        claim
        for question in (*at_length, *alone)
        for answer in question.answers
        for claim in answer.claims
        if claim in handed.claims
    )
    unasked = tuple(one for one in handed.case.claims if one.claim.id not in claims)
    every: tuple[Ruling | Amendment, ...] = (*(ruling for ruling, _ in handed.rulings), *handed.amendments)
    made = sorted(every, key=lambda one: (one.at, one.id))
    return Told(
        handed=handed,
        laid_out=dict(enumerate(at_length, start=1)),
        alone=tuple(alone),
        unasked=unasked,
        notes={claim: number for number, claim in enumerate((*claims, *(one.claim.id for one in unasked)), start=1)},
        sources={report.id: number for number, report in enumerate(_by_day(handed.case.reports), start=1)},
        links={claim: tuple(held) for claim, held in groupby(sorted(handed.case.links, key=_from), key=_from)},
        decided=tuple((f"D{number}", one) for number, one in enumerate(made, start=1)),
    )


def _from(link: Link) -> str:
    return link.a


def _by_day(reports: tuple[Report, ...]) -> list[Report]:
    """Reports by publication; those without a date come last."""
    return sorted(
        reports, key=lambda one: (one.published is None, one.published.iso if one.published else "", one.label, one.id)
    )
