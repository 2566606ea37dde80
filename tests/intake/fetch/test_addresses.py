"""No spelling of an address, no resolver and no redirect leads to this machine or its network."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from local_site import HERE, Canary, Reply, Site

from sayso.errors import NotFetched
from sayso.intake.fetch import Fetcher, is_public, resolve, target

SPELLINGS = (
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001",
    "0x7f.1", "127.0.0.1.", "127.255.255.254", "0", "0.0.0.0", "0x0", "localhost", "LOCALHOST", "localhost.",  # noqa: S104 - asked, not bound
    "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]",
    "[2001:0:7f00:1::80ff:fffe]", "[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]", "[ff02::1]",
    "[2001:db8::1]", "①②⑦.⓪.⓪.①", "１２７.0.0.1", "127。0。0。1", "10.0.0.1", "172.16.0.1", "192.168.0.1",
    "169.254.169.254", "2852039166", "0xa9fea9fe", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1",
    "198.51.100.1", "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
)  # fmt: skip


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_leads_to_this_machine_or_its_network(host: str, canary: Canary) -> None:
    for scheme in ("http", "https"):
        with pytest.raises(NotFetched):
            Fetcher().fetch(f"{scheme}://{host}:{canary.port}/")
    assert canary.connections == 0


def test_the_canary_counts(canary: Canary) -> None:
    with pytest.raises(NotFetched, match="does not answer"):
        Fetcher(allow=lambda _: True, pause=0).fetch(f"http://127.0.0.1:{canary.port}/")
    assert canary.connections > 0


def test_the_refusal_says_what_the_host_is() -> None:
    with pytest.raises(NotFetched, match=r"2130706433 is 127\.0\.0\.1: only public addresses are asked"):
        Fetcher().fetch("http://2130706433/")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "gopher://127.0.0.1:70/_x", "ftp://outlet.example/", "FILE:///etc/passwd", "dict://h/x",
        "jar:http://outlet.example!/", "data://text/plain,x", "javascript://x", "http://", "http:///news", "https://:80",
        "http://user@outlet.example/", "http://user:word@outlet.example/", "http://127.0.0.1\\@outlet.example/",
        "http://outlet.example/a b", "http://outlet.example/\r\nX: 1", "http://outlet.example/\x00", "http://a..b/",
        "http://outlet.example:99999/", "http://outlet.example:0/", "http://[::1/", "http://outlet.example:x/",
        f"http://{'a' * 64}.example/", f"http://outlet.example/{'a' * 5000}",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused_before_anything_is_asked(address: str) -> None:
    def asked(host: str, port: int) -> tuple[str, ...]:
        raise AssertionError(f"{host}:{port} was looked up")

    with pytest.raises(NotFetched):
        Fetcher(resolve=asked).fetch(address)


def test_a_name_that_is_another_machine_the_second_time_is_not_looked_up_again(site: Site, canary: Canary) -> None:
    site.replies["/news"] = Reply(b"News.")
    answers = iter([(HERE,), ("127.0.0.1",)])
    told: list[str] = []

    def rebinding(host: str, _: int) -> tuple[str, ...]:
        told.append(host)
        return next(answers)

    fetcher = Fetcher(resolve=rebinding, allow=lambda address: address == HERE, pause=0)
    for _ in range(3):
        fetcher.fetch(f"http://outlet.example:{site.port}/news")
    assert told == ["outlet.example"]
    assert site.asked[0][1]["host"] == f"outlet.example:{site.port}"
    with pytest.raises(NotFetched, match=r"other\.example is 127\.0\.0\.1"):
        fetcher.fetch(f"http://other.example:{canary.port}/")
    assert canary.connections == 0


def test_of_several_addresses_only_a_public_one_is_asked(site: Site, canary: Canary) -> None:
    site.replies["/news"] = Reply(b"News.")
    both = Fetcher(resolve=lambda *_: ("127.0.0.1", "::1", HERE), allow=lambda address: address == HERE, pause=0)
    both.fetch(f"http://outlet.example:{site.port}/news")
    assert site.paths == ["/robots.txt", "/news"]
    assert canary.connections == 0


@pytest.mark.parametrize(
    "where",
    ["http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:{port}/", "//127.0.0.1:{port}/",
     "http://[::ffff:127.0.0.1]:{port}/", "https://localhost:{port}/", "file:///etc/passwd", "gopher://127.0.0.1:{port}/",
     "http://0x7f000001:{port}/"],
)  # fmt: skip
def test_a_redirect_is_looked_at_like_an_address(where: str, site: Site, fetcher: Fetcher, canary: Canary) -> None:
    location = where.format(port=canary.port)
    site.replies["/news"] = Reply(status=302, headers={"Location": location})
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow:\n")
    with pytest.raises(NotFetched):
        fetcher.fetch(f"{site.root}/news")
    site.replies["/robots.txt"] = Reply(status=301, headers={"Location": location})
    with pytest.raises(NotFetched):
        Fetcher(allow=fetcher.allow, pause=0).fetch(f"{site.root}/news")
    assert canary.connections == 0


def test_no_proxy_of_the_environment_is_asked(
    site: Site, fetcher: Fetcher, canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{canary.port}")
    site.replies["/news"] = Reply(b"News.")
    fetcher.fetch(f"{site.root}/news")
    assert canary.connections == 0


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_addresses_may_be_asked(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_no_address_of_this_kind_hides_in_another(address: object) -> None:
    for inside in (f"::ffff:{address}", f"::{address}", f"64:ff9b::{address}", f"64:ff9b:1::{address}"):
        assert not is_public(inside)


@given(st.text(max_size=30))
def test_what_is_no_ip_address_is_not_public(text: str) -> None:
    assert not is_public(f"{text}/")


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        found = target(f"http://outlet.example/{text}")
    except NotFetched:
        return
    assert found.host == "outlet.example"
    assert found.path.isascii()
    assert target(found.url) == found


def test_a_host_that_does_not_exist_is_told() -> None:
    with pytest.raises(NotFetched, match="there is no host"):
        resolve("no such host", 80)
