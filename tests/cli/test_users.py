"""`sayso users`, and what `sayso serve` asks of a ledger that others may reach."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli.app import sayso
from sayso.ledger import Ledger

WORDS = "five words are quite enough"
Run = Callable[..., Result]


@pytest.fixture
def told(tmp_path: Path) -> Run:
    """The verb on a ledger of its own, with a line on standard input."""
    path = tmp_path / "case.sayso"
    Ledger.open(path).close()

    def run(*args: str, line: str = "") -> Result:
        return CliRunner().invoke(sayso, [*args, "--ledger", str(path)], input=line)

    return run


def add(told: Run, name: str, role: str = "reader") -> Result:
    return told("users", "add", name, "--role", role, line=f"{WORDS}\n")


def test_users_are_added_and_listed(told: Run) -> None:
    assert add(told, "Ada", "admin").exit_code == 0
    assert add(told, "Rea").exit_code == 0
    listed = told("users", "list").stdout.splitlines()
    assert [line.split("\t")[:3] for line in listed] == [["Ada", "admin", "False"], ["Rea", "reader", "False"]]
    users = json.loads(told("users", "list", "--json").stdout)["users"]
    assert {"name", "role", "disabled", "made", "signed_in"} == users[0].keys()


@pytest.mark.parametrize(
    ("args", "line", "words"),
    [
        (("add", "Ada"), "short\n", "12 to 256"),
        (("add", "Ada"), "", "12 to 256"),
        (("add", "Ada"), "aaaaaaaaaaaaaaaa\n", "different characters"),
        (("add", "Elisabeth Ada"), "elisabeth ada\n", "not the name"),
        (("add", "<b>"), f"{WORDS}\n", "letter or digit"),
        (("add", "a\u202eb"), f"{WORDS}\n", "letter or digit"),
        (("add", "x" * 65), f"{WORDS}\n", "64 characters"),
        (("add",), "", "takes a NAME"),
        (("list", "Ada"), "", "takes no name"),
        (("role", "Ada"), "", "--role"),
        (("role", "Nobody", "--role", "admin"), "", "no user 'Nobody'"),
        (("disable", "Nobody"), "", "no user 'Nobody'"),
        (("password", "Nobody"), f"{WORDS}\n", "no user 'Nobody'"),
        (("revoke", "none"), "", "no token 'none'"),
        (("token", "Nobody", "--label", "x"), "", "no user 'Nobody'"),
    ],
)
def test_what_cannot_be_is_told(told: Run, args: tuple[str, ...], line: str, words: str) -> None:
    ended = told("users", *args, line=line)
    assert ended.exit_code == 2
    assert words in ended.stderr
    assert WORDS not in ended.stderr
    assert told("users", "list").stdout == ""


def test_two_users_differ_by_more_than_case(told: Run) -> None:
    add(told, "Ada", "admin")
    ended = add(told, "ＡＤＡ")
    assert ended.exit_code == 2
    assert "already" in ended.stderr


def test_a_user_is_changed_and_the_last_admin_stays(told: Run) -> None:
    add(told, "Ada", "admin")
    assert "only admin" in told("users", "disable", "Ada").stderr
    assert "only admin" in told("users", "role", "Ada", "--role", "reader").stderr
    add(told, "Vera")
    assert told("users", "role", "vera", "--role", "admin").exit_code == 0
    assert told("users", "disable", "Ada").exit_code == 0
    assert json.loads(told("users", "enable", "ada", "--json").stdout)["disabled"] is False
    assert told("users", "password", "Ada", line="another five words or so\n").exit_code == 0


def test_a_token_is_printed_once(told: Run) -> None:
    add(told, "Ada", "admin")
    ended = told("users", "token", "Ada", "--label", "nightly", "--days", "7")
    token = ended.stdout.strip()
    ident = token.split("_")[1]
    assert token.startswith("sayso_")
    assert ident in told("users", "tokens").stdout
    assert token not in told("users", "tokens", "--json").stdout
    assert told("users", "token", "Ada", "--label", "nightly", "--days", "91").exit_code == 2
    assert told("users", "revoke", ident).exit_code == 0
    assert json.loads(told("users", "tokens", "--json").stdout)["tokens"][0]["revoked"]


def test_what_happened_is_listed(told: Run) -> None:
    add(told, "Ada", "admin")
    add(told, "Rea")
    told("users", "role", "Rea", "--role", "reviewer")
    events = json.loads(told("users", "events", "--json").stdout)["events"]
    assert [(one["kind"], one["user"], one["detail"]) for one in events] == [
        ("role changed", "Rea", "reader → reviewer"),
        ("user added", "Rea", "as reader"),
        ("user added", "Ada", "as admin"),
    ]
    assert "reader → reviewer" in told("users", "events").stdout


def test_no_option_takes_a_password() -> None:
    ended = CliRunner().invoke(sayso, ["users", "--help"])
    assert "--password" not in ended.stdout


SERVE = ("serve", "--port", "0")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--host", "192.0.2.1", "--plain-http"), "--host 192.0.2.1"),
        (("--proxy-headers",), "--proxy-headers"),
        (("--name", "desk.example"), "--name desk.example"),
    ],
)
def test_a_desk_that_others_reach_needs_users(told: Run, args: tuple[str, ...], words: str) -> None:
    ended = told(*SERVE, *args)
    assert ended.exit_code == 2
    assert "no users yet" in ended.stderr
    assert words in ended.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--certificate", __file__), "go together"),
        (("--proxy", "192.0.2.1"), "--proxy-headers"),
        (("--host", "192.0.2.1"), "--plain-http"),
        (("--host", "::", "--plain-http"), "--name"),
        (("--certificate", __file__, "--key", __file__), "cannot be used"),
    ],
)
def test_what_cannot_be_served_is_told(told: Run, args: tuple[str, ...], words: str) -> None:
    add(told, "Ada", "admin")
    ended = told(*SERVE, *args)
    assert ended.exit_code == 2
    assert words in ended.stderr


def test_whoever_serves_unprotected_is_warned(told: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    add(told, "Ada", "admin")
    monkeypatch.setattr("sayso.web.serving.run", lambda *_: None)
    (tmp_path / "case.sayso").chmod(0o644)
    ended = told(*SERVE, "--name", "desk.example", "--plain-http")
    assert ended.exit_code == 0, ended.stderr
    assert "plain http" in ended.stderr
    assert "chmod 600" in ended.stderr
    (tmp_path / "case.sayso").chmod(0o600)
    ended = told(*SERVE, "--proxy-headers", "--name", "desk.example")
    assert "warning" not in ended.stderr
