"""Signing in and out, sessions, forms bound to them, tokens, lockout, and what is kept of it."""

import logging
import re

import pytest
from fastapi.testclient import TestClient

from sayso.ledger import Ledger, browse, users
from sayso.nouns import DeskEvent, DeskRole, EventKind, RulingKind
from sayso.review import Decision
from sayso.users import add_user, bearer, change_password, change_role, disable
from sayso.web import Settings
from sayso.web.deciding import Decided
from sayso.web.security import COOKIE, session_cookie

from .conftest import Case
from .pages import parse
from .shared import HOST, NAMES, Desk, csrf, password_of

READER, REVIEWER, ADMIN = DeskRole
SESSION = "__Host-sayso-session"
ELSEWHERE = (
    "//evil.test", "http://evil.test/", "/\\evil.test", "\\/evil.test", "/\t/evil.test", "javascript:alert(1)", "evil",
    "/x\r\nSet-Cookie: a=b", "",
)  # fmt: skip


def events(desk: Desk) -> list[DeskEvent]:
    with Ledger.open(desk.path) as ledger:
        return list(ledger.look(users.events, browse.Page(limit=100)).found)


def kinds(desk: Desk) -> list[EventKind]:
    return [one.kind for one in reversed(events(desk))]


# Sessions


def test_a_stranger_sees_nothing_and_is_led_to_sign_in_and_back(shared: Desk) -> None:
    browser = shared.browser()
    answer = browser.get("/search?q=ferry&x=%2F")
    assert answer.status_code == 303
    assert "ferry" not in answer.text
    page = browser.get(answer.headers["Location"])
    assert "ferry?" not in page.text
    assert not parse(page.text).faults
    to = parse(page.text).one("input", name="to").attributes["value"]
    answer = shared.try_in(browser, NAMES[READER], password_of(READER), to=to)
    assert answer.headers["Location"] == "/search?q=ferry&x=%2F"
    assert browser.get("/").status_code == 200


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(shared: Desk) -> None:
    answer = shared.browser().get("/?state=all", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith("/sign-in?to=")


def test_the_cookie_is_for_this_host_https_and_no_script(shared: Desk) -> None:
    answer = shared.try_in(shared.browser(), NAMES[READER], password_of(READER))
    (cookie,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith(SESSION)]
    assert re.fullmatch(rf"{SESSION}=[\w-]{{43}}; HttpOnly; Max-Age=43200; Path=/; SameSite=lax; Secure", cookie), (
        cookie
    )
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("settings", "secure"),
    [
        (Settings(), False),
        (Settings(host="192.0.2.1", plain_http=True), False),
        (Settings(host="192.0.2.1", https=True), True),
        (Settings(proxied=True), True),
        (Settings(proxied=True, plain_http=True), False),
    ],
)
def test_cookies_travel_by_https_alone_where_there_is_https(settings: Settings, *, secure: bool) -> None:
    assert settings.secure == secure
    assert session_cookie(settings).startswith("__Host-") == secure


def test_a_session_that_was_set_before_signing_in_is_not_the_one_after(shared: Desk) -> None:
    browser = shared.browser()
    browser.cookies.set(SESSION, "known-to-the-attacker", domain=HOST)
    shared.sign_in(READER, browser)
    planted = shared.browser()
    planted.cookies.set(SESSION, "known-to-the-attacker", domain=HOST)
    assert planted.get("/").status_code == 303
    assert "known-to-the-attacker" not in {one.value for one in browser.cookies.jar}


def test_signing_in_again_ends_the_session_before(shared: Desk) -> None:
    browser = shared.sign_in(READER)
    old = browser.cookies[SESSION]
    token = csrf(browser, "/")
    fields = {"name": NAMES[REVIEWER], "password": password_of(REVIEWER), "csrf": token}
    assert browser.post("/sign-in", data=fields).status_code == 303
    assert browser.cookies[SESSION] != old
    assert with_cookie(shared, old).get("/").status_code == 303


def with_cookie(desk: Desk, secret: str) -> TestClient:
    browser = desk.browser()
    browser.cookies.set(SESSION, secret, domain=HOST)
    return browser


def test_a_session_ends_by_itself(shared: Desk) -> None:
    browser = shared.sign_in(READER)
    for _ in range(11):
        shared.later(hours=1)
        assert browser.get("/").status_code == 200
    shared.later(hours=1, seconds=1)
    assert browser.get("/").status_code == 303


