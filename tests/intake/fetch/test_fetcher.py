"""Pages come whole, as their servers call them, and no faster than sites ask for."""

import gzip
import socket
import ssl
import subprocess
import threading
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from local_site import HERE, Reply, Site, serving

from sayso.errors import NotFetched, TooLarge
from sayso.intake.fetch import Fetcher, Limits, Page, Unchanged, Validators, target
from sayso.intake.fetch.exchange import ask

NEWS = "The harbour office said that the café burnt down.".encode("cp1252")
HTML = {"Content-Type": "text/html; charset=Windows-1252"}


def page(found: Page | Unchanged) -> Page:
    assert isinstance(found, Page)
    return found


def why(fetcher: Fetcher, address: str) -> str:
    with pytest.raises((NotFetched, TooLarge)) as caught:
        fetcher.fetch(address)
    return str(caught.value)


def test_a_page_comes_as_it_is_with_what_its_server_calls_it(site: Site, fetcher: Fetcher) -> None:
    site.replies["/news?day=5"] = Reply(NEWS, headers={**HTML, "ETag": '"a"', "Last-Modified": "Mon"})
    found = page(fetcher.fetch(f"{site.root}/news?day=5#top"))
    assert found.raw == NEWS
    assert (found.media_type, found.charset) == ("text/html", "windows-1252")
    assert found.url == f"{site.root}/news?day=5"
    assert found.validators == Validators(url=found.url, etag='"a"', modified="Mon")
    assert found.retrieved.day
    assert site.asked[-1][1]["user-agent"].startswith("Sayso/")


def test_nothing_is_said_of_what_the_server_does_not_call(site: Site, fetcher: Fetcher) -> None:
    site.replies["/news"] = Reply(NEWS)
    found = page(fetcher.fetch(f"{site.root}/news"))
    assert (found.media_type, found.charset) == (None, None)


@pytest.mark.parametrize(("coding", "packed"), [("gzip", gzip.compress(NEWS)), ("deflate", zlib.compress(NEWS))])
def test_a_packed_page_is_unpacked(coding: str, packed: bytes, site: Site, fetcher: Fetcher) -> None:
    site.replies["/news"] = Reply(packed, headers={"Content-Encoding": coding})
    assert page(fetcher.fetch(f"{site.root}/news")).raw == NEWS


def test_a_page_without_a_length_comes_whole(site: Site, fetcher: Fetcher) -> None:
    chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(NEWS), NEWS)
    site.replies["/news"] = Reply(chunks, headers={"Transfer-Encoding": "chunked"})
    assert page(fetcher.fetch(f"{site.root}/news")).raw in {NEWS, chunks}


def test_an_unchanged_page_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    def answer(headers: Mapping[str, str]) -> Reply:
        return Reply(status=304) if headers.get("if-none-match") == '"a"' else Reply(NEWS, headers={"ETag": '"a"'})

    site.replies["/news"] = answer
    first = page(fetcher.fetch(f"{site.root}/news"))
    assert isinstance(fetcher.fetch(f"{site.root}/news", first.validators), Unchanged)


def test_what_names_the_state_of_one_page_is_not_sent_to_another(site: Site, fetcher: Fetcher) -> None:
    site.replies["/news"] = Reply(status=301, headers={"Location": "/moved"})
    site.replies["/moved"] = Reply(NEWS)
    known = Validators(url=f"{site.root}/moved", etag='"a"', modified="Mon")
    found = page(fetcher.fetch(f"{site.root}/news", known))
    assert found.url == f"{site.root}/moved"
    asked = {path: {name for name in headers if name.startswith("if-")} for path, headers in site.asked}
    assert asked == {"/robots.txt": set(), "/news": set(), "/moved": {"if-none-match", "if-modified-since"}}


def test_five_redirects_are_followed_and_no_more(site: Site, fetcher: Fetcher) -> None:
    for number in range(6):
        site.replies[f"/{number}"] = Reply(status=302, headers={"Location": f"/{number + 1}"})
    site.replies["/6"] = Reply(NEWS)
    assert page(fetcher.fetch(f"{site.root}/1")).url == f"{site.root}/6"
    assert "led on more than 5 times" in why(fetcher, f"{site.root}/0")


@pytest.mark.parametrize(
    ("status", "headers", "words"),
    [(404, {}, "answers 404 Not Found"), (500, {}, "answers 500"), (204, {}, "answers 204"), (304, {}, "answers 304"),
     (302, {}, "does not say where"), (302, {"Location": "http://[::1"}, "not an address")],
)  # fmt: skip
def test_an_answer_without_a_page_is_told(
    status: int, headers: dict[str, str], words: str, site: Site, fetcher: Fetcher
) -> None:
    site.replies["/news"] = Reply(status=status, headers=headers)
    assert words in why(fetcher, f"{site.root}/news")


def test_robots_are_obeyed_and_asked_for_once(site: Site, fetcher: Fetcher) -> None:
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n\nUser-agent: sayso\nDisallow: /private\n")
    site.replies["/news"] = site.replies["/private"] = Reply(NEWS)
    assert page(fetcher.fetch(f"{site.root}/news")).raw == NEWS
    assert "asks robots not to fetch this; open it in a browser" in why(fetcher, f"{site.root}/private")
    assert site.paths == ["/robots.txt", "/news"]


