"""Paragraphs: where they end, and which are page furniture."""

import pytest

from sayso.annotate.paragraphs import LONGEST, inline_noise, is_noise, paragraphs
from sayso.nouns import Span


@pytest.mark.parametrize(
    "line",
    [
        "6",
        "— * —",
        "Read more: Ten harbours",
        "Read more",
        "Read more about the quay",
        "Published 3 June 2031, 10:20 am GMT",
        "Updated 2 hours ago · 4 min read",
        "Tuesday, June 3, 2031",
        "19.05.2031 10:20",
        "Facebook Twitter WhatsApp Copy link",
        "Share",
        "https://harbour.example/a/7 #harbour @harbourpost",
        "(Reporting by Ona Field in Merrow; editing by Tam Lee.)",
        "© Harbour Post. All rights reserved.",
        "Copyright 2031 Harbour Post. Its pages may not be copied. All rights reserved.",
        "You may also like",
        "Most read",
        "Photo: Harbour Post",
        "ENDS",
    ],
)
def test_furniture(line: str) -> None:
    assert is_noise(line)


@pytest.mark.parametrize(
    "line",
    [
        "The quay is shut.",
        "By Ona Field",
        "MERROW, June 3 -",
        "Comments by the harbour master drew anger on Monday.",
        "This article was corrected on 5 June: eleven people were hurt, not twelve.",
        "Reporting by the Harbour Post suggests that the quay was shut on purpose.",
        "Two hours later, at 10:20, they left.",
        "“No.”",
        "12 dead.",
        "More from the same street were hurt when the roof fell in.",
        "On Monday at 10, May left.",
    ],
)
def test_sentences_are_not_furniture(line: str) -> None:
    assert not is_noise(line)


def test_every_kind_of_line_break_ends_a_paragraph() -> None:
    text = "One.\r\nTwo.\u2028 Three. \x85\n\n"
    assert [p.span.of(text) for p in paragraphs(text)] == ["One.", "Two.", "Three."]


def test_a_headline_is_never_furniture() -> None:
    assert paragraphs("Copyright row: minister resigns")[0].noise
    assert not paragraphs("Copyright row: minister resigns", headline=True)[0].noise


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("The crew is safe. Read more: Ten harbours", "Read more: Ten harbours"),
        ("“The crew is safe.” See also: Ferries", "See also: Ferries"),
        ("Pages that one should read more: none.", None),
    ],
)
def test_a_pointer_behind_the_last_sentence(line: str, rest: str | None) -> None:
    at = inline_noise(line, Span(0, len(line)))
    assert (None if at is None else line[at:]) == rest


def test_a_line_without_end_is_cut_behind_sentences() -> None:
    text = "The crew is safe and well. " * 1000
    found = paragraphs(text)
    assert len(found) > 1
    assert all(len(p.span.of(text)) <= LONGEST and p.span.of(text).endswith("well.") for p in found)
    assert sum(len(p.span.of(text).split()) for p in found) == len(text.split())


def test_a_word_without_end_is_cut_all_the_same() -> None:
    text = "a" * (3 * LONGEST)
    assert "".join(p.span.of(text) for p in paragraphs(text)) == text
