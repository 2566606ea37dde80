"""Signing in and out, and who a session belongs to."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sayso.errors import LedgerError
from sayso.ledger import Ledger, users
from sayso.nouns import EventKind, User
from sayso.users import clock
from sayso.users.names import folded
from sayso.users.passwords import Hasher

SECRET_BYTES = 32
TOUCHED = timedelta(minutes=1)
"""How exactly it is kept when a session was used last: reading must not write with every page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLimits:
    """When a session ends by itself: after so long in all, or so long without use."""

    lasts: timedelta = timedelta(hours=12)
    idle: timedelta = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A session that has begun. `secret` goes into the browser's cookie and is kept nowhere else."""

    user: User
    secret: str


def hashed(secret: str) -> str:
    """What is kept of the secret of a session or token: it is too random to be guessed from its hash."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def sign_in(  # noqa: PLR0913 - name and password, and under what conditions
    ledger: Ledger,
    name: str,
    password: str,
    *,
    hasher: Hasher,
    at: datetime,
    limits: SessionLimits,
    address: str | None = None,
) -> Signed | None:
    """Begin a session, always a new one; None where name and password do not fit, or the user is disabled.

    The same work is done for a name that nobody has. What was typed is never kept: of a failure only that it was, and
    for whom if there is such a user.

    Raises:
        Busy: too many passwords are being checked.
    """
    one = ledger.look(users.known, folded(name))
    right = hasher.fits(password, one.password if one else None)
    if one is None or not right or one.user.disabled:
        note(ledger, EventKind.FAILED, at=at, user=one.user.name if one else None, address=address)
        return None
    with ledger.writing():
        again = ledger.look(users.known, one.folded)
        if again is None or again.password != one.password or again.user.disabled:
            return None  # changed while we were checking
        if hasher.is_old(one.password):
            ledger.change(users.set_password, one.folded, hasher.kept(password))
        secret = begin(ledger, one.user, at=at, limits=limits)
        ledger.change(users.note, EventKind.SIGNED_IN, at=clock.stamp(at), user=one.user.name, address=address)
    return Signed(user=one.user, secret=secret)


def begin(ledger: Ledger, user: User, *, at: datetime, limits: SessionLimits) -> str:
    """A new session of a user who has been recognised; its secret."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    made_after = clock.before(at, limits.lasts)
    ledger.change(users.start, folded(user.name), hashed(secret), at=clock.stamp(at), made_after=made_after)
    return secret


def sign_out(ledger: Ledger, secret: str, user: str | None, *, at: datetime, address: str | None = None) -> None:
    """End a session for good: whoever has a copy of its cookie has nothing."""
    with ledger.writing():
        if ledger.change(users.end, hashed(secret)):
            ledger.change(users.note, EventKind.SIGNED_OUT, at=clock.stamp(at), user=user, address=address)


def identified(ledger: Ledger, secret: str, *, at: datetime, limits: SessionLimits) -> tuple[User, bool] | None:
    """Whose session it is, and whether it is time to note its use; None for one that has ended or never was."""
    one = ledger.look(
        users.session,
        hashed(secret),
        made_after=clock.before(at, limits.lasts),
        seen_after=clock.before(at, limits.idle),
    )
    if one is None:
        return None
    return one.user, one.seen <= clock.before(at, min(TOUCHED, limits.idle / 4))


def note(  # noqa: PLR0913 - the columns of an event, by name
    ledger: Ledger,
    kind: EventKind,
    *,
    at: datetime,
    user: str | None = None,
    address: str | None = None,
    detail: str | None = None,
) -> None:
    """Add to the log of security events, where the ledger can be written; a ledger in use must not stop reading."""
    try:
        ledger.change(users.note, kind, at=clock.stamp(at), user=user, address=address, detail=detail)
    except LedgerError:
        return
