"""JSON lines: one claim a line, each with what it takes to stand alone."""

from collections.abc import Iterator, Sequence

from sayso.compare import Canonical
from sayso.export.dossier import Dossier, Place, Readable, dossier
from sayso.export.exchange import STATES
from sayso.export.notes import NO_NOTES, Notes
from sayso.export.records import Record, claim_record, report_record
from sayso.export.text import dumps
from sayso.nouns import UNSEEN, Claimed, Review

SCHEMA = "sayso/claim/1"

REPORT_FIELDS = ("outlet", "url", "title", "published", "sha256")
"""The report's facts that go with each claim."""


def lines(ledger: Readable, *, sensitive: bool = False) -> Iterator[str]:
    """Each claim as one line of JSON, without its line break, in the order of the texts."""
    for record in records(ledger, sensitive=sensitive):
        yield dumps(record)


def records(ledger: Readable, *, sensitive: bool = False) -> Iterator[Record]:
    """Each claim's record: that of the exchange document, plus its report's facts and its question in words."""
    return records_of(dossier(ledger, sensitive=sensitive))


def records_of(case: Dossier) -> Iterator[Record]:
    """The record of each claim of a case."""
    places = case.places()
    for claimed in case.claims:
        ident = claimed.claim.id
        review = case.reviews.get(ident, UNSEEN)
        yield line_record(claimed, places.get(ident, ()), case.names.get(ident), review, case.notes)


def line_record(
    claimed: Claimed,
    places: Sequence[Place] = (),
    known: Canonical | None = None,
    review: Review = UNSEEN,
    notes: Notes = NO_NOTES,
) -> Record:
    """A claim's record that stands alone; `known` is its voice's name in the case, `review` what people made of it.

    `notes` are what is noted beside claims.
    """
    question = places[0].question if places else None
    report = report_record(claimed.report)
    return {
        "schema": SCHEMA,
        **claim_record(claimed, places, known, review, notes),
        **{field: report[field] for field in REPORT_FIELDS},
        "question_wording": question.wording if question else None,
        "answer_value": places[0].answer.value if places else None,
        "state": STATES[question.state] if question else None,
    }
