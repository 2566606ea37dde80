"""Personal tokens for the API: `sayso_ID_SECRET`. Only who makes one ever sees it."""

import secrets
import unicodedata
from datetime import datetime, timedelta

from sayso.errors import Forbidden, NotFound, UsageError
from sayso.ledger import Ledger, users
from sayso.nouns import ApiToken, DeskRole, EventKind, User
from sayso.users import clock
from sayso.users.managing import found
from sayso.users.names import folded
from sayso.users.sessions import SECRET_BYTES, hashed

MOST_DAYS = 90
LONGEST_LABEL = 60
PREFIX = "sayso"
"""So that a token which got into a text is seen to be one."""


def make_token(  # noqa: PLR0913 - what a token is, and who made it when
    ledger: Ledger,
    owner: str,
    *,
    label: str,
    role: DeskRole,
    days: int,
    at: datetime,
    by: str | None = None,
    address: str | None = None,
) -> tuple[ApiToken, str]:
    """A new token of a user, and the text of it, which cannot be had again.

    Raises:
        NotFound: there is no such user.
        Forbidden: the token would do more than its owner may.
        UsageError: it would last too long, or its label cannot be one.
    """
    if not 1 <= days <= MOST_DAYS:
        raise UsageError(f"a token lasts 1 to {MOST_DAYS} days; given {days}")
    plain = " ".join(label.split())
    if not 1 <= len(plain) <= LONGEST_LABEL or any(unicodedata.category(sign).startswith("C") for sign in plain):
        raise UsageError(f"a label tells what the token is for, in 1 to {LONGEST_LABEL} visible characters")
    user = found(ledger, owner)
    if not user.role.allows(role):
        raise Forbidden(f"a token can do no more than its owner: {user.name!r} is {user.role.value}")
    if user.disabled:
        raise Forbidden(f"{user.name!r} is disabled")
    ident, secret = secrets.token_hex(6), secrets.token_urlsafe(SECRET_BYTES)
    made = ApiToken(
        id=ident,
        user=user.name,
        label=plain,
        role=role,
        made=clock.stamp(at),
        expires=clock.stamp(at + timedelta(days=days)),
    )
    words = f"{ident} ({plain}), {role.value}, until {made.expires[:10]}"
    with ledger.writing():
        ledger.change(users.add_token, folded(user.name), made, hashed(secret))
        ledger.change(
            users.note, EventKind.TOKEN_MADE, at=made.made, user=user.name, by=by, address=address, detail=words
        )
    return made, f"{PREFIX}_{ident}_{secret}"


def bearer(ledger: Ledger, text: str, *, at: datetime) -> tuple[User, DeskRole, ApiToken] | None:
    """Whose token this is and what it may do; None for one that is unknown, expired, revoked or of a disabled user."""
    prefix, _, rest = text.partition("_")
    ident, _, secret = rest.partition("_")
    one = ledger.look(users.token, ident) if prefix == PREFIX else None
    if one is None:
        return None
    token, kept, owner = one
    if not secrets.compare_digest(hashed(secret), kept):
        return None
    if token.revoked is not None or token.expires <= clock.stamp(at) or owner.disabled:
        return None
    return owner, min(token.role, owner.role, key=lambda role: role.rank), token


def revoke_token(  # noqa: PLR0913 - which token, and who revokes it when
    ledger: Ledger,
    ident: str,
    *,
    at: datetime,
    of: str | None = None,
    by: str | None = None,
    address: str | None = None,
) -> ApiToken:
    """Make a token worthless at once; `of` says whose alone it may be.

    Raises:
        NotFound: there is none of that id, or it is somebody else's.
    """
    with ledger.writing():
        one = ledger.look(users.token, ident)
        if one is None or (of is not None and one[0].user != of):
            raise NotFound(f"there is no token {ident!r}")
        if one[0].revoked is None:
            ledger.change(users.revoke, ident, at=clock.stamp(at))
            words = f"{ident} ({one[0].label})"
            ledger.change(
                users.note,
                EventKind.TOKEN_REVOKED,
                at=clock.stamp(at),
                user=one[0].user,
                by=by,
                address=address,
                detail=words,
            )
    return one[0]