def test_a_session_that_is_not_used_ends_earlier(shared: Desk) -> None:
    browser = shared.sign_in(READER)
    shared.later(hours=1, minutes=59)
    assert browser.get("/").status_code == 200
    shared.later(hours=2, seconds=1)
    assert browser.get("/").status_code == 303


def test_after_signing_out_the_cookie_is_worth_nothing(shared: Desk) -> None:
    browser = shared.sign_in(READER)
    secret = browser.cookies[SESSION]
    assert browser.post("/sign-out", data={"csrf": csrf(browser, "/")}).headers["Location"] == "/sign-in"
    assert SESSION not in browser.cookies
    assert with_cookie(shared, secret).get("/").status_code == 303


def test_a_change_of_role_holds_from_the_next_request_on(shared: Desk) -> None:
    browser = shared.sign_in(ADMIN)
    with Ledger.open(shared.path) as ledger:
        add_user(ledger, "Second", ADMIN, "four words and more", hasher=shared.hasher, at=shared.now)
        change_role(ledger, NAMES[ADMIN], READER, at=shared.now)
    assert browser.get("/users").status_code == 403
    assert browser.get("/").status_code == 200


def test_who_is_disabled_is_out_at_once(shared: Desk) -> None:
    browser, token = shared.sign_in(READER), shared.token(READER)
    with Ledger.open(shared.path) as ledger:
        disable(ledger, NAMES[READER], at=shared.now)
    assert browser.get("/").status_code == 303
    assert api(shared, token) == 401
    assert shared.try_in(shared.browser(), NAMES[READER], password_of(READER)).status_code == 401


def test_another_password_ends_sessions_and_tokens(shared: Desk) -> None:
    browser, token = shared.sign_in(READER), shared.token(READER)
    with Ledger.open(shared.path) as ledger:
        change_password(ledger, NAMES[READER], "another one altogether", hasher=shared.hasher, at=shared.now)
    assert browser.get("/").status_code == 303
    assert api(shared, token) == 401


def test_who_has_signed_in_rules_under_no_other_name(shared: Desk, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    by: list[str] = []

    def decide(*given: object) -> Decided:
        by.append(str(given[-1]))
        return Decided(ruling=None, subject=Decision(kind=RulingKind.READING, decision="accept"))

    monkeypatch.setattr("sayso.web.pages.review.decide", decide)
    browser = shared.sign_in(REVIEWER)
    browser.cookies.set("sayso-by", "Somebody%20Else", domain=HOST)
    fields = {"about": "claim", "claim": case.claims["forty"].id, "at": case.claims["forty"].id, "decision": "accept"}
    fields |= {"by": "Somebody Else", "csrf": csrf(browser, "/help")}
    assert browser.post("/review", data=fields).status_code == 303
    assert by == [NAMES[REVIEWER]]


# Passwords


def test_nobody_learns_who_is_a_user(shared: Desk) -> None:
    told = [
        shared.try_in(shared.browser(), name, "a wrong password")
        for name in (NAMES[READER], "Nobody", "", "x" * 150, "<script>", "\ud800".encode("utf-8", "replace").decode())
    ]
    with Ledger.open(shared.path) as ledger:
        disable(ledger, NAMES[REVIEWER], at=shared.now)
    told.append(shared.try_in(shared.browser(), NAMES[REVIEWER], password_of(REVIEWER)))
    assert {answer.status_code for answer in told} == {401}
    pages = {re.sub(r'value="[^"]*"', "", answer.text) for answer in told}
    assert len(pages) == 1
    assert all(SESSION not in answer.headers.get("set-cookie", "") for answer in told)
    assert shared.hasher.asked == [True, *[False] * 5, True]  # the same work for each: one password checked


def test_a_name_is_taken_in_any_case(shared: Desk) -> None:
    assert shared.try_in(shared.browser(), " rea  READER ", password_of(READER)).status_code == 303


def test_one_changes_ones_own_password(shared: Desk) -> None:
    browser, other = shared.sign_in(READER), shared.sign_in(READER)
    before = browser.cookies[SESSION]

    def change(old: str, new: str, again: str) -> int:
        fields = {"old": old, "new": new, "again": again, "csrf": csrf(browser, "/account")}
        return browser.post("/account/password", data=fields).status_code

    new = "a new one of five words"
    assert change("wrong", new, new) == 403
    assert change(password_of(READER), new, "another") == 422
    assert change(password_of(READER), "short", "short") == 422
    assert change(password_of(READER), "Rea Reader", "Rea Reader") == 422
    assert change(password_of(READER), new, new) == 303
    assert browser.cookies[SESSION] != before
    assert browser.get("/account?changed=1").status_code == 200
    assert other.get("/").status_code == 303
    assert shared.try_in(shared.browser(), NAMES[READER], password_of(READER)).status_code == 401
    assert shared.try_in(shared.browser(), NAMES[READER], new).status_code == 303


def test_guessing_at_the_old_password_is_locked_too(shared: Desk) -> None:
    browser = shared.sign_in(READER)
    fields = {"old": "wrong", "new": "x" * 20, "again": "x" * 20, "csrf": csrf(browser, "/account")}
    asked = [browser.post("/account/password", data=fields).status_code for _ in range(7)]
    assert asked == [403] * 5 + [429] * 2


# Lockout


def test_a_name_is_locked_after_failures_even_with_the_right_password(shared: Desk) -> None:
    for name, right in ((NAMES[READER], password_of(READER)), ("Nobody", "anything")):
        browser = shared.browser("192.0.2.8" if right == "anything" else "192.0.2.9")
        asked = [shared.try_in(browser, name, "a wrong one").status_code for _ in range(6)]
        assert asked == [401] * 5 + [429]
        checked = len(shared.hasher.asked)
        answer = shared.try_in(browser, name, right)
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) >= 1
        assert len(shared.hasher.asked) == checked  # the password was not even looked at
    assert EventKind.LOCKED in kinds(shared)