def test_a_redirect_to_what_robots_may_not_see_is_not_followed(site: Site, fetcher: Fetcher) -> None:
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private\n")
    site.replies["/news"] = Reply(status=302, headers={"Location": "/private"})
    assert "asks robots not" in why(fetcher, f"{site.root}/news")
    assert site.paths == ["/robots.txt", "/news"]


def test_where_robots_cannot_be_asked_nothing_is_fetched(site: Site, fetcher: Fetcher) -> None:
    site.replies["/robots.txt"] = Reply(status=503)
    site.replies["/news"] = Reply(NEWS)
    assert "cannot be had, so nothing" in why(fetcher, f"{site.root}/news")
    assert site.paths == ["/robots.txt"]


def test_a_host_is_given_time_between_two_requests(site: Site, slept: list[float]) -> None:
    still = Fetcher(allow=lambda address: address == HERE, clock=lambda: 0.0, sleep=slept.append)
    site.replies["/news"] = Reply(NEWS)
    still.fetch(f"{site.root}/news")
    assert slept == [1.0]
    slept.clear()
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 7\n")
    slow = Fetcher(allow=still.allow, clock=lambda: 0.0, sleep=slept.append)
    slow.fetch(f"{site.root}/news")
    assert slept == [7.0]
    slept.clear()
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 90000\n")
    Fetcher(allow=still.allow, clock=lambda: 0.0, sleep=slept.append).fetch(f"{site.root}/news")
    assert slept == [60.0]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"a" * 3000), "more than 0.0 MB"),
        (Reply(gzip.compress(b"a" * 3000), headers={"Content-Encoding": "gzip"}), "more than 0.0 MB"),
        (Reply(gzip.compress(NEWS)[:-9], headers={"Content-Encoding": "gzip"}), "breaks off"),
        (Reply(b"not packed", headers={"Content-Encoding": "gzip"}), "damaged"),
        (Reply(NEWS, headers={"Content-Encoding": "br"}), "only gzip and deflate"),
        (Reply(NEWS, headers={"Content-Length": "5000"}), "breaks off"),
        (Reply(b"ff\r\nshort", headers={"Transfer-Encoding": "chunked"}), "does not answer as it should"),
        (Reply(NEWS, headers={f"X-{number}": "x" for number in range(200)}), "does not answer as it should"),
        (Reply(NEWS, headers={"X": "x" * 70_000}), "does not answer as it should"),
    ],
)
def test_what_is_too_large_or_not_whole_is_refused(reply: Reply, words: str, site: Site, fetcher: Fetcher) -> None:
    site.replies["/news"] = reply
    fetcher.limits = Limits(size=2000)
    assert words in why(fetcher, f"{site.root}/news")


def test_what_a_server_packs_with_brotli_is_not_unpacked(site: Site, fetcher: Fetcher) -> None:
    bomb = bytes.fromhex("cbffff3ff82700e2b14020f7fe2fff2c31f04f00c46111808e2306")  # 10 MB of zeros
    for coding in ("br", " BR ", "gzip, br", "br, gzip", "zstd"):
        site.replies["/news"] = Reply(bomb, headers={"Content-Encoding": coding})
        assert "only gzip and deflate are unpacked" in why(fetcher, f"{site.root}/news")


def test_a_bomb_is_refused_before_it_is_unpacked(site: Site, fetcher: Fetcher) -> None:
    site.replies["/news"] = Reply(gzip.compress(bytes(19_000_000)), headers={"Content-Encoding": "gzip"})
    assert "more than 200 times its size" in why(fetcher, f"{site.root}/news")


@pytest.mark.parametrize(
    "begins",
    [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"],
)
def test_a_server_that_sends_a_byte_now_and_then_is_given_up(begins: bytes) -> None:
    listener = socket.create_server((HERE, 0))
    ended = threading.Event()

    def drip() -> None:
        with listener.accept()[0] as connection:
            connection.sendall(begins)
            while not ended.wait(0.02):
                try:
                    connection.sendall(b"x")
                except OSError:
                    return

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    fetcher = Fetcher(allow=lambda address: address == HERE, limits=Limits(seconds=0.2))
    with listener, pytest.raises(NotFetched, match=r"took longer than 0\.2 s"):
        ask(target(f"http://{HERE}:{listener.getsockname()[1]}/"), HERE, {}, fetcher.limits, fetcher.trust)
    ended.set()
    thread.join()


def test_a_certificate_has_to_be_of_the_host(tmp_path: Path) -> None:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=outlet.example"]
    command += ["-addext", "subjectAltName=DNS:outlet.example", "-keyout", str(key), "-out", str(certificate)]
    try:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own arguments
    except FileNotFoundError:
        pytest.skip("there is no openssl here to make a certificate with")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(context) as site:
        site.replies["/news"] = Reply(NEWS)
        known = Fetcher(
            allow=lambda address: address == HERE,
            resolve=lambda *_: (HERE,),
            pause=0,
            trust=lambda: ssl.create_default_context(cafile=certificate),
        )
        assert page(known.fetch(f"https://outlet.example:{site.port}/news")).raw == NEWS
        assert "its certificate does not hold (Hostname mismatch" in why(
            known, f"https://other.example:{site.port}/news"
        )
        strange = Fetcher(allow=known.allow, resolve=known.resolve, pause=0)
        assert "its certificate does not hold (self" in why(strange, f"https://outlet.example:{site.port}/news")
        assert site.paths == ["/robots.txt", "/news"]
