"""Quotations between marks of every shape, and where some were lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.paragraphs import paragraphs
from sayso.annotate.quotations import quotations


def inner(text: str) -> list[str]:
    return [quoted.inner.of(text) for quoted in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    "text",
    [
        "“The dam is safe,” she said. “Stay.”",
        '"The dam is safe," she said. "Stay."',
        "‘The dam is safe,’ she said. ‘Stay.’",
        "'The dam is safe,' she said. 'Stay.'",
        "„The dam is safe,“ she said. „Stay.“",
        "„The dam is safe,” she said. „Stay.”",
        "»The dam is safe,« she said. »Stay.«",
        "«The dam is safe,» she said. «Stay.»",
        "« The dam is safe, » she said. « Stay. »",
        "«\u202fThe dam is safe,\u202f» she said. «\u00a0Stay.\u00a0»",
        "”The dam is safe,” she said. ”Stay.”",
        "``The dam is safe,'' she said. ``Stay.''",
        "''The dam is safe,'' she said. ''Stay.''",
        "「The dam is safe,」 she said. 「Stay.」",
        '“The dam is safe," she said. “Stay.”',
    ],
)
def test_marks_of_every_shape(text: str) -> None:
    assert inner(text) == ["The dam is safe,", "Stay."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“He told me, ‘Stay here,’ and left,” she said.", ["He told me, ‘Stay here,’ and left,"]),
        ("‘He told me, “Stay here,” and left,’ she said.", ["He told me, “Stay here,” and left,"]),
        ("“The “new” dam is safe,” she said.", ["The “new” dam is safe,"]),
        ('"The "new" dam is safe," she said.', ['The "new" dam is safe,']),
        ('"The “new” dam is safe," she said.', ["The “new” dam is safe,"]),
    ],
)
def test_only_the_outermost_counts(text: str, found: list[str]) -> None:
    assert inner(text) == found


@pytest.mark.parametrize(
    "text",
    [
        'The beam was 6\'2" long and the plank 24" wide.',
        "The miners’ hall and the drivers' hall are shut.",
        "Back in the ’90s, in the '80s and in 'em days.",
        "It’s the city’s.",
        '"" “” " "',
        "The brigade left at noon.”",
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    assert inner(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # the closing mark was lost: the quotation ends before its speaker, before the next one, or with the paragraph
        ("“The dam is safe, she said. “Stay.”", ["The dam is safe,", "Stay."]),
        ('"The dam is safe, she said. "Stay."', ["The dam is safe,", "Stay."]),
        ("“The dam is safe, said Jon Ruud, a baker. He left.", ["The dam is safe,"]),
        ("“The dam is safe, its head, Ana Vey, said on Monday. He left.", ["The dam is safe,"]),
        ("“The dam is safe\nHe left the town.", ["The dam is safe"]),
        # a speech of several paragraphs: each opens, the last closes
        ("“The dam is safe.\n“Stay.\n“Go home,” she said.", ["The dam is safe.", "Stay.", "Go home,"]),
        ("‘It is safe,’ he said. ‘Stay here.\n‘Go home,’ he said.", ["It is safe,", "Stay here.", "Go home,"]),
        # the opening mark was lost: it is the sentence, where words follow a comma
        ("The dam is safe,” she said. “Stay.”", ["The dam is safe,", "Stay."]),
        ("He was late. The dam is safe,” she said.", ["The dam is safe,"]),
        ("“The dam is safe,” she said. Stay at home.”", ["The dam is safe,", "Stay at home."]),
    ],
)
def test_a_lost_mark_reaches_no_farther_than_it_must(text: str, found: list[str]) -> None:
    assert inner(text) == found


def test_what_was_not_closed_says_so() -> None:
    text = "“The dam is safe.\n“Stay,” she said."
    assert [quoted.closed for quoted in quotations(text, paragraphs(text))] == [False, True]


@given(st.text(alphabet="ab .,“”„\"'‘’«» \n", max_size=60))
def test_quotations_stand_in_order_in_their_paragraph(text: str) -> None:
    blocks = paragraphs(text)
    end = 0
    for quoted in quotations(text, blocks):
        assert quoted.span.start >= end
        assert quoted.span.contains(quoted.inner)
        assert any(block.span.contains(quoted.span) for block in blocks)
        end = quoted.span.end
