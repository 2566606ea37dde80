"""Whether the ledger is what was written."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from sayso.errors import SaysoError
from sayso.ledger import deep_check, log, read, schema, search_check, users
from sayso.ledger.deep_check import Faults
from sayso.ledger.migrate import HEAD, revision
from sayso.nouns import Outcome

NAMED = 3
"""Faults that a check names; it counts the rest."""


class Verdict(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was checked, how it ended, and what was found, in words."""

    name: str
    verdict: Verdict
    words: str


Work = Callable[[Connection], tuple[str, Faults]]
"""What is said if all is well, and what is wrong, one sentence each."""


def check(connection: Connection, *, deep: bool = False) -> tuple[Check, ...]:
    """All checks; the deep ones read every row."""
    chosen = (*_QUICK, *_DEEP) if deep else _QUICK
    done = [_run(name, work, connection) for name, work in chosen]
    return (*done, _search(connection, deep=deep), _inputs(connection))


def _run(name: str, work: Work, connection: Connection) -> Check:
    try:
        words, faults = work(connection)
        found = list(faults)
    except Exception as error:  # noqa: BLE001 - a damaged row may break a check in any way, and that is its finding
        words, found = "", [_words(error)]
    if found:
        return Check(name=name, verdict=Verdict.FAIL, words=_some(found))
    return Check(name=name, verdict=Verdict.OK, words=words)


def _words(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(cause) if isinstance(cause, SaysoError) else f"{type(cause).__name__}: {cause}"


def _some(found: list[str]) -> str:
    return "; ".join(found[:NAMED]) + (f" (and {len(found) - NAMED} more)" if len(found) > NAMED else "")


def _schema(connection: Connection) -> tuple[str, Faults]:
    found = revision(connection)
    return f"schema {HEAD}", iter(() if found == HEAD else (f"schema {found}, {HEAD} expected",))


def _integrity(connection: Connection) -> tuple[str, Faults]:
    if connection.dialect.name != "sqlite":
        return "the server's own affair", iter(())
    lines = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    return "the file is whole", (line for line in lines if line != "ok")


def _foreign_keys(connection: Connection) -> tuple[str, Faults]:
    if connection.dialect.name != "sqlite":
        return "the server's own affair", iter(())
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return "every row has the rows that it points to", (f"{row[0]} row {row[1]} points to no {row[2]}" for row in rows)


def _log(connection: Connection) -> tuple[str, Faults]:
    number = log.last(connection)
    return f"{number:,} {'entry' if number == 1 else 'entries'} in one chain", log.faults(connection)


def _events(connection: Connection) -> tuple[str, Faults]:
    number = connection.execute(select(func.count()).select_from(schema.desk_event)).scalar_one()
    return f"{number:,} security {'event' if number == 1 else 'events'} in their chains", users.faults(connection)


def _search(connection: Connection, *, deep: bool) -> Check:
    """Whether search finds what there is: no fault of what was written, and mended in a moment."""
    try:
        found = list(search_check.faults(connection, deep=deep))
    except Exception as error:  # noqa: BLE001 - as above
        found = [_words(error)]
    if found:
        words = f"{_some(found)}; `sayso doctor --reindex` makes the index anew"
        return Check(name="search", verdict=Verdict.WARN, words=words)
    return Check(name="search", verdict=Verdict.OK, words="everything can be found by its words")


def _inputs(connection: Connection) -> Check:
    """Inputs that were not read whole: no fault of the ledger, but nobody should take it for complete."""
    try:
        ended = read.inputs(connection)
    except Exception as error:  # noqa: BLE001 - as above
        return Check(name="inputs", verdict=Verdict.FAIL, words=_words(error))
    missing = [f"{one.source}: {one.outcome} ({one.reason})" for one in ended if one.outcome is not Outcome.READ]
    if missing:
        return Check(name="inputs", verdict=Verdict.WARN, words=_some(missing))
    return Check(name="inputs", verdict=Verdict.OK, words=f"{len(ended):,} read whole")


_QUICK: tuple[tuple[str, Work], ...] = (
    ("schema", _schema),
    ("integrity", _integrity),
    ("foreign keys", _foreign_keys),
    ("log", _log),
    ("security events", _events),
)
_DEEP: tuple[tuple[str, Work], ...] = (
    ("row hashes", deep_check.row_hashes),
    ("texts", deep_check.texts),
    ("spans", deep_check.spans),
    ("index", deep_check.placed),
    ("facts", deep_check.facts),
    ("questions", deep_check.questions),
    ("rulings", deep_check.rulings),
    ("logged", deep_check.logged),
)
