"""What lists are ordered, searched and counted by: computed from questions, claims and copies."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, Table, delete, select

from sayso.ledger import schema, search
from sayso.ledger.codec import shown, shown_or_none
from sayso.ledger.hashing import sealed
from sayso.ledger.statements import among, of_claims, put_rows
from sayso.nouns import Copies, Question

Names = Mapping[str, tuple[str, str | None]]
"""By claim: the name by which the case knows who speaks, and why, where the report calls the voice otherwise."""


def put_listings(connection: Connection, questions: Iterable[Question], older: Collection[str]) -> None:
    """Make these the listings of the questions, and of those that were before them, `older` by their ids."""
    listed = list(questions)
    claims = {claim for question in listed for answer in question.answers for claim in answer.claims}
    claim, report = schema.claim, schema.report
    dated = select(claim.c.id, report.c.published).join(report, report.c.id == claim.c.report)
    rows = (row for part in among(dated, claim.c.id, claims) for row in connection.execute(part))
    published: dict[str, str | None] = {row.id: row.published for row in rows}
    of = {question.id for question in listed}.union(older)
    _put(connection, schema.question_listing, (_listing(question, published) for question in listed), of)


def _listing(question: Question, published: Mapping[str, str | None]) -> dict[str, object]:
    inside = {claim for answer in question.answers for claim in answer.claims}
    dates = sorted(date for date in (published.get(claim) for claim in inside) if date)
    words = "\n".join((question.wording, *(answer.value for answer in question.answers)))
    return {
        "question": question.id,
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "state": question.state.value,
        "kind": question.key.kind.value,
        "claims": len(inside),
        "folded": shown(words.casefold()),
    }


def put_voices(connection: Connection, names: Names | None, reports: Collection[str] | None) -> None:
    """Make these the names of the voices of the reports, or of all; None takes those that the reports give."""
    claim = schema.claim
    if names is None:
        rows = connection.execute(of_claims(claim.c.id, claim.c.voice).where(claim.c.voice.is_not(None)))
        names = {row.id: (row.voice, None) for row in rows}
    of = None
    if reports is not None:
        held = among(select(claim.c.id), claim.c.report, reports)
        of = {ident for part in held for ident in connection.execute(part).scalars()}
    spelled = _spelled(name for name, _ in names.values())
    made: list[dict[str, object]] = [
        {"claim": ident, "name": shown(spelled[_flat(name)]), "reason": shown_or_none(reason)}
        for ident, (name, reason) in sorted(names.items())
    ]
    come, gone = _put(connection, schema.claim_voice, made, of)
    search.put_voices(connection, {str(row["name"]) for row in come}, {str(row["name"]) for row in gone})


def _flat(name: str) -> str:
    """A name with either apostrophe, in capitals or not."""
    return name.replace("’", "'").casefold()


def _spelled(names: Iterable[str]) -> dict[str, str]:
    """For each name, by what it is when flat: the spelling that most claims have."""
    counted = Counter(names)
    ordered = sorted(counted, key=lambda name: (counted[name], name))
    return {_flat(name): name for name in ordered}


def put_copied(connection: Connection, copies: Mapping[str, Copies], gone: Collection[str]) -> None:
    """Tell of which copies each report is one: new ones by id, and the ids of those that are gone."""
    rows = [
        sealed("copied_report", {"report": report, "copies": ident})
        for ident, group in sorted(copies.items())
        for report in group.reports
    ]
    for part in among(delete(schema.copied_report), schema.copied_report.c.copies, gone):
        connection.execute(part)
    put_rows(connection, schema.copied_report, rows)


Rows = list[dict[str, object]]


def _put(
    connection: Connection, table: Table, rows: Iterable[dict[str, object]], of: Collection[str] | None
) -> tuple[Rows, Rows]:
    """Make these the rows of a table that have the keys `of`, or all (None); what came and what went.

    What is as before is not touched.
    """
    key = next(iter(table.primary_key.columns))
    held = among(select(table), key, of)
    old = {row[key.name]: dict(row) for part in held for row in connection.execute(part).mappings()}
    new = {row[key.name]: sealed(table.name, row) for row in rows}
    changed = [ident for ident, row in new.items() if old.get(ident) != row]
    stale = [str(ident) for ident in (*(old.keys() - new.keys()), *(ident for ident in changed if ident in old))]
    for part in among(delete(table), key, stale):
        connection.execute(part)
    come = [new[ident] for ident in changed]
    put_rows(connection, table, come)
    return come, [old[ident] for ident in stale]
