"""Windows as tensors, and the order in which they are trained on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from attribution.windows import Window
from sayso.attribute.trained.network import inputs_of as plain_inputs
from sayso.attribute.trained.scheme import LINKS, fragments_of, tags_of
from sayso.attribute.trained.windows import Window as Plain

Marked = tuple[int, int, int, frozenset[int]]  # role, first and last word, the attributions it is part of

CHUNK = 64  # batches that are sorted by length together


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the network reads: `pieces` and `cases` by position, `first` = the position of each word's first piece."""

    pieces: Tensor  # windows x positions
    cases: Tensor
    first: Tensor  # windows x words, 0 where there is none
    words: Tensor  # windows: how many


@dataclass(frozen=True, slots=True)
class Pointing:
    """The gold of one kind of link, flat over the batch: from fragment to fragment, or to none."""

    window: Tensor  # of each pointing fragment
    start: Tensor
    last: Tensor
    target_start: Tensor  # pointing fragments x candidates, -1 where there is none
    target_last: Tensor
    gold: Tensor  # index of the candidate, 0 = none, else 1 + candidate


def inputs_of(windows: Sequence[Window]) -> Inputs:
    """The windows side by side, padded."""
    return inputs_of_plain([window.plain for window in windows])


def inputs_of_plain(windows: Sequence[Plain]) -> Inputs:
    """The same of windows without gold."""
    feeds = {name: torch.from_numpy(values) for name, values in plain_inputs(windows).items()}
    return Inputs(feeds["pieces"], feeds["cases"], feeds["first"], torch.tensor([len(window) for window in windows]))


def tags_tensor(windows: Sequence[Window]) -> Tensor:
    """Gold tags, windows x words, padded with OUTSIDE."""
    tags = [tags_of(list(window.roles), list(window.units)) for window in windows]
    words = max(map(len, tags))
    return torch.tensor([row + [0] * (words - len(row)) for row in tags])


def pointings_of(windows: Sequence[Window]) -> list[Pointing | None]:
    """The gold of every kind of link in LINKS; None where the batch has no fragment that could point."""
    found = [
        [
            (role, start, end - 1, frozenset().union(*window.shared[start:end]))
            for role, start, end in fragments_of(tags_of(list(window.roles), list(window.units)))
        ]
        for window in windows
    ]
    return [_pointing(found, origin, target) for origin, target in LINKS]


def _pointing(found: list[list[Marked]], origin: int, target: int) -> Pointing | None:
    rows = []
    for at, fragments in enumerate(found):
        candidates = [fragment for fragment in fragments if fragment[0] == target]
        for role, start, last, units in fragments:
            if role == origin:
                right = [i for i, candidate in enumerate(candidates) if candidate[3] & units]
                nearest = min(right, key=lambda i: abs(candidates[i][1] - start), default=-1)
                rows.append((at, start, last, candidates, nearest + 1))
    if not rows:
        return None
    width = max(1, *(len(row[3]) for row in rows))
    return Pointing(
        torch.tensor([row[0] for row in rows]),
        torch.tensor([row[1] for row in rows]),
        torch.tensor([row[2] for row in rows]),
        torch.tensor([[c[1] for c in row[3]] + [-1] * (width - len(row[3])) for row in rows]),
        torch.tensor([[c[2] for c in row[3]] + [-1] * (width - len(row[3])) for row in rows]),
        torch.tensor([row[4] for row in rows]),
    )


def plan(sizes: Sequence[int], budget: int, random: Random | None) -> Iterator[list[int]]:
    """Indices of windows, batch by batch: windows of similar length together, at most `budget` padded pieces.

    With `random` the windows and then the batches are shuffled; without, they come by length.
    """
    order = list(range(len(sizes)))
    if random is None:
        yield from _cut(sorted(order, key=lambda i: sizes[i]), sizes, budget)
        return
    random.shuffle(order)
    span = max(1, CHUNK * budget * len(sizes) // max(1, sum(sizes)))
    batches = [
        batch
        for at in range(0, len(order), span)
        for batch in _cut(sorted(order[at : at + span], key=lambda i: sizes[i]), sizes, budget)
    ]
    random.shuffle(batches)
    yield from batches


def _cut(order: list[int], sizes: Sequence[int], budget: int) -> Iterator[list[int]]:
    batch: list[int] = []
    for index in order:
        if batch and sizes[index] * (len(batch) + 1) > budget:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
