from collections.abc import Callable, Iterator
from hashlib import sha256

import pytest
from language_model import Model, serving

from sayso.annotate import annotate
from sayso.nouns import Annotated, Layer, LayerName, Report

Reads = Callable[..., Annotated]


@pytest.fixture
def model() -> Iterator[Model]:
    with serving() as one:
        yield one


@pytest.fixture
def layer() -> Reads:
    def read(text: str, name: LayerName = LayerName.TEXT) -> Annotated:
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        found = Layer(name=name, text=text, sha256=digest)
        return annotate(Report(id="r-1", capture=digest, label="r", layers=(found,)), name)

    return read
