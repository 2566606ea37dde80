"""Claims in other languages than English: joined by rules alone, under names that meet across scripts."""

from hashlib import sha256
from importlib.util import find_spec

import pytest

from sayso.compare.scene import scene
from sayso.errors import NoPack
from sayso.nouns import Layer, LayerName, Report
from sayso.relating import PairRelation, Texts, related


def about(text: str, language: str) -> Report:
    digest = sha256(text.encode()).hexdigest()
    layers = (Layer(name=LayerName.TEXT, text=text, sha256=digest),)
    return Report(id=f"r-{digest[:8]}", capture=digest, label="note", layers=layers, language=language)


def test_a_name_in_cyrillic_is_the_name_in_latin_letters() -> None:
    russian = scene(about("Вчера город Мариуполь остался без света.", "ru"))
    english = scene(about("Yesterday the city of Mariupol was left without light.", "en"))
    assert "mariupol" in russian.names & english.names


def test_a_word_in_small_letters_is_no_name_in_cyrillic_either() -> None:
    found = scene(about("Стоит Мост. Там мост, здесь город Тихий.", "ru"))
    assert "tikhiy" in found.names or "tikhy" in found.names
    assert "most" not in found.names


def test_small_words_are_no_names_in_cyrillic_either() -> None:
    told = "На мосту стояли люди. «По мосту никто не ходит», — сообщил мэр: «Мы ждём». Однако Ольга Тихая ушла."
    found = scene(about(told, "ru"))
    assert found.names == {"olga", "tikhaya"}
    assert found.capitals == found.names


def test_reports_do_not_share_small_words_in_cyrillic_either() -> None:
    one, other = (
        scene(about("Мост в этом городе был закрыт.", "ru")),
        scene(about("Однако в этом году был снег.", "ru")),
    )
    assert not one.stems & other.stems


RUSSIAN = "Мэр города Тихий сообщил, что в пожаре погибли 12 человек."


@pytest.mark.skipif(find_spec("natasha") is None, reason="natasha reads Russian; the extra [ru] brings it")
@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (RUSSIAN, "Полиция города Тихий сообщила, что в пожаре погибли 20 человек.", PairRelation.DISPUTES),
        (RUSSIAN, RUSSIAN, PairRelation.ATTRIBUTION_ONLY),
        ("Мэр сообщил, что мост закрыт.", "Полиция сообщила, что мост открыт.", PairRelation.DISPUTES),
        ("Мэр сообщил, что мост закрыт.", "The police said the bridge was open.", PairRelation.DISPUTES),
        (
            "В Мариуполе при пожаре погибли 12 человек, сообщила полиция.",
            "Twelve people died in the fire in Mariupol, a doctor said.",
            PairRelation.AGREES,
        ),
        ("Мэр сообщил, что мост закрыт.", "Three boats sank, the coast guard said.", None),
    ],
)
def test_two_texts_are_read_in_their_own_languages(a: str, b: str, relation: PairRelation | None) -> None:
    for texts in (Texts(a=a, b=b), Texts(a=b, b=a)):
        found = related(texts)
        assert (found and found.relation) == relation


def test_a_text_in_a_language_that_nothing_reads_is_told() -> None:
    with pytest.raises(NoPack, match="Persian"):
        related(Texts(a="پلیس گفت که پل بسته است و هیچ کس از آن نمی‌گذرد.", b="The bridge is shut."))
