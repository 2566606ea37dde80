"""Plain text: the layer is what the bytes spell, and doubts are told."""

from io import BytesIO

import pytest

from sayso.intake import read_inputs
from sayso.nouns import Intake, LayerName, Outcome


def read(raw: bytes) -> Intake:
    (intake,) = read_inputs(["-"], stdin=BytesIO(raw))
    return intake


def text_of(intake: Intake) -> str:
    assert intake.report is not None
    layer = intake.report.layer(LayerName.TEXT)
    assert layer is not None
    return layer.text


def test_line_ends_and_spaces_stay() -> None:
    intake = read(b"\r\n  The quay is shut.\t\r\n\r\n6\r")
    assert text_of(intake) == "\r\n  The quay is shut.\t\r\n\r\n6\r"
    assert intake.outcome is Outcome.READ
    assert intake.reason is None


def test_raw_bytes_are_kept_and_named_by_their_digest() -> None:
    intake = read(b"abc")
    assert intake.capture is not None
    assert intake.capture.raw == b"abc"
    assert intake.capture.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_names_the_encoding_and_is_no_text(encoding: str) -> None:
    intake = read("Żółw said “no”.".encode(encoding))
    assert text_of(intake) == "Żółw said “no”."
    assert intake.outcome is Outcome.READ


def test_damaged_utf_8_is_read_in_part_and_says_where() -> None:
    intake = read("Café \N{HORIZONTAL ELLIPSIS} ".encode() + b"\xff\xfe shut")
    assert text_of(intake) == "Café … \ufffd\ufffd shut"
    assert intake.outcome is Outcome.IN_PART
    assert intake.reason == "not valid UTF-8 in 2 places, the first at byte 10: shown as \ufffd"


def test_replacement_characters_of_the_source_are_not_counted_as_damage() -> None:
    intake = read("Kept \ufffd. Café ".encode() + b"\xff")
    assert intake.reason is not None
    assert "in 1 place," in intake.reason


def test_a_few_western_bytes_are_windows_1252() -> None:
    intake = read("He said “the café is shut”.".encode("windows-1252"))
    assert text_of(intake) == "He said “the café is shut”."
    assert intake.outcome is Outcome.IN_PART
    assert intake.reason == "decoded as windows-1252 (guessed): it is not UTF-8"


def test_many_bytes_of_another_script_are_told_apart_by_statistics() -> None:
    words = "Министерство сообщило, что мост закрыт, а губернатор это отрицает и ждёт ответа."
    intake = read(words.encode("windows-1251"))
    assert text_of(intake) == words
    assert intake.reason is not None
    assert "guessed" in intake.reason


@pytest.mark.parametrize(
    "text", ["[UPDATED] The quay is shut.", "RIFF is a band.", "MZ, he wrote.", "<3 is not a tag.", "From here on, no."]
)
def test_prose_that_begins_like_another_format_is_prose(text: str) -> None:
    assert text_of(read(text.encode())) == text
