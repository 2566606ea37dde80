"""The API gives the JSON of the command line, and its errors as problem details."""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sayso.cli.app import sayso
from sayso.errors import LedgerBusy, LedgerError, LedgerUnwritable
from sayso.ledger import Ledger
from sayso.nouns import Intake, Outcome

from .conftest import HERALD, Case, Open, fill


@pytest.fixture
def told(case: Case) -> Callable[..., Any]:
    def run(*args: str) -> Any:  # noqa: ANN401 - a JSON document
        return json.loads(CliRunner().invoke(sayso, [*args, "--json", "--ledger", str(case.path)]).stdout)

    return run


def test_questions_are_those_of_the_command_line(desk: TestClient, told: Callable[..., Any]) -> None:
    answer = desk.get("/api/v1/questions").json()
    assert answer["questions"] == told("questions")["questions"]
    assert (answer["total"], answer["limit"], answer["offset"]) == (1, 100, 0)


def test_a_question_is_that_of_the_command_line(desk: TestClient, told: Callable[..., Any], case: Case) -> None:
    assert desk.get(f"/api/v1/questions/{case.question.id}").json() == told("show", case.question.id)
    assert desk.get("/api/v1/questions/q-10").json()["id"] == case.question.id


def test_lists_are_parted_and_filtered(desk: TestClient) -> None:
    assert desk.get("/api/v1/questions?offset=1").json()["questions"] == []
    assert desk.get("/api/v1/questions?state=agreed&state=disputed").json()["total"] == 1
    assert desk.get("/api/v1/questions?state=agreed").json()["total"] == 0


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/questions/q-0badc0de", 404),
        ("/api/v1/questions/q-nope", 422),
        ("/api/v1/questions/q-0badc0de/timeline", 404),
        ("/api/v1/claims/q-10", 422),
        ("/api/v1/claims/c-0badc0de", 404),
        ("/api/v1/claims/c-", 422),
        ("/api/v1/claims?report=r-0badc0de", 404),
        ("/api/v1/claims?since=2024-13-01", 422),
        ("/api/v1/claims?act=sing", 422),
        ("/api/v1/links?relation=likes", 422),
        ("/api/v1/inputs?outcome=eaten", 422),
        ("/api/v1/reports/r-0badc0de/layers", 404),
        ("/api/v1/voices/nobody", 404),
        ("/api/v1/search", 422),
        ("/api/v1/search?q=", 422),
        ("/api/v1/search?q=x&kind=rumour", 422),
        ("/api/v1/search?q=x&offset=10000001", 422),
        ("/api/v1/batches/nothing-was-sent", 404),
        ("/api/v1/batches/short", 422),
        ("/api/v1/nope", 404),
        ("/api/v1/questions?limit=0", 422),
        ("/api/v1/questions?limit=1001", 422),
        ("/api/v1/questions?state=wrong", 422),
    ],
)
def test_errors_are_problem_details(desk: TestClient, address: str, status: int) -> None:
    answer = desk.get(address)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert problem["instance"] == address.partition("?")[0]


def test_a_wrong_method_is_a_problem_too(desk: TestClient) -> None:
    answer = desk.post("/api/v1/questions")
    assert answer.status_code == 405
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_description_has_the_api_alone(desk: TestClient) -> None:
    described = desk.get("/api/v1/openapi.json").json()
    assert all(path.startswith("/api/v1/") for path in described["paths"])
    operations = [one for path in described["paths"].values() for one in path.values()]
    assert len(operations) >= 20
    for one in operations:
        assert one["summary"]
        assert one["description"]


def test_every_parameter_has_bounds(desk: TestClient) -> None:
    described = desk.get("/api/v1/openapi.json").json()
    for path, methods in described["paths"].items():
        for parameter in (one for method in methods.values() for one in method.get("parameters", ())):
            for schema in parameter["schema"].get("anyOf", [parameter["schema"]]):
                bounded = {"pattern", "enum", "const", "maxLength", "maximum", "$ref", "maxItems"} & schema.keys()
                assert bounded or schema.get("type") in {"null", "boolean"}, (
                    path,
                    parameter["name"],
                    schema,
                )


