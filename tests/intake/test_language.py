"""What is not English is told: its claims cannot be found, and nobody should take none for none."""

import pytest

from sayso.intake.language import doubt

ENGLISH = "The mayor said that the bridge had been shut after the flood, but the council of the town denied it. "
GERMAN = "Die Bürgermeisterin sagte, dass die Brücke nach dem Hochwasser gesperrt sei; der Rat widersprach ihr. "


@pytest.mark.parametrize("language", [None, "en", "en-GB", "EN", "English"])
def test_english_is_not_doubted(language: str | None) -> None:
    assert doubt(ENGLISH * 5, language) is None


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        (ENGLISH * 5, "de", "its language is given as 'de'"),
        (GERMAN * 5, None, "does not read like English"),
        ("Мэр сказал, что мост закрыт. " * 5, None, "not in Latin letters"),
        ("市长说桥已经关闭。" * 5, None, "not in Latin letters"),
        ("🌊🌉 ... 12:30 ... ", None, "no words"),
    ],
)
def test_what_is_not_english_is_doubted(text: str, language: str | None, words: str) -> None:
    assert words in str(doubt(text, language))


def test_foreign_names_and_short_texts_are_let_be() -> None:
    assert doubt(ENGLISH + "The paper is called Вечерний мост.", None) is None
    assert doubt(GERMAN, None) is None  # too short to tell
