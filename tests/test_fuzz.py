"""What fuzzing found stays found: each target over its corpus, and over mutations of it, without a fuzzer."""

import random
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from fuzz import TARGETS  # noqa: E402 - found above
from fuzz.mutating import mutated  # noqa: E402 - as above

CORPUS = ROOT / "fuzz" / "corpus"
KEPT = [path for name in TARGETS for path in sorted((CORPUS / name).iterdir())]


def target(name: str) -> Callable[[bytes], None]:
    run: Callable[[bytes], None] = import_module(f"fuzz.{name}").target
    return run


def test_every_target_has_a_corpus_and_every_corpus_a_target() -> None:
    assert sorted(TARGETS) == sorted(path.name for path in CORPUS.iterdir())


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_is_kept_breaks_no_promise(path: Path) -> None:
    target(path.parent.name)(path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(number=st.integers(0, 2**32))
def test_mutations_of_it_break_none(name: str, number: int) -> None:
    chance = random.Random(number)  # noqa: S311 - not for secrets
    kept = [path.read_bytes() for path in KEPT if path.parent.name == name]
    target(name)(mutated(chance.choice(kept), chance, kept))
