"""The network as ONNX: from windows to scores of tags and to vectors that links are scored with."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.attribute.trained.files import MODEL, TOKENIZER, checked
from sayso.attribute.trained.windows import Window

CLS: Final = 101
SEP: Final = 102
PAD: Final = 0
BUDGET: Final = 512
"""Padded pieces in a batch: with more, more is padding and less stays in the caches; with fewer, the calls tell."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pointers:
    """Parameters of the links, one row a kind of LINKS: a biaffine form, a bias by target and one by distance."""

    bilinear: Floats  # kinds x POINTER x POINTER
    target: Floats  # kinds x POINTER
    none_weight: Floats  # kinds x POINTER
    none_bias: Floats  # kinds
    distance: Floats  # kinds x buckets


@dataclass(frozen=True, slots=True)
class Grammar:
    """Scores of a tag after another and at the start, with those that are not allowed far below the rest."""

    transitions: Floats  # TAGS x TAGS
    starts: Floats  # TAGS


@dataclass(frozen=True, slots=True)
class Batch:
    """What the network gave for some windows: `at` are their indices in the given sequence.

    `emissions` are windows x words x TAGS, `projections` windows x words x LINKS x 4 x POINTER, both padded.
    """

    at: tuple[int, ...]
    emissions: Floats
    projections: Floats


@dataclass(frozen=True, slots=True)
class Network:
    """A loaded model."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    grammar: Grammar
    pointers: Pointers

    def read(self, windows: Sequence[Window]) -> Iterator[Batch]:
        """The network's scores for all windows, those of like length together."""
        for batch in batches([window.size for window in windows], BUDGET):
            feeds = inputs_of([windows[index] for index in batch])
            emissions, projections = self.session.run(["emissions", "projections"], feeds)
            yield Batch(tuple(batch), emissions, projections)


@cache
def load(threads: int) -> Network:
    """The shipped model, loaded once a process.

    Raises:
        DataError: a model file is missing or is not the one that was shipped.
    """
    tokenizer = Tokenizer.from_str(checked(TOKENIZER).decode())
    return opened(checked(MODEL), tokenizer, threads)


def opened(model: bytes, tokenizer: Tokenizer, threads: int) -> Network:
    """A model from the bytes of its ONNX file."""
    onnxruntime.disable_telemetry_events()  # where it was loaded before Sayso, which forbids it from the start
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(threads, os.cpu_count() or 1)  # where threads cannot be made, it would hang
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting must not cost CPU time
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    constant = _constants(session)
    return Network(
        session,
        tokenizer,
        Grammar(constant["transitions"], constant["starts"]),
        Pointers(*(constant[name] for name in Pointers.__slots__)),
    )


def inputs_of(windows: Sequence[Window]) -> dict[str, Ints]:
    """The windows side by side, padded: `pieces` and `cases` by position, `first` the position of a word's first."""
    pieces: Ints = np.zeros((len(windows), max(window.size for window in windows)), dtype=np.int64)
    cases: Ints = np.zeros_like(pieces)
    first: Ints = np.zeros((len(windows), max(map(len, windows))), dtype=np.int64)
    for row, window in enumerate(windows):
        sizes = np.fromiter(map(len, window.pieces), dtype=np.int64, count=len(window))
        size = int(sizes.sum()) + 2
        pieces[row, :size] = [CLS, *(piece for word in window.pieces for piece in word), SEP]
        cases[row, 1 : size - 1] = np.repeat(window.cases, sizes)
        first[row, : len(window)] = np.cumsum(sizes) - sizes + 1
    return {"pieces": pieces, "cases": cases, "first": first}


def batches(sizes: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Indices of windows, batch by batch: by length, at most `budget` padded pieces (or a window alone)."""
    batch: list[int] = []
    for index in sorted(range(len(sizes)), key=lambda index: (sizes[index], index)):
        if batch and sizes[index] * (len(batch) + 1) > budget:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _constants(session: onnxruntime.InferenceSession) -> Mapping[str, Floats]:
    """The parameters that the graph hands out beside its results."""
    names = ["transitions", "starts", *Pointers.__slots__]
    shortest: Ints = np.array([[CLS, SEP]], dtype=np.int64)
    feeds = {"pieces": shortest, "cases": np.zeros_like(shortest), "first": np.zeros((1, 1), dtype=np.int64)}
    return dict(zip(names, session.run(names, feeds), strict=True))
