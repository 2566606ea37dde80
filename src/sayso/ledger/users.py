"""Users of a shared desk, their tokens and sessions, and the log of security events.

Functions for `ledger.look` (those that only read) and `ledger.change`. Times are ISO 8601 in UTC to the second, which
sort as they follow. Names are compared folded; secrets come here as hashes only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from sayso.errors import NotFound, UsageError
from sayso.ledger import schema
from sayso.ledger.browse import Page, Part
from sayso.ledger.hashing import ROW_HASH, row_hash, sealed
from sayso.nouns import ApiToken, DeskEvent, DeskRole, EventKind, User

FAILURES_KEPT = 10_000
"""Failed sign-ins that are kept, the newest: strangers must not fill the ledger. Other events are kept for good."""

_FAILURES = (EventKind.FAILED.value, EventKind.LOCKED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A user as signing in needs it: `folded` is the key, `password` the hash."""

    folded: str
    user: User
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser that is signed in."""

    user: User
    made: str
    seen: str


# Users


def exist(connection: Connection) -> bool:
    """Whether the ledger has users, disabled ones and all: then nobody reads it unnamed."""
    return connection.execute(select(schema.desk_user.c.folded).limit(1)).first() is not None


def everybody(connection: Connection) -> tuple[User, ...]:
    """All users by name."""
    return tuple(_user(row) for row in connection.execute(_users().order_by(schema.desk_user.c.folded)))


def known(connection: Connection, folded: str) -> Known | None:
    """The user of that name."""
    row = connection.execute(_users().where(schema.desk_user.c.folded == folded)).one_or_none()
    return None if row is None else Known(folded=row.folded, user=_user(row), password=row.password)


def add(connection: Connection, folded: str, user: User, password: str) -> None:
    """Write a new user.

    Raises:
        UsageError: there is one of that name.
    """
    if known(connection, folded):
        raise UsageError(f"there is a user {user.name!r} already; another name would do")
    row = {
        "folded": folded,
        "name": user.name,
        "role": user.role.value,
        "password": password,
        "disabled": int(user.disabled),
        "made": user.made,
    }
    connection.execute(insert(schema.desk_user), sealed("desk_user", row))


def set_role(connection: Connection, folded: str, role: DeskRole) -> None:
    """Give a user another role.

    Raises:
        NotFound: there is no such user.
        UsageError: nobody would be left to look after the users.
    """
    if not role.allows(DeskRole.ADMIN):
        _keep_an_admin(connection, folded)
    _change(connection, folded, {"role": role.value})


def set_disabled(connection: Connection, folded: str, *, at: str | None) -> None:
    """Shut a user out, with sessions and tokens ended, or (`at` None) let them in again.

    Raises:
        NotFound: there is no such user.
        UsageError: nobody would be left to look after the users.
    """
    if at is not None:
        _keep_an_admin(connection, folded)
    _change(connection, folded, {"disabled": int(at is not None)})
    if at is not None:
        end_all(connection, folded, at=at)


def set_password(connection: Connection, folded: str, password: str) -> None:
    """Keep another password.

    Raises:
        NotFound: there is no such user.
    """
    _change(connection, folded, {"password": password})


def _keep_an_admin(connection: Connection, folded: str) -> None:
    table = schema.desk_user
    others = select(func.count()).where(
        table.c.role == DeskRole.ADMIN.value, table.c.disabled == 0, table.c.folded != folded
    )
    one = known(connection, folded)
    if one and one.user.role is DeskRole.ADMIN and not one.user.disabled and not connection.scalar(others):
        raise UsageError(f"{one.user.name!r} is the only admin; make another first, as nobody could undo this")


def _change(connection: Connection, folded: str, fields: Mapping[str, object]) -> None:
    if not _rewrite(connection, schema.desk_user, "folded", folded, fields):
        raise NotFound(f"there is no user {folded!r}; `sayso users list` tells who there is")


def _users() -> Select[Any]:
    table, events = schema.desk_user, schema.desk_event
    last = (
        select(events.c.at)
        .where(events.c.user == table.c.name, events.c.kind == EventKind.SIGNED_IN.value)
        .order_by(events.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(table, last.label("signed_in"))


def _user(row: Row[Any]) -> User:
    return User(
        name=row.name,
        role=DeskRole(row.role),
        made=row.made,
        disabled=bool(row.disabled),
        signed_in=row.signed_in,
    )


# Sessions


def session(connection: Connection, hashed: str, *, made_after: str, seen_after: str) -> Session | None:
    """The session of that hash, if it is not too old, was not idle too long, and its user may sign in."""
    table, user = schema.desk_session, schema.desk_user
    row = connection.execute(select(table).where(table.c.hash == hashed)).one_or_none()
    if row is None or row.made <= made_after or row.seen <= seen_after:
        return None
    found = connection.execute(_users().where(user.c.folded == row.user, user.c.disabled == 0)).one_or_none()
    return None if found is None else Session(user=_user(found), made=row.made, seen=row.seen)


def start(connection: Connection, folded: str, hashed: str, *, at: str, made_after: str) -> None:
    """Begin a session, and forget those that ended by themselves."""
    table = schema.desk_session
    connection.execute(delete(table).where(table.c.made <= made_after))
    row = {"hash": hashed, "user": folded, "made": at, "seen": at}
    connection.execute(insert(table), sealed("desk_session", row))


def touch(connection: Connection, hashed: str, *, at: str) -> None:
    """Note that a session is in use."""
    _rewrite(connection, schema.desk_session, "hash", hashed, {"seen": at})


def end(connection: Connection, hashed: str) -> bool:
    """End a session; whether there was one."""
    table = schema.desk_session
    return bool(connection.execute(delete(table).where(table.c.hash == hashed)).rowcount)


def end_all(connection: Connection, folded: str, *, at: str) -> None:
    """End all sessions of a user and revoke all tokens."""
    connection.execute(delete(schema.desk_session).where(schema.desk_session.c.user == folded))
    for one in tokens(connection, folded):
        if one.revoked is None:
            revoke(connection, one.id, at=at)


# Tokens


def tokens(connection: Connection, folded: str | None = None) -> tuple[ApiToken, ...]:
    """The tokens of a user, or of all, newest first."""
    table = schema.desk_token
    wanted = _tokens().order_by(table.c.made.desc(), table.c.id)
    rows = connection.execute(wanted if folded is None else wanted.where(table.c.user == folded))
    return tuple(_token(row) for row in rows)


def token(connection: Connection, ident: str) -> tuple[ApiToken, str, User] | None:
    """The token of that id, its hash, and whose it is."""
    row = connection.execute(_tokens().where(schema.desk_token.c.id == ident)).one_or_none()
    if row is None:
        return None
    owner = connection.execute(_users().where(schema.desk_user.c.folded == row.user)).one()
    return _token(row), row.hash, _user(owner)


def add_token(connection: Connection, folded: str, made: ApiToken, hashed: str) -> None:
    """Write a new token."""
    row = {
        "id": made.id,
        "user": folded,
        "label": made.label,
        "role": made.role.value,
        "hash": hashed,
        "made": made.made,
        "expires": made.expires,
        "used": made.used,
        "revoked": made.revoked,
    }
    connection.execute(insert(schema.desk_token), sealed("desk_token", row))


def note_use(connection: Connection, ident: str, *, at: str) -> None:
    """Note that a token was used."""
    _rewrite(connection, schema.desk_token, "id", ident, {"used": at})


def revoke(connection: Connection, ident: str, *, at: str) -> None:
    """Make a token worthless.

    Raises:
        NotFound: there is none of that id.
    """
    if not _rewrite(connection, schema.desk_token, "id", ident, {"revoked": at}):
        raise NotFound(f"there is no token {ident!r}")


def _tokens() -> Select[Any]:
    table, user = schema.desk_token, schema.desk_user
    return select(table, user.c.name).join(user, user.c.folded == table.c.user)


def _token(row: Row[Any]) -> ApiToken:
    return ApiToken(
        id=row.id,
        user=row.name,
        label=row.label,
        role=DeskRole(row.role),
        made=row.made,
        expires=row.expires,
        used=row.used,
        revoked=row.revoked,
    )


# Events


def note(  # noqa: PLR0913 - the columns of an event, by name
    connection: Connection,
    kind: EventKind,
    *,
    at: str,
    user: str | None = None,
    by: str | None = None,
    address: str | None = None,
    detail: str | None = None,
) -> None:
    """Add a line to the log of security events."""
    table = schema.desk_event
    seq = connection.execute(select(func.coalesce(func.max(table.c.seq), 0))).scalar_one() + 1
    row = {"seq": seq, "at": at, "kind": kind.value, "user": user, "by": by, "address": address, "detail": detail}
    alike = table.c.kind.in_(_FAILURES) if kind.value in _FAILURES else table.c.kind.not_in(_FAILURES)
    before = select(table.c.row_hash).where(alike).order_by(table.c.seq.desc()).limit(1)
    prev = connection.execute(before).scalar_one_or_none()
    connection.execute(insert(table), sealed("desk_event", {**row, "prev": prev}))
    if kind.value in _FAILURES:
        failed = select(table.c.seq).where(table.c.kind.in_(_FAILURES)).order_by(table.c.seq.desc())
        connection.execute(delete(table).where(table.c.seq.in_(failed.offset(FAILURES_KEPT))))


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong with the log of security events, event by event, in words.

    Failures are a chain of their own, as the oldest of them are let go: its first link may point to what is gone.
    """
    table = schema.desk_event
    last: dict[bool, str | None] = {}
    for row in connection.execute(select(table).order_by(table.c.seq)).mappings():
        fails = row["kind"] in _FAILURES
        if row[ROW_HASH] != row_hash(table.name, dict(row)):
            yield f"event {row['seq']} is not what was written"
        known = fails in last or not fails
        if known and row["prev"] != last.get(fails):
            yield f"event {row['seq']} does not follow from the one before"
        last[fails] = row[ROW_HASH]


def events(connection: Connection, page: Page) -> Part[DeskEvent]:
    """Events, newest first."""
    table = schema.desk_event
    total = connection.execute(select(func.count()).select_from(table)).scalar_one()
    rows = connection.execute(select(table).order_by(table.c.seq.desc()).limit(page.limit).offset(page.offset))
    found = tuple(
        DeskEvent(
            seq=row.seq,
            at=row.at,
            kind=EventKind(row.kind),
            user=row.user,
            by=row.by,
            address=row.address,
            detail=row.detail,
        )
        for row in rows
    )
    return Part(found=found, total=total)


def _rewrite(connection: Connection, table: Any, key: str, value: str, fields: Mapping[str, object]) -> bool:  # noqa: ANN401 - a Table
    """Change columns of one row and seal it anew; False where there is no such row."""
    row = connection.execute(select(table).where(table.c[key] == value)).mappings().one_or_none()
    if row is None:
        return False
    kept = {name: old for name, old in row.items() if name != ROW_HASH} | dict(fields)
    connection.execute(update(table).where(table.c[key] == value), sealed(table.name, kept))
    return True
