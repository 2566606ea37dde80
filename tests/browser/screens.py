"""Every screen of the desk with something on it, for what must hold on each of them."""

from playwright.sync_api import Page, expect

from .conftest import Desk

OPEN = {
    "case": "/",
    "question": "/q/{desk.question}",
    "question, as it was read": "/q/{desk.question}?clock=read",
    "claim": "/c/{desk.claim}",
    "cite": "/c/{desk.claim}/cite",
    "report": "/r/{desk.report}?claim={desk.claim}",
    "versions": "/r/{desk.report}/versions",
    "voices": "/src",
    "voice": "/src/{desk.voice}",
    "search": "/search?q={desk.voice}",
    "review, two claims": "/review?order=disputed&only=dispute",
    "review, one claim": "/review?at={desk.claim}",
    "review, a question": "/review/question/{desk.question}",
    "review, names": "/review/names?a={desk.voice}",
    "rulings": "/rulings",
    "read": "/read",
    "help": "/help",
    "not found": "/q/q-0000",
    "not understood": "/search?kind=nothing",
}
"""What a desk without users shows, besides what `work_at` adds."""

FAULTS = {"not found": 404, "not understood": 422}
"""The screens that tell of an error."""

SIGNED = {"account": "/account", "users": "/users", "events": "/users/events"}
"""What only a desk with users has."""


def places(desk: Desk, screens: dict[str, str]) -> dict[str, str]:
    """Where these screens are at that desk."""
    return {name: address.format(desk=desk) for name, address in screens.items()}


def opened(page: Page, at: dict[str, str], screen: str) -> None:
    """Open a screen and be sure that it is that screen, and no error unless that is what is looked at."""
    answer = page.goto(at[screen])
    assert answer is not None
    assert answer.status == FAULTS.get(screen, 200)


def work_at(page: Page, desk: Desk, text: str) -> dict[str, str]:
    """Rule once, correct a fact and send a report, so that there is something to see; gives where that is shown."""
    page.goto(f"/review?at={desk.claim}")
    if page.locator(".by-field").count():
        page.fill(".by-field input", "Ada Holm")
    page.fill(".note-field input", "so it stands there")
    with page.expect_navigation():
        page.click(".buttons [value=accept]")
    page.goto(f"/r/{desk.report}#facts")
    page.click(".correct summary")
    page.fill("[name=published]", "2025-06-04")
    page.click(".correct button")
    expect(page.locator(".amendments")).to_be_visible(timeout=60_000)
    page.goto("/read")
    page.set_input_files(
        "[name=files]",
        [
            {"name": "notes.txt", "mimeType": "text/plain", "buffer": text.encode()},
            {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": b"\0\1\2"},
        ],
    )
    page.click(".send button")
    expect(page.get_by_role("status").filter(has_text="done")).to_contain_text("2 of 2 files done", timeout=60_000)
    return {"reading": page.url.removeprefix(desk.home)}
