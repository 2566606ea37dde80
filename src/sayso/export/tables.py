"""A case as tables: claims, questions, answers, links, reports, and which claims stand behind which answer.

One table of columns serves the Data Package, the workbook and the Parquet file. Values keep the precision that they
have, so times are texts in ISO 8601: `2024-05` is not the first of May.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sayso.export.dossier import Dossier
from sayso.export.records import number, report_record
from sayso.export.table import COLUMNS, Cell, rows
from sayso.nouns import LayerName, release_of

Row = Mapping[str, Cell]


class Kind(StrEnum):
    """What the values of a column are, in the words of Table Schema; texts but for these."""

    TEXT = "string"
    WHOLE = "integer"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its columns in their order with what each holds, the columns of its key, and where others lead.

    `leads` has for a column the table and column that its values are found in; `rows` gives the rows of a case.
    """

    name: str
    what: str
    columns: Mapping[str, str]
    key: tuple[str, ...]
    rows: Callable[[Dossier], Iterator[Row]]
    leads: Mapping[str, tuple[str, str]]

    def kind(self, column: str) -> Kind:
        """What the values of a column are."""
        return KINDS.get(column, Kind.TEXT)


KINDS = {
    **dict.fromkeys(("low", "best", "high", "confidence"), Kind.NUMBER),
    **dict.fromkeys(
        ("start", "end", "ordinal", "reports", "outlets", "origins_min", "origins_max", "event_reports", "text_length"),
        Kind.WHOLE,
    ),
}
"""The columns that hold numbers, in whatever table."""


def _reports(case: Dossier) -> Iterator[Row]:
    for report in case.reports:
        record, text = report_record(report), report.layer(LayerName.TEXT)
        facts: dict[str, Cell] = {name: _cell(record[name]) for name in REPORTS if name in record}
        yield {
            **facts,
            "text_sha256": text.sha256 if text else None,
            "text_length": len(text.text) if text else None,
        }


def _cell(value: object) -> Cell:
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _questions(case: Dossier) -> Iterator[Row]:
    for one in case.questions:
        release, key = release_of(one, case.published), one.key
        yield {
            "id": one.id,
            "wording": one.wording,
            "kind": key.kind.value,
            "state": one.state.value,
            "attribute": key.attribute,
            "event": key.event,
            "population": key.population,
            "key_place": key.place,
            "window": key.window,
            "unit": key.unit,
            "origins_min": one.origins_min,
            "origins_max": one.origins_max,
            "event_reports": one.event_reports,
            "silent": "; ".join(silent.voice for silent in one.silent) or None,
            "published_by": release.by if release else None,
            "published_at": release.at if release else None,
        }


def _answers(case: Dossier) -> Iterator[Row]:
    for question in case.questions:
        for ordinal, one in enumerate(question.answers, start=1):
            yield {
                "question_id": question.id,
                "id": one.id,
                "ordinal": ordinal,
                "value": one.value,
                "low": number(one.low),
                "high": number(one.high),
                "reports": one.reports,
                "outlets": one.outlets,
                "origins_min": one.origins_min,
                "origins_max": one.origins_max,
            }


def _behind(case: Dossier) -> Iterator[Row]:
    here = {one.claim.id for one in case.claims}
    for question in case.questions:
        for answer in question.answers:
            for claim in answer.claims:
                if claim in here:
                    yield {"question_id": question.id, "answer_id": answer.id, "claim_id": claim}


def _links(case: Dossier) -> Iterator[Row]:
    for one in case.links:
        yield {
            "id": one.id,
            "a": one.a,
            "b": one.b,
            "relation": one.relation.value,
            "rule": one.rule,
            "why": " ".join(reason.words for reason in one.reasons),
            "confidence": one.confidence,
        }


REPORTS = {
    "id": "the report's id",
    "label": "what you know it by",
    "title": "its title",
    "outlet": "who published it",
    "url": "its address",
    "author": "its author",
    "language": "its language",
    "published": "when it was published, no more precise than that is known",
    "modified": "when it was last changed",
    "retrieved": "when it was fetched",
    "forwarded_from": "whose text it is, where the outlet only passed it on",
    "sha256": "hex digest of the bytes as they came",
    "text_sha256": "hex digest of its text in UTF-8",
    "text_length": "code points of its text",
}
_COUNTED = {
    "origins_min": "from how many origins its claims come, where all that may be one is one",
    "origins_max": "the same, where only what is known to be one is one",
}

TABLES: tuple[Table, ...] = (
    Table(
        name="claims",
        what="One claim a row: who says what, where it stands, and the first quantity, time and place of it.",
        columns=COLUMNS,
        key=("id",),
        rows=rows,
        leads={"question_id": ("questions", "id"), "report_id": ("reports", "id")},
    ),
    Table(
        name="questions",
        what="What claims answer, one question a row.",
        columns={
            "id": "the question's id",
            "wording": "the question in words",
            "kind": "what it asks for: `count`, `status`, `place`, …",
            "state": "how it stands: `disputed`, `superseded`, `agreed`, `single_source`, `retracted`",
            "attribute": "of its key: what is asked",
            "event": "of its key: of which event",
            "population": "of its key: of whom",
            "key_place": "of its key: where",
            "window": "of its key: in which time",
            "unit": "of its key: counted in what",
            **_COUNTED,
            "event_reports": "how many reports on the event that rests on",
            "silent": "voices that answer other questions of the event and not this",
            "published_by": "who has published it",
            "published_at": "when that was ruled, UTC",
        },
        key=("id",),
        rows=_questions,
        leads={},
    ),
    Table(
        name="answers",
        what="The answers to each question, one a row, in the order in which they were first reported.",
        columns={
            "question_id": "the question's id",
            "id": "the answer's id",
            "ordinal": "its place among the answers, from 1",
            "value": "readable: `1,730`, `more than 1,700`, `captive`",
            "low": "lower bound of a number",
            "high": "upper bound of a number",
            "reports": "in how many reports it stands",
            "outlets": "how many outlets printed those",
            **_COUNTED,
        },
        key=("question_id", "id"),
        rows=_answers,
        leads={"question_id": ("questions", "id")},
    ),
    Table(
        name="answer_claims",
        what="Which claims stand behind which answer.",
        columns={
            "question_id": "the question's id",
            "answer_id": "the answer's id",
            "claim_id": "the claim's id",
        },
        key=("question_id", "answer_id", "claim_id"),
        rows=_behind,
        leads={"question_id": ("questions", "id"), "claim_id": ("claims", "id")},
    ),
    Table(
        name="links",
        what="How claims stand to one another, in the ledger's own words.",
        columns={
            "id": "the link's id",
            "a": "a claim's id",
            "b": "a claim's id",
            "relation": "how a stands to b",
            "rule": "the rule that decided",
            "why": "its reasons in words",
            "confidence": "a probability, where the rule has one",
        },
        key=("id",),
        rows=_links,
        leads={"a": ("claims", "id"), "b": ("claims", "id")},
    ),
    Table(
        name="reports",
        what="The reports that the claims stand in, without their texts.",
        columns=REPORTS,
        key=("id",),
        rows=_reports,
        leads={},
    ),
)
"""The tables in the order in which they are written."""

LOSES = (
    "All but the first quantity, time and place of a claim; the spans of everything but the content, whose pieces "
    "become one start and end; where in a claim the reasons of a link lie; rulings; the texts of the reports."
)
"""What a case loses as tables."""


def as_given(case: Dossier) -> Iterator[tuple[Table, list[Row]]]:
    """Each table with its rows."""
    for table in TABLES:
        yield table, list(table.rows(case))
