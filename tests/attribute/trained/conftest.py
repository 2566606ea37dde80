"""The shipped model, and windows made by hand."""

from collections.abc import Callable

import pytest

from sayso.attribute.trained.network import Network, load
from sayso.attribute.trained.windows import LOWER, Window, windows_of


@pytest.fixture(scope="session")
def network() -> Network:
    return load(1)


@pytest.fixture(scope="session")
def windows(network: Network) -> Callable[[str], list[Window]]:
    """The windows of a text that is one paragraph."""
    return lambda text: list(windows_of(text, [(0, len(text))], network.tokenizer))


@pytest.fixture(scope="session")
def blank() -> Callable[[int], Window]:
    """A window of so many words of two letters, one space between them."""

    def made(words: int) -> Window:
        starts = tuple(range(0, 3 * words, 3))
        ends = tuple(start + 2 for start in starts)
        return Window(((7,),) * words, (LOWER,) * words, starts, ends, ("",) * words)

    return made
