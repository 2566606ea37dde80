"""`sayso users`: who may sign in to a shared desk."""

from typing import TYPE_CHECKING

import click

from sayso.cli.frame import Verb

if TYPE_CHECKING:  # heavy, and imported by what needs it
    from sayso.export.records import Record
    from sayso.ledger import Ledger
    from sayso.nouns import ApiToken, User

ACTS = {
    "add": 1, "list": 0, "role": 1, "password": 1, "disable": 1, "enable": 1, "token": 1, "tokens": 0, "revoke": 1,
    "events": 0,
}  # fmt: skip
"""What can be done, and how many names it takes."""
SHOWN = 1000
"""Events listed."""


@click.command(cls=Verb)
@click.argument("act", type=click.Choice(list(ACTS)), metavar="WHAT")
@click.argument("name", required=False)
@click.option(
    "--role", type=click.Choice(["reader", "reviewer", "admin"]), help="What a user (reader) or a token may do."
)
@click.option("--label", metavar="WORDS", default="", help="What a token is for.")
@click.option("--days", type=int, default=30, show_default=True, help="How long a token lasts, 90 at most.")
def users(ledger: str, *, as_json: bool, act: str, name: str | None, role: str | None, label: str, days: int) -> None:
    """Say who may sign in where the desk is shared (`sayso serve`), and see what happened.

    WHAT is: add NAME, list, role NAME, password NAME, disable NAME, enable NAME, token NAME (makes one for the API),
    tokens, revoke ID, events. A password is asked for on the terminal, or read as one line from standard input; no
    option takes it, as others of the machine could see it. Roles: reader (look, search, export), reviewer (also rule
    and read reports in), admin (also users).
    """
    from sayso.cli.case import opened

    if (name is not None) != bool(ACTS[act]):
        what = "the id of a token" if act == "revoke" else "a NAME"
        raise click.UsageError(f"{act} takes {what}" if ACTS[act] else f"{act} takes no name")
    if act == "role" and role is None:
        raise click.UsageError("role takes --role reader, reviewer or admin")
    with opened(ledger) as case:
        if act in {"list", "tokens", "events"}:
            _listed(case, act, as_json=as_json)
        elif act in {"token", "revoke"}:
            _tokens(case, act, name or "", role, label=label, days=days, as_json=as_json)
        else:
            _users(case, act, name or "", role, as_json=as_json)


def _users(case: "Ledger", act: str, name: str, role: str | None, *, as_json: bool) -> None:
    """Do something with a user."""
    from sayso.cli.console import print_json, talk
    from sayso.nouns import DeskRole
    from sayso.users import Hasher, add_user, change_password, change_role, clock, disable, enable
    from sayso.users.managing import found

    at = clock.now()
    match act:
        case "add":
            add_user(case, name, DeskRole(role or "reader"), _password(), hasher=Hasher(), at=at)
        case "role":
            change_role(case, name, DeskRole(role or ""), at=at)
        case "password":
            found(case, name)
            change_password(case, name, _password(), hasher=Hasher(), at=at)
        case "disable":
            disable(case, name, at=at)
        case _:
            enable(case, name, at=at)
    user = found(case, name)
    if as_json:
        print_json({"schema": "sayso/user/1", **_user(user)})
    else:
        talk().print(f"{user.name}: {user.role.value}{', disabled' if user.disabled else ''}")


def _tokens(case: "Ledger", act: str, name: str, role: str | None, *, label: str, days: int, as_json: bool) -> None:
    """Make a token, which is printed this once, or revoke one."""
    from sayso.cli.console import print_json, talk
    from sayso.nouns import DeskRole
    from sayso.users import clock, make_token, revoke_token

    if act == "revoke":
        one, text = revoke_token(case, name, at=clock.now()), None
        talk().print(f"{one.id} of {one.user} is worth nothing any more")
    else:
        one, text = make_token(case, name, label=label, role=DeskRole(role or "reader"), days=days, at=clock.now())
        talk().print(f"for {one.user}, {one.role.value}, until {one.expires[:10]}; it is shown this once")
    if as_json:
        print_json({"schema": "sayso/token/1", **_token(one), "token": text})
    elif text:
        click.echo(text)


def _listed(case: "Ledger", act: str, *, as_json: bool) -> None:
    """List users, tokens or events."""
    from sayso.cli.console import print_json
    from sayso.ledger import browse
    from sayso.ledger import users as kept

    match act:
        case "list":
            records = [_user(one) for one in case.look(kept.everybody)]
        case "tokens":
            records = [_token(one) for one in case.look(kept.tokens)]
        case _:
            found = case.look(kept.events, browse.Page(limit=SHOWN)).found
            records = [
                {
                    "at": one.at,
                    "kind": one.kind.value,
                    "user": one.user,
                    "by": one.by,
                    "address": one.address,
                    "detail": one.detail,
                }
                for one in found
            ]
    if as_json:
        schema = {"list": "users", "tokens": "tokens", "events": "events"}[act]
        print_json({"schema": f"sayso/{schema}/1", schema: list(records)})
        return
    for record in records:
        click.echo("\t".join(_cell(value) for value in record.values()))


def _cell(value: object) -> str:
    from sayso.cli.display import shown

    return shown("" if value is None else str(value))


def _user(user: "User") -> "Record":
    return {
        "name": user.name,
        "role": user.role.value,
        "disabled": user.disabled,
        "made": user.made,
        "signed_in": user.signed_in,
    }


def _token(one: "ApiToken") -> "Record":
    return {
        "id": one.id,
        "user": one.user,
        "label": one.label,
        "role": one.role.value,
        "made": one.made,
        "expires": one.expires,
        "used": one.used,
        "revoked": one.revoked,
    }


def _password() -> str:
    """A password from the terminal, typed twice and not shown, or one line of standard input."""
    import sys

    if sys.stdin.isatty():
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")
