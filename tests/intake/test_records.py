"""JSON: one record, arrays and lines; each record ends on its own."""

import json
from io import BytesIO
from pathlib import Path

import pytest

from sayso.intake import count_inputs, read_inputs
from sayso.nouns import Intake, LayerName, Moment, Outcome


def read(raw: bytes) -> list[Intake]:
    return list(read_inputs(["-"], stdin=BytesIO(raw)))


FULL = {
    "id": "hp-7",
    "outlet": "Harbour Post",
    "title": "Quay shut",
    "url": "https://harbour.example/7",
    "published_at": "2031-05-19T10:20:00+03:00",
    "text": "The quay is shut.",
}


def test_all_that_a_record_says() -> None:
    (intake,) = read(json.dumps(FULL).encode())
    report = intake.report
    assert intake.outcome is Outcome.READ
    assert report is not None
    assert (report.label, report.outlet, report.url) == ("hp-7", "Harbour Post", "https://harbour.example/7")
    assert report.published == Moment("2031-05-19T10:20:00+03:00")
    assert [(layer.name, layer.text) for layer in report.layers] == [
        (LayerName.TITLE, "Quay shut"),
        (LayerName.TEXT, "The quay is shut."),
    ]


def test_lines_end_each_on_their_own(tmp_path: Path) -> None:
    file = tmp_path / "day.jsonl"
    file.write_bytes(b'{"text": "One."}\r\n\n{"text": " "}\nnot json\n7\n{"id": 12, "text": "Two."}')
    intakes = list(read_inputs([str(file)]))
    assert [intake.source.removeprefix(str(file)) for intake in intakes] == [
        ", line 1",
        ", line 3",
        ", line 4",
        ", line 5",
        ", line 6",
    ]
    assert [intake.outcome for intake in intakes] == [Outcome.READ, *[Outcome.REFUSED] * 3, Outcome.READ]
    assert "no text" in (intakes[1].reason or "")
    assert "not valid JSON" in (intakes[2].reason or "")
    assert "not a record" in (intakes[3].reason or "")
    assert [i.report.label for i in intakes if i.report] == ["day.jsonl#1", "12"]
    assert [i.capture.raw for i in intakes if i.capture] == [b'{"text": "One."}', b'{"id": 12, "text": "Two."}']
    assert count_inputs([str(file)]) == 5


def test_items_of_an_array_keep_their_exact_bytes() -> None:
    intakes = read(' [ {"text":"Caf\u00e9"} ,\n{"text" : "\\ud800 b"}]\n'.encode())
    assert [i.capture.raw for i in intakes if i.capture] == ['{"text":"Café"}'.encode(), b'{"text" : "\\ud800 b"}']
    assert [i.source for i in intakes] == ["standard input, item 1", "standard input, item 2"]
    assert [i.report.layers[0].text for i in intakes if i.report] == ["Café", "\ud800 b"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("shape", ['[{"text":"Żółw"}]', '{"text":"Żółw"}', '{"text":"Żółw"}\n\n{"text":"Żółw"}\n'])
def test_marked_encodings(encoding: str, shape: str) -> None:
    intakes = read(shape.encode(encoding))
    assert len(intakes) == shape.count("text")
    assert {i.report.layers[0].text for i in intakes if i.report} == {"Żółw"}


def test_a_date_that_cannot_be_read_is_told() -> None:
    (intake,) = read(b'{"text": "One.", "published": "last spring"}')
    assert intake.outcome is Outcome.IN_PART
    assert intake.report is not None
    assert intake.report.published is None
    assert "'last spring'" in (intake.reason or "")


def test_a_second_date_field_stands_in_for_an_unreadable_first() -> None:
    (intake,) = read(b'{"text": "One.", "published_at": 7, "published": "Mon, 19 May 2031 10:20:00 +0300"}')
    assert intake.report is not None
    assert intake.report.published == Moment("2031-05-19T10:20:00+03:00")
    assert intake.outcome is Outcome.IN_PART


def test_a_field_that_is_no_string_is_left_out_and_told() -> None:
    (intake,) = read(b'{"text": "One.", "outlet": ["a"], "title": null, "url": ""}')
    assert intake.reason == '"outlet" is not a string and was left out'
    assert intake.report is not None
    assert (intake.report.outlet, intake.report.url) == (None, None)


def test_damaged_bytes_in_one_line_leave_the_others_whole() -> None:
    first, second = read('{"text": "Café'.encode() + b'\xff."}\n{"text": "Two."}')
    assert first.outcome is Outcome.IN_PART
    assert second.outcome is Outcome.READ


def test_a_list_that_breaks_off_gives_what_it_has_and_says_so() -> None:
    first, second, lost = read(b'[{"text": "One."}, {"text": "Two."}, {"text": "Thr')
    assert [first.outcome, second.outcome, lost.outcome] == [Outcome.READ, Outcome.READ, Outcome.REFUSED]
    assert "after 2 of them" in (lost.reason or "")
    *_, more = read(b'[{"text": "One."}] and more')
    assert "something follows" in (more.reason or "")
