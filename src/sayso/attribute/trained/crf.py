"""Sequences of tags: the best one, and how likely each tag is at each word (linear-chain CRF, Lafferty et al. 2001).

All functions take a padded batch and give for each window what it would get alone.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.attribute.trained.network import Floats, Grammar

Doubles = NDArray[np.float64]


def best_tags(emissions: Floats, lengths: Sequence[int], grammar: Grammar) -> list[list[int]]:
    """The best sequence of tags of each window (Viterbi's algorithm)."""
    rows, words, _ = emissions.shape
    total = grammar.starts + emissions[:, 0]
    totals, back = [total], []
    for at in range(1, words):
        steps = total[:, :, None] + grammar.transitions
        back.append(steps.argmax(axis=1))
        total = steps.max(axis=1) + emissions[:, at]
        totals.append(total)
    found = []
    for row in range(rows):
        tag = int(totals[lengths[row] - 1][row].argmax())
        tags = [tag]
        for at in range(lengths[row] - 2, -1, -1):
            tag = int(back[at][row, tag])
            tags.append(tag)
        found.append(tags[::-1])
    return found


def marginals(emissions: Floats, lengths: Sequence[int], grammar: Grammar) -> Doubles:
    """Probability of each tag at each word, windows x words x TAGS (forward-backward algorithm)."""
    rows, words, tags = emissions.shape
    scores = emissions.astype(np.float64)
    transitions = grammar.transitions.astype(np.float64)
    ends = np.asarray(lengths)
    forward: Doubles = np.empty((rows, words, tags))
    backward: Doubles = np.zeros((rows, words, tags))
    forward[:, 0] = grammar.starts + scores[:, 0]
    for at in range(1, words):
        forward[:, at] = _log_sum(forward[:, at - 1, :, None] + transitions, 1) + scores[:, at]
    for at in range(words - 2, -1, -1):
        later = _log_sum((scores[:, at + 1] + backward[:, at + 1])[:, None, :] + transitions, 2)
        backward[:, at] = np.where((at + 1 < ends)[:, None], later, 0.0)
    both = forward + backward
    likely: Doubles = np.exp(both - _log_sum(both, 2)[:, :, None])
    return likely


def _log_sum(values: Doubles, axis: int) -> Doubles:
    largest = values.max(axis=axis, keepdims=True)
    found: Doubles = np.log(np.exp(values - largest).sum(axis=axis)) + largest.squeeze(axis)
    return found
