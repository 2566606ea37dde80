from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[[str], list[Any]]

SENTENCES = [
    # text, source, content
    ("The mayor of Orlow said that the bridge was shut.", "The mayor of Orlow", "that the bridge was shut"),
    (
        "The ministry denied that its drones had crossed the river.",
        "The ministry",
        "that its drones had crossed the river",
    ),
    ("The bridge is shut, the fire brigade said.", "the fire brigade", "The bridge is shut"),
    ("The bridge is shut, said Ana Vey, the mayor.", "Ana Vey, the mayor", "The bridge is shut"),
    ("According to the ministry, the bridge is shut.", "the ministry", "the bridge is shut."),
    (
        "More than 40 houses burned, according to the district office.",
        "the district office",
        "More than 40 houses burned",
    ),
    ("“The dam will hold,” Ana Vey said.", "Ana Vey", "“The dam will hold,”"),
    (
        "“The dam will hold,” Ana Vey said. “Nobody has to leave.”",
        "Ana Vey",
        "“The dam will hold,” | “Nobody has to leave.”",
    ),
    ("The dam, Ana Vey said, will hold until Sunday.", "Ana Vey", "The dam | will hold until Sunday."),
    ("The union promised to end the strike on Friday.", "The union", "to end the strike on Friday"),
    ("The office put the number of injured at 31.", "The office", "the number of injured at 31"),
    ("The governor spoke of at least 20 dead.", "The governor", "at least 20 dead"),
    ("The firm denies having sold the pumps.", "The firm", "having sold the pumps"),
    ("The toll has risen to 12, warns the health office.", "the health office", "The toll has risen to 12"),
    ("The firm said in a letter on Tuesday that the mine was safe.", "The firm", "that the mine was safe"),
    ("The union hopes for a ceasefire.", "The union", "a ceasefire"),
]


@pytest.mark.parametrize(("text", "source", "content"), SENTENCES)
def test_source_and_content_of_one_sentence(explicit: Read, text: str, source: str, content: str) -> None:
    found = explicit(text)
    assert [(said.source, said.content) for said in found] == [(source, content)]


def test_two_voices_of_a_paragraph_keep_their_quotations_apart(explicit: Read) -> None:
    found = explicit("“We heard two blasts,” Ana Vey said. “There was only one,” said Colonel Ruud.")
    assert [(said.source, said.content) for said in found] == [
        ("Ana Vey", "“We heard two blasts,”"),
        ("Colonel Ruud", "“There was only one,”"),
    ]


def test_a_quotation_over_sentences_is_one_content(explicit: Read) -> None:
    found = explicit("“We are safe. The water is falling. Nobody left,” said the shift leader.")
    assert [(said.source, said.content) for said in found] == [
        ("the shift leader", "“We are safe. The water is falling. Nobody left,”")
    ]
    assert found[0].form == "direct"


def test_quotation_marks_typed_as_two_apostrophes(explicit: Read) -> None:
    found = explicit("''The dam will hold,'' Ana Vey said. ''Nobody has to leave.''")
    assert [said.content for said in found] == ["''The dam will hold,'' | ''Nobody has to leave.''"]


def test_according_to_plan_names_nobody(explicit: Read) -> None:
    assert not [said for said in explicit("The bridge was opened according to plan.") if said.source == "plan"]


def test_a_plain_statement_attributes_nothing(explicit: Read) -> None:
    assert explicit("The river rose by two metres on Monday and flooded the lower streets.") == []


def test_extraction_of_a_paragraph_does_not_depend_on_its_neighbours(explicit: Read) -> None:
    first = "The mayor said that the bridge was shut."
    second = "The river rose by two metres."
    alone = [(said.source, said.content) for said in explicit(second + "\n" + first)]
    assert alone == [(said.source, said.content) for said in explicit(first)]


def test_a_text_may_begin_with_its_speaker(explicit: Read) -> None:
    found = explicit("Police said two men had been held and denied that force was used.")
    assert [(said.source, said.content) for said in found] == [
        ("Police", "two men had been held"),
        ("Police", "that force was used"),
    ]


def test_what_the_reporter_adds_is_no_content(explicit: Read) -> None:
    (found,) = explicit("The firm said the mine was safe, while the union had warned of gas.")[:1]
    assert (found.source, found.content) == ("The firm", "the mine was safe")


