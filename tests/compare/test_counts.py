"""Counts: one question or two, and how the numbers stand to one another."""

from collections.abc import Callable

import pytest

from sayso.compare import decide
from sayso.nouns import Claimed, Link, Relation, Scope

Make = Callable[..., Claimed]


def between(*claimed: Claimed) -> Link | None:
    links = decide(claimed, ())
    assert len(links) <= 1
    return links[0] if links else None


def test_a_number_inside_the_bounds_of_another_refines_it(say: Make, number: Make) -> None:
    wide = say(
        "More than 80 people were detained in Orlow.", number=number(words="More than 80", best=81, comparator=">")
    )
    exact = say("In Orlow 92 people were detained.", outlet="Bay News", number=number(words="92", best=92))
    link = between(wide, exact)
    assert link is not None
    assert (link.relation, link.a, link.b) == (Relation.REFINES, exact.claim.id, wide.claim.id)
    quoted = {reason.a.of(exact.text) for reason in link.reasons if reason.rule == "count" and reason.a}
    assert quoted == {"92"}


def test_the_reason_shows_both_values(say: Make, number: Make) -> None:
    a = say("In Orlow 40 people drowned.", number=number(words="40", best=40))
    b = say("In Orlow 61 people drowned.", voice="the fishers' union", number=number(words="61", best=61))
    link = between(a, b)
    assert link is not None
    assert link.relation is Relation.DISPUTES
    assert any("40" in reason.words and "61" in reason.words for reason in link.reasons)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("In Orlow 40 people were killed.", "In Orlow 61 people were wounded."),
        ("In Orlow 40 people were detained.", "In Orlow 61 children were detained."),
        ("In Orlow 40 posts are to go.", "Counting temporary workers, 61 posts are to go in Orlow."),
    ],
)
def test_another_attribute_or_population_is_another_question(say: Make, number: Make, first: str, second: str) -> None:
    a = say(first, number=number(words="40", best=40))
    b = say(second, voice="the union", number=number(words="61", best=61))
    assert between(a, b) is None


def test_a_days_increment_and_a_total_are_two_questions(say: Make, number: Make) -> None:
    total = say("In Orlow 400 people fled.", number=number(words="400", best=400, scope=Scope.CUMULATIVE))
    day = say(
        "In a day 30 people fled Orlow.", voice="villagers", number=number(words="30", best=30, scope=Scope.INCREMENT)
    )
    assert between(total, day) is None


def test_a_running_total_that_grew_supersedes(say: Make, number: Make) -> None:
    early = say("In Orlow 12 people drowned.", number=number(words="12", best=12))
    late = say("In Orlow 19 people drowned.", published="2031-03-04", number=number(words="19", best=19))
    link = between(early, late)
    assert link is not None
    assert (link.relation, link.a) == (Relation.SUPERSEDES, late.claim.id)


def test_an_opposed_voice_disputes_also_later(say: Make, number: Make) -> None:
    early = say("In Orlow 12 people were detained.", voice="the police", number=number(words="12", best=12))
    late = say(
        "In Orlow 190 people were detained.",
        voice="the opposition",
        published="2031-03-04",
        number=number(words="190", best=190),
    )
    link = between(early, late)
    assert link is not None
    assert link.relation is Relation.DISPUTES


def test_one_voice_with_two_numbers_at_one_time_is_not_comparable(say: Make, number: Make) -> None:
    a = say("In Orlow 12 people drowned.", number=number(words="12", best=12))
    b = say("In Orlow 19 people drowned.", outlet="Bay News", number=number(words="19", best=19))
    link = between(a, b)
    assert link is not None
    assert link.relation is Relation.NOT_COMPARABLE


def test_a_bare_number_leans_on_the_sentence_before(say: Make, number: Make) -> None:
    text = "Nine hundred people marched through Orlow, the union said. It was 300, the police said."
    union = say(
        text,
        "Nine hundred people marched through Orlow",
        voice="the union",
        number=number(words="Nine hundred", best=900),
    )
    police = say(text, "It was 300", voice="the police", number=number(words="300", best=300))
    link = between(union, police)
    assert link is not None
    assert link.relation is Relation.DISPUTES


def test_the_base_of_a_share_is_not_what_is_counted(say: Make, number: Make) -> None:
    held = say("In Orlow 90 people were detained.", voice="the police", number=number(words="90", best=90))
    jailed = say("In Orlow 7 of those detained were sent to jail.", voice="the court", number=number(words="7", best=7))
    assert between(held, jailed) is None


def test_rounding_agrees(say: Make, number: Make) -> None:
    about = say("About 500 people fled Orlow.", number=number(words="About 500", best=500, comparator="~"))
    exact = say("From Orlow 490 people fled.", voice="the clinic", number=number(words="490", best=490))
    link = between(about, exact)
    assert link is not None
    assert link.relation is Relation.AGREES


def test_a_later_lower_total_of_another_voice_may_be_stale(say: Make, number: Make) -> None:
    early = say("In Orlow 90 people drowned.", voice="the clinic", number=number(words="90", best=90))
    late = say(
        "In Orlow 40 people drowned.", voice="the choir", published="2031-03-04", number=number(words="40", best=40)
    )
    link = between(early, late)
    assert link is not None
    assert link.relation is Relation.NOT_COMPARABLE


def test_what_is_said_of_those_just_counted_elaborates(say: Make, number: Make, state: Make) -> None:
    text = "In Orlow 40 rowers were detained, the guard said. They were put on a barge."
    counted = say(
        text,
        "40 rowers were detained",
        number=number(words="40", best=40),
        state=state(word="detained", frame="custody", value="captive", of="40 rowers"),
    )
    more = say(
        text, "They were put on a barge", state=state(word="put", frame="custody", value="captive", of="40 rowers")
    )
    link = between(counted, more)
    assert link is not None
    assert (link.relation, link.a) == (Relation.ELABORATES, more.claim.id)


def test_a_number_that_is_rejected_is_disputed_not_shared(say: Make, number: Make) -> None:
    given = say("In Orlow 31 people drowned.", voice="the islanders", number=number(words="31", best=31))
    denied = say(
        "For 31 people who drowned in Orlow there is no proof.",
        voice="the clinic",
        number=number(words="31", best=31),
        denied=True,
    )
    link = between(given, denied)
    assert link is not None
    assert link.relation is Relation.DISPUTES
