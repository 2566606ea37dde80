"""Users of a shared desk: their passwords, sessions and tokens. The ledger keeps them; nothing here serves anything.

Passwords are kept as argon2id hashes (RFC 9106), sessions and tokens as SHA-256 of what only their owner has.
"""

from sayso.users.managing import add_user, change_password, change_role, disable, enable
from sayso.users.passwords import Busy, Hasher
from sayso.users.sessions import SessionLimits, Signed, begin, hashed, identified, sign_in, sign_out
from sayso.users.tokens import MOST_DAYS, bearer, make_token, revoke_token

__all__ = [
    "MOST_DAYS",
    "Busy",
    "Hasher",
    "SessionLimits",
    "Signed",
    "add_user",
    "bearer",
    "begin",
    "change_password",
    "change_role",
    "disable",
    "enable",
    "hashed",
    "identified",
    "make_token",
    "revoke_token",
    "sign_in",
    "sign_out",
]
