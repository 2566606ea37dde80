"""What strangers write stays text in a real browser too, and goes in the direction of its own script."""

import pytest
from playwright.sync_api import expect

from sayso.nouns import DeskRole

from .conftest import Desk, Open, sign_in
from .right_to_left import CLAIM, QUESTION, VOICE
from .screens import OPEN, opened, places

HITS = (
    "<script>window.__hit=1</script>",
    '"><img src=x onerror="window.__hit=1">',
    "<svg onload=window.__hit=1><a xlink:href=javascript:window.__hit=1>",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "javascript:window.__hit=1",
    "\u202egnp.exe\u2066",
)
"""What runs where it is not text: each marks the window that it ran in."""
HIT = "window.__hit"


@pytest.mark.parametrize("screen", OPEN)
def test_nothing_that_strangers_wrote_is_run(hostile: Desk, tab: Open, screen: str) -> None:
    page = tab(hostile, "/help")
    opened(page, places(hostile, OPEN), screen)
    assert page.evaluate(HIT) is None
    assert (
        page.evaluate(
            "[...document.querySelectorAll('[href^=\"javascript:\" i], [onerror], [onmouseover], [onload]')].length"
        )
        == 0
    )
    assert page.locator("script:not([src])").count() == 0


def test_a_report_of_a_stranger_is_sent_read_searched_and_cited_as_text(own: Desk, tab: Open) -> None:
    page = tab(own, "/read")
    evil = " ".join(HITS)
    page.set_input_files(
        "[name=files]",
        [
            {
                "name": f"{HITS[1]}.txt",
                "mimeType": "text/html",
                "buffer": f"{evil} said that 77 people were hurt.".encode(),
            }
        ],
    )
    for field in ("outlet", "title"):
        page.fill(f"[name={field}]", evil.replace("\n", " "))
    page.click(".send button")
    expect(page.locator(".outcome")).to_have_text("read", timeout=60_000)
    assert page.evaluate(HIT) is None
    page.click(".files a")
    expect(page.locator("h1")).to_contain_text("<script>")
    expect(page.locator("h1 .chip").first).to_have_text("RLO")
    report = page.url
    for address in (report, f"{report}/raw?as=text", "/search?q=hurt", "/?state=all", f"/search?q={HITS[1]}"):
        page.goto(address)
        assert page.evaluate(HIT) is None
    page.goto(report)
    for link in page.locator("main a[href]").all()[:40]:
        assert not (link.get_attribute("href") or "").lower().startswith("javascript:")


def test_the_bytes_of_a_stranger_are_kept_as_a_file(hostile: Desk, tab: Open) -> None:
    page = tab(hostile, f"/r/{hostile.report}")
    with page.expect_download() as download:
        page.click("a:text-is('original bytes')")
    assert download.value.path().stat().st_size > 0


def test_texts_go_in_the_direction_of_their_script(mirrored: Desk, tab: Open) -> None:
    """Signs that the desk sets into a text do not turn it around."""
    page = tab(mirrored, "/sign-in")
    sign_in(page, DeskRole.REVIEWER)
    direction = "all => all.map((one) => getComputedStyle(one).direction)"
    for address, texts in (
        (f"/r/{mirrored.report}?claim={CLAIM}", ".layers p"),
        (f"/review?at={CLAIM}", ".excerpt p"),
        (f"/q/{QUESTION}", ".claim .quote, h1"),
    ):
        page.goto(address)
        assert set(page.locator(texts).evaluate_all(direction)) == {"rtl"}
    page.goto(f"/src/{VOICE}")
    own = ".facts > span, .top > span"
    assert set(page.locator(own).evaluate_all(direction)) == {"ltr"}
