"""Characters that nobody sees are named; those that a script or a picture is written with are left where they are."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.export.hidden import HIDDEN, apart, safe


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\u00ad", "SHY"),
        ("\u200b", "ZWSP"),
        ("\u202e", "RLO"),
        ("\u2028", "LS"),
        ("\u2063", "U+2063"),
        ("\u034f", "CGJ"),
        ("\u3164", "U+3164"),
        ("\ufeff", "BOM"),
        ("\U000e0041", "U+E0041"),
        ("\x1b", "U+001B"),
        ("\ud800", "U+D800"),
    ],
)
def test_a_character_that_nobody_sees_is_named(char: str, name: str) -> None:
    assert safe(f"min{char}ister") == f"min[{name}]ister"
    assert list(apart(f"min{char}ister")) == [("min", False), (char, True), ("ister", False)]


def test_every_character_of_format_is_named_but_those_that_some_scripts_show() -> None:
    numbers = "\u0600\u0601\u0602\u0603\u0604\u0605\u0890\u0891\u08e2"
    shown = {*numbers, "\u06dd", "\u070f", "\u180e"}  # ends of verses, abbreviations, a vowel's separator
    formats = {char for char in map(chr, range(0x10000)) if unicodedata.category(char) == "Cf"}
    assert {char for char in formats if safe(char) == char} == shown


def test_joiners_inside_words_and_between_pictures_stay() -> None:
    for words in ("می\u200cرود", "\U0001f468\u200d\U0001f469", "क्\u200dष", "Café 12\u00a0000 – ‑ ❤\ufe0f"):
        assert safe(words) == words


@given(st.text(alphabet="aо\u0430eр'\u2019 \u00ad\u034f\u0301\u200b\u200d\u202e\u2063Пp"))
@example("p\u0430\u034f\u0430p")
def test_the_pieces_are_the_text_and_what_is_named_is_one_thing(text: str) -> None:
    pieces = list(apart(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert not any(HIDDEN.search(piece) and len(piece) > 1 for piece, is_named in pieces if is_named)
