"""Everything can be done with the keyboard alone: Tab goes everywhere and is seen, keys do what the help says."""

import pytest
from playwright.sync_api import Page, expect

from sayso.nouns import DeskRole

from .conftest import Desk, Open, sign_in
from .screens import OPEN, SIGNED, opened, places

ACTS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"

WANTED = """(acts) => [...document.querySelectorAll(acts)].filter((one) => {
  if (one.disabled || one.tabIndex < 0 || !one.checkVisibility({ visibilityProperty: true })) return false;
  const style = getComputedStyle(one);
  return style.visibility !== 'hidden' && one.getClientRects().length > 0;
}).map((one, at) => { one.dataset.walk = at; return one.outerHTML.slice(0, 160); })"""
"""Number all that acts and can be seen, in the order of the document."""

FROM_THE_TOP = "() => { const top = document.body; top.tabIndex = -1; top.focus(); top.removeAttribute('tabindex'); }"

MOVED = """() => [...document.querySelectorAll('body *')].filter((one) => {
  const style = getComputedStyle(one);
  return one.tabIndex > 0 || style.order !== '0' || /reverse/.test(style.flexFlow);
}).map((one) => one.outerHTML.slice(0, 160))"""
"""What is seen elsewhere than where Tab goes (2.4.3)."""

HERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const rect = [...one.getClientRects()].find((box) => box.width && box.height) || one.getBoundingClientRect();
  const between = (low, high, most) => [0.1, 0.5, 0.9].map((part) => {
    const [from, to] = [Math.max(low, 0), Math.min(high, most)];
    return from + (to - from) * part;
  });
  const free = between(rect.top, rect.bottom, innerHeight).some((y) =>
    between(rect.left, rect.right, innerWidth).some((x) => {
      const top = document.elementFromPoint(x, y);
      const drawn = one instanceof SVGElement && top && top.closest('svg') === one.closest('svg');
      return top && (one === top || one.contains(top) || top.contains(one) || drawn); // what is pressed there is clear
    }));
  const style = getComputedStyle(one);
  const hit = one instanceof SVGElement && one.querySelector('.hit');
  const ring = hit ? getComputedStyle(hit).stroke !== 'none'
                   : style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return {
    walk: one.dataset.walk === undefined ? null : Number(one.dataset.walk),
    what: one.outerHTML.slice(0, 160),
    ring,
    inside: rect.bottom > 0 && rect.top < innerHeight && rect.right > 0 && rect.left < innerWidth,
    covered: !free,
  };
}"""
"""What has the focus: whether that is seen, and whether something lies over it (2.4.7, 2.4.11)."""


def walked(page: Page) -> tuple[dict[int, str], list[dict[str, object]]]:
    """All that Tab should reach, and what it reaches, one after another, until it leaves the page."""
    wanted = dict(enumerate(page.evaluate(WANTED, ACTS)))
    found = []
    for _ in range(2 * len(wanted) + 5):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            break
        found.append(here)
    return wanted, found


@pytest.mark.parametrize("screen", OPEN)
def test_tab_goes_everywhere_in_order_and_is_seen(example: Desk, tab: Open, screen: str) -> None:
    page = tab(example, "/help", viewport={"width": 1280, "height": 700})
    opened(page, places(example, OPEN), screen)
    goes_everywhere(page)


def test_tab_goes_everywhere_where_one_signs_in(mirrored: Desk, tab: Open) -> None:
    page = tab(mirrored, "/sign-in", viewport={"width": 1280, "height": 700})
    goes_everywhere(page)
    sign_in(page, DeskRole.ADMIN)
    for screen in SIGNED:
        opened(page, places(mirrored, SIGNED), screen)
        goes_everywhere(page)


def test_tab_goes_everywhere_in_a_narrow_window_from_right_to_left(example: Desk, tab: Open) -> None:
    page = tab(example, f"/r/{example.report}?claim={example.claim}", viewport={"width": 320, "height": 640})
    page.evaluate("() => { document.documentElement.dir = 'rtl' }")
    goes_everywhere(page)


def goes_everywhere(page: Page) -> None:
    page.evaluate(FROM_THE_TOP)
    assert page.evaluate(MOVED) == []
    wanted, found = walked(page)
    reached = [one["walk"] for one in found]
    assert [what for at, what in wanted.items() if at not in reached] == []
    assert [at for at in reached if at is not None] == sorted(wanted)  # in order, each once: there is no trap
    for fault, why in (("ring", False), ("inside", False), ("covered", True)):
        assert [one["what"] for one in found if one[fault] is why] == [], fault


@pytest.mark.parametrize(
    ("keys", "where"),
    [("?", "/help"), ("gs", "/"), ("gq", "/?state=all"), ("gv", "/src"), ("gr", "/review"), ("gn", "/read")],
)
def test_keys_lead_to_screens(example: Desk, tab: Open, keys: str, where: str) -> None:
    page = tab(example, "/rulings")
    with page.expect_navigation():
        page.keyboard.type(keys)
    assert page.url == f"{example.home}{where}"


def test_keys_go_from_one_claim_to_the_next_and_open_it(example: Desk, tab: Open) -> None:
    page = tab(example, f"/q/{example.question}")
    ids = page.locator("main article.claim").evaluate_all("all => all.map((one) => one.id)")
    here = "document.activeElement.id"
    page.keyboard.press("j")
    assert page.evaluate(here) == ids[0]
    page.keyboard.press("j")
    assert page.evaluate(here) == ids[1]
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("k")
    assert page.evaluate(here) == ids[0]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/c/{ids[0]}")


def test_a_key_copies_the_citation(example: Desk, tab: Open) -> None:
    page = tab(example, f"/c/{example.claim}")
    page.keyboard.press("y")
    expect(page.locator("#told")).to_have_text("citation copied")
    page.goto(f"/c/{example.claim}/cite")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".cited pre").first.inner_text()


def test_keys_choose_what_is_marked_and_open_the_table(example: Desk, tab: Open) -> None:
    page = tab(example, f"/r/{example.report}")
    for key, name in (("3", "disputed"), ("4", "off"), ("2", "attributed"), ("1", "all")):
        page.keyboard.press(key)
        expect(page.locator("article.report")).to_have_attribute("data-mark", name)
        assert f"mark={name}" in page.url
    page.goto(f"/q/{example.question}")
    table = page.locator("details.twin[data-key=t]")
    page.keyboard.press("t")
    expect(table).to_have_attribute("open", "")
    page.keyboard.press("t")
    expect(table).not_to_have_attribute("open", "")


def test_keys_do_nothing_in_fields_with_others_or_once_they_are_off(example: Desk, tab: Open) -> None:
    page = tab(example, "/src")
    page.fill(".filters [name=q]", "")
    page.keyboard.type("gs?djk/t1")
    expect(page.locator(".filters [name=q]")).to_have_value("gs?djk/t1")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+d")
    page.goto("/help")
    page.uncheck("#keys")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.type("gsdj/")
    assert page.evaluate("document.activeElement === document.body")
    expect(page.locator("html")).to_have_attribute("data-theme", "auto")
    page.goto("/src")
    page.keyboard.type("?gs")
    assert page.url == f"{example.home}/src"
    page.goto("/help")
    page.check("#keys")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.type("gs")
