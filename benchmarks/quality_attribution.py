"""The part of docs/quality.md on attribution: the ways of attributing, open tools beside them, relay chains."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from sayso.stages import WAYS

HERE = Path(__file__).parent
RELAYS = HERE.parent / "tests" / "gold" / "relays"
BOOTSTRAP = 1000
"""Resamples of the articles for the 95 % intervals: enough for a second digit."""
BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Of confidence: below 0.4 hardly anything is kept."""
LEAST_OVERLAP = 0.5

PEERS = (
    ("textacy 0.13.0, direct quotations", 0.165, 0.026),
    ("sayswho 0.1.4, quote finder", 0.247, 0.000),
    ("SFU GenderGapTracker (5501de3)", 0.410, 0.234),
    ("BBC Citron (1937f2c), its models, cue classifier retrained", 0.432, 0.258),
    ("BBC Citron, all of it retrained on PolNeAR train", 0.541, 0.392),
    ("one annotator against another (20 articles)", 0.764, 0.706),
)
"""Relation F1 and recall of indirect contents: measured once with the same scorer on the same 84 articles, each tool as
its own documentation runs it, with the same spaCy pipeline."""

Figures = dict[str, Any]


def run(*command: str | Path) -> str:
    """What a command prints; it must succeed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(str(part) for part in command)}\nended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def measured(shared: Path) -> dict[str, Figures]:
    """For each way: the scorer's figures on PolNeAR dev, how the confidence fares, and the relay tables."""
    return {way: _of_way(shared, way) for way in WAYS}


def _of_way(shared: Path, way: str) -> Figures:
    dev = shared / "data" / "polnear" / "dev"
    with tempfile.TemporaryDirectory() as scratch:
        predictions = Path(scratch) / "predictions.jsonl"
        lines = run(sys.executable, HERE / "attribution.py", dev / "text", "--attribution", way)
        predictions.write_text(lines, encoding="utf-8")
        scorer = shared / "bench" / "score_attribution.py"
        figures: Figures = json.loads(
            run(sys.executable, scorer, dev, predictions, "--bootstrap", str(BOOTSTRAP), "--json")
        )
    figures["calibration"] = reliability(dev, lines)
    for half in ("dev", "held"):
        command = (sys.executable, HERE / "relays.py", RELAYS / f"{half}.jsonl", "--attribution", way, "--json")
        figures[f"relays {half}"] = json.loads(run(*command))
    return figures


def reliability(dev: Path, lines: str) -> list[tuple[float, int, float, float]]:
    """Per bin of confidence: its start, how many, their mean confidence, the share that is right.

    Right is as the scorer has it, simplified: half of the words of either content are both's, and the sources share
    a word (or the gold has none). Offsets stand for words here: shares are of characters.
    """
    with (dev / "gold.jsonl").open(encoding="utf-8") as file:
        gold = {row["id"]: row["attributions"] for row in map(json.loads, file)}
    found: list[tuple[float, bool]] = []
    for row in map(json.loads, lines.splitlines()):
        left = [(_places(a["content"]), _places(a["source"])) for a in gold[row["id"]]]
        for one in row["attributions"]:
            content, source = _places(one["content"]), _places(one["source"])
            twin = next((t for t in left if len(t[0] & content) >= LEAST_OVERLAP * len(t[0] | content)), None)
            if twin is not None:
                left.remove(twin)
            if one["confidence"] is not None:
                found.append((one["confidence"], twin is not None and (not twin[1] or bool(twin[1] & source))))
    rows = []
    for low, high in pairwise(BINS):
        inside = [(sure, right) for sure, right in found if low <= sure < high]
        if inside:
            size = len(inside)
            rows.append((low, size, sum(s for s, _ in inside) / size, sum(r for _, r in inside) / size))
    return rows


def _places(spans: Sequence[Sequence[int]]) -> frozenset[int]:
    return frozenset(at for start, end in spans for at in range(start, end))


