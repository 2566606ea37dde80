"""The API gives the JSON of the command line, and its errors as problem details."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from sayso.cli.app import sayso

from .conftest import Case


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
        ("/api/v1/questions/q-nope", 404),
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
    assert set(described["paths"]) == {"/api/v1/questions", "/api/v1/questions/{ident}"}
