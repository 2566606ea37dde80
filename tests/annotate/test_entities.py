"""Entities after mending."""

import pytest

from sayso.annotate import annotate
from sayso.nouns import Annotated, Layer, LayerName, Report


def annotated(text: str) -> Annotated:
    layer = Layer(name=LayerName.TEXT, text=text, sha256="0")
    return annotate(Report(id="r-1", capture="0", label="r1", layers=(layer,)))


def entities(text: str) -> dict[str, str]:
    found = annotated(text)
    return {entity.span.of(found.text): entity.label for entity in found.entities}


@pytest.mark.parametrize(
    ("sentence", "name", "label"),
    [
        ("Kyiv hopes for rain.", "Kyiv", "GPE"),
        ("Fighting reached the Danube on Monday.", "Danube", "LOC"),
        ("The Kremlin announced a truce.", "Kremlin", "ORG"),
        ("The 9th Rifle Regiment left the town.", "9th Rifle Regiment", "ORG"),
        ("Smoke rose over the Brevik Steel plant.", "Brevik Steel plant", "FAC"),
        ("The Peruvian Defence Ministry said so.", "Peruvian Defence Ministry", "ORG"),
        ("The road is shut, the Ministry of Roads said.", "Ministry of Roads", "ORG"),
        ("He spoke to its chief, Berit Quist, on Monday.", "Berit Quist", "PERSON"),
    ],
)
def test_lists_and_head_words_settle_the_label(sentence: str, name: str, label: str) -> None:
    assert entities(sentence).get(name) == label


def test_a_known_place_inside_a_longer_name_is_left_alone() -> None:
    assert "Lima" not in entities("The University of Lima closed the London Bridge.")


def test_one_name_has_one_label_in_one_text() -> None:
    found = annotated("Brevik fell. Troops left Brevik. The mayor of Brevik stayed. Brevik is burning.")
    labels = {entity.label for entity in found.entities if entity.span.of(found.text) == "Brevik"}
    assert len(labels) == 1


def test_a_surname_is_a_person_where_the_full_name_is_known() -> None:
    found = entities("Minister Tomas Dall resigned. The plan was wrong, Dall said.")
    assert (found.get("Tomas Dall"), found.get("Dall")) == ("PERSON", "PERSON")


def test_mended_tells_why() -> None:
    found = annotated("The 9th Rifle Regiment left the town.")
    assert [entity.mended for entity in found.entities if entity.label == "ORG"] == ["unit"]


@pytest.mark.parametrize("text", ["", "“”", "the the the of of", "US US US", "Ministry of", "🜁 Lima 🜁"])
def test_entities_never_overlap_and_lie_in_the_text(text: str) -> None:
    found = annotated(text)
    ends = [0, *(entity.span.end for entity in found.entities)]
    assert all(entity.span.start >= end for entity, end in zip(found.entities, ends, strict=False))
    for index, entity in enumerate(found.entities):
        assert set(found.tokens.entity[entity.first : entity.end]) == {index}
        assert found.span(entity.first, entity.end) == entity.span
