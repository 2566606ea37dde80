"""Lists of feeds name addresses and do nothing else."""

from pathlib import Path

import pytest

from sayso.errors import UnreadableInput
from sayso.intake.fetch import feeds


def test_feeds_are_found_however_deep_each_once() -> None:
    raw = b"""<?xml version="1.0" encoding="UTF-8"?>
    <opml version="1.0"><head><title>Mine</title></head><body>
      <outline text="News"><outline type="rss" text="A" xmlUrl="https://a.example/feed"/>
        <outline text="Deeper"><outline text="B" xmlUrl=" https://b.example/feed "/></outline></outline>
      <outline text="A again" xmlUrl="https://a.example/feed"/><outline text="none"/>
      <outline text="path" xmlUrl="/etc/passwd"/>
    </body></opml>"""
    assert feeds(raw) == ("https://a.example/feed", "https://b.example/feed")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "no list of feeds"),
        (b"<opml><body>", "no list of feeds"),
        (b"<rss/>", "begins with <rss>"),
        (b"<opml><body/></opml>", "names no feed"),
        (b"<!DOCTYPE opml><opml/>", "document type"),
        (
            b"<opml>%b</opml>" % b"".join(b'<outline xmlUrl="https://a.example/%d"/>' % n for n in range(2001)),
            "split it",
        ),
    ],
)
def test_what_is_no_list_is_refused(raw: bytes, words: str) -> None:
    with pytest.raises(UnreadableInput, match=words):
        feeds(raw)


def test_entities_are_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("https://secret.example/feed")
    entity = f"<!DOCTYPE opml [<!ENTITY x SYSTEM 'file://{secret}'>]>"
    with pytest.raises(UnreadableInput) as caught:
        feeds(f"{entity}<opml><body><outline xmlUrl='https://a.example/'>&x;</outline></body></opml>".encode())
    assert "secret.example" not in str(caught.value)
