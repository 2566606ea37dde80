"""A case that rules have read, and a desk to rule on it: what is compared is compared for real."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from fastapi.testclient import TestClient

import sayso
from sayso.intake import Guarded
from sayso.stages import Settings, Stages, shipped
from sayso.web import Settings as Served
from sayso.web import create_app
from sayso.web.security import COOKIE

from .pages import Page, parse

REPORTS = {
    "herald": (
        "Brin Herald",
        "2024-05-06",
        'The harbour office said that 40 people were rescued. "It is over," Ada Holm said.',
    ),
    "gazette": ("Dale Gazette", "2024-05-06", "The coast guard said that 65 people were rescued in the harbour."),
    "times": ("Brin Times", "2024-05-06", "Harbour nurse Vera Malin said that 65 people were rescued."),
}
RULES = Settings(attribution="rules")


def by_rules() -> Stages:
    """The stages as shipped, but for the trained model, which takes seconds to load."""
    stages = shipped()
    return replace(
        stages,
        engine=lambda _: stages.engine(RULES),
        attribute=lambda annotated, _: stages.attribute(annotated, RULES),
    )


def read_into(path: Path) -> Path:
    rows = [
        {"id": name, "outlet": outlet, "published_at": day, "text": text}
        for name, (outlet, day, text) in REPORTS.items()
    ]
    source = path.with_suffix(".jsonl")
    source.write_text("\n".join(map(json.dumps, rows)))
    with sayso.open_ledger(path) as ledger:
        for _ in sayso.read(ledger, [str(source)], settings=RULES):
            pass
    return path


class Person:
    """Somebody at the desk, with a browser without scripts."""

    def __init__(self, app: Callable[..., object], name: str | None = "Ada") -> None:
        self.client = TestClient(app, base_url="http://127.0.0.1:8001", raise_server_exceptions=False)
        self.get("/help")
        if name is not None:
            self.send("/review/name", by=name)

    def get(self, address: str, status: int = 200) -> Page:
        answer = self.client.get(address)
        assert answer.status_code == status, answer.text
        page = parse(answer.text)
        assert page.faults == ()
        return page

    def send(self, address: str, status: int = 303, files: object = None, **fields: str) -> str:
        """Where the form leads (303), or what is told instead."""
        data = {"csrf": self.client.cookies.get(COOKIE, ""), **fields}
        answer = self.client.post(address, data=data, files=files, follow_redirects=False)
        assert answer.status_code == status, answer.text
        return answer.headers["Location"] if status == 303 else parse(answer.text).text

    def rule(self, at: str, decision: str, status: int = 303, **fields: str) -> str:
        return self.send("/review", status, about="pair" if "~" in at else "claim", at=at, decision=decision, **fields)

    def next(self, address: str = "/review") -> str | None:
        """The key of what is to be looked at."""
        return next((one.attributes["value"] for one in self.get(address).all("input", name="at")), None)


def desk(path: Path, stages: Stages, guarded: Guarded | None = None, **settings: object) -> object:
    return create_app(path, Served(**settings), using=stages, guarded=guarded)
