"""A real browser at a real desk: Debian's Chromium, driven by Playwright. Without one these tests are skipped."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS)]  # cases that are written by hand belong to tests/web

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright  # noqa: E402 - after the path

import sayso  # noqa: E402
from sayso.intake import Facts  # noqa: E402
from sayso.nouns import DeskRole, Moment, Question, State  # noqa: E402
from web.conftest import fill as fill_hostile  # noqa: E402
from web.shared import NAMES, fill_users, password_of  # noqa: E402

from .driving import TO_INSTALL, chromium, launched, served  # noqa: E402
from .right_to_left import fill as fill_right_to_left  # noqa: E402

EXAMPLES = TESTS.parent / "examples"
SHARED = Path(os.environ.get("SHARED", TESTS.parents[1] / "shared"))
STORIES = SHARED / "data" / "stories" / "open"
PATIENCE = 20_000
"""Milliseconds after which a test gives up on what it waits for; on a machine that is busy all comes late."""
BEFORE = "addEventListener('securitypolicyviolation', e => console.error('policy:', e.violatedDirective, e.blockedURI))"
"""Run before any script of a page: what the policy stops is told in the console."""


@dataclass(frozen=True)
class Desk:
    """A desk that is served, and things to look at in its ledger."""

    home: str
    path: Path
    question: str  # ids
    claim: str
    report: str
    voice: str  # its name, as a part of an address


@contextmanager
def desk_of(path: Path) -> Iterator[Desk]:
    """The ledger's desk."""
    with served(path) as home:
        yield desk_at(home, path)


def desk_at(home: str, path: Path) -> Desk:
    """The ledger's desk as it is now: the question is one that is disputed, the claim answers it."""
    with sayso.open_ledger(path) as ledger:
        disputed = [one for one in ledger.questions() if one.state is State.DISPUTED]
        question = max(disputed, key=_drawn)
        claimed = next(one for one in ledger.claims() if one.claim.id == question.answers[0].claims[0])
    return Desk(home, path, question.id, claimed.claim.id, claimed.report.id, quote(claimed.claim.voice.name))


def _drawn(question: Question) -> int:
    """How much there is to look at: numbers make a chart."""
    return sum(len(one.claims) for one in question.answers if one.low is not None)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all; without a Chromium nothing here can be run."""
    path = chromium()
    if path is None:
        pytest.skip(TO_INSTALL)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = launched(playwright, path)
        yield running
        running.close()


@pytest.fixture(scope="package")
def examples(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001 - nothing is read where there is none
    """The case of examples/, read as `make demo` reads it."""
    path = tmp_path_factory.mktemp("examples") / "case.sayso"
    with sayso.open_ledger(path) as ledger:
        for _ in sayso.read(ledger, [str(EXAMPLES / "reports")]):
            pass
        note = str(EXAMPLES / "notes" / "coast-watch.txt")
        for _ in sayso.read(ledger, [note], facts=Facts(outlet="Coast Watch", published=Moment("2025-06-06"))):
            pass
    return path


@pytest.fixture(scope="package")
def example(examples: Path) -> Iterator[Desk]:
    """Its desk, only to be looked at."""
    with desk_of(examples) as desk:
        yield desk


@pytest.fixture
def own(examples: Path, tmp_path: Path) -> Iterator[Desk]:
    """Its desk, to write to."""
    with desk_of(Path(shutil.copy(examples, tmp_path / "case.sayso"))) as desk:
        yield desk


@pytest.fixture(scope="package")
def worked(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Its desk, for those who work at it together."""
    with desk_of(Path(shutil.copy(examples, tmp_path_factory.mktemp("worked") / "case.sayso"))) as desk:
        yield desk


@pytest.fixture(scope="package")
def open_stories(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001 - as above
    """The case of the open stories, where they are at hand."""
    found = sorted(map(str, STORIES.glob("*/reports/*.json")))
    if not found:
        pytest.skip(f"no open stories in {SHARED / 'data'}; SHARED tells where they are")
    path = tmp_path_factory.mktemp("stories") / "case.sayso"
    with sayso.open_ledger(path) as ledger:
        for _ in sayso.read(ledger, found):
            pass
    return path


@pytest.fixture(scope="package")
def stories(open_stories: Path) -> Iterator[Desk]:
    """Their desk, only to be looked at."""
    with desk_of(open_stories) as desk:
        yield desk


@pytest.fixture(params=["examples", "open_stories"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """The desk of one case, then of the other, to write to."""
    path = request.getfixturevalue(request.param)
    with desk_of(Path(shutil.copy(path, tmp_path / "case.sayso"))) as desk:
        yield desk


@pytest.fixture(scope="package")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:  # noqa: ARG001 - as above
    """A case with a report that is hostile in everything."""
    with desk_of(fill_hostile(tmp_path_factory.mktemp("hostile") / "case.sayso").path) as desk:
        yield desk


@pytest.fixture(scope="package")
def mirrored(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:  # noqa: ARG001 - as above
    """A case in scripts that are written from right to left; its desk has users."""
    path = fill_right_to_left(tmp_path_factory.mktemp("mirrored") / "case.sayso")
    fill_users(path)
    with desk_of(path) as desk:
        yield desk


@dataclass
class Watch:
    """What the pages of one desk asked for, and what the browser had to say against them."""

    home: str
    strangers: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def asks(self, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", "data:", "blob:")):
            self.strangers.append(request.url)

    def says(self, message: ConsoleMessage) -> None:
        of_page = message.page is not None and message.location["url"] == message.page.url
        if message.type in {"error", "warning"} and not (of_page and "Failed to load resource" in message.text):
            self.faults.append(message.text)  # a page of an error is none: the test asked for it

    def looks_at(self, page: Page) -> None:
        page.on("request", self.asks)
        page.on("console", self.says)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))


Open = Callable[..., Page]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Open]:
    """Open a desk in a browser of its own; at the end nothing may have been asked of others, or gone wrong."""
    with ExitStack() as stack:
        watches: list[Watch] = []

        def opened(desk: Desk, address: str = "/", **options: object) -> Page:
            context = stack.enter_context(browser.new_context(base_url=desk.home, **options))
            context.add_init_script(BEFORE)
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            watch = Watch(desk.home)
            watches.append(watch)
            context.on("page", watch.looks_at)
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.goto(address)
            return page

        yield opened
    for watch in watches:
        assert watch.strangers == []
        assert watch.faults == []


def sign_in(page: Page, role: DeskRole) -> None:
    """Sign in as the user of that role, as one does."""
    page.goto("/sign-in")
    page.fill("#name", NAMES[role])
    page.fill("#password", password_of(role))
    page.click("main button")
    page.wait_for_url("/")
