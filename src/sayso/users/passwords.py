"""Passwords: what is taken for one, and how it is kept and checked."""

import secrets
import threading
import unicodedata
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sayso.errors import UsageError

SHORTEST = 12
"""Characters. Length is what counts: no classes of characters are asked for, as they make passwords worse (NIST SP
800-63B, 3.1.1.2)."""
LONGEST = 256
FEWEST = 5
"""Different characters."""

AT_ONCE = 2
"""Passwords that are checked at one time: each takes 64 MiB and a core for a while."""
PATIENCE = 5.0
"""Seconds to wait for the turn."""


class Busy(Exception):
    """Too many passwords are being checked."""


class Hasher:
    """Keeps and checks passwords: argon2id with the parameters that RFC 9106 recommends for 64 MiB.

    Checking takes the same steps whether there is such a user or not.
    """

    def __init__(self, hasher: PasswordHasher | None = None, *, at_once: int = AT_ONCE) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turns = threading.BoundedSemaphore(at_once)

    @cached_property
    def _nobodys(self) -> str:
        """What is checked where there is no such user; nobody knows a password that fits."""
        return self._hasher.hash(secrets.token_urlsafe())

    def kept(self, password: str) -> str:
        """What to keep of a password."""
        return self._hasher.hash(_same(password))

    def fits(self, password: str, kept: str | None) -> bool:
        """Whether a password is the one kept; with None it never is, after the same work.

        Raises:
            Busy: too many are being checked.
        """
        nobodys = self._nobodys  # made whether it is needed or not
        if not self._turns.acquire(timeout=PATIENCE):
            raise Busy
        try:
            right = self._hasher.verify(nobodys if kept is None else kept, _same(password[: LONGEST + 1]))
        except (VerificationError, InvalidHashError):
            return False
        finally:
            self._turns.release()
        return right and kept is not None

    def is_old(self, kept: str) -> bool:
        """Whether it was kept with other parameters than are used now."""
        return self._hasher.check_needs_rehash(kept)


def checked(password: str, name: str) -> str:
    """The password, if it may be one.

    Raises:
        UsageError: it is too short, too long or too plain; the message does not tell it.
    """
    same = _same(password)
    if not SHORTEST <= len(same) <= LONGEST:
        raise UsageError(f"a password has {SHORTEST} to {LONGEST} characters; a few words in a row are good")
    if len(set(same)) < FEWEST:
        raise UsageError(f"a password has at least {FEWEST} different characters")
    if same.casefold() in {name.casefold(), name.casefold() * 2}:
        raise UsageError("a password is not the name")
    return password


def _same(password: str) -> str:
    """One form for what different keyboards send for one password (NIST SP 800-63B asks for it)."""
    return unicodedata.normalize("NFKC", password)
