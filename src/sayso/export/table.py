"""CSV: one row a claim, made for spreadsheets.

What a row cannot hold is left out: of several quantities, times or places the first is given, and several pieces of
content are one start and one end. The JSON formats lose nothing.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.compare import Canonical
from sayso.export.dossier import Dossier, Place
from sayso.export.notes import NO_NOTES, Notes
from sayso.export.records import number
from sayso.nouns import UNSEEN, Claimed, Review, hull

Cell = str | int | float | None

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""A spreadsheet may run a cell that starts so; the last four are the wide forms that some take for the same."""

COLUMNS = (
    "id", "claimant", "via", "act", "quote", "question", "answer", "state", "question_id", "answer_id",
    "form", "basis", "certainty", "polarity", "modality", "hedges",
    "low", "best", "high", "comparator", "counted", "unit", "scope",
    "said_start", "said_end", "said_precision", "time_start", "time_end", "time_precision", "place", "evidence",
    "report", "outlet", "published", "url", "layer", "start", "end", "text_sha256", "rule", "method",
    "flags", "review_state", "later_version",
)  # fmt: skip
"""The columns in their order."""


def rows(case: Dossier) -> Iterator[dict[str, Cell]]:
    """The cells of each claim of a case by column name."""
    places = case.places()
    for claimed in case.claims:
        ident = claimed.claim.id
        review = case.reviews.get(ident, UNSEEN)
        yield row(claimed, places.get(ident, ()), case.names.get(ident), case.notes, review)


def written(columns: Sequence[str], cells: Iterable[Mapping[str, Cell]], *, raw: bool = False) -> str:
    """The rows as CSV with a header row; line ends are CRLF as RFC 4180 has it.

    A text that a spreadsheet would run is neutralised, unless it is to be written as it is (`raw`).
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for one in cells:
        writer.writerow([one[column] if raw else safe(one[column]) for column in columns])
    return text.getvalue()


def row(
    claimed: Claimed,
    places: tuple[Place, ...] = (),
    known: Canonical | None = None,
    notes: Notes = NO_NOTES,
    review: Review = UNSEEN,
) -> dict[str, Cell]:
    """The cells of one claim by column name; `known` is the name by which the case knows its voice.

    `notes` are what is noted beside claims, `review` is what people made of the claim.
    """
    claim, report, text = claimed.claim, claimed.report, claimed.text
    place = places[0] if places else None
    quantity = next(iter(claim.quantities), None)
    when = next(iter(claim.times), None)
    layer = report.layer(claim.layer)
    where = hull(claim.content)
    return {
        "id": claim.id,
        "claimant": known.name if known else claim.voice.name if claim.voice else None,
        "via": "; ".join(voice.name for voice in claim.via),
        "act": claim.act.value,
        "quote": claimed.quote,
        "question": place.question.wording if place else None,
        "answer": place.answer.value if place else None,
        "state": place.question.state.value if place else None,
        "question_id": place.question.id if place else None,
        "answer_id": place.answer.id if place else None,
        "form": claim.form.value,
        "basis": claim.basis.value,
        "certainty": claim.certainty.value,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "hedges": "; ".join(hedge.of(text) for hedge in claim.hedges),
        "low": number(quantity.low) if quantity else None,
        "best": number(quantity.best) if quantity else None,
        "high": number(quantity.high) if quantity else None,
        "comparator": quantity.comparator.name.lower() if quantity else None,
        "counted": quantity.counted if quantity else None,
        "unit": quantity.unit if quantity else None,
        "scope": quantity.scope.value if quantity else None,
        "said_start": claim.said.start if claim.said else None,
        "said_end": claim.said.end if claim.said else None,
        "said_precision": claim.said.precision if claim.said else None,
        "time_start": when.start if when else None,
        "time_end": when.end if when else None,
        "time_precision": when.precision if when else None,
        "place": claim.places[0].name if claim.places else None,
        "evidence": "; ".join(evidence.kind for evidence in claim.evidence),
        "report": report.label,
        "outlet": report.outlet,
        "published": report.published.iso if report.published else None,
        "url": report.url,
        "layer": claim.layer.value,
        "start": where.start,
        "end": where.end,
        "text_sha256": layer.sha256 if layer else None,
        "rule": claim.rule,
        "method": claim.method,
        "flags": "; ".join(flag.care.value for flag in notes.flags_of(claimed, known.name if known else None)) or None,
        "review_state": review.state.value,
        "later_version": notes.laters[claim.id].kept.value if claim.id in notes.laters else None,
    }


def safe(cell: Cell) -> Cell:
    """The cell, with `'` before a text that a spreadsheet would run as a formula. Numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