def test_the_owner_is_not_locked_out_by_a_stranger_elsewhere(shared: Desk) -> None:
    stranger = shared.browser("198.51.100.1")
    for _ in range(8):
        shared.try_in(stranger, NAMES[READER], "a wrong one")
    shared.sign_in(READER, shared.browser("192.0.2.9"))


def test_many_strangers_together_are_locked_out_of_a_name(shared: Desk) -> None:
    asked = [
        shared.try_in(shared.browser(f"198.51.100.{number}"), NAMES[READER], "a wrong one").status_code
        for number in range(60)
    ]
    assert asked.count(401) == 50
    assert asked[-1] == 429


def test_an_address_is_locked_after_trying_many_names(shared: Desk) -> None:
    browser = shared.browser()
    token = csrf(browser, "/sign-in")
    asked = [
        browser.post("/sign-in", data={"name": f"user {n}", "password": "x", "csrf": token}).status_code
        for n in range(25)
    ]
    assert asked.count(401) == 20
    assert asked[-1] == 429


def test_signing_in_rightly_is_no_failure(shared: Desk) -> None:
    for _ in range(8):
        shared.sign_in(READER)


# Forms


def test_a_form_is_bound_to_its_session(shared: Desk) -> None:
    mine, other = shared.sign_in(ADMIN), shared.sign_in(ADMIN)
    before = shared.browser()
    tokens = [csrf(other, "/account"), csrf(before, "/sign-in"), "", "x", before.cookies[COOKIE]]

    def revoke(token: str) -> int:
        return mine.post("/account/tokens/none/revoke", data={"csrf": token}).status_code

    for token in tokens:
        mine.cookies.set(COOKIE, token or "x", domain=HOST)  # a cookie that another page might plant does not help
        assert revoke(token) == 403
    assert revoke(csrf(mine, "/account")) == 404


def test_signing_in_needs_a_form_of_the_desk(shared: Desk) -> None:
    fields = {"name": NAMES[READER], "password": password_of(READER)}
    assert shared.browser().post("/sign-in", data=fields).status_code == 403
    browser = shared.browser()
    fields["csrf"] = csrf(browser, "/sign-in")
    assert browser.post("/sign-in", data=fields, headers={"Origin": "https://evil.test"}).status_code == 403
    assert browser.post("/sign-in", data=fields, headers={"Origin": f"http://{HOST}"}).status_code == 403  # not https
    assert browser.post("/sign-in", data=fields, headers={"Sec-Fetch-Site": "same-site"}).status_code == 403
    assert browser.post("/sign-in", data=fields, headers={"Origin": f"https://{HOST}"}).status_code == 303


@pytest.mark.parametrize("to", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(shared: Desk, to: str) -> None:
    answer = shared.try_in(shared.browser(), NAMES[READER], password_of(READER), to=to)
    assert answer.headers["Location"] == "/"
    assert "a" not in shared.browser().cookies
    signed = shared.sign_in(READER)
    assert signed.get("/sign-in", params={"to": to}).headers["Location"] == "/"


@pytest.mark.parametrize("address", ["/x%0d%0aSet-Cookie:%20a=b", "/q/%0d%0aX: y", "/r/..%2f..%2fetc", "//evil.test/"])
def test_no_header_is_written_by_an_address(shared: Desk, address: str) -> None:
    answer = shared.browser().get(address)
    assert "a" not in answer.cookies
    assert "x" not in answer.headers
    assert "\n" not in answer.headers.get("location", "")
    assert not answer.headers.get("location", "/").startswith("//")


@pytest.mark.parametrize(
    "address",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/%2e%2e%5capp.py",
     "/static//etc/passwd", "/static/%00", "/static/desk.css%00.png"],
)  # fmt: skip
def test_no_file_but_the_desks_own_is_sent(shared: Desk, address: str) -> None:
    answer = shared.browser().get(address)
    assert answer.status_code in {303, 404}
    assert "import" not in answer.text


