"""A network in torch, or one that was exported, decoded by what is shipped."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from attribution.batches import inputs_of_plain
from attribution.network import Network
from attribution.windows import Article
from sayso.attribute.trained.decode import Found, found_in
from sayso.attribute.trained.files import Choices
from sayso.attribute.trained.network import Batch, Grammar, Pointers, batches, opened
from sayso.attribute.trained.windows import Window as Plain

BUDGET = 1024  # padded pieces in a batch


class Reader(Protocol):
    """What decoding needs of a network."""

    @property
    def grammar(self) -> Grammar:
        """Scores of tags that follow one another."""
        ...

    @property
    def pointers(self) -> Pointers:
        """Parameters of the links."""
        ...

    def read(self, windows: Sequence[Plain]) -> Iterator[Batch]:
        """Scores of all windows."""
        ...


@dataclass(frozen=True)
class InTorch:
    """A network as it was trained."""

    network: Network

    @classmethod
    def load(cls, path: Path) -> "InTorch":
        """The network of a checkpoint."""
        network = Network()
        network.load_state_dict(torch.load(path, weights_only=True)["network"])
        return cls(network.eval())

    @property
    def grammar(self) -> Grammar:
        """Scores of tags that follow one another."""
        transitions, starts = self.network.crf.scores()
        return Grammar(_numbers(transitions), _numbers(starts))

    @property
    def pointers(self) -> Pointers:
        """Parameters of the links."""
        kinds = list(self.network.pointers)
        return Pointers(
            np.stack([_numbers(kind.bilinear) for kind in kinds]),
            np.stack([_numbers(kind.target) for kind in kinds]),
            np.stack([_numbers(kind.none.weight[0]) for kind in kinds]),
            np.stack([_numbers(kind.none.bias[0]) for kind in kinds]),
            np.stack([_numbers(kind.distance) for kind in kinds]),
        )

    def read(self, windows: Sequence[Plain]) -> Iterator[Batch]:
        """Scores of all windows."""
        for batch in batches([window.size for window in windows], BUDGET):
            with torch.inference_mode():
                emissions, projections = self.network.words(inputs_of_plain([windows[i] for i in batch]))
            yield Batch(tuple(batch), _numbers(emissions), _numbers(projections))


def exported(path: Path, tokenizer: Tokenizer) -> Reader:
    """A network from its ONNX file."""
    return opened(path.read_bytes(), tokenizer, threads=1)


@dataclass(frozen=True)
class Scored:
    """All windows of some articles with their scores, to be decoded with one set of choices after another."""

    articles: tuple[str, ...]  # of each window
    windows: tuple[Plain, ...]
    batches: tuple[Batch, ...]
    grammar: Grammar
    pointers: Pointers


def score(reader: Reader, articles: Sequence[Article]) -> Scored:
    """Every window of the articles with its scores."""
    rows = [(article.name, window.plain) for article in articles for window in article.windows if window.words]
    windows = tuple(window for _, window in rows)
    batches_ = tuple(reader.read(windows))
    return Scored(tuple(name for name, _ in rows), windows, batches_, reader.grammar, reader.pointers)


def attributions(scored: Scored, choices: Choices) -> dict[str, list[Found]]:
    """The attributions of each article, in text order."""
    by_window: dict[int, list[Found]] = {}
    for batch in scored.batches:
        by_window |= dict(found_in(batch, scored.windows, scored.grammar, scored.pointers, choices))
    found: dict[str, list[Found]] = defaultdict(list)
    for index in sorted(by_window):
        found[scored.articles[index]].extend(by_window[index])
    return found


def _numbers(values: Tensor) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    return values.detach().float().numpy()
