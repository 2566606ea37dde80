"""Texts read up to their attributions, shown as plain strings."""

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

from sayso.annotate import annotate
from sayso.attribute import Rules, attribute
from sayso.nouns import Annotated, Attribution, Layer, LayerName, Report

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution, quoted."""

    source: str
    content: str
    basis: str
    form: str
    via: tuple[str, ...]


def annotated(text: str, layer: LayerName = LayerName.TEXT) -> Annotated:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    found = Layer(name=layer, text=text, sha256=digest)
    return annotate(Report(id="r", capture=digest, label="r", layers=(found,)), layer)


def shown(text: str, found: Attribution) -> Said:
    return Said(
        source=" | ".join(span.of(text) for span in found.source),
        content=" | ".join(span.of(text) for span in found.content),
        basis=found.basis.value,
        form=found.form.value,
        via=tuple(" | ".join(span.of(text) for span in relay) for relay in found.via),
    )


@pytest.fixture(scope="session", name="annotate")
def annotate_fixture() -> Callable[..., Annotated]:
    """A text as the extractors get it."""
    return annotated


@pytest.fixture(scope="session")
def explicit() -> Callable[[str], list[Said]]:
    """What the rules extract from a text."""
    return lambda text: [shown(text, found) for found in Rules()(annotated(text))]


@pytest.fixture(scope="session")
def read() -> Callable[[str], list[Said]]:
    """All attributions of a text, shared steps included."""
    return lambda text: [shown(text, found) for found in attribute(annotated(text))]


@pytest.fixture(scope="session")
def scorer() -> ModuleType:
    """The scorer of relay chains."""
    spec = importlib.util.spec_from_file_location("relay_scorer", ROOT / "benchmarks" / "relays.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module
