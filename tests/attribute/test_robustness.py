"""Attribution of damaged texts: what must not change, and how far damage may reach."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.nouns import Annotated, Attribution, Basis, Pieces, hull
from sayso.stages import Settings, shipped

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tests" / "gold" / "robustness")]
from variants import VARIANTS  # noqa: E402 - stands beside its table

import robustness  # noqa: E402 - a script, no package

Read = Callable[[str], list[Any]]
BASE = robustness.cases("base")
MADE = robustness.cases("made")
RULES = Settings(attribution="rules")

WHOLE = """straight marks; single curly marks; single straight marks; German marks; German pointed marks; French marks;
French marks, no-break spaces; French marks, narrow spaces; Swedish marks; typed marks; no apostrophes; lower case;
wrong encoding; entities; soft hyphens; zero-width characters; tabs; no-break spaces; two spaces; Windows line ends;
single line breaks; hard-wrapped"""
"""Variants that lose nothing: whatever is found in the report as it is is found in them."""

LOST = {
    "no marks": 46,
    "no closing marks": 49,
    "no opening marks": 46,
    "no commas": 49,
    "no commas, marks, apostrophes": 42,
    "capitals": 49,
}
"""Variants that lose marks or capitals, and how many of the 52 contents the rules must still find with their source."""

KNOWN = {
    "transcript-names-only-once": (1, 0),  # one paragraph behind "The mayor:" is no transcript
    "unopened": (0, 1),  # the sentence behind another voice's, in its paragraph
    "table-pipes": (0, 1),  # the same
}
"""Hand-made cases with contents missed and attributions made in error."""


def attributed(text: str) -> tuple[Annotated, tuple[Attribution, ...]]:
    found: tuple[Annotated, tuple[Attribution, ...]] = robustness.read(shipped(), text, RULES)
    return found


def figures(name: str) -> Any:  # noqa: ANN401 - the script's own class
    texts = [(row, VARIANTS[name](row["text"])) for row in BASE]
    return sum((robustness.measured(row, text, attributed(text)[1]) for row, text in texts), robustness.Figures())


@pytest.fixture(scope="module")
def undamaged() -> Any:  # noqa: ANN401 - the script's own class
    return figures("as it is")


@pytest.mark.parametrize("row", BASE, ids=lambda row: row["id"])
def test_the_table_is_sound(row: dict[str, Any]) -> None:
    parts = [one["content"] for one in (*row["said"], *row["also"])] + row["narrator"]
    assert all(row["text"].count(part) == 1 for part in parts)
    size = len(robustness.words_of(row["text"]))
    assert {len(robustness.words_of(changed(row["text"]))) for changed in VARIANTS.values()} == {size}


@pytest.mark.parametrize("name", " ".join(WHOLE.split()).split("; "))
def test_marks_and_spaces_of_another_kind_lose_nothing(undamaged: Any, name: str) -> None:  # noqa: ANN401 - as above
    found = figures(name)
    assert (found.found, found.kept) == (undamaged.found, undamaged.kept)
    assert found.false <= undamaged.false


@pytest.mark.parametrize("name", LOST)
def test_lost_marks_lose_little(undamaged: Any, name: str) -> None:  # noqa: ANN401 - as above
    found = figures(name)
    assert found.found >= LOST[name]
    assert found.kept == undamaged.kept
    assert found.largest <= undamaged.largest


@pytest.mark.parametrize("row", MADE, ids=lambda row: row["id"])
def test_pages_lists_transcripts_and_lost_marks(row: dict[str, Any]) -> None:
    found = robustness.measured(row, row["text"], attributed(row["text"])[1])
    missed, false = KNOWN.get(row["id"], (0, 0))
    assert (found.wanted - found.found, found.false) == (missed, false)


def test_a_list_goes_on_in_the_voice_above_it(read: Read) -> None:
    found = read("The union said:\n\n- the pay is low;\n- nobody was asked.\n\nBoth sides will meet again in May.")
    assert [(said.source, said.content, said.basis) for said in found] == [
        ("The union", "the pay is low", "explicit"),
        ("The union", "nobody was asked.", "inherited"),
        ("", "Both sides will meet again in May.", "none"),
    ]


def test_a_list_without_a_voice_is_the_narrators(read: Read) -> None:
    found = read("The fire in numbers:\n\n- Four houses burned down on Monday.\n- Sixty people are in a school.")
    assert {said.source for said in found} == {""}


def test_a_turn_goes_on_over_paragraphs_and_no_farther(read: Read) -> None:
    text = (
        "CHAIR: Where were you?\n\nMR. RUUD: I was on the bridge.\n\n[Pause]\n\nThe sea was calm that night.\n\n"
        "CHAIR: And then?\n\nMR. RUUD: Then the lights went out. I called the port.\n\nThe inquiry goes on in May."
    )
    found = [(said.source, said.content, said.basis) for said in read(text)]
    assert found == [
        ("MR. RUUD", "I was on the bridge.", "explicit"),
        ("MR. RUUD", "The sea was calm that night.", "inherited"),
        ("MR. RUUD", "Then the lights went out.", "explicit"),
        ("MR. RUUD", "I called the port.", "inherited"),
        ("", "The inquiry goes on in May.", "none"),
    ]


def test_what_a_turn_reports_came_by_its_speaker(read: Read) -> None:
    text = "MAYOR VEY: The bridge is shut.\n\nMAYOR VEY: The engineer said that its cables had rusted."
    (found,) = [said for said in read(text) if "rusted" in said.content]
    assert (found.source, found.via) == ("The engineer", ("MAYOR VEY",))


@pytest.mark.parametrize(
    "text",
    [
        "Name: Merrow Star.\nBuilt: in 1988 in Brevik.\nOwner: Merrow Lines of Dale.",
        "Update: The road is open again.\n\nUpdate: The road is shut again.",
        "Monday: The road was shut at noon.\n\nTuesday: The road was opened again.",
        "Kenya: The rivers rose on Monday.\n\nPeru: The rivers fell on Monday.",
    ],
)
def test_a_label_is_no_speaker(read: Read, text: str) -> None:
    assert {said.source for said in read(text)} <= {""}


def test_labels_far_apart_make_no_transcript(read: Read) -> None:
    report = "\n\n".join(["The river rose by two metres.", "Three streets are flooded.", "The trains are late."] * 2)
    found = read(f"Ana Vey: The dam holds.\n\n{report}\n\nAna Vey: The dam still holds.")
    assert {said.source for said in found if "dam" not in said.content} == {""}


FILLER = "The river rose by two metres on Monday. Three streets in the old town are flooded and the trains are late. "


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The dam is safe the mayor said.", "the mayor"),
        ("The dam is safe she told reporters.", "she"),
        ("The dam is safe said its chief engineer Petra Lind.", "its chief engineer Petra Lind"),
    ],
)
def test_a_cue_clause_is_told_without_its_comma(read: Read, sentence: str, source: str) -> None:
    found = [(said.source, said.content) for said in read(FILLER * 2 + sentence)]
    assert (source, "The dam is safe") in found


def test_where_commas_stand_none_is_missed(read: Read) -> None:
    (found,) = [said for said in read(f"Now, {FILLER * 2}The name is all the mayor said.") if "name" in said.content]
    assert found.source == ""


# Laws. A damage is (what is done, where: a share of the text's length, what with).

MARKS = "“”„«»\"'‘’"
DAMAGE = st.tuples(
    st.sampled_from(["insert", "insert", "delete", "upper", "lower"]),
    st.floats(0, 1, exclude_max=True),
    st.sampled_from([*MARKS, ",", ".", ":", "\n", "\n\n", "\r\n", " "]),
)


def damaged(text: str, damage: list[tuple[str, float, str]]) -> str:
    for kind, share, what in damage:
        at = int(share * len(text))
        if kind == "insert":
            text = text[:at] + what + text[at:]
        elif kind == "delete":
            at = text.find(what, at)
            text = text[:at] + text[at + len(what) :] if at >= 0 else text
        else:
            part = text[at : at + 200]
            text = text[:at] + (part.upper() if kind == "upper" else part.lower()) + text[at + 200 :]
    return text


LAW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LAW
@given(st.sampled_from([*BASE, *MADE]), st.lists(DAMAGE, max_size=8))
def test_damage_breaks_no_offset_and_carries_no_piece_over_paragraphs(row: dict[str, Any], damage: list[Any]) -> None:
    text = damaged(row["text"], damage)
    annotated, found = attributed(text)
    assert annotated.text == text
    for one in found:
        for pieces in (one.source, one.cue, one.content, *one.via):
            assert_in_order(text, pieces)
        assert one.content
        for piece in one.content:
            assert len([block for block in annotated.paragraphs if block.span.overlaps(piece)]) == 1


def assert_in_order(text: str, pieces: Pieces) -> None:
    end = 0
    for span in pieces:
        assert end <= span.start < span.end <= len(text)
        assert span.of(text).strip()
        end = span.end


@LAW
@given(st.sampled_from(BASE), st.lists(DAMAGE, min_size=1, max_size=4))
def test_damage_leaves_the_paragraphs_before_it_alone(row: dict[str, Any], damage: list[Any]) -> None:
    before, mark, last = row["text"].rpartition("\n\n")
    text = before + mark + damaged(last, damage)
    assert shown(text, attributed(text)[1], len(before)) == shown(row["text"], attributed(row["text"])[1], len(before))


def shown(text: str, found: tuple[Attribution, ...], end: int) -> list[tuple[str, ...]]:
    """The attributions up to an offset, quoted."""
    return [
        (one.basis, *(" | ".join(span.of(text) for span in pieces) for pieces in (one.source, one.cue, one.content)))
        for one in found
        if hull(one.content).end <= end
    ]


@LAW
@given(st.sampled_from(BASE), st.integers(0, 20), st.sampled_from(["“", "”"]))
def test_one_lost_mark_takes_no_other_paragraph(row: dict[str, Any], which: int, mark: str) -> None:
    places = [at for at, char in enumerate(row["text"]) if char == mark]
    if not places:
        return
    at = places[which % len(places)]
    text = row["text"][:at] + row["text"][at + 1 :]
    _, whole = attributed(row["text"])
    _, found = attributed(text)
    first = row["text"].rfind("\n\n", 0, at) + 2 if "\n\n" in row["text"][:at] else 0
    end = row["text"].find("\n\n", at)
    end = len(row["text"]) if end < 0 else end
    behind = [one for one in shown(row["text"], whole, len(row["text"])) if one[3] in row["text"][end:]]
    unhurt = [*shown(row["text"], whole, first), *behind]
    # A speech over several paragraphs hangs together by its marks; every other paragraph stands for itself.
    if row["id"] != "speech":
        assert set(unhurt) <= set(shown(text, found, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "“The dam will hold, " * 600,
        "said " * 2500,
        "CHAIR: " * 1500,
        "A: “" * 2500,
        "- " * 5000,
        "‘a ’" * 2500,
        "«»" * 5000,
        "â€œ" * 3000,
        "&quot;" * 1700,
        "\u200b\u00ad" * 5000,
        "Ana Vey:\n- \n- \n-",
        ":\n- a\n:\n- b",
        "Q:\nA:\nQ:\nA:",
        "Q: “\nA: ”\nQ: ‘\nA: ’",
    ],
    ids=range(14),
)
def test_long_lines_and_rubbish_are_read(text: str) -> None:
    annotated, found = attributed(text)
    assert all(one.content and hull(one.content).end <= len(annotated.text) for one in found)


def test_first_items_are_explicit_only_once() -> None:
    text = MADE[[row["id"] for row in MADE].index("list-numbered")]["text"]
    bases = [one.basis for one in attributed(text)[1] if one.source]
    assert bases == [Basis.EXPLICIT, Basis.INHERITED, Basis.INHERITED]


def test_a_text_that_lost_its_paragraphs_is_not_all_one_voice(read: Read) -> None:
    report = FILLER * 2 + "Ten people left the mine, the ministry said. They are well. The road to the mine is narrow."
    sources = {said.content: said.source for said in read(report)}
    assert sources["They are well."] == "the ministry"
    assert sources["The road to the mine is narrow."] == ""
