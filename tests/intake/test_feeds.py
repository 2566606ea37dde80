"""Feeds in four dialects: each entry is a report."""

import json

import pytest

from sayso.nouns import LayerName, Moment, Outcome

from .making import SAID, atom, json_feed, rdf, read, rss, text


def test_rss_with_full_texts() -> None:
    intakes = read(rss())
    assert [intake.outcome for intake in intakes] == [Outcome.READ] * 3
    assert [text(intake) for intake in intakes] == [f"{words}\nSecond line." for words in SAID]
    assert [text(intake, LayerName.TITLE) for intake in intakes] == [f"Post {n} & more" for n in range(3)]
    first = intakes[0].report
    assert first is not None
    assert (first.outlet, first.author, first.language) == ("Harbour Post", "Ona Field", "en-GB")
    assert (first.url, first.label) == ("https://harbour.example/0", "https://harbour.example/0")
    assert first.published == Moment("2031-05-19T10:20:00+03:00")
    assert intakes[0].capture is not None
    assert intakes[0].capture.raw.startswith(b"<item><title>Post 0")
    assert intakes[0].capture.raw.endswith(b"</item>")


def test_atom_with_three_kinds_of_content() -> None:
    intakes = read(atom())
    assert [text(intake) for intake in intakes] == list(SAID)
    report = intakes[1].report
    assert report is not None
    assert (report.published, report.modified) == (Moment("2031-05-19T10:20:00Z"), Moment("2031-05-20T08:00:00Z"))
    assert report.outlet == "Harbour Post"


def test_a_summary_is_no_article_and_says_so() -> None:
    intakes = read(rdf())
    assert [text(intake) for intake in intakes] == list(SAID)
    assert {intake.outcome for intake in intakes} == {Outcome.IN_PART}
    assert "only a summary" in (intakes[0].reason or "")
    assert {intake.report.is_summary for intake in intakes if intake.report} == {True}
    assert {intake.report.is_summary for intake in read(atom()) if intake.report} == {False}


def test_the_same_entry_in_a_later_feed_is_the_same_report() -> None:
    feed = rss()
    later = feed.replace(b"<item>", b"<item><title>New</title><description>It opened.</description></item><item>", 1)
    before = {intake.report.id for intake in read(feed) if intake.report}
    after = {intake.report.id for intake in read(later) if intake.report}
    assert before < after


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "windows-1252"])
def test_encodings(encoding: str) -> None:
    feed = rss().decode().replace('"utf-8"', f'"{encoding.removesuffix("-sig")}"').replace("pier", "café")
    assert "the north café" in text(read(feed.encode(encoding))[0])


def test_an_outlet_that_another_feed_passes_on_is_the_outlet() -> None:
    feed = rss().replace(b"<guid", b'<source url="https://port.example/f">Port Wire</source><guid')
    assert {intake.report.outlet for intake in read(feed) if intake.report} == {"Port Wire"}


def test_entities_of_its_own_are_refused_and_nothing_is_opened() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    outside = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    for start in (bomb, outside):
        (intake,) = read(rss().replace(b'<?xml version="1.0" encoding="utf-8"?>', start).replace(b"Short.", b"&b;&x;"))
        assert "entities of its own" in (intake.reason or "")


def test_an_entry_without_a_text_and_a_feed_without_entries() -> None:
    *_, last = read(rss().replace(b"</channel>", b"<item><title>Shut</title></item></channel>"))
    assert last.reason == "the entry has no text"
    (empty,) = read(b"<rss version='2.0'><channel><title>Harbour Post</title></channel></rss>")
    assert empty.reason == "there are no reports in it (a feed)"


@pytest.mark.parametrize(("name", "damaged"), [(b"purl.org/rss", b"purl.org/r\xc2\xa0ss"), (b'"utf-8"', b'"utf\xe18"')])
def test_a_head_that_no_parser_takes_is_told_of_each_entry(name: bytes, damaged: bytes) -> None:
    intakes = read(rss().replace(name, damaged, 1))
    assert len(intakes) == len(SAID)
    assert all("damaged beyond" in (intake.reason or "") for intake in intakes)


def test_one_entry_that_no_parser_takes_costs_no_other() -> None:
    raw = rdf().replace(b"<item ", b'<item xmlns:dc="a\xc2\xa0b" ', 1)
    outcomes = [intake.outcome for intake in read(raw)]
    assert outcomes.count(Outcome.REFUSED) == 1
    assert len(outcomes) == len(SAID)


def test_xml_that_is_no_feed_is_refused() -> None:
    (intake,) = read(b'<?xml version="1.0"?><note><to>Ona</to></note>')
    assert "no feed" in (intake.reason or "")


def test_what_follows_the_end_of_a_feed_is_looked_through_once() -> None:
    comments = b"<!--a-->" * 400
    assert len(read(rss() + comments)) == 3
    assert "breaks off" in (read(rss() + comments + b"x")[-1].reason or "")  # would take for ever if tried in all ways


def test_json_feed_with_three_kinds_of_content() -> None:
    intakes = read(json_feed())
    assert [intake.outcome for intake in intakes] == [Outcome.READ] * 3
    assert [text(intake) for intake in intakes] == [f"{SAID[0]}\nSecond line.", SAID[1], SAID[2]]
    assert text(intakes[0], LayerName.TITLE) == "Post 0"
    first = intakes[0].report
    assert first is not None
    assert (first.outlet, first.author, first.language) == ("Harbour Post", "Ona Field", "en-GB")
    assert (first.url, first.label) == ("https://harbour.example/0", "https://harbour.example/0")
    assert (first.published, first.modified) == (Moment("2031-05-19T10:20:00+03:00"), Moment("2031-05-20T08:00:00Z"))
    assert intakes[0].capture is not None
    assert json.loads(intakes[0].capture.raw)["id"] == first.url


def test_json_feed_of_the_first_version_and_as_php_writes_it() -> None:
    feed = json.loads(json_feed())
    feed["version"], feed["author"] = "https://jsonfeed.org/version/1", feed.pop("authors")[0]
    feed["items"] = [{"id": 7, "summary": SAID[0]}, {"id": 8, "url": 9, "image": "p.png"}, "no entry"]
    first, *lost = read(json.dumps(feed).replace("/", "\\/").encode())
    assert (first.outcome, text(first)) == (Outcome.IN_PART, SAID[0])
    assert "only a summary" in (first.reason or "")
    assert first.report is not None
    assert (first.report.author, first.report.label, first.report.url) == ("Ona Field", "7", None)
    assert [intake.reason for intake in lost] == ["the entry has no text", "it is no entry of a feed"]


def test_the_members_of_a_json_feed_in_any_order() -> None:
    feed = json.loads(json_feed())
    turned = dict(reversed(feed.items()))
    assert [intake.report for intake in read(json.dumps(turned, indent=1).encode())] == [
        intake.report for intake in read(json.dumps(feed, indent=1).encode())
    ]


def test_a_json_feed_without_items_and_records_that_name_one() -> None:
    (empty,) = read(b'{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items": []}')
    assert empty.reason == "there are no reports in it (JSON)"
    (record,) = read(b'[{"text": "Shut.", "from": {"version": "https://jsonfeed.org/version/1.1"}}]')
    assert text(record) == "Shut."
