"""What the model makes of texts. Any model good enough to ship must get the sentences here."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from sayso.attribute.trained import Trained
from sayso.nouns import Annotated, Attribution, Basis, Form

Annotate = Callable[[str], Annotated]
Quoted = tuple[str, str, float | None]

SENTENCES = [
    # text, a word of the source, words of the content
    ("The mayor of Orlow said that the bridge was shut.", "mayor", "the bridge was shut"),
    ("The bridge is shut, the fire brigade said.", "brigade", "bridge is shut"),
    ("The bridge is shut, said Ana Vey, the mayor.", "Vey", "bridge is shut"),
    ("Ana Vey told reporters that the mine would be closed in May.", "Vey", "mine would be closed"),
    ("According to the ministry, the bridge is shut.", "ministry", "bridge is shut"),
    ("More than 40 houses burned, according to the district office.", "office", "40 houses burned"),
    ("“The dam will hold,” Ana Vey said.", "Vey", "dam will hold"),
    ('"The dam will hold," said Ana Vey.', "Vey", "dam will hold"),
    ("The ministry denied that its drones had crossed the river.", "ministry", "drones had crossed the river"),
    ("The union warned that the strike would go on until Friday.", "union", "strike would go on"),
    ("The mayor announced on Tuesday that the school would be rebuilt.", "mayor", "school would be rebuilt"),
    ("THE MAYOR OF ORLOW SAID THAT THE BRIDGE WAS SHUT.", "MAYOR", "BRIDGE WAS SHUT"),
]
STORY = (
    "The mayor of Orlow said that 12 people were hurt.",
    "“We heard two blasts,” said Ana Vey, a nurse. “Then the lights went out.”",
    "The river rose by two metres.",
    "According to the ministry, the pumps failed twice; the union put the damage at 40 houses.",
)
NOTHING = ["", " \n\t ", "\u200b", '"', "“…”", "- - -", "\ud800", "x" * 10_000, "\u0301"]
ODD = [
    "Nobody\r\ncame",
    "e\u0301t\u0301e\u0301",
    "\u200b\u200d\ufeff",
    "🙂👩‍👧",
    "\ud800 and \udfff",
    "橋は閉鎖された。",
    "x" * 10_000,
    " \t\u00a0",
    "“ ” « » ’ … —",
    '"',
]


def named(text: str) -> str:
    return ascii(text[:12])


def quoted(text: str, found: tuple[Attribution, ...]) -> list[Quoted]:
    return [
        (" | ".join(p.of(text) for p in one.source), " | ".join(p.of(text) for p in one.content), one.confidence)
        for one in found
    ]


@pytest.mark.parametrize(("text", "source", "content"), SENTENCES)
def test_plain_sentences(annotate: Annotate, text: str, source: str, content: str) -> None:
    ((found_source, found_content, _),) = quoted(text, Trained()(annotate(text)))
    assert source in found_source
    assert content in found_content
    assert source not in found_content


def test_two_voices_in_one_sentence(annotate: Annotate) -> None:
    text = "The ministry claimed that the plant was safe, but the union said that two pumps had failed."
    one, other = quoted(text, Trained()(annotate(text)))
    assert "ministry" in one[0]
    assert "plant was safe" in one[1]
    assert "union" in other[0]
    assert "two pumps had failed" in other[1]


def test_a_speech_around_its_cue_is_one_content(annotate: Annotate) -> None:
    text = STORY[1]
    ((source, content, _),) = quoted(text, Trained()(annotate(text)))
    assert "Vey" in source
    assert "two blasts" in content
    assert "lights went out" in content
    assert "nurse" not in content


@pytest.mark.parametrize(
    "text",
    ["The bridge was reported to have collapsed during the night.", "At least twelve people were said to be missing."],
)
def test_a_passive_without_a_source_has_none(annotate: Annotate, text: str) -> None:
    found = Trained()(annotate(text))
    assert [one.source for one in found] == [()] * len(found)


def test_a_plain_statement_attributes_nothing(annotate: Annotate) -> None:
    assert Trained()(annotate("The river rose by two metres on Monday and flooded the lower streets.")) == ()


def test_every_attribution_names_what_found_it(annotate: Annotate) -> None:
    read = annotate(STORY[1])
    (found,) = Trained()(read)
    assert (found.report, found.layer, found.rule, found.method) == (
        read.report,
        read.layer,
        "trained",
        Trained().method,
    )
    assert (found.basis, found.form, found.via) == (Basis.EXPLICIT, Form.DIRECT, ())
    assert found.confidence is None or 0 <= found.confidence <= 1


def test_the_number_of_threads_is_no_part_of_the_method(annotate: Annotate) -> None:
    read = annotate("\n".join(STORY))
    assert Trained(2).method == Trained().method
    assert Trained(2)(read) == Trained()(read) != ()


def test_a_paragraph_is_read_alike_in_any_order(annotate: Annotate) -> None:
    alone = {text: quoted(text, Trained()(annotate(text))) for text in STORY}
    assert sum(map(len, alone.values())) >= 3
    for order in list(permutations(STORY))[::5]:
        text = "\n".join(order)
        expected = [one for paragraph in order for one in alone[paragraph]]
        assert quoted(text, Trained()(annotate(text))) == expected


@pytest.mark.parametrize("odd", ODD, ids=named)
def test_odd_text_neither_moves_nor_hides_what_stands_beside_it(annotate: Annotate, odd: str) -> None:
    for newline in ("\n", "\r\n"):
        text = newline.join([odd, STORY[0], odd, STORY[1]])
        found = quoted(text, Trained()(annotate(text)))
        for story in STORY[:2]:
            for expected in quoted(story, Trained()(annotate(story))):
                assert expected in found


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "\u200b", '"', "“…”", "- - -", "\ud800", "x" * 10_000, "\u0301"], ids=ascii
)
def test_nothing_said_attributes_nothing(annotate: Annotate, text: str) -> None:
    assert Trained()(annotate(text)) == ()


def test_a_paragraph_of_thousands_of_words_is_read_to_its_end(annotate: Annotate) -> None:
    text = "The river rose by two metres and nobody came. " * 340 + STORY[0]
    assert len(text.split()) > 3000
    (source, content, _) = quoted(text, Trained()(annotate(text)))[-1]
    assert "mayor" in source
    assert "12 people were hurt" in content


def test_page_furniture_is_not_read(annotate: Annotate) -> None:
    read = annotate(STORY[0] + "\n" + STORY[1])
    first, second = read.paragraphs
    assert len(Trained()(read)) == 2
    (found,) = Trained()(replace(read, paragraphs=(replace(first, noise=True), second)))
    assert second.span.contains(found.cue[0])
