"""One request to one machine by its IP address, within limits of time and size."""

import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from importlib.metadata import version

from sayso.errors import NotFetched, TooLarge
from sayso.intake.fetch.addresses import Target
from sayso.intake.packed import MAX_RATIO, SMALL
from sayso.intake.paths import MAX_BYTES, megabytes

NAME = "Sayso"
"""What robots.txt calls us."""

ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"

CHUNK = 64 * 1024

_AUTO = 32 + zlib.MAX_WBITS  # zlib's way to say: with the header of gzip or of zlib


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may take: `seconds` from connecting to the last byte, `size` in bytes once it is unpacked."""

    seconds: float = 15.0
    size: int = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; names of headers are lower case, the body is unpacked."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes = b""


def ask(  # noqa: PLR0913 - what a request is made of
    what: Target,
    address: str,
    headers: Mapping[str, str],
    limits: Limits,
    trust: Callable[[], ssl.SSLContext],
    *,
    sends: bytes | None = None,
) -> Answer:
    """What the machine at the IP address answers. Its certificate has to be one of the host that the target names.

    It is asked for what the target names, or given what is to be sent, if there is. Only an answer with the status 200
    has its body. No proxy is asked, whatever the environment says: it would resolve names anew.

    Raises:
        NotFetched: it does not answer, not in time, or not in HTTP.
        TooLarge: the body is larger than the limit, packed or not, or grows as only filler does.
    """
    connection = _To(what, address, limits.seconds, trust)
    sent = {
        "Host": what.site,
        "User-Agent": f"{NAME}/{version('sayso')}",
        "Accept": ACCEPT,
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **headers,
    }
    try:
        connection.request("GET" if sends is None else "POST", what.path, body=sends, headers=sent)
        with connection.getresponse() as response:
            told = {name.lower(): value for name, value in response.getheaders()}
            body = _body(response, told, limits) if response.status == 200 else b""
            answer = Answer(response.status, response.reason, told, body)
    except (OSError, HTTPException, NotFetched) as error:
        connection.complain(error)
        if isinstance(error, NotFetched):
            raise
        raise NotFetched(f"{what.site} does not answer as it should: {_words(error)}") from error
    finally:
        connection.end()
    connection.complain(None)
    return answer


class _To(HTTPConnection):
    """A connection to an IP address, for a host by name, that ends when its time is over.

    A socket's own limit is one of each read: a server that sends a byte now and then would never meet it.
    """

    def __init__(self, what: Target, address: str, seconds: float, trust: Callable[[], ssl.SSLContext]) -> None:
        super().__init__(what.host, what.port, timeout=seconds)
        self._what, self._address, self._seconds, self._trust = what, address, seconds, trust
        self._over = threading.Event()
        self._timer: threading.Timer | None = None
        self._again: socket.socket | None = None  # the same connection, whatever TLS makes of the first

    def connect(self) -> None:
        """Connect to the IP address, and speak TLS with the host where that is asked for."""
        plain = socket.create_connection((self._address, self.port), timeout=self._seconds)
        self.sock = plain
        self._again = plain.dup()
        self._timer = threading.Timer(self._seconds, self._end, (self._again,))
        self._timer.daemon = True
        self._timer.start()
        if self._what.scheme == "https":
            self.sock = self._trust().wrap_socket(plain, server_hostname=self._what.host)

    def end(self) -> None:
        """Close the connection; its time does not matter any more. `close` comes when an answer begins, not ends."""
        if self._timer and self._again:
            self._timer.cancel()
            self._again.close()
        self.close()

    def complain(self, error: BaseException | None) -> None:
        """Tell that the time was over, if it was: whatever else went wrong came of that.

        Raises:
            NotFetched: it was.
        """
        if self._over.is_set() or isinstance(error, TimeoutError):
            raise NotFetched(f"{self._what.site} took longer than {self._seconds:g} s") from error

    def _end(self, plain: socket.socket) -> None:
        self._over.set()
        with suppress(OSError):
            plain.shutdown(socket.SHUT_RDWR)


def _body(response: HTTPResponse, told: Mapping[str, str], limits: Limits) -> bytes:
    coding = told.get("content-encoding", "identity").strip().lower()
    if coding not in {"identity", "", "gzip", "x-gzip", "deflate"}:
        raise NotFetched(f"it is packed as {coding!r}, which was not asked for; only gzip and deflate are unpacked")
    unpacks = coding not in {"identity", ""}
    packed, parts, size = 0, [], 0
    unpacker = zlib.decompressobj(_AUTO)
    while chunk := response.read1(CHUNK):
        packed += len(chunk)
        if packed > limits.size:
            raise TooLarge(_too_large(limits))
        while chunk:
            part = _unpacked(unpacker, chunk, limits.size - size + 1) if unpacks else chunk
            chunk = unpacker.unconsumed_tail if unpacks else b""
            size += len(part)
            parts.append(part)
            if size > limits.size:
                raise TooLarge(_too_large(limits))
            if unpacks and size > SMALL and size > MAX_RATIO * packed:
                raise TooLarge(f"it unpacks to more than {MAX_RATIO} times its size, as only filler does")
    if response.length or (unpacks and packed and not unpacker.eof):
        raise NotFetched("the answer breaks off")
    return b"".join(parts)


def _unpacked(unpacker: "zlib._Decompress", chunk: bytes, most: int) -> bytes:
    try:
        return unpacker.decompress(chunk, most)
    except zlib.error as error:
        raise NotFetched(f"the answer is damaged: {error}") from error


def _too_large(limits: Limits) -> str:
    return f"it has more than {megabytes(limits.size)}, the limit for what is fetched; save it and split it"


def _words(error: OSError | HTTPException) -> str:
    """What went wrong, in a few words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate does not hold ({error.verify_message})"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return f"{type(error).__name__}{f' ({error})' if str(error) else ''}"
