"""CSV: one row a claim, made for spreadsheets.

What a row cannot hold is left out: of several quantities, times or places the first is given, and several pieces of
content are one start and one end. The JSON formats lose nothing.
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping

from sayso.compare import Canonical
from sayso.export.dossier import Dossier, Place
from sayso.export.notes import NO_NOTES, Notes
from sayso.export.records import number
from sayso.nouns import UNSEEN, Claimed, Review, hull

Cell = str | int | float | None

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""A spreadsheet may run a cell that starts so; the last four are the wide forms that some take for the same."""

COLUMNS = {
    "id": "the claim's id",
    "claimant": "who says it; empty for the report itself",
    "via": "the relays, outermost first",
    "act": "what the claimant does: `assert`, `deny`, `admit`, …",
    "quote": "the content, ` … ` between pieces",
    "question": "its question in words",
    "answer": "its answer, readable",
    "state": "the question's state",
    "question_id": "the question's id",
    "answer_id": "the answer's id",
    "form": "`direct`, `indirect`, `mixed`, `narrator`, `headline`, `caption`",
    "basis": "how it comes by its claimant: `explicit`, `inherited`, `cataphoric`, `none`",
    "certainty": "how the claimant holds it: `true-certain`, `true-uncertain`, `false-certain`, …",
    "polarity": "`pos` or `neg`",
    "modality": "`actual`, `past`, `plan`, `possible`, `norm`, `conditional`",
    "hedges": "the hedges as written",
    "low": "lowest number that the words allow; empty is no bound",
    "best": "the number named",
    "high": "highest number that the words allow; empty is no bound",
    "comparator": "`exact`, `more`, `at_least`, `less`, `at_most`, `about`, `range`, `vague`, `zero`, `all`, `share`",
    "counted": "what is counted",
    "unit": "people, crowns, metres, …",
    "scope": "`cumulative`, `increment`, `snapshot`, `share`, `unknown`",
    "said_start": "when the claimant said it: the first moment; never the day of publication",
    "said_end": "the last moment of that",
    "said_precision": "the unit that the words name: `minute`, `day`, `month`, …",
    "time_start": "when what is claimed happened: the first moment",
    "time_end": "the last moment of that",
    "time_precision": "the unit that the words name",
    "place": "the place's name",
    "evidence": "the kinds of evidence",
    "report": "the report's label",
    "outlet": "who published it",
    "published": "when that was published, no more precise than it is known",
    "url": "at which address",
    "layer": "the text layer that start and end point into: `text`, `title`, `caption`",
    "start": "start of the content, in code points",
    "end": "end of the content",
    "text_sha256": "hex digest of the layer in UTF-8",
    "rule": "what found it",
    "method": "the extractor",
    "flags": "why it needs care: `graphic`, `personal`",
    "review_state": "how far people have come with it: `machine`, `one of two`, `not agreed`, `reviewed`, `published`",
    "later_version": "what a later version of its report has of it: `stands`, `changed`, `gone`",
    "report_id": "the id of its report",
}
"""The columns in their order, each with what it holds."""


def rows(case: Dossier) -> Iterator[dict[str, Cell]]:
    """The cells of each claim of a case by column name."""
    places = case.places()
    for claimed in case.claims:
        ident = claimed.claim.id
        review = case.reviews.get(ident, UNSEEN)
        yield row(claimed, places.get(ident, ()), case.names.get(ident), case.notes, review)


def written(columns: Collection[str], cells: Iterable[Mapping[str, Cell]], *, raw: bool = False) -> str:
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
        "report_id": report.id,
    }


def safe(cell: Cell) -> Cell:
    """The cell, with `'` before a text that a spreadsheet would run as a formula. Numbers stay numbers.

    Quotation marks before a formula are taken for part of it (OWASP ASVS 1.2.10), so that no two texts become one:
    `as_it_was` gives the text back.
    """
    return f"'{cell}" if isinstance(cell, str) and _runs(cell) else cell


def as_it_was(cell: str) -> str:
    """The text that `safe` made that cell of.

    >>> as_it_was("'=1+1"), as_it_was("'twas")
    ('=1+1', "'twas")
    """
    return cell[1:] if cell.startswith("'") and _runs(cell[1:]) else cell


def _runs(text: str) -> bool:
    return text.lstrip("'\"").startswith(FORMULA_STARTS)
