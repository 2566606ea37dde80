"""From links to questions: answers, states, origins, ids, wording."""

from collections.abc import Callable
from dataclasses import replace

from sayso.compare import assemble, compare, decide
from sayso.nouns import Claimed, Form, QuestionKind, ReferentKind, Span, State

Make = Callable[..., Claimed]


def test_a_hedged_number_does_not_glue_two_others(say: Make, number: Make) -> None:
    hedged = say(
        "More than 1,000 people fled Orlow.", number=number(words="More than 1,000", best=1001, comparator=">")
    )
    low = say("From Orlow 1,100 people fled.", voice="the union", number=number(words="1,100", best=1100))
    high = say("From Orlow 1,930 people fled.", voice="the ministry", number=number(words="1,930", best=1930))
    (question,) = compare((hedged, low, high)).questions
    assert sorted(answer.value for answer in question.answers) == ["1,100", "1,930", "more than 1,000"]
    assert question.state is State.DISPUTED


def test_answers_stand_in_the_order_of_publication(say: Make, number: Make) -> None:
    late = say("In Orlow 19 people drowned.", published="2031-03-04", number=number(words="19", best=19))
    early = say("In Orlow 12 people drowned.", number=number(words="12", best=12))
    (question,) = compare((late, early)).questions
    assert [answer.value for answer in question.answers] == ["12", "19"]
    assert question.state is State.SUPERSEDED
    assert question.wording == "How many people were killed?"
    assert question.key.kind is QuestionKind.COUNT


def test_what_is_taken_back_and_said_by_nobody_else_is_retracted(say: Make, number: Make) -> None:
    text = "The harbour office said that in Orlow 12 people drowned. That was wrong, it said."
    first = say(text, "in Orlow 12 people drowned", number=number(words="12", best=12))
    back = say(text, "That was wrong")
    (question,) = compare((first, back)).questions
    assert question.state is State.RETRACTED
    other = say("In Orlow 12 people drowned.", voice="the union", number=number(words="12", best=12))
    (question,) = compare((first, back, other)).questions
    assert question.state is not State.RETRACTED


def test_a_later_number_is_no_retraction(say: Make, number: Make) -> None:
    early = say("In Orlow 12 people drowned.", number=number(words="12", best=12))
    late = say("In Orlow 19 people drowned.", published="2031-03-04", number=number(words="19", best=19))
    (question,) = compare((late, early)).questions
    assert question.state is State.SUPERSEDED


def test_one_claim_is_a_question_that_stands_alone(say: Make, number: Make) -> None:
    (question,) = compare((say("In Orlow 12 people drowned.", number=number(words="12", best=12)),)).questions
    assert question.state is State.SINGLE_SOURCE
    assert (question.origins_min, question.origins_max) == (1, 1)


def test_two_outlets_with_one_voice_are_one_origin(say: Make, number: Make) -> None:
    a = say("In Orlow 12 people drowned.", number=number(words="12", best=12))
    b = say(
        "In Orlow 12 people drowned, it is said.",
        "In Orlow 12 people drowned",
        outlet="Bay News",
        number=number(words="12", best=12),
    )
    (question,) = compare((a, b)).questions
    assert (question.origins_min, question.origins_max) == (1, 1)
    assert len(question.answers) == 1


def test_a_spokesman_and_his_body_are_one_origin(say: Make, number: Make) -> None:
    body = say("In Orlow 12 people drowned.", voice="the coast guard", number=number(words="12", best=12))
    man = say(
        "In Orlow 12 people had drowned.",
        voice="Ilo Brandt",
        kind=ReferentKind.PERSON,
        role="spokesman",
        affiliation="Coast Guard",
        outlet="Bay News",
        number=number(words="12", best=12),
    )
    two = say("In Orlow 12 men drowned.", voice="the clinic", outlet="Sea Times", number=number(words="12", best=12))
    (question,) = compare((body, man, two)).questions
    assert question.origins_max == 2
    assert question.state is State.AGREED


def test_an_outlets_own_statement_is_counted_only_at_most(say: Make, number: Make) -> None:
    own = say("In Orlow 12 people drowned.", voice=None, number=number(words="12", best=12))
    body = say("In Orlow 12 people had drowned.", outlet="Bay News", number=number(words="12", best=12))
    (question,) = compare((own, body)).questions
    assert (question.origins_min, question.origins_max) == (1, 2)


def test_ids_do_not_depend_on_the_order_of_reading(say: Make, number: Make) -> None:
    a = say("In Orlow 12 people drowned.", number=number(words="12", best=12))
    b = say("In Orlow 19 people drowned.", published="2031-03-04", number=number(words="19", best=19))
    one = assemble((a, b), decide((b,), (a,)))
    other = assemble((b, a), decide((a,), (b,)))
    assert one == other


def test_reports_that_print_one_text_are_copies(say: Make) -> None:
    wire = (
        "The ferry to Orlow ran aground at dawn near the old light, and all who were on board walked ashore over the "
        "sand while the crew stayed behind to keep the engine dry until the tide came back in the afternoon."
    )
    a = say(wire)
    b = say(wire.replace("at dawn", "in the early morning"), outlet="Bay News")
    other = say(
        "The council of Orlow met for the third time this week and talked about the price of salt, the roof of the "
        "school, the lamp at the bridge, and the question of who may sell fish on the quay on Sundays.",
        outlet="Sea Times",
    )
    (copies,) = compare((a, b, other)).copies
    assert set(copies.reports) == {a.report.id, b.report.id}


def test_a_later_answer_that_another_voice_contests_replaces_nothing(say: Make, number: Make) -> None:
    early = say("In Orlow 12 people drowned.", voice="the police", number=number(words="12", best=12))
    late = say(
        "In Orlow 31 people drowned.", voice="the choir", published="2031-03-04", number=number(words="31", best=31)
    )
    rival = say(
        "In Orlow 31 people drowned, they say.",
        "In Orlow 31 people drowned",
        voice="the opposition",
        published="2031-03-04",
        number=number(words="31", best=31),
    )
    (question,) = compare((early, late, rival)).questions
    assert question.state is State.DISPUTED


def test_a_question_of_cause_is_worded_by_the_title(say: Make) -> None:
    title = "Crane collapsed in Orlow"
    bomb = say("Somebody used explosives.", voice="the minister", title=title)
    rust = say("The bolts were rusted through.", voice="the engineers", outlet="Bay News", title=title)
    (question,) = compare((bomb, rust)).questions
    assert question.wording == "What was the cause? (Crane collapsed in Orlow)"
    assert question.key.kind is QuestionKind.CAUSE


def test_a_headline_over_its_own_report_is_no_origin(say: Make, number: Make) -> None:
    text = "In Orlow 12 people drowned. The coast guard said: 12 people drowned there."
    summed = say(text, "In Orlow 12 people drowned", voice=None, number=number(words="12", best=12))
    headline = replace(summed, claim=replace(summed.claim, form=Form.HEADLINE))
    body = say(text, "12 people drowned there", voice="the coast guard", number=number(words="12", best=12))
    body = replace(
        body, claim=replace(body.claim, quantities=tuple(replace(q, span=find(text)) for q in body.claim.quantities))
    )
    (question,) = compare((headline, body)).questions
    assert (question.origins_min, question.origins_max) == (1, 1)


def find(text: str) -> Span:
    at = text.rindex("12")
    return Span(at, at + 2)
