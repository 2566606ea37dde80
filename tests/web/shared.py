"""A desk with users, and people at it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.responses import Response as Answer

from sayso.ledger import Ledger
from sayso.nouns import DeskRole
from sayso.users import Hasher, add_user, make_token
from sayso.web import Settings, create_app

from .pages import parse

NAMES = {DeskRole.READER: "Rea Reader", DeskRole.REVIEWER: "Vera Reviewer", DeskRole.ADMIN: "Ada Admin"}
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOST = "desk.example"


class Quick(Hasher):
    """A hasher that is quick to test with, and counts what it was asked."""

    def __init__(self) -> None:
        super().__init__(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        self.asked: list[bool] = []

    def fits(self, password: str, kept: str | None) -> bool:
        self.asked.append(kept is not None)
        return super().fits(password, kept)


def password_of(role: DeskRole) -> str:
    return f"correct {role.value} horse battery"


@dataclass
class Desk:
    """A desk that others reach; `now` is what its clock shows."""

    path: Path
    settings: Settings
    hasher: Quick = field(default_factory=Quick)
    now: datetime = NOON
    app: FastAPI = field(init=False)
    base: str = field(init=False)

    def __post_init__(self) -> None:
        self.app = create_app(self.path, self.settings, now=lambda: self.now)
        self.app.state.hasher = self.hasher
        self.base = f"{'https' if self.settings.secure else 'http'}://{HOST if self.settings.shared else '127.0.0.1'}"

    def browser(self, address: str = "192.0.2.7") -> TestClient:
        return TestClient(
            self.app, base_url=self.base, raise_server_exceptions=False, client=(address, 5), follow_redirects=False
        )

    def sign_in(self, role: DeskRole, browser: TestClient | None = None, **fields: str) -> TestClient:
        browser = browser or self.browser()
        answer = self.try_in(browser, NAMES[role], password_of(role), **fields)
        assert answer.status_code == 303, answer.text
        return browser

    def try_in(self, browser: TestClient, name: str, password: str, **fields: str) -> Answer:
        token = csrf(browser, "/sign-in")
        return browser.post("/sign-in", data={"name": name, "password": password, "csrf": token, **fields})

    def token(self, role: DeskRole, *, may: DeskRole | None = None, days: int = 30) -> str:
        with Ledger.open(self.path) as ledger:
            return make_token(ledger, NAMES[role], label="a script", role=may or role, days=days, at=self.now)[1]

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)


def csrf(browser: TestClient, address: str) -> str:
    return parse(browser.get(address).text).one("input", name="csrf").attributes["value"]


def fill_users(path: Path) -> None:
    """One user of each role."""
    with Ledger.open(path) as ledger:
        for role, name in NAMES.items():
            add_user(ledger, name, role, password_of(role), hasher=Quick(), at=NOON)
