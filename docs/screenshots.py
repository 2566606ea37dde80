"""Make the pictures of the desk in docs/images/ anew from the case of examples/: `python docs/screenshots.py`.

It needs a Chromium (CONTRIBUTING.md). The case is read and somebody rules on three of its claims; then five screens are
looked at, light and dark, wide and narrow.
"""

import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

import sayso
from sayso.intake import Facts
from sayso.nouns import Moment, State
from sayso.web import signer

DOCS = Path(__file__).parent
ROOT = DOCS.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from driving import TO_INSTALL, chromium, launched, served  # noqa: E402 - found by the path above

IMAGES = DOCS / "images"
WIDE, NARROW = {"width": 1280, "height": 860}, {"width": 390, "height": 844}


@dataclass(frozen=True)
class Picture:
    """A screen as it is looked at: where it is, and what of it is scrolled to the top."""

    name: str
    address: str
    to: str = ""


def main() -> None:
    """Make all pictures; those that are there are replaced."""
    path = chromium()
    if path is None:
        raise SystemExit(TO_INSTALL)
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        ledger = Path(folder) / "case.sayso"
        _read(ledger)
        browser = launched(playwright, path)
        with served(ledger) as home:
            _rule(browser, home)
            for picture in _pictures(ledger):
                for theme in ("light", "dark"):
                    for size, view in (("wide", WIDE), ("narrow", NARROW)):
                        with _page(browser, home, color_scheme=theme, viewport=view) as page:
                            _take(page, picture, IMAGES / f"{picture.name}-{theme}-{size}.webp")
        browser.close()


def _read(ledger: Path) -> None:
    with sayso.open_ledger(ledger) as case:
        for _ in sayso.read(case, [str(ROOT / "examples" / "reports")]):
            pass
        facts = Facts(outlet="Coast Watch", published=Moment("2025-06-06"))
        for _ in sayso.read(case, [str(ROOT / "examples" / "notes" / "coast-watch.txt")], facts=facts):
            pass


def _rule(browser: Browser, home: str) -> None:
    with _page(browser, home) as page:
        page.goto("/review?order=disputed&only=claim")
        for decision in ("accept", "accept", "unsure"):
            page.click(f"[name=decision][value={decision}]")
            page.wait_for_selector(".done")


def _pictures(ledger: Path) -> tuple[Picture, ...]:
    with sayso.open_ledger(ledger) as case:
        counts = [one for one in case.questions() if one.state is State.DISPUTED and one.answers[0].low is not None]
        question = max(counts, key=lambda one: len(one.answers))
        claimed = next(one for one in case.claims() if one.claim.id == question.answers[0].claims[0])
    return (
        Picture("case", "/"),
        Picture("question", f"/q/{question.id}"),
        Picture("over-time", f"/q/{question.id}", to="#time"),
        Picture("report", f"/r/{claimed.report.id}?claim={claimed.claim.id}"),
        Picture("voice", "/src/Edda%20Marsh?show=contradicted"),
        Picture("review", "/review?order=disputed&only=dispute"),
    )


@contextmanager
def _page(browser: Browser, home: str, **look: object) -> Iterator[Page]:
    with browser.new_context(base_url=home, **look) as context:
        context.add_cookies([{"name": signer.COOKIE, "value": "Ada%20Holm", "url": home}])
        yield context.new_page()


def _take(page: Page, picture: Picture, file: Path) -> None:
    page.goto(picture.address)
    if picture.to:
        page.locator(picture.to).evaluate("(one) => one.scrollIntoView({ block: 'start' })")
    shot = page.context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": 80})
    file.write_bytes(b64decode(shot["data"]))


if __name__ == "__main__":
    main()
