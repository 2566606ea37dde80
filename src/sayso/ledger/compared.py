"""The questions and copies that comparing gave: computed from the links, so replaced where they changed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, insert, select, update

from sayso.ledger import changes, log, places, schema, search
from sayso.ledger.codec import encoded, shown
from sayso.ledger.fulltext import Kind
from sayso.ledger.hashing import digest, sealed
from sayso.ledger.listing import Names, put_copied, put_listings, put_voices
from sayso.ledger.rulings import Overlay, put_overlay, ruled_since, rulings
from sayso.ledger.statements import among, put_rows
from sayso.nouns import Copies, Question, Ruling, RulingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Of what a comparison tells: of some reports, or of all (None); by which engine; whether it is the last part."""

    reports: Collection[str] | None = None
    engine: str = ""
    last: bool = True


_DONE, _BEGUN = 1, 2
STATES = frozenset({_DONE, _BEGUN})
"""What comparing keeps of how far it is."""


def put(  # noqa: PLR0913 - all that comparing gives is put at once
    connection: Connection,
    questions: Iterable[Question],
    copies: Iterable[Copies],
    overlay: Overlay,
    *,
    names: Names | None,
    entry: int,
    scope: Scope,
) -> None:
    """Make these the questions and copies of the reports, and what rulings change, as of a log entry.

    Nothing is put where a later state was put or begun by another process. What is unchanged is not touched.
    """
    if max((row.entry for row in connection.execute(select(schema.comparison.c.entry))), default=0) > entry:
        return
    asked = {question.id: question for question in questions}
    older = _put_questions(connection, asked, scope.reports, entry)
    _put_copies(connection, {_copies_id(group): group for group in copies}, scope.reports)
    put_overlay(connection, overlay, scope.reports)
    put_listings(connection, asked.values(), older)
    put_voices(connection, names, scope.reports)
    done = {"id": _DONE if scope.last else _BEGUN, "entry": entry, "engine": scope.engine}
    if not connection.execute(update(schema.comparison).where(schema.comparison.c.id == done["id"]), done).rowcount:
        connection.execute(insert(schema.comparison), done)


def is_fresh(connection: Connection) -> bool:
    """Whether the questions take in everything that the ledger holds."""
    return taken(connection) == log.last(connection)


def taken(connection: Connection) -> int:
    """The last log entry that the questions take in."""
    done = schema.comparison.c.id == _DONE
    return connection.execute(select(schema.comparison.c.entry).where(done)).scalar_one_or_none() or 0


def stale(connection: Connection, engine: str) -> list[list[str]]:
    """The reports of which the questions do not take in everything, with all others of their stories, story by story.

    Stories that a person's ruling on a pair ties together are one here. Everything is stale where another engine
    compared, or where it was ruled whose a name is or how many must agree. Reports that have no place in the index are
    one story.
    """
    changed, pointer = _changed(connection, engine), schema.current_reading
    if changed is None:
        changed = set(connection.execute(select(pointer.c.report).distinct()).scalars())
    if not changed:
        return []
    pairs = [[one.report for one in ruling.claims] for ruling in rulings(connection) if _is_pair(ruling)]
    story = places.stories(connection, changed.union(*pairs))
    tied = _tied([{story.get(report, _NO_STORY) for report in pair} for pair in pairs])
    held: dict[frozenset[int], list[str]] = {}
    for report in changed:
        own = story.get(report, _NO_STORY)
        held.setdefault(tied.get(own, frozenset((own,))), []).append(report)
    return [_reports(connection, told) for told in sorted(held, key=sorted)]


_NO_STORY = 0


def _is_pair(ruling: Ruling) -> bool:
    return len(ruling.claims) > 1 and ruling.kind is not RulingKind.FLAG


def _tied(groups: Iterable[set[int]]) -> dict[int, frozenset[int]]:
    """For each story that is tied to others, all that hang together with it."""
    found: dict[int, frozenset[int]] = {}
    for group in groups:
        whole = frozenset(group).union(*(found.get(one, ()) for one in group))
        found |= dict.fromkeys(whole, whole)
    return found


def _reports(connection: Connection, told: Collection[int]) -> list[str]:
    """The reports of stories, in order of their ids."""
    found = [report for reports in places.reports_of(connection, told).values() for report in reports]
    if _NO_STORY in told:
        pointer, place = schema.current_reading.c.report, schema.place.c.report
        found += connection.execute(select(pointer).distinct().where(~exists().where(place == pointer))).scalars()
    return sorted(found)


def _changed(connection: Connection, engine: str) -> set[str] | None:
    """The reports that something was written of since the questions were computed; None for all."""
    done = connection.execute(select(schema.comparison).where(schema.comparison.c.id == _DONE)).one_or_none()
    if done is not None and done.engine != engine:
        return None
    since = done.entry if done else 0
    pointer, link, claim = schema.current_reading, schema.link, schema.claim
    compared_since = select(pointer.c.report).join(schema.compared, schema.compared.c.pointer == pointer.c.seq)
    found = set(connection.execute(compared_since.where(schema.compared.c.entry > since)).scalars())
    for end in (link.c.a, link.c.b):
        linked = select(claim.c.report).distinct().join(link, end == claim.c.id).where(link.c.entry > since)
        found |= set(connection.execute(linked).scalars())
    amended = schema.amendment
    found |= set(connection.execute(select(amended.c.report).distinct().where(amended.c.entry > since)).scalars())
    listed = rulings(connection)
    by_id = {ruling.id: ruling for ruling in listed}
    for ruling in ruled_since(connection, since):
        about = by_id.get(ruling.undoes or "", ruling)
        if about.kind in {RulingKind.FLAG, RulingKind.RELEASE}:  # they bear on nothing that is compared
            continue
        if about.names or about.kind is RulingKind.POLICY:
            return None
        found |= {anchor.report for anchor in about.claims}
    return found


