"""Pairs that are not about numbers: states, times, opposites, wording, events, positions."""

from collections.abc import Callable

from sayso.compare import decide
from sayso.nouns import Act, Claimed, Link, Modality, ReferentKind, Relation

Make = Callable[..., Claimed]


def between(*claimed: Claimed) -> Link | None:
    links = decide(claimed, ())
    assert len(links) <= 1
    return links[0] if links else None


def test_free_at_a_place_and_captive_exclude_one_another(say: Make, state: Make) -> None:
    inside = say(
        "Mira Osk is still in the Orlow mill.",
        voice="Mira Osk",
        kind=ReferentKind.PERSON,
        state=state(word="still", frame="whereabouts", value="@place", of="Mira Osk", place="orlow mill"),
    )
    taken = say(
        "Osk was captured in Orlow.",
        voice="northern papers",
        state=state(word="captured", frame="custody", value="captive", of="Osk"),
    )
    link = between(inside, taken)
    assert link is not None
    assert link.relation is Relation.DISPUTES


def test_a_captive_can_be_in_a_prison(say: Make, state: Make) -> None:
    there = say(
        "Mira Osk is in the Orlow prison.",
        state=state(word="is", frame="whereabouts", value="@place", of="Mira Osk", place="orlow prison"),
    )
    taken = say(
        "Osk was captured in Orlow.",
        voice="a paper",
        state=state(word="captured", frame="custody", value="captive", of="Osk"),
    )
    assert between(there, taken) is None


def test_a_group_is_disputed_by_its_member(say: Make, state: Make) -> None:
    group = say(
        "The captains hold out in Orlow, it says.",
        voice="the captains",
        state=state(word="hold out", frame="resistance", value="resisting", of="the captains"),
    )
    one = say(
        "In Orlow the deputy captain of the guard, Mira Osk, was captured.",
        voice="northern papers",
        state=state(word="captured", frame="custody", value="captive", of="Mira Osk"),
    )
    link = between(group, one)
    assert link is not None
    assert link.relation is Relation.DISPUTES
    assert any("part of the group" in reason.words for reason in link.reasons)


def test_other_people_in_other_states_do_not_meet(say: Make, state: Make) -> None:
    a = say("In Orlow Osk was captured.", state=state(word="captured", frame="custody", value="captive", of="Osk"))
    b = say(
        "In Orlow Varn was freed.", voice="a paper", state=state(word="freed", frame="custody", value="free", of="Varn")
    )
    assert between(a, b) is None


def test_a_denial_of_the_same_proposition_disputes(say: Make) -> None:
    said = say("The dyke keepers opened the Orlow sluice.", voice="villagers")
    denied = say("The dyke keepers opened the Orlow sluice", voice="the water office", outlet="Bay News", denied=True)
    link = between(said, denied)
    assert link is not None
    assert link.relation is Relation.DISPUTES


def test_a_denial_about_the_same_subject_alone_does_not(say: Make) -> None:
    said = say("The Orlow sluice is the oldest in the valley.", voice="villagers")
    denied = say("The Orlow sluice was painted", voice="the water office", outlet="Bay News", denied=True)
    assert between(said, denied) is None


def test_a_hope_is_not_contradicted_by_a_fact(say: Make) -> None:
    hope = say("The ferry to Orlow sails again.", act=Act.WISH)
    fact = say("The ferry to Orlow sails again", voice="the captain", outlet="Bay News", denied=True)
    assert between(hope, fact) is None
    norm = say("The ferry to Orlow must sail again.", modality=Modality.NORM)
    assert between(norm, fact) is None


def test_a_refusal_to_comment_supports_nothing(say: Make) -> None:
    said = say("The bank of Orlow lost the ferry money.", voice="a clerk")
    silent = say("the bank of Orlow lost the ferry money", voice="the bank", outlet="Bay News", act=Act.NO_COMMENT)
    link = between(said, silent)
    assert link is not None
    assert link.relation is Relation.REPEATS


def test_a_reason_names_a_voice_as_its_report_writes_it(say: Make) -> None:
    shut = say("The Orlow bridge is closed.", voice="the Road Office's Holm")
    free = say("The Orlow bridge has reopened.", voice="the Road Office's Holm", published="2031-03-05")
    link = between(shut, free)
    assert link is not None
    assert link.reasons[-1].words.startswith("the Road Office's Holm says otherwise later: ")


def test_open_and_shut_exclude_one_another_for_one_subject(say: Make) -> None:
    shut = say("The Orlow bridge is closed.", voice="truckers")
    free = say("The Orlow bridge is open.", voice="the road office", outlet="Bay News")
    link = between(shut, free)
    assert link is not None
    assert link.relation is Relation.DISPUTES


def test_the_same_voice_reopening_supersedes(say: Make) -> None:
    shut = say("The Orlow bridge is closed.")
    free = say("The Orlow bridge has reopened.", published="2031-03-05")
    link = between(shut, free)
    assert link is not None
    assert (link.relation, link.a) == (Relation.SUPERSEDES, free.claim.id)


def test_a_date_that_was_moved_supersedes(say: Make) -> None:
    first = say("The Orlow works reopen on Monday.", when=("Monday", "2031-03-03", "2031-03-03"))
    moved = say(
        "The Orlow works reopen on Friday.", published="2031-03-03", when=("Friday", "2031-03-07", "2031-03-07")
    )
    link = between(first, moved)
    assert link is not None
    assert (link.relation, link.a) == (Relation.SUPERSEDES, moved.claim.id)


