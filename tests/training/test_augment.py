"""Variants of a window keep its gold."""

from random import Random

import pytest
from attribution.augment import MASK, VARIANTS, Augment, masked
from attribution.windows import Window, windows_of
from gold_sample import GOLD, TEXT
from tokenizers import Tokenizer

from sayso.attribute.trained.scheme import CUE, NO_ROLE


@pytest.fixture
def windows(tokenizer: Tokenizer) -> list[Window]:
    return list(windows_of("a", TEXT, GOLD, tokenizer))


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_changes_no_word_s_role(windows: list[Window], tokenizer: Tokenizer, name: str) -> None:
    augment = Augment(tokenizer, 0)
    for window in windows:
        changed = augment.variant(window, name)
        kept = {(word.start, word.end): role for word, role in zip(changed.words, changed.roles, strict=True)}
        for word, role in zip(window.words, window.roles, strict=True):
            if not word.mark:
                assert kept[word.start, word.end] == role


def test_hidden_words_keep_their_length(windows: list[Window]) -> None:
    hidden = masked(windows[0], 1.0, Random(1))  # noqa: S311 - a draw, not a secret
    assert hidden.size == windows[0].size
    assert all(set(word.pieces) == {MASK} for word in hidden.words if not word.mark)
    assert [w.pieces for w in hidden.words if w.mark] == [w.pieces for w in windows[0].words if w.mark]


def test_other_verbs_stand_for_said_only_as_a_cue(windows: list[Window], tokenizer: Tokenizer) -> None:
    augment = Augment(tokenizer, 0, reworded=1.0)
    changed = augment(windows[0], Random(1))  # noqa: S311 - a draw, not a secret
    different = [
        role
        for old, new, role in zip(windows[0].words, changed.words, windows[0].roles, strict=True)
        if old.pieces != new.pieces
    ]
    assert different == [CUE]
    assert NO_ROLE in windows[0].roles
