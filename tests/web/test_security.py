"""Nothing that a report says runs; only the desk's own pages write; only this machine's names are answered to."""

import re
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from sayso.errors import UsageError
from sayso.web import Settings, create_app
from sayso.web.security import COOKIE, SAFE, signed

from .conftest import EVIL, Case, Open
from .pages import parse

PLACES = (
    "/", "/?state=all", "/q/{question}", "/c/{hostile}", "/c/{forty}", "/r/{report}", "/src", "/src/{voice}", "/review",
    "/help", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "/nowhere",
    "/q/%3Cscript%3E", "/src/%3Cscript%3E",
)  # fmt: skip


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, case: Case) -> str:
    address: str = request.param
    return address.format(
        question=case.question.id,
        hostile=case.claims["hostile"].id,
        forty=case.claims["forty"].id,
        report=case.reports["hostile"].id,
        voice=quote(EVIL.replace("\ud800", "\ufffd"), safe=""),
    )


def test_what_strangers_write_stays_text(desk: TestClient, place: str) -> None:
    answer = desk.get(place)
    page = parse(answer.text)
    assert page.faults == ()
    scripts = [*page.all("script")]
    assert all(re.fullmatch(r"/static/[\w.-]+\.js", one.attributes["src"]) for one in scripts)
    assert {one.text for one in scripts} == {""}
    assert not [*page.all("img"), *page.all("style"), *page.all("iframe")]
    assert not [name for one in page.elements for name in one.attributes if name.startswith("on") or name == "style"]
    assert not [link for link in page.links if not re.match(r"/(?!/)|#", link)]
    assert "49" not in re.findall(r"\[31m(\d+)", page.text)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", answer.text)


def test_characters_that_cannot_be_seen_are_named(desk: TestClient, case: Case) -> None:
    page = parse(desk.get(f"/r/{case.reports['hostile'].id}").text)
    chips = {one.text: one.attributes["title"] for one in page.all("span", class_="chip")}
    assert chips["RLO"] == "U+202E: right-to-left override"
    assert {"U+001B", "U+D800"} <= chips.keys()
    assert "ZWNJ" not in chips  # inside a word that is written with it
    assert "می\u200cگوید" in page.text


def test_an_address_that_is_no_web_address_is_no_link(desk: TestClient, case: Case) -> None:
    page = parse(desk.get(f"/r/{case.reports['hostile'].id}").text)
    assert "javascript:alert(1)" in page.text
    assert not [link for link in page.links if "javascript" in link]


@pytest.mark.parametrize("address", ["/", "/nowhere", "/api/v1/questions", "/api/v1/nowhere", "/static/desk.css"])
def test_every_answer_has_the_headers(desk: TestClient, address: str) -> None:
    headers = desk.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_fault_is_told_without_its_traceback_and_with_the_headers(case: Case, visit: Open) -> None:
    desk = visit(case.path.with_name("gone.sayso"))
    answer = desk.get("/")
    assert answer.status_code == 422
    assert "there is no ledger" in parse(answer.text).text
    app = create_app(case.path)

    @app.get("/fault")
    def fault() -> None:
        raise RuntimeError("a secret")

    broken = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False).get("/fault")
    assert broken.status_code == 500
    assert "secret" not in broken.text
    assert "default-src 'self'" in broken.headers["Content-Security-Policy"]


@pytest.mark.parametrize("host", ["127.0.0.1:9", "localhost", "LOCALHOST:80", "[::1]:8001", "desk.example"])
def test_names_of_this_machine_are_answered(case: Case, visit: Open, host: str) -> None:
    desk = visit(case.path, hosts=frozenset({"desk.example"}))
    assert desk.get("/sign-in", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test", "localhost.evil.test:80", "", "[::1", "10.0.0.1"])
def test_names_of_strangers_are_refused(desk: TestClient, host: str) -> None:
    answer = desk.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "ferry" not in answer.text


def choose(desk: TestClient, token: str, **headers: str) -> int:
    form = {"to": "dark", "back": "/help", "csrf": token}
    return desk.post("/theme", data=form, headers=headers, follow_redirects=False).status_code


def test_a_form_of_the_desk_may_write(desk: TestClient) -> None:
    page = parse(desk.get("/help").text)
    token = page.one("input", name="csrf").attributes["value"]
    assert token == desk.cookies[COOKIE]
    assert choose(desk, token, Origin="http://127.0.0.1:8001") == 303
    assert parse(desk.get("/help").text).one("html").attributes["data-theme"] == "dark"


def test_other_forms_may_not(desk: TestClient) -> None:
    assert choose(desk, "guess") == 403  # no cookie yet
    desk.get("/help")
    token = desk.cookies[COOKIE]
    assert choose(desk, "guess") == 403
    assert choose(desk, "") == 403
    assert choose(desk, token, Origin="http://evil.test") == 403
    assert choose(desk, token, Origin="null") == 403
    assert choose(desk, token, Origin="http://127.0.0.1:9") == 403
    assert choose(desk, token, **{"Sec-Fetch-Site": "cross-site"}) == 403
    assert choose(desk, token) == 303


def test_a_choice_leads_to_no_other_site(desk: TestClient) -> None:
    desk.get("/help")
    for back in ("//evil.test", "http://evil.test", "/\\evil.test", ""):
        form = {"to": "dark", "back": back, "csrf": desk.cookies[COOKIE]}
        assert desk.post("/theme", data=form, follow_redirects=False).headers["Location"] == "/"


def test_every_route_that_writes_asks_for_the_token(case: Case) -> None:
    writing = [route for route in create_app(case.path).state.routes if route.methods - SAFE]
    assert writing
    assert [route.path for route in writing if signed not in {one.call for one in route.dependant.dependencies}] == []


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "desk.example", ""])  # noqa: S104 - it is refused
def test_an_address_that_others_reach_is_refused_over_plain_http(host: str) -> None:
    with pytest.raises(UsageError, match=r"127\.0\.0\.1"):
        Settings(host=host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])  # noqa: S104 - it is refused
def test_every_address_needs_a_name(host: str) -> None:
    with pytest.raises(UsageError, match="--name"):
        Settings(host=host, https=True)
    assert Settings(host=host, https=True, hosts=frozenset({"desk.example"})).shared
