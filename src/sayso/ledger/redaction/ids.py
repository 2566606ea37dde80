"""Ids that were made of a name, if only in part: whoever guesses the name could make them again, and see it fit."""

import secrets
from collections.abc import Collection

from sqlalchemy import Connection, Table, select

from sayso.ledger import codec, schema
from sayso.ledger.redaction.masks import Masks
from sayso.ledger.redaction.values import renamed
from sayso.ledger.statements import among
from sayso.nouns import Question, Ruling


def affected(connection: Connection, reports: Collection[str], masks: Masks) -> dict[str, str]:
    """For each id that depends on one of the reports or has a name in what it names: another one, made by chance."""
    claims = _of(connection, schema.claim, "report", reports)
    idents = {*reports, *claims}
    idents |= _of(connection, schema.reading, "report", reports)
    idents |= _of(connection, schema.amendment, "report", reports)
    for table in (schema.link, schema.ruled_link):
        for end in ("a", "b"):
            idents |= _of(connection, table, end, claims)
    idents |= _rulings(connection, reports, masks)
    for question, answers in _questions(connection, claims, masks).items():
        idents |= {question, *answers}
    idents |= _copies(connection, reports)
    return {ident: _other(ident) for ident in sorted(idents)}


def _other(ident: str) -> str:
    kind, dash, rest = ident.partition("-")
    return f"{kind}-{secrets.token_hex(8)}" if dash and rest else secrets.token_hex(32)


def _of(connection: Connection, table: Table, column: str, values: Collection[str]) -> set[str]:
    """The ids of rows of a table that have one of the values in a column."""
    parts = among(select(table.c.id), table.c[column], values)
    return {ident for part in parts for ident in connection.execute(part).scalars()}


def _rulings(connection: Connection, reports: Collection[str], masks: Masks) -> set[str]:
    wanted = set(reports)
    found = set()
    for row in connection.execute(select(schema.ruling.c.id, schema.ruling.c.body)):
        ruling = codec.decoded(row.body, Ruling)
        if wanted & {one.report for one in ruling.claims} or renamed(ruling, masks, {}) != ruling:
            found.add(row.id)
    return found


def _questions(connection: Connection, claims: Collection[str], masks: Masks) -> dict[str, set[str]]:
    """The ids of questions that the claims answer or that have a name, with the ids of their answers."""
    wanted, found = set(claims), {}
    for body in connection.execute(select(schema.question.c.body)).scalars():
        question = codec.decoded(body, Question)
        inside = {claim for answer in question.answers for claim in answer.claims}
        if wanted & inside or renamed(question, masks, {}) != question:
            found[question.id] = {answer.id for answer in question.answers}
    return found


def _copies(connection: Connection, reports: Collection[str]) -> set[str]:
    table = schema.copied_report
    parts = among(select(table.c.copies), table.c.report, reports)
    return {ident for part in parts for ident in connection.execute(part).scalars()}
