"""Damaged texts as the parser is shown them, and the way back to the frozen text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate import annotate
from sayso.annotate.paragraphs import item_sign, paragraphs
from sayso.annotate.plain import plain
from sayso.annotate.quotations import quotations
from sayso.annotate.view import as_parsed, view
from sayso.nouns import Layer, LayerName, Report, Span


def shown(text: str) -> str:
    blocks = paragraphs(text)
    return view(text, blocks, quotations(text, blocks))


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("â€œNo,â€\u009d she said. Itâ€™s late.", "“No,” she said. It’s late."),
        ("â€œNo,â€ she said.", "“No,” she said."),
        ("A cafÃ© in the ZÃ¼rich road", "A café in the Zürich road"),
        ("&ldquo;No,&rdquo; she&#8217;s sure. R&amp;D", "“No,” she’s sure. R&D"),
        ("\ufeffThe min\u00adister\u200b left.", "The minister left."),
        ("The\tminister  left\u00a0town.", "The minister left town."),
        ("«\u202fNo\u202f», she said, « not now ».", "«No», she said, «not now»."),
        ("»No,« she said. »Not now.«", "»No,« she said. »Not now.«"),
        ("She is 5 & 20; AT&T; a - b - c", "She is 5 & 20; AT&T; a - b - c"),
        ("Â£5 and 20Â°", "£5 and 20°"),
        ("Ârhus and Ã are letters.", "Ârhus and Ã are letters."),
    ],
)
def test_damage_is_mended(damaged: str, mended: str) -> None:
    assert plain(damaged).text == mended


WRAPPED = """The harbour office of the town said on Monday that the ferry
had been inspected in March and that nothing had been found. The
captain had sailed it for nine years and knew the channel well
enough to pass it at night.

The ferry will be towed to the yard on Tuesday, and what is left
of its cargo will be sold."""


def test_lines_broken_at_a_width_are_joined() -> None:
    assert [block.span.of(plain(WRAPPED).text)[:11] for block in paragraphs(plain(WRAPPED).text)] == [
        "The harbour",
        "The ferry w",
    ]


def test_short_lines_and_paragraphs_are_left_alone() -> None:
    for text in ("One.\nTwo.\nThree.\nFour.", "Town Dead\nOrlow 3\nDale 4\nTarn 5", WRAPPED.replace("\n", "\n\n")):
        assert plain(text).text == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("‘No,’ he said.", "“No,” he said."),
        ("„No,“ he said.", "“No,” he said."),
        ('"No," he said.', '"No," he said.'),
        ("THE MAYOR SAID SO. PETRA LIND LEFT.", "The mayor said so. Petra Lind left."),
        ("THE US AND THE UN ARE OUT.", "The us and the UN are out."),
        ("NATO and the BBC", "NATO and the BBC"),
        ("She said:\n- the dam holds;\n- the road is shut.", "She said:\n  the dam holds;\n  the road is shut."),
        ("• the dam holds", "  the dam holds"),
        ("- a lone dash", "- a lone dash"),
    ],
)
def test_the_parser_is_shown_what_it_knows(text: str, seen: str) -> None:
    assert shown(text) == seen


@pytest.mark.parametrize(
    ("line", "at"),
    [("1. The dam", 3), ("2) The dam", 3), ("(3) The dam", 4), ("– the dam", 2), ("14:32 The dam", None)],
)
def test_signs_of_list_items(line: str, at: int | None) -> None:
    text = f"They said:\n{line}\n{line}"
    assert item_sign(text, Span(11, 11 + len(line))) == (None if at is None else 11 + at)


DAMAGE = st.sampled_from(
    [
        "â€œ",
        "â€™",
        "&quot;",
        "&nbsp;",
        "\u00ad",
        "\u200b",
        "  ",
        "\t",
        "« ",
        "\r\n",
        "said",
        ", ",
        "“",
        "É",
        "İ",
        "\ud800",
    ]
)


@given(st.lists(DAMAGE, max_size=30).map("".join))
def test_every_character_has_its_place(text: str) -> None:
    mended = plain(text)
    if mended.starts is None or mended.ends is None:
        assert mended.text == text
        return
    assert len(mended.starts) == len(mended.ends) == len(mended.text)
    assert all(start < end <= len(text) for start, end in zip(mended.starts, mended.ends, strict=True))
    assert all(end <= start for end, start in zip(mended.ends, mended.starts[1:], strict=False))
    assert len(shown(mended.text)) == len(mended.text)


def test_an_annotation_points_into_the_frozen_text() -> None:
    text = "&ldquo;The min\u00adister is late,â€\u009d said Petra\u200b Lind.  She left."
    layer = Layer(name=LayerName.TEXT, text=text, sha256="0")
    found = annotate(Report(id="r", capture="0", label="r", layers=(layer,)))
    assert found.text == text
    words = [text[start:end] for start, end in zip(found.tokens.start, found.tokens.end, strict=True)]
    assert words[:8] == ["&ldquo;", "The", "min\u00adister", "is", "late", ",", "â€\u009d", "said"]
    assert [quoted.inner.of(text) for quoted in found.quotations] == ["The min\u00adister is late,"]
    assert [sentence.span.of(text) for sentence in found.sentences][-1] == "She left."


def test_another_reader_is_shown_what_the_parser_was() -> None:
    text = "Nobody\u200b came.\n\n&lsquo;THE  MIN\u00adISTER IS LATE,&rsquo; SAID PETRA LIND."
    layer = Layer(name=LayerName.TEXT, text=text, sha256="0")
    found = annotate(Report(id="r", capture="0", label="r", layers=(layer,)))
    shown_text, blocks = as_parsed(found)
    assert [block.span.of(shown_text.text) for block in blocks] == [
        "Nobody came.",
        "“The minister is late,” said Petra Lind.",
    ]
    assert [shown_text.frozen(block.span) for block in blocks] == [block.span for block in found.paragraphs]
