"""How much, how often and how slowly: buckets, sizes, slow bodies."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message

from sayso.nouns import DeskRole
from sayso.web import Settings, create_app
from sayso.web.buckets import Buckets, address_key
from sayso.web.settings import Limits

from .conftest import Case, Open
from .shared import HOST, Desk, csrf


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_gives_a_burst_and_then_its_rate() -> None:
    clock = Clock()
    buckets = Buckets(burst=3, per_second=0.5, clock=clock)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 2.0]
    assert buckets.take("b") == 0
    clock.now = 2.0
    assert [buckets.take("a") for _ in range(2)] == [0, 2.0]
    clock.now = 1e6
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 2.0]  # no more than a burst is saved up
    buckets.give_back("a")
    assert buckets.take("a") == 0


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 10)), max_size=60))
def test_no_key_is_given_more_than_burst_and_rate(asked: list[tuple[str, float]]) -> None:
    clock = Clock()
    buckets = Buckets(burst=3, per_second=1, clock=clock)
    given_to = dict.fromkeys("abc", 0)
    for key, pause in asked:
        clock.now += pause
        given_to[key] += buckets.take(key) == 0
        assert given_to[key] <= 3 + clock.now + 1e-6


def test_buckets_are_a_bounded_number() -> None:
    buckets = Buckets(burst=1, per_second=1, most=100, clock=Clock())
    for number in range(10_000):
        buckets.take(str(number))
    assert len(buckets) == 100


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_addresses_that_one_machine_may_have_are_one(one: str, other: str, *, same: bool) -> None:
    assert (address_key(one) == address_key(other)) == same
    assert address_key(None) == address_key("")


def shared_with(peopled: Any, **limits: float) -> Desk:  # noqa: ANN401 - a Path
    settings = Settings(host="192.0.2.1", hosts=frozenset({HOST}), https=True)
    return Desk(peopled, replace(settings, limits=replace(Limits(), **limits)))


def test_an_address_that_asks_too_often_waits(peopled: object) -> None:
    desk = shared_with(peopled, burst=5)
    browser = desk.browser("198.51.100.1")
    answers = [browser.get("/sign-in") for _ in range(6)]
    assert [one.status_code for one in answers] == [200] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert "default-src 'self'" in answers[-1].headers["Content-Security-Policy"]
    problem = browser.get("/api/v1/questions")
    assert problem.status_code == 429
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert problem.json()["status"] == 429
    assert desk.browser("198.51.100.2").get("/sign-in").status_code == 200
    assert browser.get("/static/desk.css").status_code == 200


def test_a_user_who_asks_too_often_waits_at_every_address(peopled: object) -> None:
    desk = shared_with(peopled, burst=5)
    token = desk.token(DeskRole.READER)
    headers = {"Authorization": f"Bearer {token}"}
    asked = [
        desk.browser(f"198.51.100.{number}").get("/api/v1/questions", headers=headers).status_code
        for number in range(7)
    ]
    assert asked == [200] * 5 + [429] * 2


def test_an_open_desk_does_not_count(case: Case, visit: Open) -> None:
    desk = visit(case.path, limits=Limits(burst=2))
    assert {desk.get("/help").status_code for _ in range(9)} == {200}


def test_an_address_or_headers_that_are_too_long_are_refused(shared: Desk) -> None:
    browser = shared.browser()
    assert browser.get(f"/sign-in?to=/{'x' * 1000}").status_code == 200
    assert browser.get(f"/sign-in?to=/{'x' * 9000}").status_code == 414
    assert browser.get(f"/{'x' * 9000}").status_code == 414
    assert browser.get("/sign-in", headers={"X-Long": "x" * 40_000}).status_code == 431
    assert browser.get("/api/v1/questions", params={"text": "x" * 9000}).json()["status"] == 414


def test_a_body_that_is_too_large_is_refused(peopled: object) -> None:
    desk = shared_with(peopled, body=100_000)
    stranger = desk.browser()
    large = {"name": "x" * 20_000, "csrf": csrf(stranger, "/sign-in")}
    assert stranger.post("/sign-in", data=large).status_code == 413
    assert stranger.post("/sign-in", data={**large, "name": "x" * 9000}).status_code == 422
    reader = desk.sign_in(DeskRole.READER)
    large["csrf"] = csrf(reader, "/account")
    assert reader.post("/theme", data={"to": "dark", **large}).status_code == 303
    answer = reader.post("/theme", data={"to": "dark", **large, "name": "x" * 200_000})
    assert answer.status_code == 413
    assert answer.headers["Connection"] == "close"
    forged = desk.browser()
    forged.cookies.set("__Host-sayso-session", "forged", domain=HOST)
    assert forged.post("/sign-in", data=large).status_code == 413


def test_who_may_not_read_reports_in_cannot_send_them(shared: Desk) -> None:
    files = {"files": ("a.txt", b"x" * 30_000)}
    answer = shared.sign_in(DeskRole.READER).post("/read", files=files)
    assert answer.status_code == 403  # the role is asked for before anything that was sent is looked at
    assert "yours is reader" in answer.text
    assert shared.browser().post("/read", files=files).status_code == 401


def test_a_body_that_tells_no_length_is_counted(peopled: object) -> None:
    desk = shared_with(peopled)

    def parts() -> Iterable[bytes]:
        for _ in range(100):
            yield b"name=" + b"x" * 1000

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert desk.browser().post("/sign-in", content=parts(), headers=headers).status_code == 413


def test_a_body_that_does_not_come_is_not_waited_for(peopled: object) -> None:
    desk = shared_with(peopled, body_seconds=0.05)
    sent: list[dict[str, Any]] = []
    first = [{"type": "http.request", "body": b"name=x", "more_body": True}]

    async def receive() -> dict[str, Any]:
        if first:
            return first.pop()
        await anyio.sleep_forever()
        raise AssertionError

    async def send(message: Any) -> None:  # noqa: ANN401 - what ASGI sends
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "https",
        "path": "/sign-in",
        "raw_path": b"/sign-in",
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", HOST.encode()), (b"content-type", b"application/x-www-form-urlencoded")],
        "client": ("192.0.2.7", 5),
        "server": (HOST, 443),
    }

    async def ask() -> None:
        with anyio.fail_after(30):
            await desk.app(scope, receive, send)

    anyio.run(ask)
    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]


def test_an_open_desk_behind_a_proxy_answers_nobody(desk: Any) -> None:  # noqa: ANN401 - a TestClient
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        answer = desk.get("/", headers={name: "198.51.100.1"})
        assert answer.status_code == 421
        assert "--proxy-headers" in answer.text
        assert "ferry" not in answer.text


def test_two_names_of_the_host_are_refused(shared: Desk) -> None:
    browser = shared.browser()
    assert browser.get("/sign-in", headers=[("Host", HOST), ("Host", "evil.test")]).status_code == 421
    assert browser.get("/sign-in", headers={"Host": f"{HOST}.evil.test"}).status_code == 421
    assert browser.get("/sign-in", headers={"Host": f"{HOST}@evil.test"}).status_code == 421


def test_who_leaves_before_the_form_is_sent_makes_no_fault(case: Case) -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def nobody(_: Message) -> None: ...

    headers = {"host": "127.0.0.1", "content-length": "900", "content-type": "application/x-www-form-urlencoded"}
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/review/undo",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    anyio.run(create_app(case.path), scope, gone, nobody)
