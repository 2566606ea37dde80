"""What is at an address: redirects followed, robots.txt obeyed, one request at a time with a pause for each host."""

import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from sayso.errors import InputError, NotFetched
from sayso.intake.fetch.addresses import Allow, Resolve, Target, is_public, permitted, resolve, target
from sayso.intake.fetch.exchange import Answer, Limits, ask
from sayso.intake.fetch.robots import Robots
from sayso.nouns import Moment

REDIRECTS = 5
"""Redirects that are followed; browsers follow 20, news sites need up to 3."""

PAUSE = 1.0
"""Seconds between the end of one request to a host and the next."""

MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server calls the state of a page, to be asked whether it still is in it (RFC 9110, 13.1).

    `url` is where the page was found, after redirects. They are opaque and go back as they came.
    """

    url: str
    etag: str | None = None
    modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The headers that ask."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The bytes at an address, and what came with them. `media_type` and `charset` are what the server calls them."""

    raw: bytes
    url: str
    retrieved: Moment
    media_type: str | None
    charset: str | None
    validators: Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The page is as it was."""

    url: str
    retrieved: Moment


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches, and remembers for one run where hosts are, what they ask of robots and when each was asked last.

    `allow` says which IP addresses may be asked, `resolve` which a host has; `trust` makes the TLS context. For one
    thread at a time: so there is never more than one request at once.
    """

    allow: Allow = is_public
    resolve: Resolve = resolve
    limits: Limits = field(default_factory=Limits)
    pause: float = PAUSE
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, Robots] = field(default_factory=dict, init=False)
    _found: dict[tuple[str, int], str] = field(default_factory=dict, init=False)
    _asked: dict[str, float] = field(default_factory=dict, init=False)

    def fetch(self, address: str, known: Validators | None = None) -> Page | Unchanged:
        """What is at the address, or that it is still what it was when `known` came with it.

        Raises:
            NotFetched: it may not be asked for, or what came is no page; the message says why.
            TooLarge: it is larger than the limit.
        """
        found, answer = self._follow(address, known, obeys=True)
        now = Moment(datetime.now(UTC).isoformat(timespec="seconds"))
        if answer.status == 304 and known:
            return Unchanged(url=found.url, retrieved=now)
        if answer.status != 200:
            raise NotFetched(f"{found.site} answers {answer.status} {answer.reason}".rstrip(), _asked_to_wait(answer))
        kind = Message()
        kind["content-type"] = answer.headers.get("content-type", "")
        return Page(
            raw=answer.body,
            url=found.url,
            retrieved=now,
            media_type=kind.get_content_type() if answer.headers.get("content-type") else None,
            charset=kind.get_content_charset(),
            validators=Validators(
                url=found.url, etag=answer.headers.get("etag"), modified=answer.headers.get("last-modified")
            ),
        )

    def _follow(self, address: str, known: Validators | None, *, obeys: bool) -> tuple[Target, Answer]:
        """Where an address leads, and what is answered there."""
        at = target(address)
        for _ in range(REDIRECTS + 1):
            if obeys:
                self._obey(at)
            answer = self._ask(at, known.headers if known and known.url == at.url else {})
            if answer.status not in MOVED:
                return at, answer
            if "location" not in answer.headers:
                raise NotFetched(f"{at.site} answers {answer.status} and does not say where the page is")
            at = _led(at, answer.headers["location"])
        raise NotFetched(f"it is led on more than {REDIRECTS} times, at last to {at.url}")

    def _obey(self, what: Target) -> None:
        """Ask what the site asks of robots, once a run.

        Raises:
            NotFetched: it wants us not to fetch this.
        """
        robots = self._robots.get(what.root)
        if robots is None:
            robots = self._robots[what.root] = self._asked_of_robots(what)
        if robots.allow(what.url):
            return
        if robots.unknown is None:
            why = "asks robots not to fetch this; open it in a browser and save the page"
        else:
            why = f"cannot be had, so nothing of it is fetched: {robots.unknown}"
        raise NotFetched(f"the robots.txt of {what.site} {why}")

    def _asked_of_robots(self, what: Target) -> Robots:
        self._at(what)  # where that may not be asked, it is a reason of its own
        try:
            _, answer = self._follow(f"{what.root}/robots.txt", None, obeys=False)
        except InputError as error:
            return Robots(None, str(error))
        return Robots(answer)

    def _at(self, what: Target) -> str:
        """The IP address that a host has for this run: one that is resolved anew could be another.

        Raises:
            NotFetched: it may not be asked.
        """
        if (what.host, what.port) not in self._found:
            found = self.resolve(what.host, what.port)
            self._found[what.host, what.port] = permitted(what.host, found, self.allow)
        return self._found[what.host, what.port]

    def _ask(self, what: Target, headers: Mapping[str, str]) -> Answer:
        address = self._at(what)
        self._wait(what)
        try:
            return ask(what, address, headers, self.limits, self.trust)
        finally:
            self._asked[what.host] = self.clock()

    def _wait(self, what: Target) -> None:
        """Wait until the host may be asked again."""
        if what.host not in self._asked:
            return
        robots = self._robots.get(what.root)
        pause = max(self.pause, robots.pause if robots else 0.0)
        left = self._asked[what.host] + pause - self.clock()
        if left > 0:
            self.sleep(left)


def _asked_to_wait(answer: Answer) -> float:
    """Seconds that a server wants us to wait (Retry-After, as a number or a date); 0 where it does not say."""
    told = answer.headers.get("retry-after", "").strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        when = parsedate_to_datetime(told)
        return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    return 0.0


def _led(at: Target, location: str) -> Target:
    """Where a redirect leads.

    Raises:
        NotFetched: to no address.
    """
    with suppress(UnicodeError):  # http.client gives the UTF-8 that some servers send there as Latin-1
        location = location.encode("latin-1").decode("utf-8")
    try:
        return target(urljoin(at.url, location.strip()))
    except ValueError as error:
        raise NotFetched(f"{at.site} leads to what is not an address ({error})") from error
