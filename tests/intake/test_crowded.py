"""Pages that are made to cost much: their text stays, what they cost grows with their size."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement, fromstring, tostring

from sayso.intake.crowded import CROWD, NESTED, uncrowded
from sayso.intake.tree import MOST_DEPTH
from sayso.nouns import Outcome

from .making import SAID, page, read, text


def tree(body: str) -> HtmlElement:
    return fromstring(f"<!doctype html><html><head><title>T</title></head><body>{body}</body></html>")


def words(found: Any) -> str:  # noqa: ANN401 - an lxml element; lxml publishes no types
    return "".join(found.itertext())


def test_a_page_that_is_not_crowded_is_left_as_it_is() -> None:
    plain = tree("<p>" + "<b>x</b> y " * (CROWD - 1) + "</p><ul><li>" * (NESTED - 1))
    assert uncrowded(plain) is plain


@pytest.mark.parametrize("name", ["b", "span", "a", "time"])
def test_a_crowded_block_keeps_its_text_in_one_piece_and_the_page_is_not_touched(name: str) -> None:
    crowded = tree(f"<p>Begun {f'<{name}>x</{name}> and then ' * CROWD}</p><p><{name}>z</{name}></p>")
    before = tostring(crowded)
    made = uncrowded(crowded)
    assert words(made) == words(crowded)
    assert tostring(crowded) == before
    assert [len(made.xpath(f"//p[{number}]/text()")) for number in (1, 2)] == [1, 0]
    assert len(made.xpath(f"//{name}")) == 1


def test_blocks_in_the_inline_tags_of_a_crowded_one_stay() -> None:
    made = uncrowded(tree("<div>" + "<b>x <i>y<p>z</p>w</i> v</b> u" * CROWD + "</div>"))
    assert [one.text for one in made.iter("p")] == ["z"] * CROWD
    assert not list(made.iter("b", "i"))
    assert words(made) == "T" + "x yzw v u" * CROWD


def test_links_that_hold_most_of_a_crowded_block_are_navigation() -> None:
    made = uncrowded(tree("<div>" + '<a href="/x">All <b>news</b></a>, ' * CROWD + f"</div><p>{SAID[0]}</p>"))
    assert words(made) == "T" + ", " * CROWD + SAID[0]


def test_tables_and_lists_in_one_another_become_blocks() -> None:
    deep = tree("<table><tr><td>a" * (NESTED + 5) + "</table>" * (NESTED + 5) + "<ul><li>b" * (NESTED + 2))
    made = uncrowded(deep)
    assert (len(list(made.iter("table"))), len(list(made.iter("ul")))) == (NESTED, NESTED)
    assert words(made) == words(deep)


TAGS = ("<b>", "</b>", "<a>", "</a>", "<p>", "</p>", "<div>", "</div>", "<ul><li>", "</ul>", "<br>")


@settings(deadline=None, max_examples=50)  # the blocks are large
@given(st.lists(st.sampled_from((*TAGS, "x ", "y ", "z ")), max_size=30))
def test_no_text_of_a_crowded_block_is_lost_or_moved(parts: list[str]) -> None:
    made = tree("<div>v " + "".join(parts) + "<i>w</i> " * CROWD + "</div>")
    assert words(uncrowded(made)).split() == words(made).split()


def test_a_crowded_article_is_read_with_the_text_that_a_plain_one_has() -> None:
    crowd = " ".join(f"<b>Berth {number}</b> is <i>open</i>." for number in range(CROWD))
    plain = " ".join(f"Berth {number} is open." for number in range(CROWD))
    (crowded,) = read(page(f"{SAID[0]} {crowd}"))
    assert crowded.outcome is Outcome.READ
    assert text(crowded) == text(read(page(f"{SAID[0]} {plain}"))[0])


@pytest.mark.parametrize("name", ["div", "font", "blockquote", "b"])
def test_a_page_that_is_parsed_no_deeper_says_so(name: str) -> None:
    for depth, outcome in ((MOST_DEPTH - 20, Outcome.READ), (MOST_DEPTH + 1, Outcome.IN_PART)):
        (intake,) = read(
            page(f"{SAID[0]} {SAID[1]}</p>{f'<{name}>' * depth}<p>{SAID[2]}</p>{f'</{name}>' * depth}<p>{SAID[1]}")
        )
        assert intake.outcome is outcome, (name, depth)
        assert ("256 deep" in (intake.reason or "")) == (outcome is Outcome.IN_PART)
        assert (SAID[2] in text(intake)) == (outcome is Outcome.READ)
