from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[[str], list[Any]]


def only(found: list[Any], part: str) -> Any:  # noqa: ANN401 - the fixture's own class
    """The one attribution whose content holds the words."""
    (one,) = [said for said in found if part in said.content]
    return one


@pytest.mark.parametrize(
    "going_on",
    [
        "They were taken to a school.",
        "The other nine were brought to Dale.",
        "Nobody has died.",
        "In the last hour alone 30 left.",
        "The plant would close in May.",
        "That includes four children.",
    ],
)
def test_a_sentence_goes_on_in_the_voice_before(read: Read, going_on: str) -> None:
    found = only(read(f"Twelve people left the mine, the ministry said. {going_on}"), going_on)
    assert (found.source, found.basis) == ("the ministry", "inherited")


@pytest.mark.parametrize(
    "turn",
    [
        "However, the pumps were still running at noon.",
        "The claims could not be verified independently.",
        "We counted nine buses at the gate.",
        "Nobody has shown where they are now.",
        "Radio Dale showed pictures of the shaft.",
        "Orlow has changed hands twice since the spring.",
    ],
)
def test_the_reporter_takes_the_turn(read: Read, turn: str) -> None:
    found = only(read(f"Twelve people left the mine, the ministry said. {turn}"), turn[:12])
    assert (found.source, found.basis, found.form) == ("", "none", "narrator")


def test_a_new_paragraph_ends_the_voice(read: Read) -> None:
    found = only(read("Twelve people left the mine, the ministry said.\n\nThe shaft was built in 1931."), "shaft")
    assert found.basis == "none"


def test_a_wish_is_not_gone_on_from(read: Read) -> None:
    found = only(read("The union wants a ceasefire. Twelve people were hurt on Monday."), "Twelve")
    assert found.basis == "none"


def test_their_own_statements_are_the_subjects(read: Read) -> None:
    found = only(read("According to their own account, the miners of Orlow are still in the shaft."), "still")
    assert (found.source, found.basis) == ("the miners of Orlow", "cataphoric")


def test_an_office_with_a_possessor_speaks_for_itself(read: Read) -> None:
    found = only(read("The road is open, according to her office."), "open")
    assert (found.source, found.basis) == ("her office", "explicit")


def test_a_relative_pronoun_gets_its_noun(read: Read) -> None:
    found = only(read("The mayor, who said that the dam had burst, left the town on Monday."), "burst")
    assert found.source == "The mayor"


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("Twelve people left the mine, Radio Dale reported, citing the ministry.", "the ministry", "Radio Dale"),
        ("Local media reported that the mayor had said that twelve people left the mine.", "the mayor", "Local media"),
        ("Twelve people left the mine, according to rescuers quoted by Radio Dale.", "rescuers", "Radio Dale"),
        ("Twelve people left the mine, Ana Vey told Radio Dale.", "Ana Vey", "Radio Dale"),
        ("Radio Dale quoted the mayor as saying that twelve people left the mine.", "the mayor", "Radio Dale"),
    ],
)
def test_who_passes_on_is_the_relay(read: Read, text: str, source: str, via: str) -> None:
    found = only(read(text), "welve people left the mine")
    assert (found.source, found.via) == (source, (via,))


def test_a_video_passed_around_is_the_way_a_quotation_came(read: Read) -> None:
    text = "Local media circulated a video of the captain, Jon Ruud. “We are on the ship,” said Ruud."
    assert only(read(text), "on the ship").via == ("Local media",)
    assert only(read(text), "circulated a video").source == ""


def test_reporters_who_are_told_are_no_relay(read: Read) -> None:
    assert only(read("Twelve people left the mine, Ana Vey told reporters."), "Twelve").via == ()


def test_who_cites_for_himself_stays_the_voice(read: Read) -> None:
    found = only(read("It was an attack, Minister Jon Ruud insisted, citing the secret service."), "attack")
    assert (found.source, found.via) == ("Minister Jon Ruud", ())


def test_datelines_and_clock_times_are_no_content(read: Read) -> None:
    assert only(read("ORLOW, May 3 (Tidings) - A dam broke near Orlow on Monday."), "dam").content == (
        "A dam broke near Orlow on Monday."
    )
    assert only(read("18:10 The pylon was cut down, Ana Vey says."), "pylon").content == "The pylon was cut down"


@pytest.mark.parametrize("text", ["She gave no figures for the dead.", "The company did not reply to a letter."])
def test_an_answer_not_given_is_attributed(read: Read, text: str) -> None:
    (found,) = read(text)
    assert found.basis == "explicit"
    assert text.startswith(found.source)


def test_questions_and_pointers_state_nothing(read: Read) -> None:
    assert read("Who opened the gates of the dam? Here is what we know about the flood.") == []


def test_the_outlet_itself_is_the_narrator(read: Read) -> None:
    found = only(read("We believe that the gate was opened by hand."), "gate")
    assert (found.source, found.form) == ("", "narrator")


def test_what_is_backed_is_not_claimed(read: Read) -> None:
    (found,) = read("The council backed the plan for a new bridge on Monday.")
    assert found.form == "narrator"


@pytest.mark.parametrize("speaker", ["The US", "The WHO"])
def test_an_abbreviation_that_looks_like_a_pronoun_is_a_voice(read: Read, speaker: str) -> None:
    assert only(read(f"{speaker} said that it would send doctors to Orlow."), "doctors").source == speaker


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The embassy, a low house by the river, had no comment.", "The embassy", "had no comment"),
        ("The firm, which speaks of a tremor, left our questions unanswered.", "The firm", "left our questions unan"),
        ("She would not say whether the dam was safe.", "She", "would not say whether the dam was safe"),
        ("The hospital will say nothing about the guests.", "The hospital", "will say nothing about the guests"),
    ],
)
def test_a_refusal_is_told_with_its_cue(read: Read, text: str, source: str, content: str) -> None:
    found = only(read(text), content)
    assert found.source.startswith(source)


def test_a_voice_goes_on_behind_what_it_added(read: Read) -> None:
    text = "The fire was out by nine, the chief said, adding that one tank had burned. Five people are being treated."
    found = only(read(text), "Five people")
    assert (found.source, found.basis) == ("the chief", "inherited")


def test_what_a_speaker_does_before_he_speaks_is_the_narrators(read: Read) -> None:
    found = only(read("The president met envoys in Dale on Friday and told them that he had not left."), "envoys")
    assert (found.form, found.content) == ("narrator", "The president met envoys in Dale on Friday")


def test_an_analyst_in_a_town_is_no_town(read: Read) -> None:
    text = "Pay rose, reckons Ana Vey, a labour analyst in Dale, who believes that it will fall."
    assert "analyst" in only(read(text), "will fall").source
