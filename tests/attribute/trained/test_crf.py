"""Against all sequences of tags, written out."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribute.trained.crf import best_tags, marginals
from sayso.attribute.trained.network import Floats, Grammar
from sayso.attribute.trained.scheme import TAGS, may_follow

EVERY_TAG = range(len(TAGS))
BANNED = -1e4
SEEDS = st.integers(0, 2**32 - 1)


def grammar(random: np.random.Generator) -> Grammar:
    """Any scores, but for what the scheme forbids."""
    steps = random.normal(size=(len(TAGS), len(TAGS)))
    starts = random.normal(size=len(TAGS))
    for before, tag in product(EVERY_TAG, EVERY_TAG):
        if not may_follow(before, tag):
            steps[before, tag] = BANNED
    starts[[tag for tag in EVERY_TAG if not may_follow(None, tag)]] = BANNED
    return Grammar(steps.astype(np.float32), starts.astype(np.float32))


def scores(random: np.random.Generator, *shape: int) -> Floats:
    return (3 * random.normal(size=(*shape, len(TAGS)))).astype(np.float32)


def written_out(emissions: Floats, given_grammar: Grammar) -> tuple[list[tuple[int, ...]], np.ndarray]:
    """All sequences of tags of one window, and the score of each."""
    sequences = list(product(EVERY_TAG, repeat=len(emissions)))
    totals = [
        float(given_grammar.starts[tags[0]])
        + sum(float(emissions[at, tag]) for at, tag in enumerate(tags))
        + sum(float(given_grammar.transitions[before, tag]) for before, tag in pairwise(tags))
        for tags in sequences
    ]
    return sequences, np.array(totals)


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS, words=st.integers(1, 4))
def test_the_best_tags_are_the_best_of_all_sequences(seed: int, words: int) -> None:
    random = np.random.default_rng(seed)
    rules, emissions = grammar(random), scores(random, 1, words)
    (tags,) = best_tags(emissions, [words], rules)
    sequences, totals = written_out(emissions[0], rules)
    assert totals[sequences.index(tuple(tags))] == pytest.approx(totals.max(), abs=1e-4)


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS, words=st.integers(1, 4))
def test_the_marginals_are_sums_over_all_sequences(seed: int, words: int) -> None:
    random = np.random.default_rng(seed)
    rules, emissions = grammar(random), scores(random, 1, words)
    sequences, totals = written_out(emissions[0], rules)
    likely = np.exp(totals - totals.max())
    likely /= likely.sum()
    expected = np.zeros((words, len(TAGS)))
    for tags, share in zip(sequences, likely, strict=True):
        expected[range(words), tags] += share
    np.testing.assert_allclose(marginals(emissions, [words], rules)[0], expected, atol=1e-6)


@settings(max_examples=50, deadline=None)
@given(seed=SEEDS, lengths=st.lists(st.integers(1, 60), min_size=1, max_size=6))
def test_any_window_keeps_the_grammar_and_its_marginals_sum_to_one(seed: int, lengths: list[int]) -> None:
    random = np.random.default_rng(seed)
    rules, emissions = grammar(random), 10 * scores(random, len(lengths), max(lengths))
    likely = marginals(emissions, lengths, rules)
    for row, (tags, length) in enumerate(zip(best_tags(emissions, lengths, rules), lengths, strict=True)):
        assert len(tags) == length
        assert may_follow(None, tags[0])
        assert all(may_follow(before, tag) for before, tag in pairwise(tags))
        np.testing.assert_allclose(likely[row, :length].sum(axis=1), 1)
        assert (likely[row, 0, [tag for tag in EVERY_TAG if not may_follow(None, tag)]] < 1e-6).all()


@settings(max_examples=50, deadline=None)
@given(seed=SEEDS, lengths=st.lists(st.integers(1, 30), min_size=1, max_size=6), padding=st.integers(0, 5))
def test_neighbours_and_padding_change_no_bit(seed: int, lengths: list[int], padding: int) -> None:
    random = np.random.default_rng(seed)
    rules, emissions = grammar(random), 10 * scores(random, len(lengths), max(lengths) + padding)
    together, likely = best_tags(emissions, lengths, rules), marginals(emissions, lengths, rules)
    for row, length in enumerate(lengths):
        alone = emissions[row : row + 1, :length]
        assert best_tags(alone, [length], rules) == [together[row]]
        assert marginals(alone, [length], rules)[0].tobytes() == likely[row, :length].tobytes()
