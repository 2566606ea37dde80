"""What whoever starts the desk may choose."""

import ipaddress
from dataclasses import dataclass

from sayso.errors import UsageError

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this machine that a browser may ask for. Any other name in a request may be a page of a stranger whose
address was bent to this machine (DNS rebinding), so it is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the desk is served. `hosts` are names that it answers to besides those of the loopback."""

    host: str = "127.0.0.1"
    hosts: frozenset[str] = frozenset()
    page_size: int = 20

    def __post_init__(self) -> None:
        """Refuse an address that others can reach.

        Raises:
            UsageError: the address is not one of the loopback.
        """
        if not is_loopback(self.host):
            raise UsageError(
                f"the desk has no users yet, so it is served on this machine alone: "
                f"give 127.0.0.1, ::1 or localhost, not {self.host!r}"
            )

    @property
    def names(self) -> frozenset[str]:
        """All host names that the desk answers to, in lower case."""
        return LOOPBACK | {name.lower() for name in (self.host, *self.hosts)}


def is_loopback(host: str) -> bool:
    """Whether an address or name is this machine's own, which no other machine can reach."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
