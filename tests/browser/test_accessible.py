"""What every screen owes to everybody: axe finds nothing, whatever the colours, the direction and the width."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Browser, Page

from sayso.nouns import DeskRole
from sayso.web import create_app

from .conftest import Desk, desk_at, sign_in
from .screens import OPEN, SIGNED, opened, places, work_at

WIDTHS = (1280, 320)
EVERYTHING: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
"""What can differ between light and dark: the style sheet has colours alone in its tokens."""


@pytest.fixture(scope="package")
def at_example(browser: Browser, worked: Desk) -> Iterator[tuple[Page, dict[str, str]]]:
    """A page of a desk without users where somebody has worked, and where each screen is."""
    with browser.new_context(base_url=worked.home) as context:
        page = context.new_page()
        text = "Edda Marsh said on Saturday that 19 people died."
        work = work_at(page, worked, text)
        yield page, places(desk_at(worked.home, worked.path), OPEN) | work


@pytest.fixture(scope="package")
def at_mirrored(browser: Browser, mirrored: Desk) -> Iterator[tuple[Page, dict[str, str]]]:
    """A page of a desk with users, signed in as an admin."""
    with browser.new_context(base_url=mirrored.home) as context:
        page = context.new_page()
        sign_in(page, DeskRole.ADMIN)
        yield page, places(mirrored, OPEN | SIGNED)


ELSEWHERE = frozenset({"/sign-in", "/read/{ident}", "/read/now"})
"""Pages that a test of its own or somebody's work opens, and a part of a page."""


def test_every_page_is_looked_at() -> None:
    """Who adds a page names it in `screens`."""
    every = [route for route in create_app("unopened.sayso").state.routes if "GET" in route.methods]
    desk = Desk(home="", path=Path(), question="q-1", claim="c-1", report="r-1", voice="a")
    known = {urlsplit(address).path for address in places(desk, OPEN | SIGNED).values()}
    files = re.compile(r"/api/|/raw$|\.\w+$|\.\{form\}$")
    pages = {route.path: route.path_regex for route in every if not files.search(route.path)}
    assert [path for path, told in pages.items() if path not in ELSEWHERE and not any(map(told.match, known))] == []


def holds(page: Page, direction: str) -> None:
    """Axe finds nothing, and nothing is wider than the window."""
    page.evaluate("(to) => { document.documentElement.dir = to }", direction)
    page.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for theme, options in (("light", EVERYTHING), ("dark", COLOURS)):
            page.evaluate("(to) => { document.documentElement.dataset.theme = to }", theme)
            found = AxeResults(page.evaluate("(options) => axe.run(document, options)", options))
            assert found.violations_count == 0, f"{width} px, {theme}: {found.generate_report()}"


WORKED = ("reading", "rulings", "report", "review, one claim")
"""Screens that somebody's work has changed."""


@pytest.mark.parametrize(
    ("screen", "direction"), [*((name, "ltr") for name in (*OPEN, "reading")), *((name, "rtl") for name in WORKED)]
)
def test_axe_finds_nothing(at_example: tuple[Page, dict[str, str]], screen: str, direction: str) -> None:
    page, at = at_example
    opened(page, at, screen)
    holds(page, direction)


@pytest.mark.parametrize(
    ("screen", "direction"),
    [*((name, "rtl") for name in OPEN | SIGNED), *((name, "ltr") for name in ("report", *SIGNED))],
)
def test_axe_finds_nothing_where_texts_go_from_right_to_left(
    at_mirrored: tuple[Page, dict[str, str]], screen: str, direction: str
) -> None:
    page, at = at_mirrored
    opened(page, at, screen)
    holds(page, direction)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_axe_finds_nothing_where_one_may_not_go_or_has_to_sign_in(
    browser: Browser, mirrored: Desk, direction: str
) -> None:
    with browser.new_context(base_url=mirrored.home) as context:
        page = context.new_page()
        page.goto("/users")
        assert "/sign-in" in page.url
        holds(page, direction)
        sign_in(page, DeskRole.READER)
        for address in ("/users", "/read", f"/review?at={mirrored.claim}"):  # refused; seen, but not to be used
            page.goto(address)
            holds(page, direction)
