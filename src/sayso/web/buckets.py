"""Rate limits: buckets of tokens in memory, a bounded number of them."""

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

MOST = 10_000
"""Buckets kept; beyond that those longest unused are forgotten, which gives their owners a full one."""


class Buckets:
    """A bucket for each key: `burst` at once, then `per_second` more; for many threads."""

    def __init__(
        self, *, burst: float, per_second: float, most: int = MOST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst, self._rate, self._most, self._clock = burst, per_second, most, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._left)

    def take(self, key: str) -> float:
        """Take one from the bucket of `key`: 0 where that was possible, else the seconds until it will be."""
        with self._lock:
            now = self._clock()
            left, at = self._left.pop(key, (self._burst, now))
            left = min(self._burst, left + max(0.0, now - at) * self._rate)
            wait = 0.0 if left >= 1 else (1 - left) / self._rate
            self._left[key] = (left if wait else left - 1, now)
            if len(self._left) > self._most:
                self._left.popitem(last=False)
            return wait

    def give_back(self, key: str) -> None:
        """Put one back that was taken for nothing."""
        with self._lock:
            if key in self._left:
                left, at = self._left[key]
                self._left[key] = (min(self._burst, left + 1), at)


def address_key(host: str | None) -> str:
    """What addresses are counted by: an IPv6 network of 64 bits is one, as whoever has one address of it has all."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return host or "?"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((int(address), 64), strict=False).network_address)
    return str(address)
