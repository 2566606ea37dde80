"""Tables, chats, and what archiving tools write."""

import csv
import json
from datetime import UTC, datetime
from io import StringIO

import pytest

from sayso.errors import UsageError
from sayso.intake import columns
from sayso.nouns import LayerName, Moment, Outcome

from .making import SAID, chat, chat_of_all, chat_page, message, read, table, text


def test_each_row_is_a_report_by_the_names_of_the_columns() -> None:
    intakes = read(table(), ".csv")
    assert [text(intake) for intake in intakes] == [f'{words}\n"Yes", she said.' for words in SAID]
    report = intakes[1].report
    assert report is not None
    assert (report.label, report.outlet, report.published) == ("t1", "Harbour Post", Moment("2031-05-19"))
    assert text(intakes[1], LayerName.TITLE) == "Pier, shut"


def test_the_capture_of_a_row_reads_as_that_row() -> None:
    intake = read(table(), ".csv")[1]
    assert intake.capture is not None
    (again,) = read(intake.capture.raw, ".csv")
    assert text(again) == text(intake)


def test_the_user_says_what_columns_are_called() -> None:
    raw = b"when;what;who\n2031-05-19;The quay is shut.;Harbour Post\n"
    assert "no column of the table is named as its text; it has when, what, who" in (read(raw, ".csv")[0].reason or "")
    given = columns(["text=what,published=when", "outlet=who"])
    (intake,) = read(raw, ".csv", columns=given)
    assert intake.report is not None
    assert (text(intake), intake.report.outlet, intake.report.published) == (
        "The quay is shut.",
        "Harbour Post",
        Moment("2031-05-19"),
    )
    assert "no column 'bodytext'" in (read(raw, ".csv", columns=columns(["text=bodytext"]))[0].reason or "")
    (record,) = read(b'{"what": "The quay is shut.", "when": "2031-05-19"}', columns=given)
    assert record.report is not None
    assert (text(record), record.report.published) == ("The quay is shut.", Moment("2031-05-19"))


@pytest.mark.parametrize("given", ["text", "text=", "=body", "words=body"])
def test_what_is_no_column_map_says_what_would_be(given: str) -> None:
    with pytest.raises(UsageError, match="FACT=COLUMN"):
        columns([given])


def test_a_row_that_is_short_and_a_table_that_does_not_end() -> None:
    first, last = read(b"text,date\nOne.\nTwo.,2031-05-19", ".csv")
    assert first.reason == "the row has 1 of 2 columns"
    assert "may be cut short" in (last.reason or "")
    assert [text(first), text(last)] == ["One.", "Two."]


def test_tabs_and_other_encodings() -> None:
    (intake,) = read("date\tbody\n2031-05-19\tThe café, it said, is shut.\n".encode("utf-16"), ".tsv")
    assert text(intake) == "The café, it said, is shut."


def test_each_message_of_a_chat_with_whom_it_was_forwarded_from() -> None:
    for raw in (chat_of_all(), chat_page()):
        intakes = read(raw)
        assert [intake.outcome for intake in intakes] == [Outcome.READ] * 3
        assert [text(intake) for intake in intakes] == list(SAID)
        reports = [intake.report for intake in intakes if intake.report]
        assert [report.forwarded_from for report in reports] == [None, "Port Wire", None]
        assert {report.outlet for report in reports} == {"Harbour Watch"}
        assert [report.label for report in reports] == [f"Harbour Watch#{number}" for number in (2, 3, 4)]
        assert {report.published and report.published.instant() for report in reports} == {
            datetime(2031, 5, 19, 10, 20, tzinfo=UTC)
        }


def test_a_message_is_the_same_report_in_a_later_export() -> None:
    later = chat_page().replace(
        b"</div></div></div></body>",
        b'<div class="message default" id="message9"><div class="body">'
        b'<div class="text">It opened again.</div></div></div></div></div></div></body>',
    )
    before, after = ({intake.report.id for intake in read(raw) if intake.report} for raw in (chat_page(), later))
    assert len(after) == 4
    assert before < after


