"""The ledger that a verb works on, and what is found in it by name."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sayso.errors import NotFound
from sayso.nouns import Claimed, Question, Report

if TYPE_CHECKING:  # the ledger's module is heavy, and a verb imports it only when it runs
    from sayso.ledger import Ledger


def opened(path: str) -> "Ledger":
    """The ledger at the path, for a verb that only looks into it: a mistyped name must not leave an empty one behind.

    Raises:
        UsageError: there is no such ledger.
    """
    from sayso import open_ledger

    return with_copy_told(open_ledger(path, create=False))


def with_copy_told(case: "Ledger") -> "Ledger":
    """The ledger; if it was of an older Sayso, it is told where the copy of it lies."""
    from sayso.cli.console import talk
    from sayso.cli.display import shown

    if case.older is not None:
        talk().print(f"brought to the schema of this Sayso; as it was before it is kept in {shown(str(case.older))}")
    return case


def claims_of(case: "Ledger", claims: Iterable[str]) -> dict[str, Claimed]:
    """The claims with these ids, without reading all others."""
    found = [case.find(claim) for claim in sorted(set(claims))]
    return {one.claim.id: one for one in found if isinstance(one, Claimed)}


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