_BY_QUESTION = (
    (schema.question_listing, schema.question_listing.c.question),
    (schema.answer_claim, schema.answer_claim.c.question),
    (schema.answer, schema.answer.c.question),
    (schema.question, schema.question.c.id),
)
"""The rows of a question, those first that point to others."""


def _put_questions(
    connection: Connection, new: dict[str, Question], reports: Collection[str] | None, entry: int
) -> set[str]:
    """Make these the questions of the reports; the ids of those that were."""
    rows = {ident: _question_row(question) for ident, question in new.items()}
    old = _old_questions(connection, new, reports)
    gone = [ident for ident, was in old.items() if ident not in rows or rows[ident]["row_hash"] != was]
    changed = [ident for ident, row in rows.items() if row["row_hash"] != old.get(ident)]
    _follow(connection, gone, [new[ident] for ident in changed], entry)
    for table, column in _BY_QUESTION:
        for part in among(delete(table), column, gone):
            connection.execute(part)
    put_rows(connection, schema.question, [rows[ident] for ident in changed])
    put_rows(connection, schema.answer, [row for ident in changed for row in _answer_rows(new[ident])])
    put_rows(connection, schema.answer_claim, [row for ident in changed for row in _behind(new[ident])])
    return set(old)


def _old_questions(connection: Connection, new: Collection[str], reports: Collection[str] | None) -> dict[str, str]:
    """The row hashes of all questions, or of those that claims of the reports answer and new ones, by their ids."""
    table, behind, claim = schema.question, schema.answer_claim, schema.claim
    wanted = select(table.c.id, table.c.row_hash)
    if reports is None:
        return {row.id: row.row_hash for row in connection.execute(wanted)}
    asked = select(behind.c.question).distinct().join(claim, claim.c.id == behind.c.claim)
    parts = among(asked, claim.c.report, reports)
    idents = {ident for part in parts for ident in connection.execute(part).scalars()}.union(new)
    return {row.id: row.row_hash for part in among(wanted, table.c.id, idents) for row in connection.execute(part)}


def _follow(connection: Connection, gone: Sequence[str], new: Sequence[Question], entry: int) -> None:
    """Keep what changes, and search, in step: before the rows of `gone` are taken out and those of `new` put in."""
    changes.note(connection, gone, new, entry)
    search.drop(connection, Kind.QUESTION, gone)
    search.put(connection, Kind.QUESTION, {question.id: search.words_of(question) for question in new})


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


def _put_copies(connection: Connection, new: dict[str, Copies], reports: Collection[str] | None) -> None:
    table, copied = schema.copies, schema.copied_report
    among_all = among(select(copied.c.copies).distinct(), copied.c.report, reports)
    old = {ident for part in among_all for ident in connection.execute(part).scalars()}
    old |= {
        ident for part in among(select(table.c.id), table.c.id, new) for ident in connection.execute(part).scalars()
    }
    put_copied(connection, {}, old - set(new))  # their rows point to those that go
    for ident in old - set(new):
        connection.execute(delete(table).where(table.c.id == ident))
    for ident in sorted(set(new) - old):
        row = {"id": ident, "reason": shown(new[ident].reason), "body": encoded(new[ident])}
        connection.execute(insert(table), sealed("copies", row))
    put_copied(connection, {ident: new[ident] for ident in set(new) - old}, ())


def _copies_id(group: Copies) -> str:
    return digest(group.reason, *group.reports)


def told(
    connection: Connection, models: tuple[str, str], claims: Collection[str] | None = None
) -> tuple[dict[str, bytes], dict[tuple[str, str], bytes]]:
    """What two models told: the first of claims (all, or these), the second of pairs of them, by the claims' ids."""
    of_claims, of_pairs = schema.claim_vector.c, schema.pair_odds.c
    vectors = select(of_claims.claim, of_claims.vector).where(of_claims.model == models[0])
    odds = select(of_pairs.a, of_pairs.b, of_pairs.odds).where(of_pairs.model == models[1])
    found = [row for part in among(vectors, of_claims.claim, claims) for row in connection.execute(part)]
    pairs = [row for part in among(odds, of_pairs.a, claims) for row in connection.execute(part)]
    return {row.claim: row.vector for row in found}, {(row.a, row.b): row.odds for row in pairs}


def put_told(
    connection: Connection,
    models: tuple[str, str],
    vectors: Mapping[str, bytes],
    odds: Mapping[tuple[str, str], bytes],
) -> None:
    """Keep what two models told, where another process has not kept it meanwhile."""
    if not vectors and not odds:
        return
    known_vectors, known_odds = told(connection, models, {*vectors, *(a for a, _ in odds)})
    told_of_claims = ((one, vectors[one]) for one in sorted(vectors.keys() - known_vectors))
    rows = [
        sealed("claim_vector", {"claim": one, "model": models[0], "vector": vector}) for one, vector in told_of_claims
    ]
    put_rows(connection, schema.claim_vector, rows)
    told_of_pairs = ((a, b, odds[a, b]) for a, b in sorted(odds.keys() - known_odds))
    rows = [sealed("pair_odds", {"a": a, "b": b, "model": models[1], "odds": one}) for a, b, one in told_of_pairs]
    put_rows(connection, schema.pair_odds, rows)
