"""A browser and a desk for it to open; `docs/screenshots.py` drives them too."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Playwright

from sayso.web import Settings
from sayso.web.serving import Wire, configured, listening

NAMES = ("chromium", "chromium-browser", "google-chrome")
TO_INSTALL = "no Chromium: `apt-get install chromium`, or say in SAYSO_CHROMIUM where one is"
FLAGS = (
    "--no-sandbox",  # which needs privileges that a container does not give; only our own pages are opened
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60
"""Seconds after which a server that does not end is left alone."""


def chromium() -> str | None:
    """Where this machine has a Chromium; None where it has none."""
    told = os.environ.get("SAYSO_CHROMIUM")
    return shutil.which(told) if told else next(filter(None, map(shutil.which, NAMES)), None)


def launched(playwright: Playwright, path: str) -> Browser:
    """That Chromium, without a window."""
    return playwright.chromium.launch(executable_path=path, args=list(FLAGS))


@contextmanager
def served(ledger: Path, settings: Settings | None = None) -> Iterator[str]:
    """A desk of the ledger, served on a port of this machine that is free; gives its address."""
    sock = listening("127.0.0.1", 0)
    server = uvicorn.Server(configured(str(ledger), settings or Settings(), Wire()))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
