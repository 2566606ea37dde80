"""The shipped network: what a window gets hangs on that window alone, to the last bit."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribute.trained.network import BUDGET, CLS, PAD, SEP, Floats, Network, batches, inputs_of, load
from sayso.attribute.trained.scheme import LINKS, TAGS, may_follow
from sayso.attribute.trained.windows import Window, windows_of

PARAGRAPHS = (
    "The mayor of Orlow said that the bridge was shut.",
    "“The dam will hold,” Ana Vey said. “Nobody has to leave.”",
    "No.",
    "According to the ministry, more than 1,200 houses burned on Monday; the union put it at 900, 40 of them new.",
    "FOG LAY OVER THE BAY",
    "- - -",
    "\ud800 said 🙂 that e\u0301 日本 ﬁ “",
    "The ferry left the bay at noon and nobody on the pier knew why, the harbour office told Coast Radio. " * 4,
    "x" * 500 + " denied it.",
    "The pumps failed twice. " * 60,
)
Bits = tuple[bytes, bytes]


def every_window(network: Network) -> list[Window]:
    return [window for text in PARAGRAPHS for window in windows_of(text, [(0, len(text))], network.tokenizer)]


def run(network: Network, windows: Sequence[Window]) -> list[Bits]:
    """What the windows get as one batch, each without its padding."""
    emissions, projections = network.session.run(["emissions", "projections"], inputs_of(windows))
    return [bits(emissions[row], projections[row], len(window)) for row, window in enumerate(windows)]


def bits(emissions: Floats, projections: Floats, words: int) -> Bits:
    return emissions[:words].tobytes(), projections[:words].tobytes()


def read(network: Network, windows: Sequence[Window]) -> list[Bits]:
    """What the windows get in the batches that reading makes of them."""
    found: dict[int, Bits] = {}
    for batch in network.read(windows):
        for row, index in enumerate(batch.at):
            assert index not in found
            found[index] = bits(batch.emissions[row], batch.projections[row], len(windows[index]))
    return [found[index] for index in range(len(windows))]


@pytest.fixture(scope="module")
def alone(network: Network) -> list[Bits]:
    """What each window gets in a batch of its own."""
    return [run(network, [window])[0] for window in every_window(network)]


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_window_gets_the_same_in_any_batch(network: Network, alone: list[Bits], data: st.DataObject) -> None:
    windows = every_window(network)
    chosen = data.draw(st.lists(st.sampled_from(range(len(windows))), min_size=1, max_size=8))
    assert run(network, [windows[index] for index in chosen]) == [alone[index] for index in chosen]


@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_windows_are_read_alike_in_any_order(network: Network, alone: list[Bits], data: st.DataObject) -> None:
    windows = every_window(network)
    order = data.draw(st.permutations(range(len(windows))))
    assert read(network, [windows[index] for index in order]) == [alone[index] for index in order]


def test_two_threads_give_what_one_gives(network: Network, alone: list[Bits]) -> None:
    assert read(load(2), every_window(network)) == alone


def test_more_threads_than_a_machine_can_make_are_no_harm(network: Network, alone: list[Bits]) -> None:
    assert read(load(10**9), every_window(network)) == alone


DIGEST = """
import sys
from hashlib import sha256
from sayso.attribute.trained.network import inputs_of, load
from sayso.attribute.trained.windows import windows_of
network, total = load(1), sha256()
for window in windows_of(sys.argv[1], [(0, len(sys.argv[1]))], network.tokenizer):
    for scores in network.session.run(["emissions", "projections"], inputs_of([window])):
        total.update(scores.tobytes())
print(total.hexdigest())
"""


def test_another_process_gives_the_same(network: Network) -> None:
    text = PARAGRAPHS[3]
    total = sha256()
    for window in windows_of(text, [(0, len(text))], network.tokenizer):
        for found in run(network, [window])[0]:
            total.update(found)
    done = subprocess.run(  # noqa: S603 # our own code
        [sys.executable, "-c", DIGEST, text], capture_output=True, check=True, text=True, timeout=120
    )
    assert done.stdout.strip() == total.hexdigest()


def test_the_scores_are_numbers_in_the_shapes_that_decoding_reads(network: Network) -> None:
    width = network.pointers.bilinear.shape[-1]
    windows = every_window(network)
    for batch in network.read(windows):
        words = max(len(windows[index]) for index in batch.at)
        assert batch.emissions.shape == (len(batch.at), words, len(TAGS))
        assert batch.projections.shape == (len(batch.at), words, len(LINKS), 4, width)
        assert np.isfinite(batch.emissions).all()
        assert np.isfinite(batch.projections).all()


def test_the_shipped_grammar_bans_what_the_scheme_bans(network: Network) -> None:
    allowed = np.array([[may_follow(before, tag) for tag in range(len(TAGS))] for before in range(len(TAGS))])
    starts = np.array([may_follow(None, tag) for tag in range(len(TAGS))])
    assert network.grammar.transitions[~allowed].max() < -1e3 < network.grammar.transitions[allowed].min()
    assert network.grammar.starts[~starts].max() < -1e3 < network.grammar.starts[starts].min()


def test_a_model_is_loaded_once() -> None:
    assert load(1) is load(1)


@given(sizes=st.lists(st.integers(3, 128), max_size=60), budget=st.integers(1, 1024))
def test_batches_hold_every_window_once_and_keep_to_the_budget(sizes: list[int], budget: int) -> None:
    found = list(batches(sizes, budget))
    assert sorted(index for batch in found for index in batch) == list(range(len(sizes)))
    assert all(len(batch) == 1 or len(batch) * max(sizes[index] for index in batch) <= budget for batch in found)
    assert [sizes[index] for batch in found for index in batch] == sorted(sizes)


def test_short_windows_share_a_batch() -> None:
    assert len(list(batches([8] * 20, BUDGET))) == 1


def test_windows_side_by_side_are_framed_and_padded(windows: Callable[[str], list[Window]]) -> None:
    (short,), (longer,) = windows("Fog."), windows("The unreadable DAM")
    feeds = inputs_of([short, longer])
    pieces = [piece for word in longer.pieces for piece in word]
    assert len(pieces) > len(longer)
    assert feeds["pieces"][1].tolist() == [CLS, *pieces, SEP]
    assert feeds["pieces"][0].tolist()[:4] == [CLS, short.pieces[0][0], short.pieces[1][0], SEP]
    assert set(feeds["pieces"][0].tolist()[4:]) == {PAD}
    assert feeds["pieces"][1][feeds["first"][1]].tolist() == [word[0] for word in longer.pieces]
    assert feeds["cases"][1].tolist() == [0, 1, *[0] * len(longer.pieces[1]), *[2] * len(longer.pieces[2]), 0]
