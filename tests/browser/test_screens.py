"""The screens as a browser shows them: what is opened, ruled, sent, found and taken along."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import sayso

from .conftest import Desk, Open

EXACT = """() => [...document.querySelectorAll('.layers mark.found')].map((one) => {
  const copy = one.cloneNode(true);
  copy.querySelectorAll('.role, .unseen, .ref').forEach((sign) => sign.remove());
  return copy.textContent;
}).join('')"""
"""The characters that an address of a report points to, without the signs around them."""


def quoted(words: str) -> str:
    """A quote on one line."""
    return " ".join(words.split())


def opened_at_its_mark(page: Page, quote: str) -> None:
    page.wait_for_url(re.compile(r"/r/r-[0-9a-f]+\?(?:.*&)?\w+=\d+(?:,|%2C)\d+"))
    first, *_, last = [quoted(part) for part in quote.split(" … ")] * 2  # of a quote in pieces: from first to last
    marked = quoted(page.evaluate(EXACT))
    assert marked == first if first == last else marked.startswith(first) and marked.endswith(last)
    expect(page.locator(".layers mark.found").first).to_be_in_viewport()


def ruled(desk: Desk) -> list[str]:
    with sayso.open_ledger(desk.path) as ledger:
        return [one.decision for one in ledger.rulings()]


def test_a_dispute_leads_to_its_exact_characters_in_one_click(example: Desk, tab: Open) -> None:
    page = tab(example, "/?state=disputed")
    dispute = page.locator("article.question").first
    expect(dispute.locator(".state")).to_have_text("disputed")
    quote = dispute.locator(".answer .quote q").first
    words = quote.inner_text()
    quote.click()
    opened_at_its_mark(page, words)
    page.goto("/?state=disputed")
    dispute.locator("h2 a").click()
    quote = page.locator(".answer .claim .quote q").last
    words = quote.inner_text()
    quote.click()
    opened_at_its_mark(page, words)


def test_a_dispute_leads_to_its_exact_characters_by_a_key(example: Desk, tab: Open) -> None:
    page = tab(example)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/q/q-"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    words = page.locator("article.claim:focus .quote q").inner_text()
    page.keyboard.press("o")
    opened_at_its_mark(page, words)


def test_the_open_stories_lead_to_their_exact_characters(stories: Desk, tab: Open) -> None:
    page = tab(stories, "/?state=disputed")
    assert page.locator("article.question").count() > 5
    for address in page.locator("article.question h2 a").evaluate_all("all => all.slice(0, 5).map((a) => a.href)"):
        page.goto(address)
        page.keyboard.press("j")
        words = page.locator("article.claim:focus .quote q").inner_text()
        page.keyboard.press("o")
        opened_at_its_mark(page, words)


def test_the_case_follows_its_filters_without_being_loaded_anew(example: Desk, tab: Open) -> None:
    page = tab(example, "/?state=all")
    page.evaluate("window.same = true")
    shown = page.locator("article.question")
    every = shown.count()
    page.fill(".filters [name=voice]", "Edda Marsh")
    page.press(".filters [name=voice]", "Tab")
    page.wait_for_url(re.compile("voice=Edda"))
    expect(page.locator("#list .order")).to_contain_text("that fit")
    assert 0 < shown.count() < every
    assert page.evaluate("window.same")


def test_a_ruling_by_keys_shows_at_once_and_is_undone_by_one(either: Desk, tab: Open) -> None:
    page = tab(either, "/review?only=claim&order=unsure")
    page.fill(".by-field input", "Ada Holm")
    page.keyboard.press("Escape")
    first = page.locator("#item input[name=at]").first.input_value()
    page.keyboard.press("a")
    expect(page.locator(".done")).to_contain_text("Ada Holm")
    assert page.locator("#item input[name=at]").first.input_value() != first
    assert ruled(either) == ["accept"]
    page.goto(f"/c/{first}")
    expect(page.locator(".claim .review").first).not_to_contain_text("machine")
    page.goto("/review")
    page.keyboard.press("Backspace")
    expect(page.locator("#item input[name=at]").first).to_have_value(first)
    page.goto(f"/c/{first}")
    expect(page.locator(".claim .review").first).to_contain_text("machine")
    assert ruled(either) == ["accept", "undo"]


def test_a_claim_is_corrected_with_keys_alone(own: Desk, tab: Open) -> None:
    page = tab(own, f"/review?at={own.claim}")
    page.fill(".by-field input", "Ada Holm")
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.keyboard.type("she is quoted from the list")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.focus(".edit [name=voice]")
    page.keyboard.type("a clerk")
    page.focus("button[value=correct]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"/c/{own.claim}")
    expect(page.locator("#rulings")).to_contain_text("a clerk")
    expect(page.locator("#rulings")).to_contain_text("she is quoted from the list")


def test_a_report_is_sent_and_watched_while_it_is_read(either: Desk, tab: Open, tmp_path: Path) -> None:
    sent = tmp_path / "dockside.txt"
    sent.write_text("The coast guard said that 19 people died when the Lady Maud sank. Edda Marsh said 12 were hurt.\n")
    page = tab(either)
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.set_input_files("[name=files]", sent)
    page.fill("[name=outlet]", "Dockside")
    page.fill("[name=published]", "2025-06-07")
    page.click(".send button")
    expect(page.get_by_role("status").filter(has_text="done")).to_contain_text("1 of 1 file done", timeout=60_000)
    expect(page.locator(".outcome")).to_have_text("read")
    page.click(".files a")
    expect(page.locator(".report .facts")).to_contain_text("Dockside")
    expect(page.locator(".ledger")).to_contain_text("19 people died")


def test_a_pasted_report_is_read(own: Desk, tab: Open) -> None:
    page = tab(own, "/read")
    page.fill("[name=text]", "Sound Lines said that 118 people were on board the Lady Maud.")
    page.fill("[name=title]", "Sound Lines revises its list")
    page.click(".send button")
    expect(page.locator(".outcome")).to_have_text("read", timeout=60_000)
    page.click(".files a")
    expect(page.locator("h1")).to_have_text("Sound Lines revises its list")


def test_facts_are_corrected_and_what_was_is_kept(own: Desk, tab: Open) -> None:
    page = tab(own, f"/r/{own.report}#facts")
    page.click(".correct summary")
    page.fill("[name=outlet]", "The Dale Post")
    page.fill("#facts [name=by]", "Ada Holm")
    page.click(".correct button")
    expect(page.locator(".report header .facts")).to_contain_text("The Dale Post", timeout=60_000)
    expect(page.locator(".amendments")).to_contain_text("Ada Holm")
    page.click(".amendments button")
    expect(page.locator(".report header .facts b").first).not_to_have_text("The Dale Post", timeout=60_000)


def test_search_finds_quotes_and_leads_to_their_characters(either: Desk, tab: Open) -> None:
    page = tab(either)
    page.keyboard.press("/")
    page.keyboard.type("people")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search\?q=people"))
    found = page.locator("article.claim").first
    hit = found.locator("mark.hit").first.inner_text()
    assert hit.casefold() == "people"
    found.locator(".spot-link").click()
    opened_at_its_mark(page, hit)


@pytest.mark.parametrize("words", ["jsonl", "json", "csv"])
def test_the_case_is_taken_along(either: Desk, tab: Open, words: str) -> None:
    page = tab(either)
    with page.expect_download() as download:
        page.click(f".take a:text-is('{words}')")
    text = download.value.path().read_text()
    claims = {"jsonl": text.count("\n"), "csv": text.count("c-")}
    if words == "json":
        assert json.loads(text)
    else:
        assert claims[words] > 80


def test_the_voice_tells_what_it_has_said_and_leads_on(either: Desk, tab: Open) -> None:
    page = tab(either, "/src")
    page.click("table a.voice >> nth=0")
    expect(page.locator(".stated")).to_contain_text("What this cannot tell")
    page.click(".shares a >> nth=1")
    page.wait_for_url("**show=*")
    expect(page.locator(".shares tr[aria-current]")).to_have_count(1)
    words = page.locator(".said-list .quote q").first.inner_text()
    page.locator(".said-list .quote q").first.click()
    opened_at_its_mark(page, words)


def test_the_pane_follows_the_pointer_and_the_keys(either: Desk, tab: Open) -> None:
    page = tab(either, f"/r/{either.report}", viewport={"width": 1400, "height": 700})
    page.keyboard.press("j")
    page.keyboard.press("j")
    here = page.locator(".entry.here")
    expect(here).to_have_count(1)
    ident = here.get_attribute("id")
    assert page.locator(f".layers mark.here[data-claims~='{ident}']").count() > 0
    page.keyboard.press("Escape")
    page.locator(".layers mark.content").last.hover()
    expect(here).not_to_have_attribute("id", ident or "")


def test_colours_are_chosen_and_kept(example: Desk, tab: Open) -> None:
    page = tab(example, "/src", color_scheme="light")
    root = page.locator("html")
    page.click(".theme [value=dark]")
    expect(root).to_have_attribute("data-theme", "dark")
    expect(page).to_have_url(f"{example.home}/src")
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.goto("/help")
    page.keyboard.press("d")
    expect(root).to_have_attribute("data-theme", "light")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != dark


def test_the_ends_of_a_claim_are_moved_by_keys_and_by_selecting(own: Desk, tab: Open) -> None:
    page = tab(own, f"/review?at={own.claim}")
    page.fill(".by-field input", "Ada Holm")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    expect(page.locator(".ends .field.source")).to_be_focused()
    content = page.locator(".ends .field.content")
    content.focus()
    read = content.locator("q").inner_text()
    page.keyboard.press("Shift+ArrowLeft")  # a word
    shorter = content.locator("q").inner_text()
    assert read.startswith(shorter)
    assert read[len(shorter) :].split() == [read.split()[-1]]
    page.keyboard.press("Alt+ArrowRight")  # a character
    page.keyboard.press("Alt+ArrowLeft")
    page.keyboard.press("Home")
    page.keyboard.press("Shift+ArrowRight")
    assert content.locator("q").inner_text() == shorter.partition(" ")[2]
    page.keyboard.press("Escape")
    expect(content.locator("q")).to_have_text(read)
    page.locator(".excerpt-ends").evaluate("""text => {
        const words = text.querySelector("mark.content").firstChild;
        getSelection().setBaseAndExtent(words, 0, words, words.data.indexOf(" "));
    }""")
    page.get_by_role("button", name="claim: take what is selected below").click()
    expect(content.locator("q")).to_have_text(read.split()[0])
    page.focus("button[value=correct]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"/c/{own.claim}")
    expect(page.locator("article.claim .quote q").first).to_have_text(read.split()[0])


def test_what_is_chosen_for_the_screen_does_not_darken_the_paper(example: Desk, tab: Open) -> None:
    page = tab(example, f"/q/{example.question}")
    ink = "getComputedStyle(document.body).color"
    light = page.evaluate(ink)
    page.click(".theme [value=dark]")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(ink) != light
    page.emulate_media(media="print")
    assert page.evaluate(ink) == light
    for to_press in (".rule-on", ".cite", ".bar"):
        expect(page.locator(to_press).first).to_be_hidden()


def test_an_order_by_chance_stays_while_one_filters(example: Desk, tab: Open) -> None:
    page = tab(example, "/?state=all")
    page.select_option(".filters [name=answers]", "shuffled")
    page.wait_for_url(re.compile(r"answers=shuffled&seed=\d+"))
    seed = re.search(r"seed=(\d+)", page.url)
    assert seed is not None
    expect(page.locator("#list .order")).to_contain_text(f"by chance, number {seed[1]} ")
    page.fill(".filters [name=q]", "ship")
    page.press(".filters [name=q]", "Tab")
    page.wait_for_url(re.compile("q=ship"))
    expect(page.locator("#list .order")).to_contain_text(f"by chance, number {seed[1]} ")
    assert f"seed={seed[1]}" in page.url
