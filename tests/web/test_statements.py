"""No page and no call asks the ledger more often because the ledger is larger: what is asked once for each thing shows.

The addresses are those of `benchmarks/desk.py`, which leaves none out.
"""

import re
import sys
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, event

from sayso import open_ledger
from sayso.ledger.statements import SLICE
from sayso.web import create_app

sys.path[:0] = [str(Path(__file__).parents[2] / "benchmarks")]

import desk as benchmark  # noqa: E402 - a script, which is no part of a package
import growth  # noqa: E402 - the same

DRAWN = 3
"""Addresses asked for of each kind: which statements there are depends on what is shown, such as links or rulings."""


def most(path: Path, claims: int) -> dict[str, int]:
    """The most statements that one request of each kind needs, in a ledger of so many claims."""
    with open_ledger(path) as ledger:
        rng = Random(7)  # noqa: S311 - made-up texts
        benchmark.fill(ledger, [*growth.stories(claims, rng)], rng)
        made = benchmark.held(ledger)
    rows = {**benchmark.pages(made, rng), **benchmark.calls(made, rng)}
    counted = 0

    def count(*given: object) -> None:
        nonlocal counted
        counted += len(tuple(given[3])) < SLICE  # type: ignore[arg-type] # parameters; full slices are as many as needed

    found: dict[str, int] = {}
    event.listen(Engine, "before_cursor_execute", count)
    try:
        with TestClient(create_app(path), base_url="http://127.0.0.1") as desk:
            for name, address in rows.items():
                for _ in range(DRAWN):
                    counted = 0
                    asked = re.sub(r"offset=\d+", "offset=0", re.sub(r"page=\d+", "page=1", address()))
                    answer = desk.get(asked)
                    assert answer.status_code == 200, (asked, answer.text)
                    found[name] = max(found.get(name, 0), counted)
            assert not benchmark.left_out({urlsplit(address()).path for address in rows.values()}, desk)
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    return found


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, int], dict[str, int]]:
    folder = tmp_path_factory.mktemp("statements")
    return most(folder / "small.sayso", 200), most(folder / "large.sayso", 2_000)


def test_a_larger_ledger_takes_no_more_statements(counts: tuple[dict[str, int], dict[str, int]]) -> None:
    small, large = counts
    assert {name: (small[name], number) for name, number in large.items() if number > small[name]} == {}


def test_no_page_takes_many_statements(counts: tuple[dict[str, int], dict[str, int]]) -> None:
    assert {name: number for name, number in counts[1].items() if number > 60} == {}
