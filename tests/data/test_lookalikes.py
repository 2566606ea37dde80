"""Letters of another script that look like the rest of their word are told, and what people write so is left alone."""

import pytest
from deceiving import DECEIVING, HONEST
from hypothesis import given
from hypothesis import strategies as st

from sayso.data.lookalikes import lookalikes, told
from sayso.export.hidden import apart, safe, seen

ODD = st.text(
    st.one_of(
        st.characters(exclude_categories=[]),
        st.sampled_from(
            "abeiopxABEKо\u0430\u0435\u043a\u043f\u0418\u0391\u03bd\u03c3\u0301\u200b\u202e'\u2019 \U0001d5e3"
        ),
    ),
    max_size=30,
)


def test_the_lists_are_long_enough_to_say_something() -> None:
    assert len({*DECEIVING}) >= 40
    assert len({*HONEST}) >= 40


@pytest.mark.parametrize("name", DECEIVING, ids=ascii)
def test_a_name_that_deceives_is_told(name: str) -> None:
    assert "[" in told(name)
    assert "[" in safe(name)
    assert "[" not in seen(name.translate(dict.fromkeys((0xAD, 0x200B))))


@pytest.mark.parametrize("name", HONEST, ids=ascii)
def test_an_honest_name_is_left_alone(name: str) -> None:
    assert told(name) == name
    assert not [*lookalikes(name)]


def test_the_letter_is_told_and_stays() -> None:
    assert told("Kadamar and V. Kad\u0430mar") == "Kadamar and V. Kad[\u0430 Cyrillic]mar"
    assert told("Goog\u04cfe, f\u0430ceb\u043e\u043ek") == (
        "Goog[\u04cf Cyrillic]e, f[\u0430 Cyrillic]ceb[\u043e\u043e Cyrillic]k"
    )
    assert safe("Kad\u200b\u0430\u200bmar") == "Kad[ZWSP][\u0430 Cyrillic][ZWSP]mar"


def test_what_is_too_long_for_a_name_is_passed_over() -> None:
    assert told("a\u0430" * 50 + " Kad\u0430mar").endswith(" Kad[\u0430 Cyrillic]mar")
    assert told("a\u0430" * 51) == "a\u0430" * 51


@given(ODD)
def test_places_are_in_order_and_nothing_is_lost(text: str) -> None:
    at = 0
    for start, end in lookalikes(text):
        assert at <= start < end <= len(text)
        at = end
    assert "".join(piece for piece, _ in apart(text)) == text


@given(ODD)
def test_what_is_told_is_told_once(text: str) -> None:
    assert told(told(text)) == told(text)
