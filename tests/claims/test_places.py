"""Places: what a claim names as such, and what the text says that they lie in."""

import hashlib

import pytest

from sayso.annotate import annotate
from sayso.claims.places import places
from sayso.nouns import Layer, LayerName, ReferentKind, Report, Span, Where


def read(text: str) -> tuple[Where, ...]:
    layer = Layer(name=LayerName.TEXT, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
    report = Report(id="r-1", capture=layer.sha256, label="test", layers=(layer,))
    return places(annotate(report), (Span(0, len(text)),))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Clashes broke out in Lyon, Paris and Nantes.", ["Lyon", "Paris", "Nantes"]),
        ("The rain reached Scotland.", ["Scotland"]),
        ("A tram burned in the Netherlands.", ["Netherlands"]),
        ("The London police closed Tower Bridge.", ["Tower Bridge"]),
        ("Berlin hopes for an early thaw.", []),
        ("France's treatment of the sailors was criticised.", []),
        ("The Health Ministry in Madrid printed a poster.", []),
        ("A baker wept.", []),
    ],
)
def test_places_are_named_where_something_is(text: str, names: list[str]) -> None:
    assert [where.name for where in read(text)] == names


@pytest.mark.parametrize(
    ("text", "name", "within"),
    [
        ("The trams of Vienna, Austria, are red.", "Vienna", ("Austria",)),
        ("A crane fell in the hill town of Marseille in southern France.", "Marseille", ("France",)),
        ("Clashes broke out in Lyon, Paris and Nantes.", "Lyon", ()),
    ],
)
def test_a_place_lies_in_what_the_text_says(text: str, name: str, within: tuple[str, ...]) -> None:
    assert [where.within for where in read(text) if where.name == name] == [within]


def test_a_building_is_a_facility() -> None:
    assert read("The police closed Tower Bridge.")[0].kind is ReferentKind.FACILITY
