import pytest

from sayso.nouns import Span, hull, joined, quote, trimmed


def test_a_span_is_never_empty() -> None:
    with pytest.raises(ValueError, match="start < end"):
        Span(3, 3)


def test_quote_marks_what_was_left_out() -> None:
    assert quote("one two three", (Span(0, 3), Span(8, 13))) == "one … three"


def test_joined_merges_touching_spans() -> None:
    assert joined([Span(4, 6), Span(0, 2), Span(2, 3)]) == (Span(0, 3), Span(4, 6))


def test_hull_holds_all_pieces() -> None:
    assert hull((Span(4, 6), Span(0, 2))) == Span(0, 6)


def test_trimming_white_space_only_leaves_nothing() -> None:
    assert trimmed("  \n", Span(0, 3)) is None
