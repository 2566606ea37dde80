"""A stand-in for a service with a language model: it answers as it is told, and remembers what it was asked."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Piece = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """Bytes after the headers; `says` is how long it says they are, `pause` comes before each of `drip` parts."""

    raw: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    says: int | None = None
    pause: float = 0.0
    drip: int = 1


def completion(content: str, **more: object) -> Reply:
    """An answer with that message."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content, **more}, "finish_reason": "stop"}
    return Reply(json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode())


def proposal(source: Sequence[Piece], cue: Sequence[Piece], content: Sequence[Piece]) -> dict[str, object]:
    parts = (("source", source), ("cue", cue), ("content", content))
    return {name: [{"n": n, "text": text} for n, text in pieces] for name, pieces in parts}


def proposing(*proposals: object) -> Reply:
    return completion(json.dumps({"attributions": list(proposals)}))


Asked = Mapping[str, object]
Replying = Callable[[Sequence[str]], Reply]
"""What is answered to a passage: its sentences, the first is number 1."""


class Model:
    """Where it is, what it answers, and the requests that it got: bodies as they came, and headers."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reply: Replying = lambda _: proposing()
        self.bodies: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The settings by which it is asked."""
        return (("llm.endpoint", self.endpoint), ("llm.model", "stand-in"))

    @property
    def told(self) -> dict[str, str]:
        """The same, as the extractor is told them."""
        return {name.removeprefix("llm."): value for name, value in self.options}

    @property
    def sentences(self) -> list[list[str]]:
        """The sentences of each request."""
        return [sentences_in(body) for body in self.bodies]


def sentences_in(body: bytes) -> list[str]:
    message = json.loads(body)["messages"][-1]["content"]
    return [one["text"] for one in json.loads(message)["sentences"]]


@contextmanager
def serving() -> Iterator[Model]:
    """The model, as long as it is served."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            model.bodies.append(body)
            model.headers.append({name.lower(): value for name, value in self.headers.items()})
            model.paths.append(self.path)
            reply = model.reply(sentences_in(body))
            self.send_response(reply.status)
            self.send_header("Content-Length", str(len(reply.raw) if reply.says is None else reply.says))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            step = max(1, -(-len(reply.raw) // reply.drip))
            with suppress(OSError):  # who asked may have gone away
                for at in range(0, len(reply.raw), step):
                    time.sleep(reply.pause)
                    self.wfile.write(reply.raw[at : at + step])
                    self.wfile.flush()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # who asks may go away
    model = Model(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
