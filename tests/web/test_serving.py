"""A real server: who is slow, what a proxy says, certificates."""

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn

from sayso.errors import UsageError
from sayso.ledger import Ledger, browse, users
from sayso.nouns import EventKind
from sayso.web import Settings, serving
from sayso.web.serving import Wire, configured, listening
from sayso.web.settings import Limits

from .shared import HOST

Served = Callable[..., int]
PATIENT = 60
"""Seconds after which a test gives up; what is waited for comes far earlier."""


@pytest.fixture
def served() -> Iterator[Served]:
    """Serve a ledger; gives the port."""
    servers: list[tuple[uvicorn.Server, threading.Thread]] = []

    def serve(path: Path, settings: Settings, wire: Wire | None = None) -> int:
        sock = listening("127.0.0.1", 0)
        server = uvicorn.Server(configured(str(path), settings, wire or Wire(proxies=("127.0.0.1",))))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        servers.append((server, thread))
        port: int = sock.getsockname()[1]
        return port

    yield serve
    for server, thread in servers:
        server.should_exit = True
        thread.join(PATIENT)


CONNECT = socket.socket.connect
"""As it is before a test begins, for the side of the visitor: the desk itself may open no connection."""


def connected(port: int) -> socket.socket:
    line = socket.socket()
    line.settimeout(PATIENT)
    CONNECT(line, ("127.0.0.1", port))
    return line


def said(port: int, *sent: bytes) -> bytes:
    """All that the server answers until it hangs up."""
    with closing(connected(port)) as line:
        for part in sent:
            line.sendall(part)
        return b"".join(iter(lambda: line.recv(65536), b""))


def test_who_does_not_finish_the_head_is_hung_up_on(
    peopled: Path, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "HEAD_SECONDS", 0.2)
    port = served(peopled, Settings())
    assert said(port) == b""
    assert said(port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ") == b""
    whole = b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    answer = said(port, whole, b"GET / HT")
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_body_that_does_not_come_is_not_waited_for(peopled: Path, served: Served) -> None:
    port = served(peopled, Settings(limits=replace(Limits(), body_seconds=0.2)))
    head = b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    answer = said(port, head + b"Content-Length: 100\r\n\r\nname=x")
    assert answer.startswith(b"HTTP/1.1 408 ")
    answer = said(port, head + b"Transfer-Encoding: chunked\r\n\r\n6\r\nname=x\r\n")
    assert answer.startswith(b"HTTP/1.1 408 ")


def test_a_head_without_end_is_refused(peopled: Path, served: Served) -> None:
    port = served(peopled, Settings())
    answer = said(port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + b"x" * 100_000)
    assert answer.startswith(b"HTTP/1.1 4")
    answer = said(port, b"GET /x\r\ny HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")


def sign_in_wrongly(port: int, forwarded: str) -> None:
    head = f"Host: {HOST}\r\nX-Forwarded-For: {forwarded}\r\nX-Forwarded-Proto: https\r\n"
    page = said(port, f"GET /sign-in HTTP/1.1\r\n{head}Connection: close\r\n\r\n".encode()).decode()
    token = page.split('name="csrf" value="')[1].split('"')[0]
    body = f"name=nobody&password=x&csrf={token}"
    head += f"Cookie: sayso-csrf={token}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    head += f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}"
    assert said(port, f"POST /sign-in HTTP/1.1\r\n{head}".encode()).startswith(b"HTTP/1.1 401 ")


@pytest.mark.parametrize(
    ("settings", "proxies", "seen"),
    [
        (Settings(proxied=True, hosts=frozenset({HOST})), ("127.0.0.1",), "198.51.100.9"),
        (Settings(proxied=True, hosts=frozenset({HOST})), ("192.0.2.1",), "127.0.0.1"),  # not that proxy
        (Settings(host="192.0.2.1", plain_http=True, hosts=frozenset({HOST})), ("127.0.0.1",), "127.0.0.1"),
    ],
    ids=["told of", "another", "not told of"],
)
def test_a_proxy_is_believed_only_when_told_of(
    peopled: Path, served: Served, settings: Settings, proxies: tuple[str, ...], seen: str
) -> None:
    sign_in_wrongly(served(peopled, settings, Wire(proxies=proxies)), "203.0.113.5, 198.51.100.9")
    with Ledger.open(peopled) as ledger:
        last = ledger.look(users.events, browse.Page(limit=1)).found[0]
    assert (last.kind, last.address) == (EventKind.FAILED, seen)


def test_https_is_spoken_with_a_certificate(peopled: Path, tmp_path: Path, served: Served) -> None:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}"]
    command += ["-addext", f"subjectAltName=DNS:{HOST}", "-keyout", str(key), "-out", str(certificate)]
    try:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own arguments
    except FileNotFoundError:
        pytest.skip("there is no openssl here to make a certificate with")
    wire = Wire(certificate=str(certificate), key=str(key))
    port = served(peopled, Settings(https=True, hosts=frozenset({HOST})), wire)
    context = ssl.create_default_context(cafile=certificate)
    with (
        connected(port) as plain,
        context.wrap_socket(plain, server_hostname=HOST) as line,
    ):
        line.sendall(f"GET /sign-in HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"Secure" in answer
    with pytest.raises(UsageError, match="cannot be used"):
        configured(str(peopled), Settings(https=True), Wire(certificate=str(certificate), key=str(certificate)))
