"""What every test shares: no network, and a parse that is made once. At the end it is told what was not run."""

import secrets
import socket
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import postgres_server
import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

LOOPBACK = ("127.0.0.1", "127.0.0.2", "::1", "localhost")  # the second is where tests have sites of their own


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sayso works offline: a test that reaches for another machine fails."""
    really = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and str(address[0]) not in LOOPBACK:  # type: ignore[index]
            raise AssertionError(f"a test tried to open a network connection to {address}")
        really(self, address)  # type: ignore[arg-type] # whatever the caller gave

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(autouse=True)
def _one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands read in this process, unless a test asks for others: those take a second to load what they need."""
    monkeypatch.setenv("SAYSO_ENGINE", "here")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what was skipped, and what it would take to run it."""
    skipped = Counter(_where_and_why(one) for one in terminalreporter.getreports("skipped"))
    if skipped:
        terminalreporter.section("not run")
    for (where, why), number in sorted(skipped.items()):
        terminalreporter.write_line(f"{number} of {where}: {why}", yellow=True)


def _where_and_why(report: pytest.TestReport) -> tuple[str, str]:
    why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return report.nodeid.partition("::")[0], why.removeprefix("Skipped: ")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str | None]:
    """The URL of a PostgreSQL database, None where there is no server."""
    with postgres_server.server() as url:
        yield url


@pytest.fixture
def database(postgres: str | None) -> Iterator[str]:
    """The URL of an empty PostgreSQL database of the test's own; the test is skipped where there is no server."""
    if postgres is None:
        pytest.skip(postgres_server.MISSING)
    server = create_engine(postgres, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    name = f"test_{secrets.token_hex(6)}"
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
    yield make_url(postgres).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def without_model(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sayso as installed, but without the files of the trained model; the folder they should be in."""
    from sayso import data  # noqa: PLC0415 - few tests need it
    from sayso.attribute.trained import extractor, network  # noqa: PLC0415 - heavy
    from sayso.attribute.trained import files as model  # noqa: PLC0415 - heavy

    folder = tmp_path_factory.mktemp("data")
    for name in data.names():
        if name != model.TABLE:
            (folder / f"{name}.toml").symlink_to(str(files(data) / f"{name}.toml"))
    for module in (data, model):
        monkeypatch.setattr(module, "files", lambda _: folder)
    monkeypatch.setattr(data, "table", cache(data.table.__wrapped__))  # nothing that was loaded before counts
    monkeypatch.setattr(data, "digest", data.digest.__wrapped__)
    monkeypatch.setattr(model, "choices", model.choices.__wrapped__)
    monkeypatch.setattr(extractor, "load", network.load.__wrapped__)
    return folder
