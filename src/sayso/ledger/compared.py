"""The questions and copies that comparing gave: computed from the links, so replaced where they changed."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from sayso.ledger import changes, log, schema, search
from sayso.ledger.codec import encoded, shown
from sayso.ledger.hashing import digest, sealed
from sayso.ledger.listing import Names, put_copied, put_listings, put_voices
from sayso.ledger.rulings import Overlay, put_overlay
from sayso.ledger.statements import among, put_rows
from sayso.nouns import Copies, Question


def put(  # noqa: PLR0913 - all that comparing gives is put at once
    connection: Connection,
    questions: Iterable[Question],
    copies: Iterable[Copies],
    overlay: Overlay,
    *,
    names: Names | None,
    entry: int,
) -> None:
    """Make these the questions and copies, and what rulings change, as of a log entry, unless there are later ones.

    What is unchanged is not touched.
    """
    if taken(connection) > entry:
        return
    asked, groups = {question.id: question for question in questions}, {_copies_id(group): group for group in copies}
    _put_questions(connection, asked, entry)
    _put_copies(connection, groups)
    put_overlay(connection, overlay)
    put_listings(connection, asked.values())
    put_voices(connection, names)
    done = {"id": 1, "entry": entry}
    if not connection.execute(update(schema.comparison).where(schema.comparison.c.id == 1), done).rowcount:
        connection.execute(insert(schema.comparison), done)


def is_fresh(connection: Connection) -> bool:
    """Whether the questions take in everything that the ledger holds."""
    return taken(connection) == log.last(connection)


def taken(connection: Connection) -> int:
    """The last log entry that the questions take in."""
    return connection.execute(select(schema.comparison.c.entry)).scalar_one_or_none() or 0


_BY_QUESTION = (
    (schema.question_listing, schema.question_listing.c.question),
    (schema.answer_claim, schema.answer_claim.c.question),
    (schema.answer, schema.answer.c.question),
    (schema.question, schema.question.c.id),
)
"""The rows of a question, those first that point to others."""


def _put_questions(connection: Connection, new: dict[str, Question], entry: int) -> None:
    rows = {ident: _question_row(question) for ident, question in new.items()}
    old = {row.id: row.row_hash for row in connection.execute(select(schema.question.c.id, schema.question.c.row_hash))}
    gone = [ident for ident, was in old.items() if ident not in rows or rows[ident]["row_hash"] != was]
    changed = [ident for ident, row in rows.items() if row["row_hash"] != old.get(ident)]
    _follow(connection, gone, [new[ident] for ident in changed], entry)
    for table, column in _BY_QUESTION:
        for part in among(delete(table), column, gone):
            connection.execute(part)
    put_rows(connection, schema.question, [rows[ident] for ident in changed])
    put_rows(connection, schema.answer, [row for ident in changed for row in _answer_rows(new[ident])])
    put_rows(connection, schema.answer_claim, [row for ident in changed for row in _behind(new[ident])])


def _follow(connection: Connection, gone: Sequence[str], new: Sequence[Question], entry: int) -> None:
    """Keep what changes, and search, in step: before the rows of `gone` are taken out and those of `new` put in."""
    changes.note(connection, gone, new, entry)
    search.drop(connection, search.Kind.QUESTION, gone)
    search.put(connection, search.Kind.QUESTION, {question.id: search.words_of(question) for question in new})


def _question_row(question: Question) -> dict[str, object]:
    row = {
        "id": question.id,
        "kind": question.key.kind.value,
        "state": question.state.value,
        "wording": shown(question.wording),
        "body": encoded(question),
    }
    return sealed("question", row)


def _answer_rows(question: Question) -> list[dict[str, object]]:
    return [
        {"question": question.id, "ordinal": place, "id": answer.id, "value": shown(answer.value)}
        for place, answer in enumerate(question.answers)
    ]


def _behind(question: Question) -> list[dict[str, object]]:
    """The claims behind each answer."""
    return [
        {"question": question.id, "answer": place, "ordinal": ordinal, "claim": claim}
        for place, answer in enumerate(question.answers)
        for ordinal, claim in enumerate(answer.claims)
    ]


def _put_copies(connection: Connection, new: dict[str, Copies]) -> None:
    old = set(connection.execute(select(schema.copies.c.id)).scalars())
    put_copied(connection, {})  # their rows point to those that may go
    for ident in old - set(new):
        connection.execute(delete(schema.copies).where(schema.copies.c.id == ident))
    for ident in sorted(set(new) - old):
        row = {"id": ident, "reason": shown(new[ident].reason), "body": encoded(new[ident])}
        connection.execute(insert(schema.copies), sealed("copies", row))
    put_copied(connection, new)


def _copies_id(group: Copies) -> str:
    return digest(group.reason, *group.reports)


def told(connection: Connection, models: tuple[str, str]) -> tuple[dict[str, bytes], dict[tuple[str, str], bytes]]:
    """What two models told: the first of claims, the second of pairs of them, by the claims' ids."""
    of_claims, of_pairs = schema.claim_vector, schema.pair_odds
    vectors = connection.execute(
        select(of_claims.c.claim, of_claims.c.vector).where(of_claims.c.model == models[0])
    ).all()
    odds = connection.execute(select(of_pairs.c.a, of_pairs.c.b, of_pairs.c.odds).where(of_pairs.c.model == models[1]))
    return {row.claim: row.vector for row in vectors}, {(row.a, row.b): row.odds for row in odds}


def put_told(
    connection: Connection,
    models: tuple[str, str],
    vectors: Mapping[str, bytes],
    odds: Mapping[tuple[str, str], bytes],
) -> None:
    """Keep what two models told, where another process has not kept it meanwhile."""
    if not vectors and not odds:
        return
    known_vectors, known_odds = told(connection, models)
    rows = [
        {"claim": one, "model": models[0], "vector": vectors[one]} for one in sorted(vectors.keys() - known_vectors)
    ]
    put_rows(connection, schema.claim_vector, rows)
    pairs = sorted(odds.keys() - known_odds)
    put_rows(connection, schema.pair_odds, [{"a": a, "b": b, "model": models[1], "odds": odds[a, b]} for a, b in pairs])
