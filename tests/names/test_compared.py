"""Two names: the same, different, or not to be told; a false "same" costs most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.names import NameType, Sameness, block_keys, compared

SAME, DIFFERENT, UNSURE = Sameness.SAME, Sameness.DIFFERENT, Sameness.UNSURE


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Sergei Petrovich Malik", "Sergey Malik", SAME),
        ("Тарас Малик", "Taras Malyk", SAME),
        ("Gen. Ada Holm", "Ada Holm", SAME),
        ("Holm, Ada", "Ada Holm", SAME),
        ("Bob Torrance", "Robert Torrance", SAME),
        ("Oleksandr Malyk", "Alexander Malik", SAME),
        ("J.R. Torrance", "J. R. Torrance", SAME),
        ("Bashir al-Noury", "Bashir Noury", SAME),
        ("بشير النوري", "Bashir al-Nuri", SAME),
        ("Adam H. W. Torrance", "Adam W. Torrance", DIFFERENT),
        ("Ada Holm", "Edda Holm", DIFFERENT),
        ("Ada Holm Jr.", "Ada Holm", DIFFERENT),
        ("Igor Malikov", "Igor Malikova", DIFFERENT),
        ("Ivan Petrovich Malik", "Ivan Sergeyevich Malik", DIFFERENT),
        ("Ada Holm", "Ada Holmberg", DIFFERENT),
        ("Holm", "Ada Holm", UNSURE),
        ("A. Holm", "Ada Holm", UNSURE),
        ("Gen. Holm", "Ada Holm", UNSURE),
        ("Ahmad Hasan", "Ahmed Hassan", UNSURE),
        ("Ada Torrance", "Ada Torrance Vey", UNSURE),
    ],
)
def test_people(one: str, other: str, wanted: Sameness) -> None:
    assert compared(one, other, NameType.PERSON).answer is wanted


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Ministry of Defence of Peru", "Peruvian Defense Ministry", SAME),
        ("Lima", "Peru's government", SAME),
        ("Peruvian Bus Drivers' Union", "PBDU", SAME),
        ("the Torrance Company", "Torrance Company Ltd", SAME),
        ("Torrance Battalion", "Torrance Regiment", SAME),
        ("First Rifle Brigade", "1st Rifle Brigade", SAME),
        ("72nd Mechanized Brigade", "72nd Brigade", SAME),
        ("2nd Mechanized Brigade", "2nd Brigade", UNSURE),
        ("White House", "US presidency", SAME),
        ("Pentagon", "White House", DIFFERENT),
        ("Knesset", "Israeli government", DIFFERENT),
        ("Ministry of Health", "Ministry of Finance", DIFFERENT),
        ("Peruvian government", "Peruvian Health Ministry", DIFFERENT),
        ("Peruvian Health Ministry", "Chilean Health Ministry", DIFFERENT),
        ("7th Rifle Brigade", "8th Rifle Brigade", DIFFERENT),
        ("Torrance Party", "Torrance Front", DIFFERENT),
        ("Ministry of Health", "Peruvian Health Ministry", UNSURE),
        ("MoD", "Peruvian Ministry of Defence", UNSURE),
        ("7th Rifle Brigade", "Rifle Brigade", UNSURE),
    ],
)
def test_bodies(one: str, other: str, wanted: Sameness) -> None:
    assert compared(one, other, NameType.BODY).answer is wanted


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Saigon", "Ho Chi Minh City", SAME),
        ("Göteborg", "Gothenburg", SAME),
        ("Одеса", "Odessa", SAME),
        ("the city of Lviv", "Lvov", SAME),
        ("Lviv Oblast", "Lviv region", SAME),
        ("Lake Titicaca", "Titicaca", SAME),
        ("Northern Torrance", "North Torrance", SAME),
        ("Santiago", "Santiago de Chile", UNSURE),
        ("Lviv", "Lviv Oblast", DIFFERENT),
        ("Lviv", "Lviv airport", DIFFERENT),
        ("Austria", "Australia", DIFFERENT),
        ("Lima", "Lomé", DIFFERENT),
        ("Springfield", "Springfield, Illinois", UNSURE),
        ("Springfield, Ohio", "Springfield, Illinois", DIFFERENT),
        ("Congo", "Republic of the Congo", UNSURE),
    ],
)
def test_places(one: str, other: str, wanted: Sameness) -> None:
    assert compared(one, other, NameType.PLACE).answer is wanted


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(NameType))
def test_any_two_strings_are_answered_and_in_either_order_alike(one: str, other: str, kind: NameType) -> None:
    assert compared(one, other, kind).answer is compared(other, one, kind).answer


@given(st.text(alphabet="abcdefghij ", min_size=3, max_size=20), st.sampled_from(NameType))
def test_a_name_is_never_another_than_itself(name: str, kind: NameType) -> None:
    assert compared(name, name, kind).answer is not DIFFERENT


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Volodymyr Malik", "Vladimir Malyk", NameType.PERSON),
        ("Peruvian Defense Ministry", "Ministry of Defence of Peru", NameType.BODY),
        ("Bus Drivers Union", "BDU", NameType.BODY),
    ],
)
def test_names_that_may_be_one_share_a_key(one: str, other: str, kind: NameType) -> None:
    assert block_keys(one, kind) & block_keys(other, kind)
