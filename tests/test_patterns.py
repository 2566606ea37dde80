"""No regular expression of the package takes a time that grows faster than the text that it is asked about."""

import json
import os
import re
import subprocess
import sys
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from attacks import Attack, attacks, grows, text_of

BOUNDED = {r"</(?:\w+:)?(?:rss|feed|RDF)": "asked of the last 4,096 bytes of a feed"}
"""Beginnings of patterns that grow faster, and why they are never asked of much."""

HERE = Path(__file__).parent
MOST = 30
"""Attacks that a pattern is tried with, the most likely first; one put together from all words for numbers has 800."""

READ = sorted((HERE.parent / "examples" / "reports").iterdir())
"""What is read so that the patterns are compiled, too, that are put together from word lists when they are needed."""


@cache
def patterns() -> list[tuple[str, "re.Pattern[Any]", bool]]:
    """Every pattern of the package with its module, and whether it is only ever matched where a text begins."""
    command = [sys.executable, str(HERE / "support" / "patterns.py"), *map(str, READ)]
    here = {**os.environ, "SAYSO_ENGINE": "here"}  # in another process nothing would be noted
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=here)  # noqa: S603 - our own arguments
    listed = run.stdout
    return [
        (one["module"], _compiled(one["pattern"], one["flags"], binary=one["bytes"]), one["anchored"])
        for one in map(json.loads, listed.splitlines())
    ]


def _compiled(pattern: str, flags: int, *, binary: bool) -> "re.Pattern[Any]":
    return re.compile(pattern.encode("latin-1") if binary else pattern, flags)


def worst(made: "re.Pattern[Any]", *, anchored: bool) -> Attack | None:
    """An attack that the pattern is open to."""
    return next(
        (one for one in islice(attacks(text_of(made), made.flags), MOST) if grows(made, one, anchored=anchored)),
        None,
    )


def test_the_patterns_of_all_stages_are_found() -> None:
    found = patterns()
    assert len(found) > 200
    assert {module.split(".")[1] for module, _, _ in found} >= {
        "annotate", "attribute", "claims", "compare", "intake", "names", "nouns",
    }  # fmt: skip


@pytest.mark.parametrize("part", range(8))
def test_no_pattern_takes_a_time_that_grows_faster_than_its_text(part: int) -> None:
    slow = {
        f"{module}: {made.pattern!r}": attack
        for module, made, anchored in patterns()[part::8]
        if not text_of(made).startswith(tuple(BOUNDED)) and (attack := worst(made, anchored=anchored)) is not None
    }
    assert slow == {}


@pytest.mark.parametrize(
    "pattern",
    [r"(?:\w+\s?)*said", r"\s*[-:]?\s+x", r"<!--(?:[^-]|-)*-->", r"[^\n]*\S[^\n]*", r"(?:a|a)*b", r"not.*until"],
)
def test_a_pattern_that_is_open_to_attack_is_found_out(pattern: str) -> None:
    assert worst(re.compile(pattern), anchored=False) is not None


def test_what_is_only_matched_is_not_searched_for() -> None:
    assert worst(re.compile(r"\s*[a-z]"), anchored=False) is not None
    assert worst(re.compile(r"\s*[a-z]"), anchored=True) is None