def test_a_like_event_elsewhere_does_not_join(say: Make, number: Make) -> None:
    here = say(
        "A storm hit Orlow at night. In Orlow 12 people drowned.",
        "In Orlow 12 people drowned",
        title="Storm over Orlow",
        number=number(words="12", best=12),
    )
    there = say(
        "A storm hit Quill at night. In Quill 40 people drowned.",
        "In Quill 40 people drowned",
        title="Storm over Quill",
        voice="the coast guard",
        outlet="Bay News",
        number=number(words="40", best=40),
    )
    assert between(here, there) is None


def test_a_report_from_elsewhere_can_speak_of_the_story(say: Make, number: Make) -> None:
    here = say(
        "A storm hit Orlow at night. In Orlow 12 people drowned.",
        "In Orlow 12 people drowned",
        title="Storm over Orlow",
        number=number(words="12", best=12),
    )
    there = say(
        "The gale in Quill broke roofs. In Orlow 12 people drowned, the coast guard said.",
        "In Orlow 12 people drowned",
        title="Gale over Quill",
        voice="the coast guard",
        outlet="Bay News",
        number=number(words="12", best=12),
    )
    link = between(here, there)
    assert link is not None
    assert link.relation is Relation.AGREES


def test_what_its_own_voice_takes_back_is_superseded(say: Make) -> None:
    text = "The mill had burned down, the paper wrote. That was wrong, it says."
    said = say(text, "The mill had burned down", voice="Mill Weekly")
    back = say(text, "That was wrong", voice="Mill Weekly")
    link = between(said, back)
    assert link is not None
    assert (link.relation, link.a) == (Relation.SUPERSEDES, back.claim.id)


def test_what_another_voice_calls_wrong_is_disputed(say: Make) -> None:
    text = "The mill had burned down, the paper wrote. That was wrong, the miller said."
    said = say(text, "The mill had burned down", voice="Mill Weekly")
    other = say(text, "That was wrong", voice="the miller")
    link = between(said, other)
    assert link is not None
    assert link.relation is Relation.DISPUTES


def test_to_speak_of_one_person_is_not_to_say_the_same(say: Make, state: Make) -> None:
    home = say("Mira Osk sat at home.", state=state(word="sat", frame="rest", value="resting", of="Mira Osk"))
    away = say(
        "Mira Osk sold boats.", voice="a paper", state=state(word="sold", frame="trade", value="selling", of="Mira Osk")
    )
    assert between(home, away) is None


def test_little_but_one_subject_is_no_agreement(say: Make) -> None:
    cell = say("The captain of the Orlow ferry is in police cells.", voice="the police")
    home = say("The captain of the Orlow ferry is at his house.", voice="a neighbour", outlet="Bay News")
    assert between(cell, home) is None


def test_a_noun_stands_for_him_who_holds_the_office(say: Make, state: Make) -> None:
    noun = say(
        "The captain of the Orlow ferry was arrested.",
        voice="the police",
        state=state(word="arrested", frame="custody", value="captive", of="captain of the Orlow ferry"),
    )
    named = say(
        "Captain Mira Osk is free, people in Orlow say.",
        voice="her lawyer",
        outlet="Bay News",
        state=state(word="free", frame="custody", value="free", of="Mira Osk"),
    )
    link = between(noun, named)
    assert link is not None
    assert link.relation is Relation.DISPUTES
    assert "Mira Osk" in link.reasons[0].words


def test_the_ferry_is_not_its_captain(say: Make, state: Make) -> None:
    ferry = say("The ferry in Orlow is lost.", state=state(word="lost", frame="fate", value="missing", of="ferry"))
    captain = say(
        "The captain of the ferry was found in Orlow.",
        voice="the police",
        outlet="Bay News",
        state=state(word="found", frame="fate", value="found", of="captain of the ferry"),
    )
    assert between(ferry, captain) is None


def test_a_state_at_a_past_moment_is_not_replaced_by_a_later_word(say: Make, state: Make) -> None:
    shut = say(
        "The gate in Orlow was shut when the ferry left.",
        voice="the firm",
        state=state(word="shut", frame="access", value="closed", of="gate"),
    )
    ajar = say(
        "The gate in Orlow was now known to have been open when the ferry left.",
        voice="a deckhand",
        outlet="Bay News",
        published="2031-03-05",
        state=state(word="open", frame="access", value="open", of="gate"),
    )
    link = between(shut, ajar)
    assert link is not None
    assert link.relation is Relation.DISPUTES


def test_a_denial_beside_what_another_says_answers_it(say: Make) -> None:
    text = "The union says that the pump had failed. The firm replied that no pump was out of order that night."
    said = say(text, "the pump had failed", voice="the union")
    reply = say(text, "no pump was out of order", voice="the firm", denied=True)
    link = between(said, reply)
    assert link is not None
    assert link.relation is Relation.DISPUTES
    far = text.replace("The firm", "It rained. " * 30 + "The firm")
    assert (
        between(
            say(far, "the pump had failed", voice="the union"),
            say(far, "no pump was out of order", voice="the firm", denied=True),
        )
        is None
    )
