"""Who may use a shared desk, and what is kept of how it was used. No part of what a ledger says."""

from dataclasses import dataclass
from enum import StrEnum


class DeskRole(StrEnum):
    """What a user may do; each may do what those before it may."""

    READER = "reader"  # look, search, export
    REVIEWER = "reviewer"  # rule, correct, read reports into the ledger
    ADMIN = "admin"  # users, their tokens, the log of events

    @property
    def rank(self) -> int:
        """0 for the role that may do least."""
        return tuple(DeskRole).index(self)

    def allows(self, needed: "DeskRole") -> bool:
        """Whether this role may do what that one may."""
        return self.rank >= needed.rank


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person who may sign in. `made` and `signed_in` (the last time, if ever) are ISO 8601 in UTC."""

    name: str
    role: DeskRole
    made: str
    disabled: bool = False
    signed_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A user's key to the API. `role` is the most that it may do; what it is cannot be told from what is kept."""

    id: str
    user: str
    label: str
    role: DeskRole
    made: str
    expires: str
    used: str | None = None  # the last day or so that it was used
    revoked: str | None = None


class EventKind(StrEnum):
    """What happened."""

    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    FAILED = "sign-in failed"
    LOCKED = "sign-in locked"
    ADDED = "user added"
    ROLE = "role changed"
    DISABLED = "user disabled"
    ENABLED = "user enabled"
    PASSWORD = "password changed"  # noqa: S105 - the word, not one
    TOKEN_MADE = "token made"  # noqa: S105 - the same
    TOKEN_USED = "token used"  # noqa: S105 - the same
    TOKEN_REVOKED = "token revoked"  # noqa: S105 - the same


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskEvent:
    """One line of the log of security events.

    `user` is whom it is about: only ever the name of a user, as what else was typed may be a password. `by` did it
    where that is another; `address` is where a request came from, None on the command line.
    """

    seq: int
    at: str
    kind: EventKind
    user: str | None
    by: str | None
    address: str | None
    detail: str | None
