"""One name for each voice of a case, with the reason; where two could be meant, none is taken."""

from collections.abc import Callable

import pytest

from sayso.compare import canonical
from sayso.nouns import Claimed, Link, ReferentKind, Relation

Make = Callable[..., Claimed]
PERSON = ReferentKind.PERSON


def names(*claimed: Claimed, links: tuple[Link, ...] = ()) -> list[str]:
    found = canonical(claimed, links)
    return [found[one.claim.id].name for one in claimed]


def test_a_surname_takes_the_full_name_of_another_report(say: Make) -> None:
    a = say("The gate in Orlow held.", voice="Ada Holm", kind=PERSON)
    b = say("The gate in Orlow broke.", voice="Holm", kind=PERSON, outlet="Bay News")
    assert names(a, b) == ["Ada Holm", "Ada Holm"]
    assert canonical((a, b))[b.claim.id].reason == "the only full name with this part in Orlow Post"


def test_a_surname_of_two_people_stays_as_it_is(say: Make) -> None:
    a = say("The gate in Orlow held.", voice="Ada Holm", kind=PERSON)
    b = say("The gate in Orlow was open.", voice="Edda Holm", kind=PERSON, outlet="Lantern")
    c = say("The gate in Orlow broke.", voice="Holm", kind=PERSON, outlet="Bay News")
    assert names(a, b, c)[2] == "Holm"


def test_a_body_takes_the_longer_name_that_tells_whose_it_is(say: Make) -> None:
    a = say("The gate in Orlow held.", voice="Peruvian defence ministry")
    b = say("The gate in Orlow broke.", voice="defence ministry", outlet="Bay News")
    assert names(a, b) == ["Peruvian defence ministry"] * 2


def test_of_two_such_bodies_the_one_whose_claims_agree_is_meant(say: Make) -> None:
    a = say("The gate in Orlow held.", voice="Peruvian defence ministry")
    b = say("The gate in Orlow was open.", voice="Chilean defence ministry", outlet="Lantern")
    c = say("The gate in Orlow held firm.", voice="defence ministry", outlet="Bay News")
    link = Link(id="l", a=a.claim.id, b=c.claim.id, relation=Relation.AGREES, rule="by hand", reasons=())
    assert names(a, b, c)[2] == "defence ministry"
    assert names(a, b, c, links=(link,))[2] == "Peruvian defence ministry"


def test_of_two_such_bodies_the_one_whose_country_speaks_in_the_title_is_meant(say: Make) -> None:
    a = say("The gate in Orlow held.", voice="Peruvian defence ministry")
    b = say("The gate in Orlow was open.", voice="Chilean defence ministry", outlet="Lantern")
    c = say("The gate in Orlow broke.", voice="defence ministry", outlet="Bay", title="Gate in Orlow lost, Peru says")
    assert names(a, b, c)[2] == "Peruvian defence ministry"


def test_who_is_of_a_body_is_not_its_longer_name(say: Make) -> None:
    a = say("The gate in Orlow held.", voice="Ada Holm of the River Front")
    b = say("The gate in Orlow broke.", voice="River Front", outlet="Bay News")
    assert names(a, b)[1] == "River Front"


def test_an_office_that_one_holds_is_that_one(say: Make) -> None:
    a = say("The gate in Orlow held.", voice="Ada Holm", kind=PERSON, role="mayor")
    b = say("The gate in Orlow broke.", voice="mayor", kind=PERSON, outlet="Bay News")
    assert names(a, b) == ["Ada Holm", "Ada Holm"]


def test_spellings_of_one_name_get_the_one_that_most_reports_use(say: Make) -> None:
    a = say("The gate in Orlow held.", voice="Taras Malyk", kind=PERSON)
    b = say("The gate in Orlow broke.", voice="Taras Malik", kind=PERSON, outlet="Bay News")
    c = say("The gate in Orlow fell.", voice="Taras Malyk", kind=PERSON, outlet="Lantern")
    assert names(a, b, c) == ["Taras Malyk"] * 3


def test_reports_of_other_stories_lend_no_names(say: Make) -> None:
    a = say("Rain fell on the vineyards of Brevik.", voice="Ada Holm", kind=PERSON, title="Harvest in Brevik")
    b = say("The gate in Orlow broke.", voice="Holm", kind=PERSON, outlet="Bay News")
    assert names(a, b)[1] == "Holm"


def test_the_order_of_reading_changes_nothing(say: Make) -> None:
    a = say("The gate in Orlow held.", voice="Ada Holm", kind=PERSON)
    b = say("The gate in Orlow broke.", voice="Holm", kind=PERSON, outlet="Bay News")
    assert canonical((a, b)) == canonical((b, a))


@pytest.mark.parametrize("outlet", ["Bay News", "Lantern", "Quay Times"])
def test_the_report_where_the_full_name_says_most_gives_the_reason(say: Make, outlet: str) -> None:
    text, others = "The gate in Orlow held. The quay in Orlow held.", {"Bay News", "Lantern", "Quay Times"} - {outlet}
    few = [say("The gate in Orlow broke.", voice="Ada Holm", kind=PERSON, outlet=other) for other in sorted(others)]
    most = [say(text, part, voice="Ada Holm", kind=PERSON, outlet=outlet) for part in (text[:23], text[24:])]
    short = say("The gate in Orlow fell.", voice="Holm", kind=PERSON)
    known = canonical((*few, *most, short))[short.claim.id]
    assert known.reason == f"the only full name with this part in {outlet}"
