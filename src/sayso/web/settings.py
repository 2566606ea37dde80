"""What whoever starts the desk may choose."""

import ipaddress
from dataclasses import dataclass, field

from sayso.errors import UsageError
from sayso.users import SessionLimits

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this machine that a browser may ask for. Any other name in a request may be a page of a stranger whose
address was bent to this machine (DNS rebinding), so it is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one request may be, and how many there may be."""

    address: int = 8 * 1024  # characters of path and query
    headers: int = 32 * 1024  # bytes of all
    body: int = 21_000_000  # bytes: an input of 20 MB with the form around it
    sent: int = 100_000_000  # bytes of reports that are sent to be read, several at once
    strangers_body: int = 16 * 1024  # of somebody who is not signed in
    body_seconds: float = 20.0  # to send it, and
    body_rate: int = 64 * 1024  # at least so many bytes a second beyond that
    per_minute: int = 600  # requests of one address, and of one user
    burst: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the desk is served.

    `hosts` are names that it answers to besides that of its address. `https`: it holds the certificate itself;
    `proxied`: a proxy that speaks https stands before it, and what that says of a request is believed; `plain_http`:
    others may reach it without either.
    """

    host: str = "127.0.0.1"
    hosts: frozenset[str] = frozenset()
    https: bool = False
    proxied: bool = False
    plain_http: bool = False
    page_size: int = 20
    limits: Limits = field(default_factory=Limits)
    sessions: SessionLimits = field(default_factory=SessionLimits)

    def __post_init__(self) -> None:
        """Refuse what would show the ledger, or what is typed, to others.

        Raises:
            UsageError: it can be reached by others over plain http, or under no name.
        """
        if is_loopback(self.host):
            return
        if not (self.https or self.proxied or self.plain_http):
            raise UsageError(
                f"others can reach {self.host!r}, and could read passwords on the way: give --certificate and --key, "
                "or serve on 127.0.0.1 behind a proxy (--proxy-headers), or say --plain-http if the network is yours"
            )
        if _is_any(self.host) and not self.hosts:
            raise UsageError(f"{self.host!r} is every address of this machine: --name tells the one that people open")

    @property
    def names(self) -> frozenset[str]:
        """All host names that the desk answers to, in lower case."""
        return LOOPBACK | {name.lower() for name in (self.host, *self.hosts) if name}

    @property
    def shared(self) -> bool:
        """Whether others than who sits at this machine may reach it. Then nobody reads without signing in."""
        return not is_loopback(self.host) or self.proxied or any(not is_loopback(name) for name in self.hosts)

    @property
    def secure(self) -> bool:
        """Whether browsers speak https, so that cookies may travel by nothing else."""
        return self.https or (self.proxied and not self.plain_http)


def is_loopback(host: str) -> bool:
    """Whether an address or name is this machine's own, which no other machine can reach."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_any(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return not host
