"""Opening the ledger that a verb works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import NotFound
from sayso.nouns import Question, Report

if TYPE_CHECKING:  # the ledger's module is heavy, and `sayso --help` imports this one
    from sayso.ledger import Ledger


@contextmanager
def opened(path: str) -> "Iterator[Ledger]":
    """The ledger at the path, for a verb that only looks into it.

    Raises:
        NotFound: there is no such file; a mistyped name must not leave an empty ledger behind.
    """
    from sayso import open_ledger

    if not Path(path).exists():
        raise NotFound(f"there is no ledger {path!r}; make one with `sayso read FILE...`, or name yours with --ledger")
    with open_ledger(path) as ledger:
        yield ledger


def found_report(case: "Ledger", name: str) -> Report:
    """The report of that label or id.

    Raises:
        NotFound: there is none, or it is something else.
    """
    found = case.find(name)
    if not isinstance(found, Report):
        raise NotFound(f"{name!r} is no report; give the id or label of one")
    return found


def found_question(case: "Ledger", name: str) -> Question:
    """The question of that id.

    Raises:
        NotFound: there is none, or it is something else.
    """
    found = case.find(name)
    if not isinstance(found, Question):
        raise NotFound(f"{name!r} is no question; `sayso disputes --all` lists them with their ids")
    return found