def without_state(document: Any) -> Any:  # noqa: ANN401 - a JSON document
    return {key: value for key, value in document.items() if key not in {"total", "limit", "offset", "next"}}


def test_the_records_are_those_of_the_command_line(desk: TestClient, told: Callable[..., Any], case: Case) -> None:
    ident, question = case.claims["forty"].id, case.question.id
    report = case.reports["forty"].id
    assert without_state(desk.get("/api/v1/claims").json()) == told("claims")
    assert desk.get(f"/api/v1/claims/{ident}").json() == told("show", ident)
    assert desk.get(f"/api/v1/reports/{report}").json() == told("show", report)
    assert desk.get(f"/api/v1/reports/{report}/claims").json() == told("claims", "--report", report)
    assert desk.get(f"/api/v1/questions/{question}/timeline").json() == told("timeline", question)
    assert without_state(desk.get("/api/v1/disputes").json()) == told("disputes")
    assert without_state(desk.get("/api/v1/rulings").json()) == told("review", "--log")
    (office,) = [one for one in told("voices")["voices"] if one["name"] == "harbour office"]
    assert without_schema(desk.get("/api/v1/voices/harbour office").json()) == office


def without_schema(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key != "schema"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("voice=harbour office", ["forty", "later"]),
        ("question=q-1000000000000000&text=ferry", ["forty", "hostile", "later", "sixty"]),
        ("text=60", ["sixty"]),
        ("text=%22%22", []),
        ("act=assert&since=2024-05-07", ["forty", "later"]),
        ("until=2024-05-07", ["forty", "sixty"]),
        ("since=2024-05-08&until=2024-05-08", ["later"]),
        ("act=deny", []),
    ],
)
def test_claims_are_filtered(desk: TestClient, case: Case, query: str, found: list[str]) -> None:
    answer = desk.get(f"/api/v1/claims?{query}").json()
    names = {claim.id: name for name, claim in case.claims.items()}
    assert sorted(names[one["id"]] for one in answer["claims"]) == found
    assert answer["total"] == len(found)


def test_what_was_read_and_what_could_not_be(desk: TestClient, case: Case) -> None:
    assert desk.get("/api/v1/inputs").json()["total"] == 5
    refused = desk.get("/api/v1/inputs?outcome=refused").json()
    assert [one["reason"] for one in refused["inputs"]] == ["no text <script>alert(1)</script>"]
    layers = desk.get(f"/api/v1/reports/{case.reports['forty'].id}/layers").json()["layers"]
    assert [(one["name"], one["text"], one["length"]) for one in layers] == [("text", HERALD, len(HERALD))]
    assert desk.get("/api/v1/reports?outlet=Brin Herald").json()["total"] == 1


def test_links_are_those_of_a_claim_or_a_question(desk: TestClient, case: Case) -> None:
    def found(query: str) -> list[str]:
        return [one["id"] for one in desk.get(f"/api/v1/links?{query}").json()["links"]]

    assert found("") == found(f"question={case.question.id}") == ["l-1", "l-2"]
    assert found(f"claim={case.claims['sixty'].id}") == ["l-1"]
    assert found("relation=supersedes") == ["l-2"]
    assert found(f"claim={case.claims['sixty'].id}&relation=supersedes") == []


def test_lists_lead_on_to_their_end(desk: TestClient) -> None:
    seen, address = [], "/api/v1/claims?limit=1&text=ferry"
    while address:
        answer = desk.get(address)
        seen += [one["id"] for one in answer.json()["claims"]]
        address = answer.json()["next"]
        assert answer.headers.get("Link") == (f'<{address}>; rel="next"' if address else None)
    assert len(seen) == len(set(seen)) == 4


