"""What an admin does with users, each with its line in the log of security events."""

from datetime import datetime

from sayso.errors import NotFound
from sayso.ledger import Ledger, users
from sayso.nouns import DeskRole, EventKind, User
from sayso.users import clock
from sayso.users.names import folded, named
from sayso.users.passwords import Hasher, checked


def add_user(  # noqa: PLR0913 - what a user is, and who made it when
    ledger: Ledger,
    name: str,
    role: DeskRole,
    password: str,
    *,
    hasher: Hasher,
    at: datetime,
    by: str | None = None,
    address: str | None = None,
) -> User:
    """Make a user who may sign in with that password.

    Raises:
        UsageError: the name or the password cannot be one, or there is a user of that name.
    """
    made = User(name=named(name), role=role, made=clock.stamp(at))
    kept = hasher.kept(checked(password, made.name))
    with ledger.writing():
        ledger.change(users.add, folded(made.name), made, kept)
        ledger.change(
            users.note, EventKind.ADDED, at=made.made, user=made.name, by=by, address=address, detail=f"as {role.value}"
        )
    return made


def change_role(  # noqa: PLR0913 - as add_user
    ledger: Ledger, name: str, role: DeskRole, *, at: datetime, by: str | None = None, address: str | None = None
) -> None:
    """Give a user another role; it holds from the next request on.

    Raises:
        NotFound: there is no such user.
        UsageError: nobody would be left to look after the users.
    """
    with ledger.writing():
        user = found(ledger, name)
        if user.role is role:
            return
        ledger.change(users.set_role, folded(name), role)
        words = f"{user.role.value} → {role.value}"
        ledger.change(
            users.note, EventKind.ROLE, at=clock.stamp(at), user=user.name, by=by, address=address, detail=words
        )


def disable(ledger: Ledger, name: str, *, at: datetime, by: str | None = None, address: str | None = None) -> None:
    """Shut a user out at once: sessions end, tokens are worthless. Nothing that the user did is touched.

    Raises:
        NotFound: there is no such user.
        UsageError: nobody would be left to look after the users.
    """
    with ledger.writing():
        user = found(ledger, name)
        if not user.disabled:
            ledger.change(users.set_disabled, folded(name), at=clock.stamp(at))
            ledger.change(users.note, EventKind.DISABLED, at=clock.stamp(at), user=user.name, by=by, address=address)


def enable(ledger: Ledger, name: str, *, at: datetime, by: str | None = None, address: str | None = None) -> None:
    """Let a user in again, with the password as it was; tokens have to be made anew.

    Raises:
        NotFound: there is no such user.
    """
    with ledger.writing():
        user = found(ledger, name)
        if user.disabled:
            ledger.change(users.set_disabled, folded(name), at=None)
            ledger.change(users.note, EventKind.ENABLED, at=clock.stamp(at), user=user.name, by=by, address=address)


def change_password(  # noqa: PLR0913 - as add_user
    ledger: Ledger,
    name: str,
    password: str,
    *,
    hasher: Hasher,
    at: datetime,
    by: str | None = None,
    address: str | None = None,
) -> None:
    """Keep another password; all sessions and tokens of the user end, as who knew the old one may hold them.

    Raises:
        NotFound: there is no such user.
        UsageError: the password cannot be one.
    """
    user = found(ledger, name)
    kept = hasher.kept(checked(password, user.name))
    with ledger.writing():
        ledger.change(users.set_password, folded(name), kept)
        ledger.change(users.end_all, folded(name), at=clock.stamp(at))
        ledger.change(users.note, EventKind.PASSWORD, at=clock.stamp(at), user=user.name, by=by, address=address)


def found(ledger: Ledger, name: str) -> User:
    """The user of that name.

    Raises:
        NotFound: there is none.
    """
    one = ledger.look(users.known, folded(name))
    if one is None:
        raise NotFound(f"there is no user {name!r}; `sayso users list` tells who there is")
    return one.user
