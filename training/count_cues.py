"""Make src/sayso/data/cue_weights.toml: how far each cue word and construction speaks for an attribution.

    python training/count_cues.py DIR_WITH_text_AND_gold.jsonl [--cache FOLDER] > src/sayso/data/cue_weights.toml

Every candidate that the rules find in the annotated texts is matched with the gold attributions (token Jaccard of the
contents at least 0.5, sources overlapping); candidates inside of a gold content are left out, since the decoder never
reaches them. A logistic regression over the candidates' feature names (cue word, construction, kind of subject, …) is
fitted by AdaGrad in a fixed order. Features that are rare or weigh little are dropped and weights are rounded, which
keeps the table small and free of anything but general words.
"""

import argparse
import json
import pickle
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from math import exp, sqrt
from pathlib import Path

from sayso.annotate import annotate
from sayso.attribute.families import candidates
from sayso.attribute.features import features
from sayso.attribute.syntax import Syntax
from sayso.nouns import Annotated, Layer, LayerName, Report, Span

EPOCHS, RATE, L2, SEED = 8, 0.2, 2e-4, 13
LEAST_TEXTS = 10  # a feature seen in fewer texts is dropped
LEAST_WEIGHT = 0.08
WORD = re.compile(r"\w+")
GENERAL = re.compile(r"[ -~]+")

Example = tuple[list[str], int]


def main() -> None:
    """Read the arguments, write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, help="folder of pickled annotations, by text id")
    parser.add_argument("--hold-out", action="store_true", help="leave out every tenth text, to choose settings on")
    given = parser.parse_args()
    rows = sorted(map(json.loads, (given.data / "gold.jsonl").open(encoding="utf-8")), key=lambda row: row["id"])
    texts = defaultdict(int)
    examples: list[Example] = []
    for row in (row for index, row in enumerate(rows) if index % 10 or not given.hold_out):
        found = list(_examples(_annotated(given.data, row["id"], given.cache), row["attributions"]))
        for name in {name for names, _ in found for name in names}:
            texts[name] += 1
        examples += found
    kept = {name for name, count in texts.items() if count >= LEAST_TEXTS and GENERAL.fullmatch(name)}
    fitted = _fit([([name for name in names if name in kept], label) for names, label in examples])
    print(f"{len(examples)} candidates, {sum(label for _, label in examples)} right", file=sys.stderr)
    _write(fitted)


def _annotated(data: Path, name: str, cache: Path | None) -> Annotated:
    if cache is not None and (cache / f"{name}.pkl").exists():
        loaded: Annotated = pickle.loads((cache / f"{name}.pkl").read_bytes())  # noqa: S301 - our own file
        return loaded
    with (data / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    digest = sha256(text.encode()).hexdigest()
    layer = Layer(name=LayerName.TEXT, text=text, sha256=digest)
    return annotate(Report(id=name, capture=digest, label=name, layers=(layer,)))


def _examples(annotated: Annotated, gold: list[dict[str, list[list[int]]]]) -> Iterator[Example]:
    syntax = Syntax.of(annotated)
    words = [match.span() for match in WORD.finditer(annotated.text)]

    def cover(spans: list[tuple[int, int]]) -> frozenset[int]:
        return frozenset(i for i, (start, end) in enumerate(words) if any(s < end and start < e for s, e in spans))

    def near(spans: list[list[int]]) -> tuple[int, int]:
        return min(s for s, _ in spans), max(e for _, e in spans)

    golden = [(near(a["content"]), cover([(s, e) for s, e in a["content"]]), a) for a in gold]
    for candidate in candidates(syntax):
        start, end = candidate.content[0].start, candidate.content[-1].end
        rivals = [g for g in golden if g[0][0] < end and start < g[0][1]]
        content = cover([(s.start, s.end) for s in candidate.content]) if rivals else frozenset()
        label = 0
        for _, tokens, attribution in rivals:
            if len(content & tokens) * 2 >= len(content | tokens):
                source = attribution["source"]
                label |= int(
                    not source or any(span.overlaps(Span(s, e)) for span in candidate.source for s, e in source)
                )
        cue = syntax.annotated.tokens.start[candidate.head]
        if label or not any(s <= cue < e for a in gold for s, e in a["content"]):
            yield list(features(syntax, candidate)), label


def _fit(examples: list[Example]) -> dict[str, float]:
    weight: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-6)
    order = list(range(len(examples)))
    shuffle = random.Random(SEED)  # noqa: S311 - an order, not a secret
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for index in order:
            names, label = examples[index]
            total = weight["bias"] + sum(weight[name] for name in names)
            slope = 1 / (1 + exp(-max(-30.0, min(30.0, total)))) - label
            for name in ("bias", *names):
                step = slope + L2 * weight[name] * (name != "bias") * 10
                squares[name] += step * step
                weight[name] -= RATE * step / sqrt(squares[name])
    return weight


def _write(fitted: dict[str, float]) -> None:
    groups: dict[str, list[str]] = defaultdict(list)
    for name, value in sorted(fitted.items()):
        if abs(value) >= LEAST_WEIGHT or name == "bias":
            groups[f"{value:.1f}"].append(name)
    print("# Made by training/count_cues.py; do not edit. Weight (log odds) = the features that have it.")
    print(
        "# Example: the bias, the cue word's weight and those of its construction and subject add up; 0 is even odds."
    )
    print("[weights]")
    for key in sorted(groups, key=float):
        print(f'"{key}" = [{", ".join(json.dumps(name) for name in groups[key])}]')


if __name__ == "__main__":
    main()
