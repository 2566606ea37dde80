"""Hand-made captures, reports and claims, and an empty ledger to put them in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ledger import Ledger

from .building import Build, Verdicts, fill


@pytest.fixture
def build() -> Build:
    return Build()


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger of each kind of database: what is tested with it is the contract of the store."""
    where = tmp_path / "case.sayso" if request.param == "sqlite" else request.getfixturevalue("database")
    with Ledger.open(where) as opened:
        yield opened


@pytest.fixture
def filled(tmp_path: Path, build: Build) -> Path:
    """A closed ledger file with two reports, three claims, a link between them, and a refused input."""
    path = tmp_path / "filled.sayso"
    fill(path, build)
    return path


@pytest.fixture
def verdicts() -> Verdicts:
    """Names of the checks that a deep check does not pass, with what they say."""

    def look(path: Path) -> dict[str, str]:
        with Ledger.open(path, create=False) as ledger:
            return {check.name: check.words for check in ledger.check(deep=True) if check.verdict == "fail"}

    return look
