"""Choose the decoding of a trained model on the articles held out from training, and calibrate its confidence there.

    python training/calibrate_attribution.py DATA_DIR MODEL.pt CHOICES.json

For each bias of the tags a logistic regression is fitted that says how likely an attribution is right; the biases and
the threshold with the best relation F1 win. F1 and the calibration error are cross-validated by article (two halves).
"""

import argparse
import json
from dataclasses import asdict, dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
import torch
from attribution.decode import InTorch, Scored, attributions, score
from attribution.judge import Judge
from attribution.windows import Article, held_out, load_tokenizer, read_articles
from numpy.typing import NDArray
from train_attribution import base_folder

from sayso.attribute.trained.decode import FEATURES, Found
from sayso.attribute.trained.files import Choices

OUTSIDE = (0.0, -0.3)
BEGIN_SPAN = (0.0,)
NO_SOURCE = (-0.7, -1.5)
RIDGE = 1.0
BINS = 10

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """What was found in one article: features, verdicts, and how many gold attributions it has."""

    features: Matrix
    right: Matrix
    gold: int


def main() -> None:
    """Read the arguments, choose, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    torch.set_num_threads(1)
    articles = held_out(read_articles(given.data, load_tokenizer(base_folder() / "tokenizer.json")))[1]
    judges = _judges(given.data, articles)
    scored = score(InTorch.load(given.model), articles)
    best: tuple[float, Choices] | None = None
    for outside, begin_span, no_source in product(OUTSIDE, BEGIN_SPAN, NO_SOURCE):
        choices = Choices(outside=outside, begin_span=begin_span, no_source=no_source)
        samples = _samples(scored, judges, choices)
        plain = _f1(samples, [np.ones(len(s.right), dtype=bool) for s in samples])
        crossed = _crossed(samples)
        weights = _fit(samples)
        threshold, fitted = _threshold(samples, weights)
        crossed_f1 = _f1(samples, [c >= threshold for c in crossed])
        print(
            f"biases {outside}, {begin_span}, {no_source}: F1 {plain:.4f}, {fitted:.4f} above {threshold:.2f}; "
            f"cross-validated {crossed_f1:.4f}, calibration error {_calibration_error(samples, crossed):.3f}",
            flush=True,
        )
        if best is None or crossed_f1 > best[0]:
            best = crossed_f1, replace(choices, weights=tuple(map(float, weights)), threshold=threshold)
    if best is not None:
        given.out.write_text(json.dumps(asdict(best[1]) | {"features": FEATURES}, indent=1) + "\n", encoding="utf-8")


def _judges(data: Path, articles: list[Article]) -> dict[str, Judge]:
    texts = {article.name: article.text for article in articles}
    with (data / "gold.jsonl").open(encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["id"] in texts]
    return {
        row["id"]: Judge(texts[row["id"]], [(a["source"], a["content"]) for a in row["attributions"]]) for row in rows
    }


def _samples(scored: Scored, judges: dict[str, Judge], choices: Choices) -> list[Sample]:
    found = attributions(scored, choices)
    return [_sample(found.get(name, []), judge) for name, judge in sorted(judges.items())]


def _sample(found: list[Found], judge: Judge) -> Sample:
    return Sample(
        np.array([f.features for f in found], dtype=float).reshape(len(found), len(FEATURES)),
        np.array(judge.right([(f.source, f.content) for f in found]), dtype=float),
        judge.size,
    )


def _fit(samples: list[Sample]) -> Matrix:
    """Logistic regression with a ridge, by Newton's method."""
    features = np.concatenate([sample.features for sample in samples])
    right = np.concatenate([sample.right for sample in samples])
    weights = np.zeros(features.shape[1])
    for _ in range(30):
        sure = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (sure - right) + RIDGE * weights
        curve = (features * (sure * (1 - sure))[:, None]).T @ features + RIDGE * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def _crossed(samples: list[Sample]) -> list[Matrix]:
    """The confidence of every attribution by a model fitted on the other half of the articles."""
    halves = [_fit(samples[1::2]), _fit(samples[::2])]
    return [1 / (1 + np.exp(-sample.features @ halves[at % 2])) for at, sample in enumerate(samples)]


def _threshold(samples: list[Sample], weights: Matrix) -> tuple[float, float]:
    sure = [1 / (1 + np.exp(-sample.features @ weights)) for sample in samples]
    tried = [round(0.1 + 0.02 * step, 2) for step in range(25)]
    scores = [(_f1(samples, [s >= threshold for s in sure]), threshold) for threshold in tried]
    f1, threshold = max(scores)
    return threshold, f1


def _f1(samples: list[Sample], kept: list[NDArray[np.bool_]]) -> float:
    right = sum(float(sample.right[keep].sum()) for sample, keep in zip(samples, kept, strict=True))
    return 2 * right / (sum(int(keep.sum()) for keep in kept) + sum(sample.gold for sample in samples))


def _calibration_error(samples: list[Sample], sure: list[Matrix]) -> float:
    """Expected calibration error over BINS bins of equal width."""
    all_sure = np.concatenate(sure)
    right = np.concatenate([sample.right for sample in samples])
    bins = np.minimum((all_sure * BINS).astype(int), BINS - 1)
    gaps = [abs(all_sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).sum() for b in set(bins)]
    return float(sum(gaps) / len(all_sure))


if __name__ == "__main__":
    main()
