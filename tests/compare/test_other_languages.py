"""Claims in other languages than English: joined by rules alone, under names that meet across scripts."""

from hashlib import sha256

from sayso.compare.scene import scene
from sayso.nouns import Layer, LayerName, Report


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
