"""From the network's scores to attributions: tags, fragments, links, confidence."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sayso.attribute.trained.crf import Doubles, best_tags, marginals
from sayso.attribute.trained.files import FEATURES, Choices
from sayso.attribute.trained.network import Batch, Floats, Grammar, Ints, Pointers
from sayso.attribute.trained.scheme import CONTENT, CUE, LINKS, OUTSIDE, SOURCE, Fragment, begin, fragments_of, inside
from sayso.attribute.trained.windows import Window

__all__ = ["FEATURES", "STEPS", "Found", "Spans", "found_in"]

STEPS: Final = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96)
"""Distances in words at which a pointer's distance bias changes."""

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution by offsets into the text, with what its confidence is computed from.

    `confidence` is None where the choices have no weights.
    """

    source: Spans
    cue: Spans
    content: Spans
    features: tuple[float, ...]
    confidence: float | None


def found_in(
    batch: Batch, windows: Sequence[Window], grammar: Grammar, pointers: Pointers, choices: Choices
) -> Iterator[tuple[int, list[Found]]]:
    """The attributions of each window of the batch, with the window's index, in text order."""
    lengths = [len(windows[index]) for index in batch.at]
    tags = best_tags(_biased(batch.emissions, choices), lengths, grammar)
    likely = marginals(batch.emissions, lengths, grammar)
    for row, index in enumerate(batch.at):
        reading = _Reading(windows[index], tags[row], likely[row], batch.projections[row], pointers)
        yield index, sorted(reading.attributions(choices), key=lambda found: found.content)


def _biased(emissions: Floats, choices: Choices) -> Floats:
    bias: Floats = np.zeros(emissions.shape[-1], dtype=np.float32)
    bias[OUTSIDE] = choices.outside
    bias[[begin(CUE), begin(CONTENT)]] = choices.begin_span
    return emissions + bias


class _Reading:
    """One window's fragments and the links between them."""

    def __init__(
        self, window: Window, tags: Sequence[int], likely: Doubles, projections: Floats, pointers: Pointers
    ) -> None:
        self._window, self._likely, self._projections, self._pointers = window, likely, projections, pointers
        self._of: dict[int, list[Fragment]] = {SOURCE: [], CUE: [], CONTENT: []}
        for fragment in fragments_of(tags):
            self._of[fragment[0]].append(fragment)

    def attributions(self, choices: Choices) -> Iterator[Found]:
        """Contents that point at the same cue are one content; a content without a cue is mostly a false alarm."""
        contents, cues, sources = self._of[CONTENT], self._of[CUE], self._of[SOURCE]
        if not contents or not cues:
            return
        to_cue, to_source, of_cue = (self._log_odds(kind) for kind in range(len(LINKS)))
        groups: dict[int, list[int]] = defaultdict(list)
        for at, choice in enumerate(to_cue.argmax(axis=1).tolist()):
            if choice:
                groups[choice].append(at)
        for choice, members in groups.items():
            votes = to_source[members].mean(axis=0) + of_cue[choice - 1]
            votes[0] += choices.no_source
            source = int(votes.argmax())
            own, named = [contents[at] for at in members], [sources[source - 1]] if source else []
            links = (float(np.exp(to_cue[members, choice]).mean()), float(_softmax(votes)[source]))
            features = self._features(own, cues[choice - 1], named, links)
            confidence = None
            if choices.weights:
                total = sum(weight * value for weight, value in zip(choices.weights, features, strict=True))
                confidence = 1 / (1 + math.exp(-total))
                if confidence < choices.threshold:
                    continue
            cue = self._spans([cues[choice - 1]])
            yield Found(self._spans(named), cue, self._spans(own), features, confidence)

    def _features(
        self, own: list[Fragment], cue: Fragment, named: list[Fragment], links: tuple[float, float]
    ) -> tuple[float, ...]:
        """FEATURES: a constant, log odds of the roles' words and of the links, size and number of the pieces."""
        starts = [float(self._likely[first, begin(CONTENT)]) for _, first, _ in own]
        return (
            1.0,
            _odds(self._mean(own)),
            _odds(sum(starts) / len(own)),
            _odds(self._mean([cue])),
            _odds(self._mean(named)) if named else 0.0,
            _odds(links[0]),
            _odds(links[1]),
            math.log(sum(end - first for _, first, end in own)),
            float(len(own)),
            float(not named),
        )

    def _mean(self, fragments: list[Fragment]) -> float:
        """Mean probability of the role over the fragments' words."""
        total = sum(float(self._likely[a:b, [begin(role), inside(role)]].sum()) for role, a, b in fragments)
        return total / sum(end - first for _, first, end in fragments)

    def _log_odds(self, kind: int) -> Doubles:
        """Log-probabilities of one kind of link: pointing fragments x (none, candidates…)."""
        role, target_role = LINKS[kind]
        origins, targets = self._of[role], self._of[target_role]
        if not origins:
            return np.zeros((0, 1 + len(targets)))
        first, last = _bounds(origins)
        mine = self._projections[:, kind]
        origin = np.maximum(mine[first, 0] + mine[last, 1], 0)
        none = origin @ self._pointers.none_weight[kind] + self._pointers.none_bias[kind]
        scores = none[:, None]
        if targets:
            target_first, target_last = _bounds(targets)
            target = np.maximum(mine[target_first, 2] + mine[target_last, 3], 0)
            pairs = origin @ self._pointers.bilinear[kind] @ target.T + target @ self._pointers.target[kind]
            steps = np.maximum(target_first - last[:, None], 0) - np.maximum(first[:, None] - target_last, 0)
            scores = np.concatenate([scores, pairs + self._pointers.distance[kind][_bucket(steps)]], axis=1)
        wide = scores.astype(np.float64)
        wide -= wide.max(axis=1, keepdims=True)
        found: Doubles = wide - np.log(np.exp(wide).sum(axis=1, keepdims=True))
        return found

    def _spans(self, fragments: list[Fragment]) -> Spans:
        return tuple((self._window.starts[first], self._window.ends[end - 1]) for _, first, end in fragments)


def _bounds(fragments: Sequence[Fragment]) -> tuple[Ints, Ints]:
    """First and last word of each fragment."""
    return (
        np.array([first for _, first, _ in fragments], dtype=np.int64),
        np.array([end - 1 for _, _, end in fragments], dtype=np.int64),
    )


def _bucket(steps: Ints) -> Ints:
    """Index of a signed distance in the table of distance biases; a target that lies before takes the second half."""
    size = np.searchsorted(STEPS, np.abs(steps), side="right")
    found: Ints = np.where(steps < 0, size + len(STEPS) + 1, size)
    return found


def _softmax(values: Doubles) -> Doubles:
    raised = np.exp(values - values.max())
    found: Doubles = raised / raised.sum()
    return found


def _odds(probability: float) -> float:
    probability = min(max(probability, 1e-3), 1 - 1e-3)
    return math.log(probability / (1 - probability))
