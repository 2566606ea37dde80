"""What is one fact and what is two."""

from collections.abc import Callable

import pytest

from sayso.claims.propositions import propositions
from sayso.nouns import Annotated, Span, quote

Read = Callable[[str], Annotated]


def facts(annotated: Annotated) -> list[str]:
    whole = (Span(0, len(annotated.text)),)
    return [quote(annotated.text, one.content) for one in propositions(annotated, whole)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A gas blast killed 12 people and wounded 30.", ["A gas blast killed 12 people", "wounded 30"]),
        ("Eight miners are safe and three trapped.", ["Eight miners are safe", "three trapped"]),
        ("They are safe; nobody was hurt.", ["They are safe", "nobody was hurt"]),
        (
            "The ferry left late because the pump had failed.",
            ["The ferry left late", "the pump had failed"],
        ),
        (
            "Guards dug in under the old mill, where they were surrounded by rebels.",
            ["Guards dug in under the old mill", "where they were surrounded by rebels"],
        ),
        (
            "The fire destroyed 14 houses, among them two schools.",
            ["The fire destroyed 14 houses", "among them two schools"],
        ),
        (
            "The shop was closed in what he called a siege of the poor.",
            ["The shop was closed", "a siege of the poor"],
        ),
        (
            "A survey is under way, the price of which we do not publish.",
            ["A survey is under way", "the price of which we do not publish"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_sentence_with_two_facts_gives_two(read: Read, sentence: str, expected: list[str]) -> None:
    assert facts(read(sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The canal was dug in 1908 and widened twice.",
        "Lamps flickered and doors slammed.",
        "The mine in Brevik, which closed in 2019, still employs 40 people.",
        "The fence is old but it stands.",
        "Guests who paid 40 crowns or stayed 12 nights were asked to leave.",
        "The quay is closed, as the logbook shows.",
        "Drivers who ignored the signs were fined.",
    ],
)
def test_a_sentence_with_one_fact_stays_whole(read: Read, sentence: str) -> None:
    assert facts(read(sentence)) == [sentence.removesuffix(".").removesuffix(", as the logbook shows")]


def test_each_sentence_of_a_quotation_is_a_fact(read: Read) -> None:
    annotated = read("“The pumps run. We have lost two boats.”")
    assert facts(annotated) == ["The pumps run", "We have lost two boats"]


def test_conjunction_that_and_marks_are_left_out(read: Read) -> None:
    text = "However, the minister said that the tunnel is open."
    annotated = read(text)
    content = (Span(text.index("that"), len(text)),)
    assert [quote(text, one.content) for one in propositions(annotated, content)] == ["the tunnel is open"]


def test_two_that_clauses_are_two_facts(read: Read) -> None:
    text = "Officials said that the dam holds and that the road is closed."
    content = (Span(text.index("that"), len(text)),)
    assert [quote(text, one.content) for one in propositions(read(text), content)] == [
        "the dam holds",
        "the road is closed",
    ]


@pytest.mark.parametrize("opening", ["BREVIK, May 3 (Volta) - ", "14:05 ", "(Volta) "])
def test_dateline_and_clock_are_no_part_of_the_fact(read: Read, opening: str) -> None:
    assert facts(read(f"{opening}The harbour of Brevik is closed.")) == ["The harbour of Brevik is closed"]


def test_a_content_in_pieces_stays_one_fact_in_pieces(read: Read) -> None:
    text = "The ferry, he said, was empty."
    content = (Span(0, 9), Span(text.index("was"), len(text)))
    (only,) = propositions(read(text), content)
    assert only.content == (Span(0, 9), Span(20, 29))


@pytest.mark.parametrize("text", ["…", "“”", " . , ; ", "6"])
def test_a_content_without_words_gives_nothing_or_itself(read: Read, text: str) -> None:
    annotated = read(text)
    for one in propositions(annotated, (Span(0, len(text)),)):
        assert quote(text, one.content).strip()
    assert propositions(annotated, ()) == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "At least 14 people, among them three children, were hurt.",
            [["At least 14 people", "were hurt"], ["among them three children"]],
        ),
        (
            "The bakery, which employs 40 people, will close two shops.",
            [["The bakery", "will close two shops"], ["which employs 40 people"]],
        ),
        ("The bakery, a family firm, will close two shops.", [["The bakery, a family firm, will close two shops"]]),
    ],
)
def test_a_count_in_the_middle_leaves_its_sentence_in_two_pieces(
    read: Callable[[str], Annotated], text: str, parts: list[list[str]]
) -> None:
    found = propositions(read(text), (Span(0, len(text)),))
    assert [[piece.of(text) for piece in one.content] for one in found] == parts


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Nine stewards were hurt", "among them two trainees"),
        ("Twenty boats lie in the harbour", "not all of them afloat"),
    ],
)
def test_a_counted_part_behind_an_inserted_cue_is_a_fact_of_its_own(read: Read, first: str, second: str) -> None:
    text = f"{first}, the union said, {second}."
    content = tuple(Span(text.index(part), text.index(part) + len(part)) for part in (first, second))
    annotated = read(text)
    assert [quote(text, one.content) for one in propositions(annotated, content)] == [first, second]
