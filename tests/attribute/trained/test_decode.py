"""Scenes by hand: words with their tags, and which fragment points at which."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribute.trained.decode import STEPS, Found, found_in
from sayso.attribute.trained.files import FEATURES, Choices
from sayso.attribute.trained.network import Batch, Grammar, Pointers
from sayso.attribute.trained.scheme import LINKS, TAGS, may_follow
from sayso.attribute.trained.windows import Window

Blank = Callable[[int], Window]
Links = Mapping[tuple[str, int, int], float]
"""(kind, first word of the pointing fragment, first word of the target): strength."""

CONTENT_TO_CUE, CONTENT_TO_SOURCE, CUE_TO_SOURCE = KINDS = "content→cue", "content→source", "cue→source"
BUCKETS = 2 * (len(STEPS) + 1)
WIDTH = 16
"""Size of the vectors that links are scored with: one place a word, so a scene has at most as many words."""

EVERY_TAG = range(len(TAGS))
GRAMMAR = Grammar(
    np.array([[0.0 if may_follow(b, t) else -1e4 for t in EVERY_TAG] for b in EVERY_TAG], dtype=np.float32),
    np.array([0.0 if may_follow(None, t) else -1e4 for t in EVERY_TAG], dtype=np.float32),
)
POINTERS = Pointers(
    bilinear=np.stack([np.eye(WIDTH, dtype=np.float32)] * len(LINKS)),
    target=np.zeros((len(LINKS), WIDTH), dtype=np.float32),
    none_weight=np.zeros((len(LINKS), WIDTH), dtype=np.float32),
    none_bias=np.ones(len(LINKS), dtype=np.float32),  # stronger than a link that a scene does not name
    distance=np.zeros((len(LINKS), BUCKETS), dtype=np.float32),
)
SHORT = {"s": "source", "c": "cue", "t": "content"}


def tags_in(drawn: str) -> list[int]:
    """Tags drawn by a character each: `S` begins a source, `s` goes on with it; `C`, `c` cue; `T`, `t` content."""
    names = ["O" if char == "." else f"{'BI'[char.islower()]}-{SHORT[char.lower()]}" for char in drawn]
    return [TAGS.index(name) for name in names]


def scene(drawn: str, links: Links) -> Batch:
    """What a network would give that is sure of these tags and links."""
    emissions = np.zeros((1, len(drawn), len(TAGS)), dtype=np.float32)
    emissions[0, range(len(drawn)), tags_in(drawn)] = 9
    projections = np.zeros((1, len(drawn), len(LINKS), 4, WIDTH), dtype=np.float32)
    for (kind, origin, target), strength in links.items():
        projections[0, origin, KINDS.index(kind), 0, target] = strength
        projections[0, target, KINDS.index(kind), 2, target] = 1
    return Batch((0,), emissions, projections)


def read(
    blank: Blank, drawn: str, links: Links, *, pointers: Pointers = POINTERS, choices: Choices | None = None
) -> list[Found]:
    window = blank(len(drawn))
    ((at, found),) = found_in(scene(drawn, links), [window], GRAMMAR, pointers, choices or Choices())
    assert at == 0
    return found


def words(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans as words of a blank window, the end exclusive."""
    return [(start // 3, end // 3 + 1) for start, end in spans]


def shown(found: Sequence[Found]) -> list[tuple[object, ...]]:
    return [(words(one.source), words(one.cue), words(one.content)) for one in found]


def test_a_content_with_its_cue_and_source(blank: Blank) -> None:
    links = {(CONTENT_TO_CUE, 4, 2): 9.0, (CONTENT_TO_SOURCE, 4, 0): 9.0, (CUE_TO_SOURCE, 2, 0): 9.0}
    found = read(blank, "SsC.Ttt.", links)
    assert shown(found) == [([(0, 2)], [(2, 3)], [(4, 7)])]
    assert found[0].confidence is None
    assert len(found[0].features) == len(FEATURES)


def test_contents_that_point_at_one_cue_are_one_in_pieces(blank: Blank) -> None:
    links = {(CONTENT_TO_CUE, 0, 4): 9.0, (CONTENT_TO_CUE, 6, 4): 9.0, (CUE_TO_SOURCE, 4, 3): 9.0}
    assert shown(read(blank, "Tt.SC.Tt", links)) == [([(3, 4)], [(4, 5)], [(0, 2), (6, 8)])]


def test_contents_of_two_cues_stay_apart_and_share_a_source(blank: Blank) -> None:
    links = {
        (CONTENT_TO_CUE, 2, 1): 9.0,
        (CONTENT_TO_CUE, 6, 5): 9.0,
        (CONTENT_TO_SOURCE, 2, 0): 9.0,
        (CONTENT_TO_SOURCE, 6, 0): 9.0,
    }
    assert shown(read(blank, "SCTt.CTt", links)) == [
        ([(0, 1)], [(1, 2)], [(2, 4)]),
        ([(0, 1)], [(5, 6)], [(6, 8)]),
    ]


@pytest.mark.parametrize("drawn", ["SC....", "S..Tt.", "..Tt..", "......", "..C...", "S....."])
def test_half_an_attribution_is_none(blank: Blank, drawn: str) -> None:
    assert read(blank, drawn, {}) == []


def test_a_content_that_points_at_no_cue_is_left_out(blank: Blank) -> None:
    links = {(CONTENT_TO_CUE, 6, 1): 9.0, (CONTENT_TO_SOURCE, 2, 0): 9.0}
    assert shown(read(blank, "SCTt..Tt", links)) == [([], [(1, 2)], [(6, 8)])]


@pytest.mark.parametrize(("by_content", "by_cue"), list(product([3.0, 4.0, 6.0], repeat=2)))
def test_the_votes_of_content_and_cue_for_a_source_add_up(blank: Blank, by_content: float, by_cue: float) -> None:
    """The content is for the first of two sources and the cue for the second; the same strength leaves the first."""
    links = {
        (CONTENT_TO_CUE, 3, 2): 9.0,
        (CONTENT_TO_SOURCE, 3, 0): by_content,
        (CUE_TO_SOURCE, 2, 1): by_cue,
    }
    (found,) = read(blank, "SSCTt", links)
    assert words(found.source) == ([(0, 1)] if by_content >= by_cue else [(1, 2)])


def test_no_source_wins_where_it_is_favoured(blank: Blank) -> None:
    links = {(CONTENT_TO_CUE, 2, 1): 9.0, (CONTENT_TO_SOURCE, 2, 0): 4.0, (CUE_TO_SOURCE, 1, 0): 4.0}
    sources = [read(blank, "SCTt", links, choices=Choices(no_source=bias))[0].source for bias in (-9, 0, 5, 7, 20)]
    assert list(map(bool, sources)) == [True, True, True, False, False]


@pytest.mark.parametrize(("favoured", "cue"), [("before", 0), ("after", 8)])
def test_the_bias_by_distance_tells_before_from_after(blank: Blank, favoured: str, cue: int) -> None:
    distance = POINTERS.distance.copy()
    half = slice(len(STEPS) + 1, None) if favoured == "before" else slice(0, len(STEPS) + 1)
    distance[KINDS.index(CONTENT_TO_CUE), half] = 5
    (found,) = read(blank, "C..Ttt..C", {}, pointers=replace(POINTERS, distance=distance))
    assert words(found.cue) == [(cue, cue + 1)]


@pytest.mark.parametrize("words_between", [0, 1, 2, 3, 5, 6, 7])
def test_the_bias_by_distance_counts_words_from_end_to_beginning(blank: Blank, words_between: int) -> None:
    distance = POINTERS.distance.copy()
    steps = words_between + 1
    bucket = sum(step <= steps for step in STEPS)
    distance[KINDS.index(CONTENT_TO_CUE), bucket] = 5
    found = read(blank, "Ttt" + "." * words_between + "C", {}, pointers=replace(POINTERS, distance=distance))
    assert len(found) == 1


def test_attributions_come_in_the_order_of_their_contents(blank: Blank) -> None:
    links = {(CONTENT_TO_CUE, 0, 7): 9.0, (CONTENT_TO_CUE, 3, 2): 9.0}
    assert [words(one.content) for one in read(blank, "TtCTt..C", links)] == [[(0, 2)], [(3, 5)]]


def test_the_biases_of_tags_make_spans_fewer_or_more(blank: Blank) -> None:
    links = {(CONTENT_TO_CUE, 2, 1): 9.0}
    assert len(read(blank, "SCTt", links, choices=Choices(outside=8))) == 1
    assert read(blank, "SCTt", links, choices=Choices(outside=50)) == []
    assert read(blank, "SCTt", links, choices=Choices(begin_span=-50)) == []


@pytest.mark.parametrize(
    ("drawn", "at", "tag"),
    [("SCT....", 6, "B-content"), ("S.T....", 1, "B-cue"), (".CT....", 0, "B-source")],
)
def test_the_bias_of_beginnings_is_for_cues_and_contents(blank: Blank, drawn: str, at: int, tag: str) -> None:
    batch = scene(drawn, {(CONTENT_TO_CUE, 2, 1): 9.0, (CONTENT_TO_CUE, 6, 1): 9.0, (CUE_TO_SOURCE, 1, 0): 9.0})
    batch.emissions[0, at, TAGS.index(tag)] = 6  # against 9 for a word outside of all spans

    def shown_with(bias: float) -> list[tuple[object, ...]]:
        ((_, found),) = found_in(batch, [blank(len(drawn))], GRAMMAR, POINTERS, Choices(begin_span=bias))
        return shown(found)

    assert (shown_with(5) != shown_with(0)) == (tag != "B-source")


WEIGHTS = st.tuples(*[st.floats(-0.3, 0.3)] * len(FEATURES))
SURE = {(CONTENT_TO_CUE, 3, 2): 9.0, (CONTENT_TO_SOURCE, 3, 0): 9.0}


@settings(deadline=None)
@given(weights=WEIGHTS)
def test_the_confidence_is_the_logistic_function_of_the_features(blank: Blank, weights: tuple[float, ...]) -> None:
    (found,) = read(blank, "SsCTtt", SURE, choices=Choices(weights=weights))
    logit = sum(weight * value for weight, value in zip(weights, found.features, strict=True))
    assert found.confidence is not None
    assert 0 < found.confidence < 1
    assert math.log(found.confidence / (1 - found.confidence)) == pytest.approx(logit, abs=1e-6)


@settings(deadline=None)
@given(weights=WEIGHTS, threshold=st.floats(0, 1))
def test_what_stays_below_the_threshold_is_dropped(blank: Blank, weights: tuple[float, ...], threshold: float) -> None:
    (found,) = read(blank, "SsCTtt", SURE, choices=Choices(weights=weights))
    assert found.confidence is not None
    at_it = Choices(weights=weights, threshold=found.confidence)
    assert read(blank, "SsCTtt", SURE, choices=at_it) == [found]
    kept = read(blank, "SsCTtt", SURE, choices=Choices(weights=weights, threshold=threshold))
    assert kept == ([found] if found.confidence >= threshold else [])


def test_features_tell_what_they_are_named_after(blank: Blank) -> None:
    def features(drawn: str, links: Links) -> dict[str, float]:
        (found,) = read(blank, drawn, links)
        return dict(zip(FEATURES, found.features, strict=True))

    sure = features("SsCTtt", SURE)
    assert (sure["one"], sure["pieces"], sure["no_source"]) == (1, 1, 0)
    assert sure["length"] == pytest.approx(math.log(3))
    assert min(sure[name] for name in ("content", "start", "cue", "source", "to_cue", "to_source")) > 2
    unsure = features("SsCTtt", {(CONTENT_TO_CUE, 3, 2): 1.5, (CONTENT_TO_SOURCE, 3, 0): 2.0})
    assert unsure["to_cue"] < sure["to_cue"]
    assert unsure["to_source"] < sure["to_source"]
    nobody = features("..CTt.", {(CONTENT_TO_CUE, 3, 2): 9.0})
    assert (nobody["no_source"], nobody["source"]) == (1, 0)
    assert features("TtC.Tt", {(CONTENT_TO_CUE, 0, 2): 9.0, (CONTENT_TO_CUE, 4, 2): 9.0})["pieces"] == 2


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), lengths=st.lists(st.integers(1, WIDTH), min_size=1, max_size=5))
def test_neighbours_and_padding_change_nothing(blank: Blank, seed: int, lengths: list[int]) -> None:
    random = np.random.default_rng(seed)
    shape = (len(lengths), max(lengths) + 2)
    emissions = 4 * random.normal(size=(*shape, len(TAGS))).astype(np.float32)
    projections = random.normal(size=(*shape, len(LINKS), 4, WIDTH)).astype(np.float32)
    windows, choices = [blank(length) for length in lengths], Choices(weights=(0.1,) * len(FEATURES))
    batch = Batch(tuple(range(len(lengths))), emissions, projections)
    together = dict(found_in(batch, windows, GRAMMAR, POINTERS, choices))
    assert sorted(together) == list(range(len(lengths)))
    for row, length in enumerate(lengths):
        alone = Batch((row,), emissions[row : row + 1, :length], projections[row : row + 1, :length])
        assert dict(found_in(alone, windows, GRAMMAR, POINTERS, choices)) == {row: together[row]}
        assert_apart([span for one in together[row] for span in one.content], end=windows[row].ends[-1])


def assert_apart(spans: Sequence[tuple[int, int]], end: int) -> None:
    before = 0
    for first, last in sorted(spans):
        assert before <= first < last <= end
        before = last
