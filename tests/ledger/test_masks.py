"""What a mask covers: the name, however it is written, and as many characters as that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.redaction import Masks

QUILL = Masks(1, ("Ada Quill",))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Ada Quill said so.", "█1███████ said so."),
        ("ADA\nQUILL’s house", "█1███████’s house"),
        ("Ms. Quill, 34", "Ms. █1███, 34"),
        ("Ada wept; Adam did not", "█1█ wept; Adam did not"),
        ("a quill pen", "a quill pen"),  # a word of the language, written as one
        ("Ádá Quíll", "█1███████"),
        ("A\u0301da Quill", "█1████████"),
        ("Quillian, McQuill", "Quillian, McQuill"),
        ("Ada-Quill, Ada_Quill", "█1███████, █1███████"),
        ("“Quill", "“█1███"),
        ("😀 Ada Quill 😀", "😀 █1███████ 😀"),
        ("#adaquill @AdaQuill adaquill", "#█1██████ @█1██████ adaquill"),
        ("ada quill, in small letters", "█1███████, in small letters"),
    ],
    ids=str,
)
def test_a_text_is_masked(text: str, masked: str) -> None:
    assert QUILL.text(text) == masked


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("https://dale.example/2024/ada-quill-arrested", "https://dale.example/2024/█1███████-arrested"),
        ("quill%20ada.txt", "█1███%20█1█.txt"),
        ("photos/AdaQuill.jpg", "photos/█1██████.jpg"),
        ("how many did quill count", "how many did █1███ count"),
    ],
    ids=str,
)
def test_other_words_are_masked_in_any_case(words: str, masked: str) -> None:
    assert QUILL.words(words) == masked


def test_only_whole_names_are_masked_where_that_is_asked_for() -> None:
    assert Masks(2, ("Ada Quill",), parts=False).text("Ada Quill, Quill, Ada") == "█2███████, Quill, Ada"


def test_particles_and_short_words_are_no_parts() -> None:
    masks = Masks(1, ("Jan van der Meer", "Li Bo"))
    assert masks.text("The van of Jan van der Meer. Li said: Bo knows.") == (
        "The van of █1██████████████. Li said: Bo knows."
    )


def test_names_of_other_scripts_are_masked() -> None:
    assert Masks(1, ("Йосип Ярий",)).text("Сказал ЙОСИП ЯРИЙ.") == "Сказал █1████████."
    assert Masks(1, ("آدا كويل",)).text("قالت آدا كويل أمس") == "قالت █1██████ أمس"


@pytest.mark.parametrize(("number", "masked"), [(7, "█7█"), (12, "███"), (123, "███")])
def test_a_mask_shows_its_number_where_there_is_room(number: int, masked: str) -> None:
    assert Masks(number, ("Bob",)).text("Bob") == masked


TEXTS = st.text(st.sampled_from("Ada Quill adQUIL.\n-’é\u0301😀█1_"), max_size=60)


@given(TEXTS)
def test_a_masked_text_is_as_long_as_before_and_has_no_name(text: str) -> None:
    for masked in (QUILL.text(text), QUILL.words(text)):
        assert len(masked) == len(text)
    assert QUILL.text(QUILL.text(text)) == QUILL.text(text)
    assert all(new in {old, "█", "1"} for old, new in zip(text, QUILL.text(text), strict=True))


@given(st.text(max_size=40))
def test_any_text_keeps_its_length(text: str) -> None:
    assert len(QUILL.words(text)) == len(text)
