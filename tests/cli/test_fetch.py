"""`read --fetch` with a site of this machine."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result
from local_site import HERE, Reply, Site, serving

from sayso.intake import fetch
from sayso.ledger import Ledger

Run = Callable[..., Result]

TITLE = "<title>Café fire – Dale Post</title><meta property='og:site_name' content='Dale Post'>"
BODY = "<p>The mayor of Orlow said on Monday that the café had burnt down and that 12 people were hurt in the fire.</p>"
PAGE = f"<html><head>{TITLE}</head><body><article><h1>Café fire</h1>{BODY}{BODY}</article></body></html>".encode(
    "cp1252"
)
HTML = {"Content-Type": "text/html; charset=windows-1252", "ETag": '"a"'}


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site that the command line may ask, though it is of this machine."""
    monkeypatch.setattr(fetch, "Fetcher", partial(fetch.Fetcher, allow=lambda address: address == HERE, pause=0))
    with serving() as found:
        yield found


def answer(headers: Mapping[str, str]) -> Reply:
    return Reply(status=304) if headers.get("if-none-match") == '"a"' else Reply(PAGE, headers=HTML)


def test_an_address_is_not_fetched_unless_that_is_asked_for(run: Run, tmp_path: Path, site: Site) -> None:
    result = run("read", f"{site.root}/news?a=*", "--ledger", tmp_path / "l.sayso")
    assert result.exit_code == 5
    assert "nothing is fetched unless that is asked for (--fetch)" in result.stderr
    assert site.asked == []


def test_a_page_is_kept_as_it_came_with_where_and_when_it_was_fetched(run: Run, tmp_path: Path, site: Site) -> None:
    site.replies["/old"] = Reply(status=301, headers={"Location": "/2024/fire"})
    site.replies["/2024/fire"] = Reply(PAGE, headers=HTML)
    result = run("read", f"{site.root}/old", "--fetch", "--ledger", tmp_path / "l.sayso", "--json")
    assert result.exit_code == 0, result.stderr
    (end,) = json.loads(result.stdout)["inputs"]
    assert (end["source"], end["report"], end["outcome"]) == (f"{site.root}/old", "fire.html", "read")
    with Ledger.open(tmp_path / "l.sayso") as ledger:
        (report,) = ledger.reports()
        capture = ledger.capture(report.capture)
    assert capture is not None
    assert capture.raw == PAGE
    assert (report.url, report.outlet) == (f"{site.root}/2024/fire", "Dale Post")
    assert report.retrieved is not None
    assert "the café had burnt down" in report.layers[1].text


def test_what_has_not_changed_is_not_sent_again_and_read_as_unchanged(run: Run, tmp_path: Path, site: Site) -> None:
    site.replies["/news"] = answer
    command = ("read", f"{site.root}/news", "--fetch", "--ledger", tmp_path / "l.sayso", "--json")
    run(*command)
    again = run(*command)
    assert again.exit_code == 0
    assert json.loads(again.stdout)["inputs"][0]["unchanged"] is True
    assert [headers.get("if-none-match") for path, headers in site.asked if path == "/news"] == [None, '"a"']


def test_a_page_that_the_ledger_does_not_have_is_asked_for_whole(run: Run, tmp_path: Path, site: Site) -> None:
    site.replies["/news"] = Reply(b"<html><body></body></html>", headers=HTML)
    command = ("read", f"{site.root}/news", "--fetch", "--ledger", tmp_path / "l.sayso")
    assert run(*command).exit_code == 5
    assert run(*command).exit_code == 5
    assert all("if-none-match" not in headers for _, headers in site.asked)


def test_one_address_that_fails_costs_itself_alone(run: Run, tmp_path: Path, site: Site) -> None:
    site.replies["/news"] = answer
    addresses = (f"{site.root}/gone", "file:///etc/passwd", "http://127.0.0.1/", f"{site.root}/news")
    result = run("read", *addresses, "--fetch", "--ledger", tmp_path / "l.sayso", "--json")
    assert result.exit_code == 3
    reasons = [end["reason"] for end in json.loads(result.stdout)["inputs"]]
    assert "answers 404" in reasons[0]
    assert "only http and https" in reasons[1]
    assert "only public addresses" in reasons[2]
    assert reasons[3] is None


def test_a_feed_gives_its_entries(run: Run, tmp_path: Path, site: Site) -> None:
    entry = "<item><title>Fire</title><link>https://dale.example/fire</link><description>The mayor of Orlow said on Monday that 12 people were hurt.</description></item>"  # noqa: E501 - one entry
    site.replies["/feed"] = Reply(
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Dale Post</title>{entry}</channel></rss>'.encode()
    )
    result = run("read", f"{site.root}/feed", "--fetch", "--ledger", tmp_path / "l.sayso", "--json")
    assert result.exit_code == 0, result.stderr
    with Ledger.open(tmp_path / "l.sayso") as ledger:
        (report,) = ledger.reports()
    assert (report.url, report.outlet) == ("https://dale.example/fire", "Dale Post")
