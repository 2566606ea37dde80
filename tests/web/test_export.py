"""What can be taken along is what the command line writes, and a claim can be cited."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from sayso.cli.app import sayso
from sayso.export import FORMATS, Format
from sayso.ledger import Ledger
from sayso.nouns import Fact
from sayso.review import amend

from .conftest import SCRIPT, Case
from .pages import parse


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_the_desk_gives_what_the_command_line_writes(
    desk: TestClient, case: Case, tmp_path: Path, form: Format
) -> None:
    target, ident = tmp_path / f"case{form.endings[0]}", case.question.id
    ways = [("/export/case", "case", [])]
    if not form.is_whole:
        ways.append((f"/q/{ident}/export", ident, [ident]))
    for address, name, asked in ways:
        command = ["export", *asked, "--to", str(target), "--format", form.name, "--ledger", str(case.path)]
        assert CliRunner().invoke(sayso, command).exit_code == 0
        answer = desk.get(f"{address}.{form.name}")
        assert answer.content == target.read_bytes()
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}{form.endings[0]}"'
        assert answer.headers["Content-Type"] == form.media


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_programs_get_the_same_files(desk: TestClient, case: Case, form: Format) -> None:
    assert desk.get(f"/api/v1/export/{form.name}").content == desk.get(f"/export/case.{form.name}").content
    if not form.is_whole:
        ident = case.question.id
        answer = desk.get(f"/api/v1/export/{form.name}?question={ident[:8]}")
        assert answer.content == desk.get(f"/q/{ident}/export.{form.name}").content
        assert answer.headers["X-Sayso-Left-Out"] == "personal=0"


def test_programs_are_told_the_formats(desk: TestClient) -> None:
    document = desk.get("/api/v1/formats").json()
    assert [one["name"] for one in document["formats"]] == [one.name for one in FORMATS]
    assert all(one["loses"] and one["usable"] for one in document["formats"])


def test_programs_may_ask_for_texts_as_they_are(harbour: Path, visit: Callable[..., TestClient]) -> None:
    with Ledger.open(harbour) as ledger:
        amend(ledger, ledger.reports()[0], {Fact.OUTLET: "=cmd()"}, by="Ada")
    desk = visit(harbour)
    assert "'=cmd()" in desk.get("/api/v1/export/csv").text
    assert "'=cmd()" not in desk.get("/api/v1/export/csv?raw=1").text


def test_an_unknown_format_is_told(desk: TestClient, case: Case) -> None:
    for address in ("/export/case.exe", f"/q/{case.question.id}/export.exe"):
        assert desk.get(address).status_code == 422


def test_the_answers_of_a_question_as_a_table(desk: TestClient, case: Case) -> None:
    answer = desk.get(f"/q/{case.question.id}/export.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))
    assert [row["answer"] for row in rows[:3]] == ["at least 60", "40", "45"]
    assert [row["claimant"] for row in rows[:3]] == ["nurse", "harbour office", "harbour office"]
    assert [row["quote"] for row in rows[:1]] == ["at least 60 people were taken off the ferry"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_the_claims_of_a_question_as_lines(desk: TestClient, case: Case) -> None:
    lines = desk.get(f"/q/{case.question.id}/export.jsonl").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [
        case.claims[name].id for name in ("sixty", "forty", "later", "hostile")
    ]


def test_a_citation_tells_who_where_when_and_which_bytes(desk: TestClient, case: Case) -> None:
    ident, sha256 = case.claims["forty"].id, case.reports["forty"].capture
    words = desk.get(f"/c/{ident}/cite.txt").text
    assert words.startswith(
        "harbour office says: “40 people were taken off the ferry”. Brin Herald, published 7 May 2024."
    )
    assert sha256 in words
    assert f"Sayso claim {ident}." in words
    assert " UTC from the bytes with SHA-256" in words
    (item,) = desk.get(f"/c/{ident}/cite.json").json()
    assert item["issued"] == {"date-parts": [[2024, 5, 7]]}
    assert item["accessed"]["date-parts"][0][0] > 2024
    assert f"@online{{sayso-{ident}," in desk.get(f"/c/{ident}/cite.bib").text


def test_the_page_of_a_citation_has_all_three(desk: TestClient, case: Case) -> None:
    for claim in case.claims.values():
        page = parse(desk.get(f"/c/{claim.id}/cite").text)
        assert page.faults == ()
        assert len(list(page.all("pre"))) == 3
        assert SCRIPT not in desk.get(f"/c/{claim.id}/cite").text
    assert f"/c/{claim.id}/cite" in parse(desk.get(f"/c/{claim.id}").text).links


def test_buttons_are_where_they_are_looked_for(desk: TestClient, case: Case) -> None:
    links = parse(desk.get("/").text).links
    assert {"/feed.atom", *(f"/export/case.{one.name}" for one in FORMATS)} <= set(links)
    links = parse(desk.get(f"/q/{case.question.id}").text).links
    own = f"/q/{case.question.id}"
    assert {f"{own}/feed.atom", f"/api/v1/questions/{case.question.id}"} <= set(links)
    offered = {link for link in links if link.startswith(f"{own}/export.")}
    assert offered == {f"{own}/export.{one.name}" for one in FORMATS if not one.is_whole}
