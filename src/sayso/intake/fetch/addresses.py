"""Addresses as users and pages write them → the machine that is asked; which machines may be.

An address in a feed or a redirect is written by a stranger. If it could lead to this machine, to its network or to what
a cloud keeps at a link-local address, the stranger could read there through us (server-side request forgery). A name is
therefore resolved once, and what it resolves to is both judged and connected to.
"""

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

from sayso.errors import NotFetched

Resolve = Callable[[str, int], Sequence[str]]
"""The IP addresses of a host name for a port, the best first."""

Allow = Callable[[str], bool]
"""Whether a machine with that IP address may be asked."""

PORTS = {"http": 80, "https": 443}
"""The schemes that are fetched, each with its usual port."""

MAX_ADDRESS = 4096
"""Characters that an address may have. Servers refuse more than 8,000; addresses of articles have some 100."""

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")
_SAFE = "/:?&=;,@!$'()*+~%[]"  # what a path or query keeps; the rest is percent-encoded

_NOT_ASKED = (
    IPv4Network("192.88.99.0/24"),  # relays of 6to4: they lead on to whatever the packet says
    IPv6Network("2002::/16"),  # 6to4: an IPv4 address is inside
    IPv6Network("2001::/23"),  # special purposes, among them Teredo
    IPv6Network("2001:db8::/32"),  # examples
    IPv6Network("3fff::/20"),  # the same
)
"""Networks that are refused whatever the running Python's table holds of them."""

_UNICAST = IPv6Network("2000::/3")
"""All of IPv6 that is handed out. Outside are loopback, local addresses, mapped and translated IPv4 (NAT64)."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked, and of whom: `host` is ASCII and lower case, `path` has the query with it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """The host as it is named in requests: with its port, where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def root(self) -> str:
        """The address of the site."""
        return f"{self.scheme}://{self.site}"

    @property
    def url(self) -> str:
        """The whole address, without a fragment."""
        return f"{self.root}{self.path}"


def target(address: str) -> Target:
    """What an address names.

    Raises:
        NotFetched: its scheme is not http or https, it names a user, or it is no address at all.
    """
    if len(address) > MAX_ADDRESS:
        raise NotFetched(f"the address has {len(address):,} characters, more than the limit of {MAX_ADDRESS:,}")
    if _FORBIDDEN.search(address):
        raise NotFetched("the address has spaces, control characters or backslashes in it; give it percent-encoded")
    try:
        parts = urlsplit(address)
        port = parts.port
        host = _ascii(parts.hostname or "")
    except ValueError as error:
        raise NotFetched(f"this is not an address ({error}); one looks like https://outlet.example/news") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise NotFetched(f"only http and https are fetched, and this is {scheme or 'neither'}:")
    if parts.username is not None or parts.password is not None:
        raise NotFetched("the address names a user; what needs a password is not fetched")
    if not host or port == 0:
        raise NotFetched("the address names no host; one looks like https://outlet.example/news")
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return Target(scheme, host, port or PORTS[scheme], path)


def is_public(address: str) -> bool:
    """Whether an IP address is one of a machine that anybody in the world can reach, written as itself.

    False for this machine, private and local networks, shared, reserved and test addresses, multicast, and for IPv6
    addresses with an IPv4 address inside (mapped, compatible, 6to4, Teredo, NAT64), whatever that is.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and (found.scope_id or found not in _UNICAST):
        return False
    return found.is_global and not found.is_multicast and not any(found in network for network in _NOT_ASKED)


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The IP addresses of a host, as the system tells them.

    Raises:
        NotFetched: it has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(f"there is no host {host} ({error})") from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def permitted(host: str, found: Sequence[str], allow: Allow) -> str:
    """The first of a host's IP addresses that may be asked.

    Raises:
        NotFetched: none may.
    """
    for address in found:
        if allow(address):
            return address
    told = ", ".join(found[:3]) or "no address"
    raise NotFetched(f"{host} is {told}: only public addresses are asked, none of this machine or its network")


def _ascii(host: str) -> str:
    """The host in the form that is looked up; full-width digits and the like become what they stand for.

    Raises:
        ValueError: it cannot be a host's name.
    """
    if ":" in host:
        return host  # an IPv6 address
    return host.encode("idna").decode("ascii").lower() if host else ""
