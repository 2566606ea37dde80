"""The part of docs/quality.md on pairs of texts: how `sayso relate` labels them."""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import seed
from quality_attribution import run

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "pairs"
Figures = dict[str, Any]


def measured(shared: Path) -> dict[str, Figures]:
    """The scorer's figures on the open pairs, and on ours to develop on and held out."""
    tables = {"open": shared / "data" / "pairs" / "open.jsonl", "to develop on": GOLD / "dev.jsonl"}
    tables["held out"] = GOLD / "held.jsonl"
    return {name: _scored(shared / "bench" / "score_pairs.py", table) for name, table in tables.items()}


def _scored(scorer: Path, gold: Path) -> Figures:
    with tempfile.TemporaryDirectory() as scratch:
        predictions = Path(scratch) / "predictions.jsonl"
        predictions.write_text(seed.sayso("relate", "--pairs", str(gold)), encoding="utf-8")
        figures: Figures = json.loads(run(sys.executable, scorer, gold, predictions, "--json"))
    return figures


def page(found: dict[str, Figures]) -> Iterator[str]:
    """The figures as Markdown."""
    yield from (
        "## Pairs of texts",
        "",
        "`sayso relate --pairs FILE`, scored by `score_pairs.py`. The rules were written from the labelling guidelines",
        "and a third of the open pairs; on the other two thirds macro-F1 of rules alone was .60 before they were seen",
        "and .90 since. The reader beside them never saw these pairs, but how much a rule counts against it was",
        "chosen on the open pairs and those to develop on. Those held out say most about new texts; on 1,050 longer",
        "ones by other hands rules alone had .38, with the reader .74 (model_card_comparing.md).",
        "",
        f"| | {' | '.join(found)} |",
        f"|---|{'---|' * len(found)}",
    )
    for name, cell in ROWS.items():
        yield f"| {name} | {' | '.join(cell(of) for of in found.values())} |"
    yield ""


ROWS: dict[str, Callable[[Figures], str]] = {
    "pairs": lambda of: str(of["pairs"]),
    "macro-F1 over seven relations": lambda of: f"{of['headline']['macro_f1']:.3f}",
    "disputes, precision / recall": lambda of: (
        f"{of['headline']['disputes_precision']:.3f} / {of['headline']['disputes_recall']:.3f}"
    ),
    "share of the others that are told to dispute": lambda of: f"{of['headline']['false_dispute_rate']:.3f}",
}
