"""Files made by programs that make such files for people, where they are at hand, and damaged copies of these."""

import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from sayso.intake import read_inputs
from sayso.nouns import Outcome

from .damage import Whole, cut, flipped, is_silent, places, unforeseen, whole
from .making import SAID, page, read, text

WGET, CHROMIUM = shutil.which("wget"), shutil.which("chromium")
COPIES = 40
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
QUIET = ("--disable-background-networking", "--disable-component-update")


def assert_damage_is_told(file: Whole) -> None:
    cuts = [(copy, False) for at in places(file, COPIES) if (copy := cut(file, at)) is not None]
    for copy, changed in (*cuts, *((copy, True) for copy in flipped(file, COPIES))):
        intakes = read(copy, file.ending)
        assert not unforeseen(intakes)
        assert not is_silent(file, copy, intakes, changed=changed), len(copy)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: what is asked for is no part of a test's report."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    folder = tmp_path / "site"
    folder.mkdir()
    for number, words in enumerate(SAID):
        (folder / f"{number}.html").write_bytes(page(words))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.skipif(WGET is None, reason="there is no wget")
def test_a_web_archive_by_wget(site: tuple[Path, str], tmp_path: Path) -> None:
    addresses = [f"{site[1]}/{number}.html" for number in range(3)]
    command = [str(WGET), "-q", "-P", "out", "--warc-file=crawl", *addresses, f"{site[1]}/missing.html"]
    subprocess.run(command, cwd=tmp_path, check=False)  # noqa: S603 - our own arguments; it fails for what is missing
    crawl = tmp_path / "crawl.warc.gz"
    intakes = list(read_inputs([str(crawl)]))
    assert [text(intake).split("\n")[0] for intake in intakes] == list(SAID)
    assert [intake.report.url for intake in intakes if intake.report] == addresses
    assert {intake.outcome for intake in intakes} == {Outcome.READ}
    assert_damage_is_told(whole("wget", crawl.read_bytes(), ".gz"))


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
def test_a_pdf_by_a_browser(site: tuple[Path, str], tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    own = (f"--user-data-dir={tmp_path / 'user'}", f"--print-to-pdf={out}")
    command = [str(CHROMIUM), *FLAGS, *QUIET, *own, (site[0] / "0.html").as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own arguments
    (intake,) = read_inputs([str(out)])
    assert intake.outcome is Outcome.READ
    assert SAID[0] in " ".join(text(intake).split())
    assert_damage_is_told(whole("browser", out.read_bytes()))


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
def test_a_page_saved_in_one_file_by_a_browser(site: tuple[Path, str]) -> None:
    driving = pytest.importorskip("playwright.sync_api", reason="there is no Playwright")
    with driving.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *QUIET])
        shown = browser.new_page()
        shown.goto(f"{site[1]}/0.html")
        raw = shown.context.new_cdp_session(shown).send("Page.captureSnapshot", {"format": "mhtml"})["data"].encode()
        browser.close()
    (intake,) = read(raw, ".mhtml")
    assert intake.outcome is Outcome.READ
    assert text(intake).split("\n")[0] == SAID[0]
    assert intake.report is not None
    assert intake.report.url == f"{site[1]}/0.html"
    assert intake.report.retrieved is not None
    assert_damage_is_told(whole("saved", raw, ".mhtml"))
