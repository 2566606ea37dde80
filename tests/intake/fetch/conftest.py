from collections.abc import Iterator

import pytest
from local_site import HERE, Canary, Site, counting, serving

from sayso.intake.fetch import Fetcher


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def canary() -> Iterator[Canary]:
    with counting() as found:
        yield found


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def fetcher(slept: list[float]) -> Fetcher:
    return Fetcher(allow=lambda address: address == HERE, sleep=slept.append)