def page(figures: dict[str, Figures]) -> Iterator[str]:
    """The lines of this part."""
    yield from (
        "## Attribution (PolNeAR dev, 84 articles)",
        "",
        "`python benchmarks/attribution.py SHARED/data/polnear/dev/text --attribution WAY > predictions.jsonl`, then",
        f"`score_attribution.py SHARED/data/polnear/dev predictions.jsonl --bootstrap {BOOTSTRAP}`.",
        "An attribution is right when its content shares half of its words with the gold's (Jaccard) and the source",
        "agrees. The ways are the ablation: the model alone, the rules alone, both (what `sayso read` does).",
        "",
        f"| | {' | '.join(figures)} |",
        f"|---|{'---|' * len(figures)}",
    )
    for name, cell in ROWS.items():
        yield f"| {name} | {' | '.join(cell(column) for column in figures.values())} |"
    yield from (
        "",
        "Beside other tools, by the same scorer on the same articles (relation F1, recall of indirect contents):",
        "",
        "| | F1 | indirect |",
        "|---|---|---|",
        *(f"| {name} | {f1:.3f} | {indirect:.3f} |" for name, f1, indirect in PEERS),
        *(f"| Sayso, {way} | {_full(f)['F1']:.3f} | {_kind(f, 'indirect')} |" for way, f in figures.items()),
        "",
        "How far the confidence can be trusted (both; right = content and source, as above):",
        "",
        "| confidence from | attributions | mean confidence | share right |",
        "|---|---|---|---|",
        *(f"| {low:.1f} | {n} | {sure:.2f} | {right:.2f} |" for low, n, sure, right in figures["both"]["calibration"]),
        "",
        f"Expected calibration error: {_error(figures['both']['calibration']):.3f}.",
        "",
        "## Relay chains (tests/gold/relays)",
        "",
        "`python benchmarks/relays.py tests/gold/relays/dev.jsonl --attribution WAY`, and the same with `held.jsonl`,",
        "on whose rows nothing was tuned.",
        "",
        f"| chains right | {' | '.join(figures)} |",
        f"|---|{'---|' * len(figures)}",
    )
    for half in ("dev", "held"):
        yield f"| {half} | {' | '.join(_chains(column[f'relays {half}']) for column in figures.values())} |"
    yield ""


def _full(figures: Figures) -> Figures:
    full: Figures = figures["relations.full"]
    return full


def _prf(figures: Figures, name: str) -> str:
    found = figures[name]
    return f"{found['P']:.3f} / {found['R']:.3f} / {found['F1']:.3f}"


def _kind(figures: Figures, kind: str) -> str:
    return f"{figures[f'by_type.{kind}.full.R']['value']:.3f}"


def _interval(figures: Figures) -> str:
    low, high = _full(figures)["F1_95"]
    return f"{low:.3f} to {high:.3f}"


def _error(rows: Sequence[tuple[float, int, float, float]]) -> float:
    return sum(n * abs(sure - right) for _, n, sure, right in rows) / sum(n for _, n, _, _ in rows)


def _chains(figures: Figures) -> str:
    return f"{figures['right']} of {figures['wanted']}, {figures['false_on_negatives']} false"


ROWS = {
    "relation (content and source): P / R / F1": lambda f: _prf(f, "relations.full"),
    "… 95 % interval of F1, over articles": _interval,
    "content alone: P / R / F1": lambda f: _prf(f, "relations.content"),
    "source right where the content is": lambda f: f"{f['source_accuracy']['value']:.3f}",
    "recall, direct": lambda f: _kind(f, "direct"),
    "recall, mixed": lambda f: _kind(f, "mixed"),
    "recall, indirect": lambda f: _kind(f, "indirect"),
    "exact source spans: P / R / F1": lambda f: _prf(f, "spans.source.exact"),
    "exact cue spans: P / R / F1": lambda f: _prf(f, "spans.cue.exact"),
    "exact content spans: P / R / F1": lambda f: _prf(f, "spans.content.exact"),
}
"""The rows of the table of ways, by name."""
