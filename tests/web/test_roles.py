"""Who may do what: every route says which role it needs, and every cell of role × route × desk is as said."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.testclient import TestClient
from starlette.responses import Response as Answer

from sayso.ledger import Ledger
from sayso.nouns import DeskRole
from sayso.web import Settings, create_app
from sayso.web.acting import OTHERS, READER, declared, needed

from .conftest import Case
from .shared import Desk, csrf

ROUTES = [
    (method, route.path, needed(route)[-1])
    for route in create_app("unopened.sayso").state.routes
    for method in sorted(route.methods - {"HEAD"})
]
WHO = (None, *DeskRole)


def address_of(path: str, case: Case) -> str:
    """An address that the route answers to; of something that is there, where it is of this kind."""
    kinds = {"/q/": case.question.id, "/questions/": case.question.id, "/c/": case.claims["forty"].id}
    ident = next((one for kind, one in kinds.items() if kind in path), case.reports["forty"].id)
    return re.sub(r"\{[^}]*\}", ident, path)


def ask(browser: TestClient, method: str, address: str, **headers: str) -> int:
    """The status of a request without any form: where one may do it, that is at worst not understood."""
    return browser.request(method, address, headers=headers).status_code


def test_all_routes_are_known_to_the_matrix() -> None:
    app = create_app("unopened.sayso")
    served = [one.original_route for one in iter_route_contexts(app.routes)]
    assert {id(one) for one in served if isinstance(one, APIRoute)} == {id(one) for one in app.state.routes}
    others = {getattr(one, "path", "") for one in served if not isinstance(one, APIRoute)}
    assert others == OTHERS.keys()
    assert len(ROUTES) >= len(app.state.routes) > 20


def test_a_route_without_a_role_is_not_served(monkeypatch: pytest.MonkeyPatch) -> None:
    router = APIRouter()

    @router.get("/new")
    def new() -> None: ...

    with pytest.raises(TypeError, match="/new"):
        declared([router])
    monkeypatch.setattr("sayso.web.pages._SCREENS", (type("Screen", (), {"router": router}),))
    with pytest.raises(TypeError, match="/new"):
        create_app("unopened.sayso")
    outer = APIRouter(dependencies=[READER])
    outer.include_router(router)
    with pytest.raises(TypeError, match="role"):
        declared([outer])


@pytest.mark.parametrize("who", WHO, ids=str)
@pytest.mark.parametrize(("method", "path", "role"), ROUTES, ids=[f"{one} {path}" for one, path, _ in ROUTES])
def test_a_shared_desk_lets_each_role_do_what_is_its_own(  # noqa: PLR0917 - a cell, and where it is tried
    method: str, path: str, role: DeskRole | None, who: DeskRole | None, people: Callable[..., TestClient], case: Case
) -> None:
    browser = people(who)
    address = address_of(path, case)
    status = ask(browser, method, address)
    if role is None or (who is not None and who.allows(role)):
        # what writes still asks for its token: that is how far somebody gets who may do it
        assert (status == 403) == (method != "GET"), status
        assert not (status == 303 and who is None)
    elif who is None:
        is_page = method == "GET" and not path.startswith("/api/")
        assert status == (303 if is_page else 401)
    else:
        assert status == 403
        assert f"yours is {who.value}" in browser.request(method, address).text


@pytest.fixture(scope="module")
def people(with_users: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., TestClient]:
    path = Path(shutil.copy(with_users, tmp_path_factory.mktemp("people")))
    desk = Desk(path, Settings(host="0.0.0.0", hosts=frozenset({"desk.example"}), https=True))  # noqa: S104 - not served
    desk.app.state.doors.addresses.take = lambda _: 0.0  # the matrix asks more often than a person
    desk.app.state.doors.users.take = lambda _: 0.0
    signed = {who: desk.browser() if who is None else desk.sign_in(who) for who in WHO}
    return lambda who: signed[who]


@pytest.mark.parametrize(("method", "path", "role"), ROUTES, ids=[f"{one} {path}" for one, path, _ in ROUTES])
def test_an_open_desk_lets_all_be_done_but_looking_after_users(
    method: str, path: str, role: DeskRole | None, desk: TestClient, case: Case
) -> None:
    answer = desk.request(method, address_of(path, case), follow_redirects=False)
    if role is DeskRole.ADMIN:
        assert answer.status_code == 403
        assert "sayso users add" in answer.text
    else:
        assert answer.status_code not in {303, 401}
        assert (answer.status_code == 403) == (method != "GET")


@pytest.mark.parametrize("who", DeskRole)
@pytest.mark.parametrize("may", DeskRole)
def test_a_token_does_what_it_and_its_owner_may(who: DeskRole, may: DeskRole, shared: Desk) -> None:
    if not who.allows(may):
        with pytest.raises(Exception, match="no more than its owner"):
            shared.token(who, may=may)
        return
    text = shared.token(who, may=may)
    browser = shared.browser()
    assert ask(browser, "GET", "/api/v1/questions", Authorization=f"Bearer {text}") == 200
    assert ask(browser, "GET", "/", Authorization=f"Bearer {text}") == 303  # tokens are for the API alone
    assert ask(browser, "GET", "/users", Authorization=f"Bearer {text}") == 303


def test_users_make_a_desk_on_the_loopback_ask_too(peopled: Path) -> None:
    desk = Desk(peopled, Settings())
    browser = desk.browser("127.0.0.1")
    assert browser.get("/").headers["Location"] == "/sign-in"
    assert desk.sign_in(DeskRole.READER, browser).get("/").status_code == 200


def test_a_shared_desk_without_users_lets_nobody_in(case: Case) -> None:
    desk = Desk(case.path, Settings(host="0.0.0.0", hosts=frozenset({"desk.example"}), https=True))  # noqa: S104 - not served
    browser = desk.browser()
    assert browser.get("/").status_code == 303
    assert desk.try_in(browser, "anybody", "anything at all").status_code == 401


def test_who_acts_is_named(shared: Desk) -> None:
    reader = shared.sign_in(DeskRole.READER)
    assert "Rea Reader" in reader.get("/").text
    assert "/users" not in reader.get("/").text
    assert "/users" in shared.sign_in(DeskRole.ADMIN).get("/").text
    assert csrf(reader, "/") != csrf(shared.sign_in(DeskRole.READER), "/")


def test_a_ruling_by_a_token_is_signed_by_its_owner(shared: Desk, case: Case) -> None:
    browser, ident = shared.browser(), case.claims["forty"].id
    decisions = [{"kind": "reading", "decision": "unsure", "claim": ident}]

    def rule(role: DeskRole, **more: str) -> Answer:
        headers = {"Authorization": f"Bearer {shared.token(role)}"}
        return browser.post("/api/v1/rulings", json={"decisions": decisions, **more}, headers=headers)

    assert rule(DeskRole.READER).status_code == 403
    assert "you decide as 'Vera Reviewer'" in rule(DeskRole.REVIEWER, by="Somebody Else").json()["detail"]
    with Ledger.open(shared.path) as ledger:
        assert ledger.rulings() == ()
    answer = rule(DeskRole.REVIEWER)
    assert [one["by"] for one in answer.json()["rulings"]] == ["Vera Reviewer"]
