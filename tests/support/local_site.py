"""A site of this machine that answers as it is told and remembers what it was asked; a listener that only counts."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HERE = "127.0.0.2"
"""Where the site is. It is this machine, and not the address that people mean by that: see `Canary`."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered: `raw` is sent after the headers, as it is."""

    raw: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Answering = Reply | Callable[[Mapping[str, str]], Reply]


class Site:
    """What the site answers by path, and what it was asked: the paths with the headers, names in lower case."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.replies: dict[str, Answering] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def root(self) -> str:
        return f"http://{HERE}:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """The site, as long as it is served."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, headers))
            reply = site.replies.get(self.path, Reply(status=404))
            reply = reply if isinstance(reply, Reply) else reply(headers)
            self.send_response(reply.status)
            if not {"content-length", "transfer-encoding"} & {name.lower() for name in reply.headers}:
                self.send_header("Content-Length", str(len(reply.raw)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.raw)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((HERE, 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # who asks may go away
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Canary:
    """How many connections somebody made to this machine by a port of it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.accepted = 0
        self._own = 0

    @property
    def connections(self) -> int:
        """All that were made until now: they are accepted in order, so one of our own comes after them."""
        with socket.create_connection(("127.0.0.1", self.port)) as own, suppress(ConnectionResetError):
            own.recv(1)  # nothing: it is closed as soon as it is counted
        self._own += 1
        return self.accepted - self._own


@contextmanager
def counting() -> Iterator[Canary]:
    """A listener on all addresses of this machine, of both kinds where there are both."""
    listener = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
    canary = Canary(listener.getsockname()[1])

    def count() -> None:
        while True:
            try:
                accepted, _ = listener.accept()
            except OSError:
                return
            canary.accepted += 1
            accepted.close()

    thread = threading.Thread(target=count, daemon=True)
    thread.start()
    try:
        yield canary
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
