"""A browser without scripts reads, finds, prints, takes along and rules."""

import re

from playwright.sync_api import expect

from .conftest import Desk, Open


def test_everything_can_be_read_without_scripts(example: Desk, tab: Open) -> None:
    page = tab(example, java_script_enabled=False)
    page.locator("article.question h2 a").first.click()
    expect(page.locator(".chart svg").first).to_be_visible()
    page.locator(".answer summary").first.click()
    expect(page.locator(".working").first).to_be_visible()
    page.locator(".answer .claim .quote q").first.click()
    expect(page.locator(".layers mark.found").first).to_be_in_viewport()
    page.locator("[data-density=disputed]").click()
    expect(page.locator("article.report")).to_have_attribute("data-mark", "disputed")
    page.click(".theme [value=dark]")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_case_is_filtered_searched_and_taken_along_without_scripts(example: Desk, tab: Open) -> None:
    page = tab(example, java_script_enabled=False)
    page.fill(".filters [name=voice]", "Edda Marsh")
    page.click(".filters button")
    expect(page.locator("#list .order")).to_contain_text("that fit")
    page.fill("#find", "arrested")
    page.press("#find", "Enter")
    expect(page.locator("article.claim mark.hit").first).to_be_visible()
    page.goto(f"/q/{example.question}")
    with page.expect_download() as download:
        page.click(".take a:text-is('csv')")
    assert "Edda Marsh" in download.value.path().read_text()


def test_a_claim_is_ruled_on_and_the_ruling_withdrawn_without_scripts(own: Desk, tab: Open) -> None:
    page = tab(own, f"/review?at={own.claim}", java_script_enabled=False)
    page.fill(".by-field input", "Ada Holm")
    with page.expect_navigation():
        page.click("button[value=accept]")
    page.goto(f"/c/{own.claim}")
    expect(page.locator("#rulings")).to_contain_text("Ada Holm")
    with page.expect_navigation():
        page.click("#rulings .undo button")
    page.goto(f"/c/{own.claim}")
    expect(page.locator("#rulings")).to_contain_text("withdrawn later")


def test_a_question_is_printed_with_addresses_and_states_in_words(example: Desk, tab: Open) -> None:
    page = tab(example, f"/q/{example.question}", java_script_enabled=False)
    page.emulate_media(media="print")
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator(".printed")).to_have_text(re.compile("Ledger [0-9a-f]+ · 8 reports"))
    expect(page.locator(".state").first).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