def test_a_source_with_an_apposition_before_told(explicit: Read) -> None:
    found = explicit("Four children died, the hospital director, Pavel Orm, told a crowd late on Tuesday.")
    assert [(said.source, said.content) for said in found] == [
        ("the hospital director, Pavel Orm", "Four children died")
    ]


def test_the_next_voice_is_no_part_of_the_content(explicit: Read) -> None:
    found = explicit("The strike killed 12, the hospital said; the army put the figure at four.")
    assert [(said.source, said.content) for said in found] == [
        ("the hospital", "The strike killed 12"),
        ("the army", "the figure at four"),
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Nine men were missing, said the owner, Dale Minerals, whose head, Jon Ruud, flew in by helicopter.",
            "the owner, Dale Minerals",
            "Nine men were missing",
        ),
        (
            "Two bodies had been found by noon, said Ana Vey, who heads the rescue service, and six men were led out.",
            "Ana Vey",
            "Two bodies had been found by noon | and six men were led out.",
        ),
        (
            "Twenty bodies lie in its cellar, Saint-Orm hospital reports, not all of them in uniform.",
            "Saint-Orm hospital",
            "Twenty bodies lie in its cellar | not all of them in uniform.",
        ),
        ("The first shots were fired by the guards, it specified.", "it", "The first shots were fired by the guards"),
        (
            "The governor is not in Dale, the palace across the lake lets it be known.",
            "the palace across the lake",
            "The governor is not in Dale",
        ),
        (
            "The leader was killed in the first hour, an officer of the unit, who may not be named, told this paper.",
            "an officer of the unit, who may not be named",
            "The leader was killed in the first hour",
        ),
        (
            "No proof of sabotage had been shown, remarked the Lake League, the regional body, which has sent guards.",
            "the Lake League, the regional body",
            "No proof of sabotage had been shown",
        ),
        (
            "The gates have not been shut, the mayor added in reply to rumours: they had jammed.",
            "the mayor",
            "The gates have not been shut | they had jammed.",
        ),
        ("They came from the hill, in his judgment.", "his", "They came from the hill"),
        ("The council called it a walkout by a few malcontents.", "The council", "a walkout by a few malcontents"),
        ("The mayor branded the strikers “vermin”.", "The mayor", "the strikers “vermin”"),
        ("The guards stuck to their claim that four had died.", "The guards", "that four had died"),
        ("The paper has it that the captain fell on Monday.", "The paper", "that the captain fell on Monday"),
    ],
)
def test_speakers_in_odd_places(explicit: Read, text: str, source: str, content: str) -> None:
    assert (source, content) in [(said.source, said.content) for said in explicit(text)]


def test_voices_on_two_sides_of_a_semicolon(explicit: Read) -> None:
    found = explicit("Ninety men were dead by noon, Colonel Ruud said; the true figure was nine, answered Ana Vey.")
    assert [(said.source, said.content) for said in found] == [
        ("Colonel Ruud", "Ninety men were dead by noon"),
        ("Ana Vey", "the true figure was nine"),
    ]


def test_two_asides_share_a_sentence(explicit: Read) -> None:
    found = explicit("It was escorted by two boats, as the navy acknowledged, or by four of them, as the firm claimed.")
    assert [(said.source, said.content) for said in found] == [
        ("the navy", "It was escorted by two boats"),
        ("the firm", "by four of them"),
    ]


def test_giving_way_tells_nothing(explicit: Read) -> None:
    assert not [said for said in explicit("A wall gave way at the mine on Monday.") if said.source == "A wall"]


def test_a_colon_opens_what_follows_and_closes_no_quotation(explicit: Read) -> None:
    found = explicit("“They took him,” the clerk confided. “He wept.” His lawyer hit back: her client was free.")
    assert ("His lawyer", "her client was free.") in [(said.source, said.content) for said in found]


def test_a_clause_behind_a_named_source_is_still_its(explicit: Read) -> None:
    found = explicit("Ten had died, according to Ana Vey, a cook who fled with her son, and the hall had been hit.")
    assert [said.content for said in found] == ["Ten had died | and the hall had been hit."]