# Tokens


def api(desk: Desk, token: str) -> int:
    return desk.browser().get("/api/v1/questions", headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_token_opens_the_api_until_it_expires(shared: Desk) -> None:
    token = shared.token(READER, days=2)
    assert api(shared, token) == 200
    shared.later(days=2, seconds=-1)
    assert api(shared, token) == 200
    shared.later(seconds=1)
    assert api(shared, token) == 401


def test_what_is_no_token_opens_nothing(shared: Desk) -> None:
    token = shared.token(READER)
    prefix, ident, secret = token.split("_", 2)
    other = shared.token(READER).split("_", 2)
    for wrong in ("", "x", f"{prefix}_{ident}_", f"{prefix}_{ident}_{other[2]}", f"{prefix}_{other[1]}_{secret}",
                  "_" * 9, f"other_{ident}_{secret}", token + "x", token[:-1]):  # fmt: skip
        assert api(shared, wrong) == 401
    browser = shared.browser()
    answer = browser.get("/api/v1/questions", headers={"Authorization": "Bearer x"})
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_wrong_token_is_not_saved_by_a_session(shared: Desk) -> None:
    browser = shared.sign_in(READER)
    assert browser.get("/api/v1/questions").status_code == 200
    assert browser.get("/api/v1/questions", headers={"Authorization": "Bearer x"}).status_code == 401


def test_a_token_is_made_shown_once_and_revoked_on_the_page(shared: Desk) -> None:
    browser = shared.sign_in(REVIEWER)
    assert {one.text for one in parse(browser.get("/account").text).all("option")} == {"reader", "reviewer"}
    fields = {"label": "nightly export", "role": "reviewer", "days": "7", "csrf": csrf(browser, "/account")}
    page = parse(browser.post("/account/tokens", data=fields).text)
    token = page.one("input", class_="token").attributes["value"]
    assert api(shared, token) == 200
    listed = browser.get("/account").text
    ident, secret = token.split("_", 2)[1:]
    assert ident in listed
    assert secret not in listed
    assert secret.encode() not in b"".join(file.read_bytes() for file in shared.path.parent.iterdir())
    for field, value in (("role", "admin"), ("days", "91"), ("days", "0"), ("label", ""), ("label", "a\u202eb")):
        assert browser.post("/account/tokens", data={**fields, field: value}).status_code in {403, 422}
    other = shared.sign_in(READER)
    address = f"/account/tokens/{ident}/revoke"
    assert other.post(address, data={"csrf": csrf(other, "/account")}).status_code == 404  # not theirs
    assert api(shared, token) == 200
    assert browser.post(address, data={"csrf": csrf(browser, "/account")}).status_code == 303
    assert api(shared, token) == 401


def test_a_token_does_no_more_than_its_owner_may_now(shared: Desk) -> None:
    token = shared.token(REVIEWER)
    with Ledger.open(shared.path) as ledger:
        change_role(ledger, NAMES[REVIEWER], READER, at=shared.now)
    with Ledger.open(shared.path) as ledger:
        found = bearer(ledger, token, at=shared.now)
    assert found
    assert found[1] is READER


# Users


def test_an_admin_looks_after_users(shared: Desk) -> None:
    browser = shared.sign_in(ADMIN)

    def post(address: str, **fields: str) -> int:
        return browser.post(address, data={**fields, "csrf": csrf(browser, "/users")}).status_code

    assert post("/users", name="Ödön <b>", role="reader", password="five words are quite enough") == 422
    assert post("/users", name="Ödön", role="reader", password="short") == 422
    assert post("/users", name="Ödön", role="owner", password="five words are quite enough") == 422
    assert post("/users", name="Ödön", role="reader", password="five words are quite enough") == 303
    assert post("/users", name="ÖDÖN", role="reader", password="five words are quite enough") == 422
    page = parse(browser.get("/users").text)
    assert not page.faults
    assert "Ödön" in page.text
    theirs = shared.browser()
    assert shared.try_in(theirs, "ödön", "five words are quite enough").status_code == 303
    assert post("/users/role", name="Ödön", role="reviewer") == 303
    assert post("/users/password", name="Ödön", password="some other words entirely") == 303
    assert theirs.get("/").status_code == 303
    assert post("/users/disable", name="Ödön") == 303
    assert shared.try_in(shared.browser(), "Ödön", "some other words entirely").status_code == 401
    assert post("/users/enable", name="Ödön") == 303
    assert shared.try_in(shared.browser(), "Ödön", "some other words entirely").status_code == 303
    assert post("/users/role", name="Nobody", role="reader") == 404
    token = shared.token(READER)
    assert post(f"/users/tokens/{token.split('_')[1]}/revoke") == 303
    assert api(shared, token) == 401


def test_the_last_admin_stays(shared: Desk) -> None:
    browser = shared.sign_in(ADMIN)
    token = csrf(browser, "/users")
    for address, fields in (("/users/disable", {}), ("/users/role", {"role": "reader"})):
        answer = browser.post(address, data={"name": NAMES[ADMIN], "csrf": token, **fields})
        assert answer.status_code == 422
        assert "only admin" in parse(answer.text).text


# What is kept


def test_what_happened_is_kept_for_an_admin_to_see(shared: Desk) -> None:
    shared.try_in(shared.browser(), NAMES[READER], "a wrong one")
    shared.try_in(shared.browser(), "my password by mistake", "x")
    token = shared.token(READER)
    api(shared, token)
    api(shared, token)
    browser = shared.sign_in(ADMIN)
    fields = {"csrf": csrf(browser, "/users")}
    browser.post("/users/role", data={**fields, "name": NAMES[READER], "role": "reviewer"})
    browser.post(f"/users/tokens/{token.split('_')[1]}/revoke", data=fields)
    assert kinds(shared)[3:] == [
        EventKind.FAILED,
        EventKind.FAILED,
        EventKind.TOKEN_MADE,
        EventKind.TOKEN_USED,  # once a day
        EventKind.SIGNED_IN,
        EventKind.ROLE,
        EventKind.TOKEN_REVOKED,
    ]
    failed = [one for one in events(shared) if one.kind is EventKind.FAILED]
    assert {one.user for one in failed} == {NAMES[READER], None}
    assert {one.address for one in failed} == {"192.0.2.7"}
    role = next(one for one in events(shared) if one.kind is EventKind.ROLE)
    assert (role.user, role.by, role.detail) == (NAMES[READER], NAMES[ADMIN], "reader → reviewer")
    page = parse(browser.get("/users/events").text)
    assert "reader → reviewer" in page.text
    assert "my password by mistake" not in page.text
    assert page.faults == ()


def test_failures_do_not_fill_the_ledger(shared: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "FAILURES_KEPT", 3)
    with Ledger.open(shared.path) as ledger:
        for _ in range(9):
            ledger.change(users.note, EventKind.FAILED, at="2026-03-04T12:00:00+00:00")
    assert kinds(shared) == [EventKind.ADDED] * 3 + [EventKind.FAILED] * 3


def test_no_secret_is_written_anywhere(
    shared: Desk, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = shared.sign_in(READER)
    cookie, form, token = browser.cookies[SESSION], csrf(browser, "/"), shared.token(READER)
    api(shared, token)
    shared.try_in(shared.browser(), NAMES[READER], "canary-wrong-password")
    shared.try_in(shared.browser(), "canary-in-the-wrong-field", "x")
    shared.app.state.ledger = "/nowhere/case.sayso"
    assert browser.get("/").status_code >= 400  # a fault is told
    assert api(shared, token) >= 400
    out, err = capfd.readouterr()
    kept = b"".join(file.read_bytes() for file in shared.path.parent.iterdir())
    written = (
        out + err + "".join(record.getMessage() for record in caplog.records if "httpx" not in record.name)
    ).encode()
    for secret in (password_of(READER), cookie, form, token, token.split("_", 2)[2], "canary-wrong", "canary-in-the"):
        assert secret.encode() not in kept
        assert secret.encode() not in written


def test_users_are_no_part_of_what_the_ledger_says(case: Case, shared: Desk) -> None:
    with Ledger.open(case.path) as plain, Ledger.open(shared.path) as peopled:
        assert plain.content_hash() == peopled.content_hash()
        assert plain.log() == peopled.log()
    shared.sign_in(READER)
    with Ledger.open(shared.path) as peopled:
        assert all(check.verdict != "fail" for check in peopled.check(deep=True))
