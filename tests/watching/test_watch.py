"""A watcher reads what is new once, tells what that changes, and goes on where it stopped."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest
from local_site import HERE, Reply, Site, serving

from sayso import Settings
from sayso.errors import UsageError
from sayso.export.events import SCHEMA, event_record
from sayso.intake.fetch import Fetcher
from sayso.ledger import Ledger
from sayso.watching import LONGEST_WAIT, Event, Watch
from sayso.watching import watch as watching

AT = datetime(2031, 5, 19, tzinfo=UTC)

MINE = "people were hurt in the explosion at the Vey mine in Orlow."
FIRST = ("Dale Post", "2031-03-05T10:00Z", f"The fire brigade in Orlow said on Wednesday that 12 {MINE}")
LATER = ("Dale Post", "2031-03-06T10:00Z", f"The fire brigade in Orlow said on Thursday that 15 {MINE}")
OTHER = ("Brin Herald", "2031-03-05T10:00Z", f"The owner of the mine said on Wednesday that 20 {MINE}")

Watcher = Callable[..., Watch]
Told = dict[str, object]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def watcher(tmp_path: Path, slept: list[float]) -> Iterator[Watcher]:
    """Makes watchers of one ledger; each is as a new run would have it."""
    with Ledger.open(tmp_path / "case.sayso") as ledger:
        yield lambda *sources, **how: Watch(
            ledger=ledger,
            sources=list(map(str, sources)),
            settings=Settings(attribution="rules"),
            **{"every": 60.0, "sleep": slept.append} | how,
        )


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


FETCHER = partial(Fetcher, allow=lambda address: address == HERE, pause=0)


def put(folder: Path, name: str, story: tuple[str, str, str]) -> Path:
    outlet, published, text = story
    record = {"id": name, "outlet": outlet, "published_at": published, "title": "Mine accident in Orlow", "text": text}
    path = folder / f"{name}.json"
    path.write_text(json.dumps(record))
    return path


def told(events: Iterator[Event]) -> list[Told]:
    records: list[Told] = [dict(event_record(event, AT)) for event in events]
    assert all(record["schema"] == SCHEMA and record["at"] == "2031-05-19T00:00:00+00:00" for record in records)
    return records


def kinds(events: Iterator[Event]) -> list[object]:
    return [record["type"] for record in told(events)]


def test_what_is_new_is_read_once_and_by_no_later_run(watcher: Watcher, inbox: Path, slept: list[float]) -> None:
    watch = watcher(inbox)
    assert kinds(watch.round()) == []
    assert slept == []
    put(inbox, "a", FIRST)
    (record,) = told(watch.round())
    assert (record["type"], record["report"], record["outlet"]) == ("report.read", "a", "Dale Post")
    assert slept == [1.0]
    assert kinds(watch.round()) == []
    assert kinds(watcher(inbox).round()) == []
    assert slept == [1.0]


def test_what_the_ledger_has_already_is_no_news(watcher: Watcher, inbox: Path) -> None:
    watch = watcher(inbox)
    put(inbox, "a", FIRST)
    assert kinds(watch.round()) == ["report.read"]
    os.utime(inbox / "a.json", (1, 1))
    assert kinds(watch.round()) == []


def test_a_file_that_changes_is_read_again(watcher: Watcher, inbox: Path) -> None:
    watch = watcher(inbox)
    put(inbox, "a", FIRST)
    assert kinds(watch.round()) == ["report.read"]
    put(inbox, "a", LATER)
    assert kinds(watch.round())[0] == "report.read"


def test_a_file_that_still_grows_waits(watcher: Watcher, inbox: Path) -> None:
    growing = put(inbox, "a", FIRST)
    put(inbox, "b", OTHER)
    watch = watcher(inbox, sleep=lambda _: growing.write_text(growing.read_text() + " "))
    assert [record["report"] for record in told(watch.round()) if record["type"] == "report.read"] == ["b"]
    watch.sleep = lambda _: None
    assert [record["report"] for record in told(watch.round()) if record["type"] == "report.read"] == ["a"]


def test_a_file_that_goes_while_it_is_looked_at_costs_nothing(watcher: Watcher, inbox: Path) -> None:
    going = put(inbox, "a", FIRST)
    assert kinds(watcher(inbox, sleep=lambda _: going.unlink()).round()) == []


def test_what_a_report_changes_is_told(watcher: Watcher, inbox: Path) -> None:
    watch = watcher(inbox)
    put(inbox, "a", FIRST)
    assert kinds(watch.round()) == ["report.read"]
    put(inbox, "b", LATER)
    came, stands, superseded = told(watch.round())
    assert came["type"] == "report.read"
    assert (stands["type"], stands["wording"]) == ("question.superseded", "How many people were hurt?")
    assert (superseded["type"], superseded["from"], superseded["to"]) == ("claim.superseded", "12", "15")
    assert superseded["question"] == stands["question"]
    claims = {one.claim.id: one.report.label for one in watch.ledger.claims()}
    assert (claims[str(superseded["claim"])], claims[str(superseded["by"])]) == ("a", "b")


def test_changes_that_a_run_did_not_live_to_tell_are_told_by_the_next(watcher: Watcher, inbox: Path) -> None:
    watch = watcher(inbox)
    put(inbox, "a", FIRST)
    assert kinds(watch.round()) == ["report.read"]
    put(inbox, "b", OTHER)
    broken = watch.round()
    assert next(broken)
    broken.close()  # as if it were killed when it had told of the report
    assert "question.disputed" in kinds(watcher(inbox).round())
    assert kinds(watcher(inbox).round()) == []


def test_what_changed_before_anybody_watched_is_not_told(watcher: Watcher, inbox: Path, tmp_path: Path) -> None:
    from sayso import read  # noqa: PLC0415 - beside the watcher

    watch = watcher(inbox)
    for name, story in (("a", FIRST), ("b", OTHER)):
        path = put(tmp_path, name, story)
        list(read(watch.ledger, [str(path)], settings=watch.settings))
    assert kinds(watch.round()) == []


def test_an_input_that_is_refused_is_told_once_and_the_others_are_read(watcher: Watcher, inbox: Path) -> None:
    (inbox / "bad.txt").write_bytes(b"\x00" * 100)
    (inbox / "style.css").write_text("body { color: red }")
    put(inbox, "good", FIRST)
    records = told(watcher(inbox).round())
    assert [record["type"] for record in records] == ["input.refused", "report.read", "input.refused"]
    assert (records[0]["source"], records[0]["retry_in"]) == (str(inbox / "bad.txt"), None)
    assert kinds(watcher(inbox).round()) == []


def test_a_folder_that_is_gone_is_told_once_until_it_is_there_again(watcher: Watcher, inbox: Path) -> None:
    watch = watcher(inbox / "sub", inbox)
    (record,) = told(watch.round())
    assert (record["type"], record["retry_in"]) == ("input.refused", 60.0)
    assert kinds(watch.round()) == []
    (inbox / "sub").mkdir()
    put(inbox / "sub", "a", FIRST)
    assert kinds(watch.round()) == ["report.read"]


def test_the_ledger_is_no_input_of_its_own(watcher: Watcher, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with Ledger.open(tmp_path / "other" / "case.db") as ledger:
        watch = watcher(tmp_path / "other")
        watch.ledger = ledger
        assert kinds(watch.round()) == []


@pytest.mark.parametrize("source", ["https://outlet.example/feed", "feeds.opml", "-"])
def test_what_would_have_to_be_fetched_is_refused_at_once(source: str, watcher: Watcher) -> None:
    with pytest.raises(UsageError, match=r"--fetch|standard input"):
        watcher(source)


ITEM = "<item><title>{0}</title><link>https://dale.example/{0}</link><description>{1}</description></item>"


def feed(*stories: tuple[str, str]) -> bytes:
    items = "".join(ITEM.format(*story) for story in stories)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Dale Post</title>{items}</channel></rss>'.encode()


def test_a_feed_gives_what_is_new_in_it(watcher: Watcher, site: Site) -> None:
    site.replies["/feed"] = Reply(feed(("a", FIRST[2])))
    watch = watcher(f"{site.root}/feed", fetcher=FETCHER)
    (record,) = told(watch.round())
    assert (record["type"], record["url"]) == ("report.read", "https://dale.example/a")
    assert kinds(watch.round()) == []
    site.replies["/feed"] = Reply(feed(("b", OTHER[2]), ("a", FIRST[2])))
    assert [record["url"] for record in told(watch.round()) if record["type"] == "report.read"] == [
        "https://dale.example/b"
    ]


def test_a_feed_that_has_not_changed_is_not_sent_again(watcher: Watcher, site: Site) -> None:
    def answer(headers: Mapping[str, str]) -> Reply:
        known = headers.get("if-none-match") == '"a"'
        return Reply(status=304) if known else Reply(feed(("a", FIRST[2])), headers={"ETag": '"a"'})

    site.replies["/feed"] = answer
    assert kinds(watcher(f"{site.root}/feed", fetcher=FETCHER).round()) == ["report.read"]
    assert kinds(watcher(f"{site.root}/feed", fetcher=FETCHER).round()) == []
    assert [headers.get("if-none-match") for path, headers in site.asked if path == "/feed"] == [None, '"a"']


def test_a_list_of_feeds_is_looked_at_in_each_round(watcher: Watcher, site: Site, tmp_path: Path) -> None:
    outlines = [f'<outline text="x" xmlUrl="{site.root}/{name}"/>' for name in ("a", "b")]
    listed = tmp_path / "feeds.opml"
    listed.write_text(f"<opml version='2.0'><body><outline>{outlines[0]}</outline></body></opml>")
    site.replies["/a"], site.replies["/b"] = Reply(feed(("a", FIRST[2]))), Reply(feed(("b", OTHER[2])))
    watch = watcher(listed, fetcher=FETCHER)
    assert kinds(watch.round()) == ["report.read"]
    listed.write_text(f"<opml version='2.0'><body>{''.join(outlines)}</body></opml>")
    assert kinds(watch.round())[0] == "report.read"
    listed.unlink()
    assert kinds(watch.round()) == ["input.refused"]


def test_a_feed_that_fails_is_tried_again_ever_later_and_costs_no_other(watcher: Watcher, site: Site) -> None:
    now = [0.0]
    site.replies["/good"] = Reply(feed(("a", FIRST[2])))
    watch = watcher(f"{site.root}/bad", f"{site.root}/good", fetcher=FETCHER, clock=lambda: now[0])
    failed, came = told(watch.round())
    assert (failed["type"], failed["retry_in"], came["type"]) == ("input.refused", 60.0, "report.read")
    assert "answers 404" in str(failed["reason"])
    tried = []
    for _ in range(40):
        now[0] += 60
        tried += [(now[0], record["retry_in"]) for record in told(watch.round())]
    assert tried == [(60, 120.0), (180, 240.0), (420, 480.0), (900, 960.0), (1860, 1920.0)]
    now[0] += LONGEST_WAIT
    site.replies["/bad"] = Reply(feed(("b", OTHER[2])))
    assert kinds(watch.round())[0] == "report.read"
    site.replies["/bad"] = Reply(status=500)
    assert [record["retry_in"] for record in told(watch.round())] == [60.0]


def test_a_feed_leads_nowhere_that_an_address_does_not(watcher: Watcher, site: Site) -> None:
    site.replies["/feed"] = Reply(status=302, headers={"Location": "http://169.254.169.254/"})
    (record,) = told(watcher(f"{site.root}/feed", fetcher=FETCHER).round())
    assert "only public addresses" in str(record["reason"])


def test_the_same_bytes_are_not_taken_apart_again(
    watcher: Watcher, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.replies["/feed"] = Reply(feed(("a", FIRST[2])))
    watch = watcher(f"{site.root}/feed", fetcher=FETCHER)
    assert kinds(watch.round()) == ["report.read"]
    monkeypatch.setattr(watching, "read", None)  # what is not called need not be there
    assert kinds(watch.round()) == []
    assert site.paths.count("/feed") == 2


@pytest.mark.parametrize(
    ("asked", "wait"), [("3600", 3600.0), ("5", 60.0), ("999999999999", LONGEST_WAIT), ("soon", 60.0), ("²", 60.0)]
)
def test_a_server_that_asks_for_time_gets_it(asked: str, wait: float, watcher: Watcher, site: Site) -> None:
    site.replies["/feed"] = Reply(status=429, headers={"Retry-After": quote(asked, safe="")})
    assert [record["retry_in"] for record in told(watcher(f"{site.root}/feed", fetcher=FETCHER).round())] == [wait]


def test_a_server_may_name_the_time(watcher: Watcher, site: Site) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    site.replies["/feed"] = Reply(status=503, headers={"Retry-After": later})
    (record,) = told(watcher(f"{site.root}/feed", fetcher=FETCHER).round())
    assert isinstance(record["retry_in"], float)
    assert 7000 < record["retry_in"] <= 7200


PAGE = """<!doctype html><html lang="en"><head><title>Mine accident in Orlow</title></head><body><article>
<p>{0}</p><p>Rescue teams from three towns went down into the mine in the evening, the mayor of Orlow said.</p>
<p>The mine was shut for a week in January, after a fire in one of its lower galleries.</p></article></body></html>"""
CHARS = {"Content-Type": "text/html; charset=utf-8"}


def test_pages_are_fetched_of_which_a_feed_has_only_a_summary(watcher: Watcher, site: Site) -> None:
    """So many a round, each once, as what the robots.txt of the site lets be fetched."""
    for name in "abc":
        site.replies[f"/{name}"] = Reply(PAGE.format(LATER[2]).encode(), headers=CHARS)
    items = feed(*((name, f"Pier {name} was shut, it says.") for name in "abcd")).decode()
    site.replies["/feed"] = Reply(items.replace("https://dale.example", site.root).encode())
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /b\n")
    now = [0.0]
    how = {"fetcher": FETCHER, "pages": 2, "clock": lambda: now[0]}
    watch = watcher(f"{site.root}/feed", **how)
    rounds = []
    for _ in range(4):
        rounds.append(told(watch.round()))
        now[0] += 90
    came = [[str(one["url"])[-1] for one in events if one["type"] == "report.read"] for events in rounds]
    refused = [one for events in rounds for one in events if one["type"] == "input.refused"]
    assert came == [["a", "b", "c", "d", "c"], ["a"], [], []]  # the last entry of the feed comes first
    assert {path for path in site.paths if path[1:] in set("abcd")} == {"/a", "/c", "/d"}
    assert {(str(one["source"])[-2:], "robots.txt" in str(one["reason"])) for one in refused} == {
        ("/b", True),
        ("/d", False),
    }
    assert site.paths.count("/a") == site.paths.count("/c") == 1
    assert kinds(watcher(f"{site.root}/feed", **how | {"pages": 0}).round()) == []


def test_a_page_is_no_version_of_its_summary(watcher: Watcher, site: Site) -> None:
    site.replies["/a"] = Reply(PAGE.format(LATER[2]).encode(), headers=CHARS)
    site.replies["/feed"] = Reply(feed(("a", FIRST[2])).replace(b"https://dale.example", site.root.encode()))
    watch = watcher(f"{site.root}/feed", fetcher=FETCHER, pages=1)
    list(watch.round())
    assert [report.is_summary for report in watch.ledger.reports()].count(True) == 1
    for report in watch.ledger.reports():
        assert report.url == f"{site.root}/a"
        assert watch.ledger.versions(report.id) == ()


def test_pages_without_fetching_make_no_sense(watcher: Watcher, inbox: Path) -> None:
    with pytest.raises(UsageError, match="a page needs fetching"):
        watcher(inbox, pages=1)