def test_who_wrote_in_a_group_is_the_author() -> None:
    raw = chat(message(1, SAID[0], **{"from": "Ona Field"})).replace(b"public_channel", b"private_supergroup")
    report = read(raw)[0].report
    assert report is not None
    assert (report.outlet, report.author, report.url) == ("Harbour Watch", "Ona Field", None)


@pytest.mark.parametrize(("told", "damaged"), [(b'"id": 77', b'"id": 077'), (b'"Harbour Watch"', b'"Harbour \\Watch"')])
def test_a_chat_whose_name_or_number_is_damaged_is_read_and_says_so(told: bytes, damaged: bytes) -> None:
    lost, intake = read(chat(message(1, SAID[0])).replace(told, damaged, 1))
    assert "its name, type or number is missing" in (lost.reason or "")
    assert text(intake) == SAID[0]


def test_messages_without_words_are_counted() -> None:
    *intakes, lost = read(chat(message(1, SAID[0]), message(2, "", photo="p.jpg"), message(3, [], file="f.mp4")))
    assert len(intakes) == 1
    assert lost.reason == "2 messages hold pictures or files alone, which are not read"


def test_an_export_of_several_chats() -> None:
    listed = [
        {"name": f"Chat {n}", "type": "public_channel", "id": n, "messages": [message(n, words)]}
        for n, words in enumerate(SAID)
    ]
    intakes = read(json.dumps({"about": "Here is your data.", "chats": {"list": listed}}).encode())
    assert [intake.report.outlet for intake in intakes if intake.report] == ["Chat 0", "Chat 1", "Chat 2"]
    assert [text(intake) for intake in intakes] == list(SAID)


ITEM = {
    "status": "telegram_extractor: success",
    "metadata": {
        "url": "https://harbour.example/post",
        "title": "Pier",
        "content": SAID[0],
        "timestamp": "2031-05-19T10:20:00+00:00",
        "_processed_at": "2031-05-20T08:00:00+00:00",
    },
    "media": [{"filename": "a.jpg"}],
}


def test_items_of_an_archiving_tool_in_json_and_in_a_table() -> None:
    in_python = {**ITEM["metadata"], "timestamp": datetime(2031, 5, 19, 10, 20, tzinfo=UTC)}  # type: ignore[dict-item]
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["status", "metadata", "media"])
    writer.writerow([ITEM["status"], repr(in_python), "[]"])
    for intakes in (read(json.dumps(ITEM).encode()), read(out.getvalue().encode(), ".csv")):
        (intake,) = intakes
        assert text(intake) == SAID[0]
        assert intake.report is not None
        assert intake.report.url == "https://harbour.example/post"
        assert intake.report.published == Moment("2031-05-19T10:20:00+00:00")
        assert intake.report.retrieved == Moment("2031-05-20T08:00:00+00:00")


def test_the_sheet_of_an_archiving_tool() -> None:
    raw = b"Link,Archive status,Archive date,Upload timestamp,Upload title,Text content\n"
    raw += b'https://harbour.example/p,ok,2031-05-20T08:00:00Z,2031-05-19T10:20:00Z,Pier,"The quay is shut, it said."\n'
    (intake,) = read(raw, ".csv")
    assert intake.report is not None
    assert (text(intake), intake.report.url) == ("The quay is shut, it said.", "https://harbour.example/p")
    assert intake.report.retrieved == Moment("2031-05-20T08:00:00Z")


@pytest.mark.parametrize(
    "cell", ["__import__('os').system('true')", "{'content': open('/etc/passwd').read()}", "(" * 5000, "{'content': 1}"]
)
def test_nothing_in_a_cell_is_run(cell: str) -> None:
    out = StringIO(newline="")
    csv.writer(out).writerows([["status", "metadata", "media"], ["ok", cell, "[]"]])
    (intake,) = read(out.getvalue().encode(), ".csv")
    assert intake.reason == "the row has no text"


def test_a_comment_in_the_page_of_a_chat_is_no_part_of_its_messages() -> None:
    commented = (
        chat_page().replace(b'<div class="text', b'<!-- x --><div class="text').replace(b"pier", b"pi<!-- y -->er")
    )
    assert [text(intake) for intake in read(commented)] == list(SAID)
    assert {intake.outcome for intake in read(commented)} == {Outcome.READ}