def test_an_answer_is_sent_once_for_each_state_of_the_ledger(tmp_path: Path, visit: Open) -> None:
    case = fill(tmp_path / "case.sayso")
    desk = visit(case.path)
    for address in ("/api/v1/questions", f"/api/v1/claims/{case.claims['forty'].id}", "/feed.atom"):
        first = desk.get(address)
        tag = first.headers["ETag"]
        assert first.headers["Cache-Control"] == "private, no-cache"
        again = desk.get(address, headers={"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    with Ledger.open(case.path) as ledger:
        ledger.add(Intake(source="new.pdf", outcome=Outcome.REFUSED, reason="no text"))
    assert desk.get("/api/v1/questions", headers={"If-None-Match": tag}).status_code == 200
    assert "ETag" not in desk.get("/api/v1/health").headers


def test_search(desk: TestClient, case: Case) -> None:
    answer = desk.get('/api/v1/search?q="40 people" ferr*').json()
    assert answer["totals"] == {"claim": 1, "question": 0, "voice": 0}
    (hit,) = answer["hits"]
    assert [hit["words"][start:end] for start, end in hit["marks"]] == ["40 people", "ferry"]
    assert [HERALD[start:end] for start, end in hit["spans"]] == ["40 people", "ferry"]
    assert (hit["id"], hit["claimant"], hit["outlet"]) == (case.claims["forty"].id, "harbour office", "Brin Herald")
    assert desk.get("/api/v1/search?q=HARBOUR&kind=voice").json()["hits"][0]["name"] == "harbour office"
    assert desk.get("/api/v1/search?q=people taken&kind=question").json()["hits"][0]["id"] == case.question.id


def test_changes_are_told(desk: TestClient, case: Case) -> None:
    (change,) = desk.get(f"/api/v1/changes?question={case.question.id}").json()["changes"]
    assert (change["was"], change["state"], change["words"]) == (None, "disputed", "now disputed")


def test_health(desk: TestClient, empty: Path, visit: Open) -> None:
    answer = desk.get("/api/v1/health").json()
    assert (answer["status"], answer["reports"], answer["claims"], answer["fresh"]) == ("ok", 4, 4, True)
    assert visit(empty).get("/api/v1/health").json()["log_hash"] is None


def sent(desk: TestClient, given: dict[str, str]) -> Any:  # noqa: ANN401 - a JSON document
    """What became of a report once nothing more will."""
    answer = desk.post("/api/v1/reports", json=given)
    assert answer.status_code == 202, answer.text
    assert answer.json()["stage"] in {"waiting", "reading"}
    for _ in range(1200):
        batch = desk.get(answer.headers["Location"])
        assert batch.headers.get("ETag") is None
        if batch.json()["stage"] in {"done", "failed"}:
            return batch.json()
        threading.Event().wait(0.05)
    raise AssertionError(batch.text)


def test_a_report_is_read_and_its_claims_are_there(empty: Path, visit: Open) -> None:
    desk = visit(empty)
    given = {
        "text": 'The mayor of Dale said on Monday that 12 people died. "We need boats," she said.',
        "outlet": "Dale Post",
        "published": "2025-06-07",
    }
    (read,) = sent(desk, given)["inputs"]
    assert read["claims"] > 0
    report = desk.get(f"/api/v1/reports/{read['report_id']}").json()
    assert (report["outlet"], report["published"]) == ("Dale Post", "2025-06-07")
    assert any("12 people died" in "".join(claim["quote"]) for claim in report["claims"])
    assert [one["unchanged"] for one in sent(desk, given)["inputs"]] == [True]
    ident = report["claims"][0]["id"]
    ruled = desk.post("/api/v1/rulings", json=decided(ident, by="N. K."))
    assert [one["by"] for one in ruled.json()["rulings"]] == ["N. K."]
    assert desk.get(f"/api/v1/claims/{ident}").json()["review"]["decision"] == "accept"
    assert [one["holds"] for one in desk.get("/api/v1/rulings").json()["rulings"]] == [True]
    assert "N. K. ruled “accept”" in desk.get("/feed.atom").text


@pytest.fixture
def own(tmp_path: Path, visit: Open) -> TestClient:
    """The desk of a case that may be written to."""
    return visit(fill(tmp_path / "own.sayso").path)


def decided(ident: str, **more: str) -> dict[str, Any]:
    return {"decisions": [{"kind": "reading", "decision": "accept", "claim": ident}], **more}


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("reports", {}, "text"),
        ("reports", {"text": ""}, "text"),
        ("reports", {"text": "x" * 100_001}, "text"),
        ("reports", {"text": "Some words.", "published": "yesterday"}, "not a date"),
        ("reports", {"text": "Some words.", "colour": "red"}, "colour"),
        ("reports", {"text": " \n "}, "no text"),
        ("rulings", decided("c-4000000000000000"), "a ruling needs a name"),
        ("rulings", decided("c-0badc0de", by="nk"), "decision 1: "),
        ("rulings", {"by": "nk", "decisions": []}, "decisions"),
        ("rulings", {"by": "nk", "decisions": [{"kind": "mood"}]}, "kind 'mood' is none of"),
        ("rulings", {"by": "nk", "decisions": ["accept"]}, "decisions"),
    ],
)
def test_what_cannot_be_taken_changes_nothing(
    own: TestClient,
    path: str,
    body: Any,  # noqa: ANN401 - JSON
    words: str,
) -> None:
    before = own.get("/api/v1/health").json()["log_entries"]
    answer = own.post(f"/api/v1/{path}", json=body)
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert words in answer.json()["detail"]
    assert own.get("/api/v1/health").json()["log_entries"] == before


