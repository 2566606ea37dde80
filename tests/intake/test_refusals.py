"""Every input that gives no report gets one line that says why."""

import os
import socket
from io import BytesIO
from pathlib import Path

import pytest

from sayso.intake import read_inputs
from sayso.intake.draft import MAX_TEXT
from sayso.intake.html import MAX_PAGE, MAX_TAGS
from sayso.intake.paths import HEAD, MAX_BYTES
from sayso.nouns import Outcome


def why(source: str, stdin: bytes = b"") -> str:
    (intake,) = read_inputs([source], stdin=BytesIO(stdin))
    assert intake.outcome is Outcome.REFUSED
    assert intake.report is None
    assert intake.capture is None
    assert intake.reason is not None
    assert "\n" not in intake.reason
    return intake.reason


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t ", "there is no text in it"),
        (b"\xef\xbb\xbf", "there is no text in it"),
        (b"%PDF-1.7\n", "the document is damaged"),
        (b"PK\x03\x04\x14", "the zip archive is damaged"),
        (b"\x1f\x8b\x08\x00", "packed with gzip and breaks off"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG image"),
        (b"RIFF\x10\x00\x00\x00WEBP", "an image"),
        (b"some text\x00more", "byte 9 is zero"),
        (b"\x01\x02\x03\x04 beep", "control characters"),
        (b'<?xml version="1.0"?><rss></rss>', "a feed"),
        (b"<!doctype html><title>Empty</title>", "no article"),
        (b'{"text": "cut off', "not valid JSON"),
        (b"[]", "no records"),
        (b"<html>" + b" " * MAX_PAGE, "more than the limit of 5,242,880"),
        (b"<html>" + b"<b>x" * MAX_TAGS, "more than the limit of 60,000"),
        (b"a " * (MAX_TEXT // 2 + 1), "more than the limit of 2,000,000"),
        (b"a" * (MAX_BYTES + 1), "more than 20.0 MB"),
    ],
    ids=lambda value: repr(value[:20]),
)
def test_bytes_without_a_report(raw: bytes, reason: str) -> None:
    assert reason in why("-", raw)


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.write(b"a " * HEAD)
        file.truncate(50 * 1024 * 1024)
    assert why(str(large)) == "it has 50.0 MB, more than the limit of 20.0 MB; split it"


def test_nothing_at_the_path() -> None:
    assert "nothing at this path" in why("no/such/file.txt")
    assert "nothing at this path" in why("a\x00b")
    assert "nothing matches" in why("no-such-*.txt")
    assert "nothing is fetched unless" in why("https://harbour.example/news")


def test_a_folder_without_files(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("Not read.")
    assert "no files" in why(str(tmp_path))


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shut = tmp_path / "shut.txt"
    shut.write_text("Not for you.")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert why(str(shut)) == "it cannot be read: permission denied"


def test_a_pipe_or_socket_in_a_folder_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        intakes = list(read_inputs([str(tmp_path)]))
    assert [intake.reason for intake in intakes] == ["it is not a file but a device, pipe or socket"] * 2


def test_a_broken_link(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    assert "no such file" in why(str(tmp_path))


def test_an_unknown_kind_in_a_folder_is_told_and_read_only_if_named(tmp_path: Path) -> None:
    style = tmp_path / "page.css"
    style.write_text("body { color: red }")
    assert "no kind that is read" in why(str(tmp_path))
    (named,) = read_inputs([str(style)])
    assert named.outcome is Outcome.READ


def test_deeply_nested_pages_and_values_end_in_a_reason() -> None:
    assert "article" in why("-", b"<html>" + b"<div>" * 3000 + b"Deep down." + b"</div>" * 3000)
    assert "not valid JSON" in why("-", b'[{"text":' + b"[" * 100_000)


def test_a_parser_that_fails_refuses_one_input_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_text("<html><body><p>One.</p></body></html>")
    (tmp_path / "b.txt").write_text("Two.")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("trafilatura.load_html", fail)
    page, text = read_inputs([str(tmp_path)])
    assert page.reason == "the page cannot be parsed (RuntimeError); save its text instead"
    assert text.outcome is Outcome.READ
