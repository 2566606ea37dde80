"""The part of docs/quality.md on values, names, and whom pronouns and nominals stand for."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quality_attribution import run

HERE = Path(__file__).parent
GOLD = HERE.parent / "tests" / "gold"
KINDS = ("time", "quantity", "act", "name")
HALVES = ("dev", "held")
VERDICTS = ("right", "wrong", "unresolved")

Figures = dict[str, Any]


def measured(shared: Path) -> dict[str, dict[str, Figures]]:
    """For the open rows and each half of ours: the scorer's figures by kind; and how the claimants fare."""
    scorer = shared / "bench" / "score_values.py"
    opened = _scored(scorer, shared / "data" / "values" / "open.jsonl")
    opened["claimants"] = _claimants("plain")
    found: dict[str, dict[str, Figures]] = {"open": opened}
    for half in HALVES:
        of_half = {kind: _scored(scorer, GOLD / "values" / f"{kind}_{half}.jsonl")[kind] for kind in KINDS}
        of_half["claimants"] = _claimants(half)
        found[half] = of_half
    return found


def _claimants(table: str) -> Figures:
    path = GOLD / "claimants" / f"{table}.jsonl"
    figures: Figures = json.loads(run(sys.executable, HERE / "claimants.py", path, "--json"))
    return figures


def _scored(scorer: Path, gold: Path) -> dict[str, Figures]:
    with tempfile.TemporaryDirectory() as scratch:
        predictions = Path(scratch) / "predictions.jsonl"
        done = subprocess.run(
            [sys.executable, str(HERE / "values.py")],
            input=gold.read_text(encoding="utf-8"),
            capture_output=True,
            text=True,
            check=True,
        )
        predictions.write_text(done.stdout, encoding="utf-8")
        kinds: dict[str, Figures] = json.loads(run(sys.executable, scorer, gold, predictions, "--json"))["kinds"]
    return kinds


def page(found: dict[str, dict[str, Figures]]) -> Iterator[str]:
    """The figures as Markdown."""
    yield from (
        "## Values, names and claimants",
        "",
        "`python benchmarks/values.py < ROWS > predictions.jsonl`, then `score_values.py ROWS predictions.jsonl`;",
        "the bar is both ends of a time, all of a quantity but its whole, act and polarity, or the answer on two",
        "names. Rows of `tests/gold/values`, of which those held out were written first.",
        "",
        "| | open | dev | held |",
        "|---|---|---|---|",
    )
    columns = ("open", *HALVES)
    for kind in KINDS:
        bar = "accuracy" if kind == "name" else "bar"
        cells = (f"{found[name][kind][bar]:.3f} of {found[name][kind]['rows']}" for name in columns)
        yield f"| {kind}, bar | {' | '.join(cells)} |"
    merges = (str(found[name]["name"]["false_merges"]) for name in columns)
    yield f"| names taken for one and not | {' | '.join(merges)} |"
    yield from (
        "",
        "Pronouns and nominals as claimants (`python benchmarks/claimants.py tests/gold/claimants/dev.jsonl`):",
        "",
    )
    yield from ("| | plain | dev | held |", "|---|---|---|---|")
    for verdict in VERDICTS:
        shares = (found[name]["claimants"] for name in ("open", *HALVES))
        cells = (f"{share.get(verdict, 0)} of {share['rows']}" for share in shares)
        yield f"| {verdict} | {' | '.join(cells)} |"
    yield ""
