"""In which language a text is, and by what that is told."""

from pathlib import Path

import pytest

from sayso.data.languages import language_code, language_name
from sayso.intake import read_inputs
from sayso.intake.facts import Facts
from sayso.intake.language import detected, language
from sayso.nouns import Outcome

ENGLISH = "The mayor said that the bridge had been shut after the flood, but the council of the town denied it. "
GERMAN = "Die Bürgermeisterin sagte, dass die Brücke nach dem Hochwasser gesperrt sei; der Rat widersprach ihr. "
RUSSIAN = "Мэр сказал, что мост закрыт. "


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH * 5, "en"),
        (GERMAN * 5, "de"),
        (RUSSIAN, "ru"),
        ("Міська влада повідомила, що міст закрито.", "uk"),
        ("市长说桥已经关闭。" * 5, "zh"),
        ("شهردار گفت که پل پس از سیل بسته شده است.", "fa"),
        (ENGLISH * 3 + "The paper is called Вечерний мост.", "en"),
    ],
)
def test_a_language_is_told_by_letters_and_words(text: str, code: str) -> None:
    found = detected(text)
    assert (found.code, found.doubt) == (code, None)
    assert found.where


@pytest.mark.parametrize("text", [GERMAN, ENGLISH, "Kadamar said."])
def test_nothing_is_said_of_what_is_too_short(text: str) -> None:
    assert detected(text).code is None
    assert language(text, stated="de").code == "de"


@pytest.mark.parametrize(
    ("text", "words"),
    [("🌊🌉 ... 12:30 ... ", "no words"), ("Мост", "too short"), ("Blorx quimp zaddle " * 20, "cannot be told")],
)
def test_what_cannot_be_told_is_doubted(text: str, words: str) -> None:
    assert words in str(detected(text).doubt)


def test_what_the_page_states_is_kept_where_it_means_the_same() -> None:
    assert language(ENGLISH * 5, stated="en-GB").code == "en-GB"
    assert language(ENGLISH * 5, stated="English").code == "English"


def test_the_text_itself_overrules_the_page_but_no_person() -> None:
    assert language(RUSSIAN * 5, stated="en").code == "ru"
    assert language(RUSSIAN * 5, known="uk", stated="en").code == "uk"


def test_codes_and_names_of_one_language_are_one() -> None:
    assert {language_code(given) for given in ("ru", "RU_ru", "rus", "Russian", " ru-Cyrl ")} == {"ru"}
    assert [language_code(given) for given in ("", "?", 'x"><b>')] == [None, None, None]
    assert (language_name("fa"), language_name("qq")) == ("Persian (fa)", "qq")


def test_a_report_says_by_what_its_language_was_told(tmp_path: Path) -> None:
    page = tmp_path / "bridge.html"
    page.write_text(f'<html lang="en"><body><article><p>{RUSSIAN * 10}</p></article></body></html>')
    (found,) = read_inputs([str(page)])
    assert found.report is not None
    assert found.report.language == "ru"
    stated = [(one.value, one.where, one.taken) for one in found.report.stated if one.fact == "language"]
    assert [value for value, _, _ in stated] == ["en", "ru"]
    assert [taken for _, _, taken in stated] == [False, True]
    assert stated[1][1].startswith("its letters and words (py3langid")


def test_what_a_person_says_needs_no_telling(tmp_path: Path) -> None:
    note = tmp_path / "bridge.txt"
    note.write_text(RUSSIAN * 10)
    (found,) = read_inputs([str(note)], facts=Facts(language="bg"))
    assert found.outcome is Outcome.READ
    assert found.report is not None
    assert (found.report.language, found.report.stated) == ("bg", ())
