"""The gazetteer."""

import pytest

from sayso.annotate.gazetteer import country_of, is_government, label_of, longest_name


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("the Kremlin", "Russia"),
        ("Peruvians", "Peru"),
        ("Kenya's", "Kenya"),
        ("U.S.", "United States"),
        ("Downing Street", "United Kingdom"),
        ("yesterday", None),
        ("", None),
    ],
)
def test_names_demonyms_and_seats_lead_to_a_country(name: str, country: str | None) -> None:
    assert country_of(name) == country


def test_a_city_is_no_government_and_a_capital_is() -> None:
    assert (is_government("Hamburg"), is_government("Lima")) == (False, True)


def test_the_longest_known_name_wins() -> None:
    assert longest_name(("United", "Arab", "Emirates", "said")) == 3
    assert longest_name(("Nowhere",)) == 0
    assert longest_name(()) == 0


def test_an_acronym_is_found_in_capitals_only() -> None:
    assert (label_of("WHO"), label_of("Who"), label_of("US"), label_of("us")) == ("ORG", None, "GPE", None)
    assert label_of("LIMA") == "GPE"


def test_a_body_is_labelled_whatever_it_looks_like() -> None:
    assert label_of("Reuters") == "ORG"
