"""One thing by what the user calls it."""

from sqlalchemy import Connection, select

from sayso.errors import NotFound, UsageError
from sayso.ledger import read, schema
from sayso.ledger.codec import decoded, shown
from sayso.nouns import Claimed, Question, Report

SHOWN = 5
"""Ids named in a message about too many of them."""

_TABLES = (schema.report, schema.claim, schema.question)


def find(connection: Connection, prefix: str) -> Report | Claimed | Question:
    """The report, claim or question with that id, or with the only id that begins so; a report also by its label.

    Raises:
        NotFound: there is none.
        UsageError: there are several.
    """
    name = shown(prefix.strip())
    if not name:
        raise UsageError("give the id of a report, claim or question, or its first characters")
    found = _by_label(connection, name) or _by_id(connection, name)
    if not found:
        raise NotFound(f"no report, claim or question {prefix!r} in this ledger; `sayso claims` lists what there is")
    if len(found) > 1:
        some = ", ".join(ident for _, ident in found[:SHOWN]) + (", …" if len(found) > SHOWN else "")
        raise UsageError(f"{prefix!r} may be any of {len(found)}: {some}; give more characters")
    ((table, ident),) = found
    if table == "report":
        return read.reports(connection, (ident,))[ident]
    if table == "claim":
        return read.claim_by_id(connection, ident)
    body = connection.execute(select(schema.question.c.body).where(schema.question.c.id == ident)).scalar_one()
    return decoded(body, Question)


def _by_label(connection: Connection, name: str) -> list[tuple[str, str]]:
    statement = select(schema.report.c.id).where(schema.report.c.label == name).order_by(schema.report.c.id)
    return [("report", ident) for ident in connection.execute(statement).scalars()]


def _by_id(connection: Connection, name: str) -> list[tuple[str, str]]:
    rows = [
        (table.name, ident)
        for table in _TABLES
        for ident in connection.execute(
            select(table.c.id).where(table.c.id.startswith(name, autoescape=True)).order_by(table.c.id)
        ).scalars()
    ]
    exact = [row for row in rows if row[1] == name]
    return exact or rows
