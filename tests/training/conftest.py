"""The parts of training/ that need no torch, importable."""

import sys
from importlib.resources import files
from pathlib import Path

import pytest
from tokenizers import Tokenizer

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "training"), str(HERE)]


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """The tokenizer that ships."""
    return Tokenizer.from_str((files("sayso.data") / "attribution_tokenizer.json").read_text(encoding="utf-8"))