@pytest.mark.parametrize(
    ("error", "status"),
    [(LedgerUnwritable("the disk is full; the ledger case.sayso is as it was before"), 507), (LedgerBusy("held"), 503)],
)
def test_a_ledger_that_cannot_be_written_now_is_told_as_that(
    own: TestClient, case: Case, monkeypatch: pytest.MonkeyPatch, error: LedgerError, status: int
) -> None:
    def refuse(*_: object) -> int:
        raise error

    monkeypatch.setattr(Ledger, "add_rulings", refuse)
    answer = own.post("/api/v1/rulings", json=decided(next(iter(case.claims)), by="N. K."))
    assert (answer.status_code, answer.json()["detail"]) == (status, str(error))


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_what_a_form_of_a_stranger_can_send_is_not_taken(desk: TestClient, kind: str) -> None:
    body = '{"by": "nk", "decisions": [{"kind": "reading", "decision": "reject", "claim": "c-40"}]}'
    for path in ("reports", "rulings"):
        answer = desk.post(f"/api/v1/{path}", content=body, headers={"Content-Type": kind})
        assert answer.status_code in {400, 403}
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert desk.get("/api/v1/rulings").json()["total"] == 0


def parameters() -> SearchStrategy[list[tuple[str, str]]]:
    names = ["q", "kind", "limit", "offset", "text", "voice", "outlet", "state", "order", "since", "until", "act"]
    names += ["report", "claim", "question", "relation", "outcome"]
    values = st.text(max_size=12) | st.sampled_from(["1", "0", "-1", "claim", "disputed", "2024-05-07", "q-1", "c-4"])
    return st.lists(st.tuples(st.sampled_from(names), values), max_size=4)


PATHS = ("reports", "claims", "questions", "disputes", "voices", "links", "inputs", "rulings", "search", "changes")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PATHS), st.text(max_size=8) | st.sampled_from(["", "/q-1", "/c-4", "/r-1/claims"]), parameters())
def test_no_request_is_a_fault(desk: TestClient, kind: str, rest: str, query: list[tuple[str, str]]) -> None:
    path = quote(f"{kind}{rest}".encode("utf-8", "replace"))
    answer = desk.get(f"/api/v1/{path}", params=[(name, value) for name, value in query if value.isprintable()])
    assert answer.status_code in {200, 404, 422}
    expected = "application/json" if answer.status_code == 200 else "application/problem+json"
    assert answer.headers["Content-Type"] == expected
