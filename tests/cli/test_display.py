import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.display import shown

TEXTS = st.text(st.characters(exclude_categories=[]))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("a\x9bb", r"a\x9bb"),
        ("safe\u202eelif", r"safe\u202eelif"),
        ("\u2066x\u2069", r"\u2066x\u2069"),
        ("a\ud83db", r"a\ud83db"),
        ("a\U000e0041b", r"a\U000e0041b"),
        ("two\r\n  lines\t here ", "two lines here"),
        ("one\u2028two", r"one\u2028two"),
        ("👩\u200d👧 می\u200cخواهم", "👩\u200d👧 می\u200cخواهم"),
        ("é\u0301 «да»", "é\u0301 «да»"),
    ],
)
def test_what_acts_on_a_terminal_is_shown_and_the_rest_is_left(text: str, told: str) -> None:
    assert shown(text) == told


@given(TEXTS)
def test_no_control_character_and_no_line_break_gets_out(text: str) -> None:
    told = shown(text)
    assert not any(ord(char) < 32 or 0x7F <= ord(char) <= 0x9F for char in told)
    assert len(told.splitlines()) <= 1
    assert told.encode().decode() == told


@given(TEXTS)
def test_what_is_shown_can_be_shown_again(text: str) -> None:
    assert shown(shown(text)) == shown(text)
