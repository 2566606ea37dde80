"""The map in a real browser: reached by keys, clear to axe, whole on a narrow screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from web.ferry import QUESTION, ferry

from .conftest import Watch
from .driving import served
from .test_accessible import holds


@pytest.fixture(scope="module")
def asked(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Watch]]:
    """The page of a question that has a map, and what it asked for."""
    path = tmp_path_factory.mktemp("map") / "case.sayso"
    ferry(path)
    with served(path) as home, browser.new_context(base_url=home) as context:
        page, watch = context.new_page(), Watch(home)
        watch.looks_at(page)
        page.goto(f"/q/{QUESTION}")
        yield page, watch


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_axe_finds_nothing_on_a_map(asked: tuple[Page, Watch], direction: str) -> None:
    holds(asked[0], direction)


def test_an_area_leads_by_keys_to_who_says_so(asked: tuple[Page, Watch]) -> None:
    page, _ = asked
    page.locator(".earth a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#place-A")).to_be_in_viewport()
    assert page.url.endswith("#place-A")
    page.locator(".earth a").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#place-B"


@pytest.mark.parametrize("width", [320, 1280])
def test_every_letter_is_seen_beside_its_area(asked: tuple[Page, Watch], width: int) -> None:
    page, _ = asked
    page.set_viewport_size({"width": width, "height": 900})
    whole = page.locator(".earth").bounding_box()
    for at in range(page.locator(".earth a").count()):
        area, badge = (page.locator(f".earth .{one}").nth(at).bounding_box() for one in ("wash", "badge"))
        assert whole is not None
        assert area is not None
        assert badge is not None
        assert whole["x"] <= badge["x"]
        assert badge["x"] + badge["width"] <= whole["x"] + whole["width"]
        apart = max(badge["x"] - area["x"] - area["width"], area["x"] - badge["x"] - badge["width"])
        assert apart < 40
        assert badge["height"] >= 14


def test_a_map_asks_nothing_of_others(asked: tuple[Page, Watch]) -> None:
    _, watch = asked
    assert (watch.strangers, watch.faults) == ([], [])
