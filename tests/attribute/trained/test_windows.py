import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribute.trained.network import Network
from sayso.attribute.trained.windows import (
    LONGEST,
    LOWER,
    SENTENCE_ENDS,
    TITLE,
    UPPER,
    Window,
    case_of,
    windows_of,
)

Windows = Callable[[str], list[Window]]

ODD = st.one_of(
    st.characters(exclude_categories=[]),  # surrogates too
    st.sampled_from(
        [
            "\r\n",
            "e\u0301",
            "\u0301",
            "\u200d",
            "\u200b",
            "\ufeff",
            "\u00ad",
            "👩‍👧",
            "🙂",
            "日本",
            "한국어",
            "ﬁ",
            "İ",
            "ß",
        ]
    ),
    st.sampled_from(["The mayor", " said", " that", ".", "“", "”", " ", "_", "can't", "1,200", "?!"]),
)
TEXTS = st.lists(ODD, max_size=40).map("".join)


def bounds(windows: list[Window]) -> list[tuple[int, int]]:
    return [pair for window in windows for pair in zip(window.starts, window.ends, strict=True)]


def words_by_tokenizer(network: Network, text: str) -> list[tuple[int, int]]:
    """The words as the tokenizer has them, without windows."""
    whole = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    found: dict[int, tuple[int, int]] = {}
    encoding = network.tokenizer.encode(whole, add_special_tokens=False)
    for word, (start, end) in zip(encoding.word_ids, encoding.offsets, strict=True):
        found[word] = (found[word][0] if word in found else start, end)
    return list(found.values())


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, repeats=st.sampled_from([1, 1, 1, 40]))
def test_windows_hold_every_word_once_and_in_order(network: Network, windows: Windows, text: str, repeats: int) -> None:
    text *= repeats
    found = windows(text)
    assert bounds(found) == words_by_tokenizer(network, text)
    ends = 0
    for start, end in bounds(found):
        assert ends <= start < end <= len(text)
        assert text[start:end].strip()
        ends = end
    for window in found:
        assert 0 < len(window) <= window.size - 2 <= LONGEST
        assert len(window) == len(window.cases) == len(window.starts) == len(window.ends) == len(window.marks)
        assert all(window.pieces)


@given(text=st.text(alphabet="aB1 .,?-()'\"\n", max_size=80))
@settings(deadline=None)
def test_plain_words_are_letters_in_a_row_and_single_marks(windows: Windows, text: str) -> None:
    found = [text[start:end] for start, end in bounds(windows(text))]
    assert found == re.findall(r"[a-zA-Z0-9]+|[^\sa-zA-Z0-9]", text)


@given(before=TEXTS, text=TEXTS)
@settings(deadline=None)
def test_offsets_count_from_the_beginning_of_the_text(network: Network, before: str, text: str) -> None:
    alone = list(windows_of(text, [(0, len(text))], network.tokenizer))
    behind = list(windows_of(before + text, [(len(before), len(before + text))], network.tokenizer))
    assert [window.pieces for window in behind] == [window.pieces for window in alone]
    assert bounds(behind) == [(len(before) + start, len(before) + end) for start, end in bounds(alone)]


def test_each_paragraph_has_windows_of_its_own(network: Network) -> None:
    text = "One two.\r\n\r\nThree four."
    found = list(windows_of(text, [(0, 8), (12, 23)], network.tokenizer))
    quoted = [[text[start:end] for start, end in bounds([window])] for window in found]
    assert quoted == [["One", "two", "."], ["Three", "four", "."]]


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\u200d\ufeff", "\u0301", "\ud800\udfff", "\x00"])
def test_nothing_to_read_gives_no_window(windows: Windows, text: str) -> None:
    assert windows(text) == []


def test_marks_alone_are_words(windows: Windows) -> None:
    (window,) = windows("“… – ?!”")
    assert window.marks == ("“", "…", "–", "?", "!", "”")


def test_a_long_paragraph_is_cut_after_sentences(windows: Windows) -> None:
    found = windows("The ferry left the bay at noon and nobody on the pier knew why. " * 20)
    assert len(found) > 1
    assert all(window.marks[-1] in SENTENCE_ENDS for window in found)


def test_a_long_sentence_is_cut_where_the_window_is_full(windows: Windows) -> None:
    found = windows("salt " * 3000)
    assert sum(map(len, found)) == 3000
    assert [window.size for window in found[:-1]] == [LONGEST + 2] * (len(found) - 1)


@pytest.mark.parametrize("word", ["x" * 10_000, "日" * 10_000, "x1" * 5_000, "e\u0301" * 5_000, "🙂" * 10_000])
def test_an_endless_word_fills_no_window_beyond_its_bounds(windows: Windows, word: str) -> None:
    text = f"Ana said {word} is shut."
    found = windows(text)
    assert all(window.size - 2 <= LONGEST for window in found)
    assert [text[start:end] for start, end in bounds(found)][-3:] == ["is", "shut", "."]


def test_a_word_of_more_pieces_than_a_window_holds_is_cut() -> None:
    class Endless:
        """A tokenizer that makes one word of all, a piece a letter."""

        def encode(self, text: str, *, add_special_tokens: bool) -> SimpleNamespace:
            assert not add_special_tokens
            offsets = [(at, at + 1) for at in range(len(text))]
            return SimpleNamespace(ids=list(range(len(text))), word_ids=[0] * len(text), offsets=offsets)

    (window,) = windows_of("x" * 200, [(0, 200)], Endless())
    assert window.pieces == (tuple(range(LONGEST)),)
    assert bounds([window]) == [(0, 200)]


@pytest.mark.parametrize(
    ("word", "case"),
    [("dam", LOWER), ("Dam", TITLE), ("DAM", UPPER), ("I", TITLE), ("iPhone", LOWER), ("7", LOWER), ("É", TITLE)],
)
def test_the_case_of_a_word(word: str, case: int) -> None:
    assert case_of(word) == case


def test_a_part_of_a_window_keeps_its_offsets(windows: Windows) -> None:
    (window,) = windows("The dam will hold.")
    part = window.part(1, 3)
    assert bounds([part]) == [(4, 7), (8, 12)]
    assert part.size == 2 + sum(map(len, window.pieces[1:3]))
