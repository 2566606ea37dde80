"""The server around the app: its socket, its certificate, and how long it waits for strangers."""

import asyncio
import gc
import socket
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from sayso.errors import UsageError
from sayso.web.app import create_app
from sayso.web.settings import Settings

HEAD_SECONDS = 10.0
"""To send the head of a request; a connection that takes longer is closed."""
AT_ONCE = 200
"""Requests and connections at one time; others are told to come back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """How the server is reached: certificate and key as PEM files, and which addresses are proxies to believe."""

    certificate: str | None = None
    key: str | None = None
    proxies: Sequence[str] = ()


class Impatient(H11Protocol):
    """The HTTP of a connection, closed where the head of a request does not come (slow-loris)."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Go on waiting while the head is not whole."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._waiting is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self.transport.close()


def listening(host: str, port: int) -> socket.socket:
    """A socket at that address.

    Raises:
        UsageError: it cannot be had.
    """
    sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        sock.listen()  # from now on a browser waits instead of being turned away
    except OSError as error:
        sock.close()
        why = error.strerror or str(error)
        raise UsageError(f"port {port} of {host} cannot be had ({why}); --port 0 takes one that is free") from error
    return sock


def configured(ledger: str, settings: Settings, wire: Wire) -> uvicorn.Config:
    """The server's settings.

    Raises:
        UsageError: certificate and key cannot be used.
    """
    config = uvicorn.Config(
        create_app(ledger, settings),
        http=Impatient,
        ws="none",
        lifespan="off",
        log_config=None,  # warnings and faults go where those of the command line go
        access_log=False,
        server_header=False,
        proxy_headers=settings.proxied,
        forwarded_allow_ips=list(wire.proxies) if settings.proxied else [],
        h11_max_incomplete_event_size=settings.limits.address + settings.limits.headers,
        limit_concurrency=AT_ONCE if settings.shared else None,
        ssl_certfile=wire.certificate,
        ssl_keyfile=wire.key,
    )
    try:
        config.load()
    except (ssl.SSLError, OSError) as error:
        raise UsageError(
            f"the certificate {wire.certificate} with the key {wire.key} cannot be used ({error}); "
            "both are PEM files, the key without a passphrase, and belong together"
        ) from error
    return config


def run(ledger: str, settings: Settings, wire: Wire, sock: socket.socket) -> None:
    """Serve until Ctrl-C, which is how serving ends and no error."""
    server = uvicorn.Server(configured(ledger, settings, wire))
    quieten_collector()
    with suppress(KeyboardInterrupt):
        server.run(sockets=[sock])


YOUNG = 50_000
"""Objects that are made before the collector of cyclic garbage looks at the new ones: some two pages make as many.

At Python's own 700 it looks several times while a page is made, takes what the page still needs for old, and then has
to look through all that is old again and again: one page in ten took 80 ms longer.
"""


def quieten_collector() -> None:
    """Leave what was imported out of the collector's rounds, as it stays for good, and let it look between pages."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)
