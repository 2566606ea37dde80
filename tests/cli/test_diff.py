"""Two captures of one address: both are kept, and what was edited is told, never counted twice."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import sayso
from sayso.cli.exits import Exit
from sayso.nouns import State
from sayso.stages import Settings

RULES = Settings(attribution="rules")
URL = "https://herald.example/news/ferry"
FIRST = (
    "The harbour office said that 40 people were rescued. The coast guard said that the ferry was overloaded. "
    "Captain Edda Holm said that the crew was tired."
)
SECOND = (
    "Update. The harbour office said that 45 people were rescued. The coast guard said that the ferry was overloaded. "
    "The mayor said that the harbour was closed."
)
OTHER = "The coast guard said that the ferry was overloaded."

Run = Callable[..., Result]


def row(ident: str, text: str, url: str | None = URL, **facts: str) -> dict[str, str | None]:
    given = {"outlet": "Brin Herald", "published_at": "2024-05-06T10:00:00Z"}
    return {"id": ident, "url": url, "text": text, **given, **facts}


def read(folder: Path, *rows: dict[str, str | None]) -> Path:
    path = folder / "case.sayso"
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)))
    with sayso.open_ledger(path) as ledger:
        for _ in sayso.read(ledger, [str(folder / "reports.jsonl")], settings=RULES):
            pass
    return path


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return read(
        tmp_path_factory.mktemp("versions"),
        row("first", FIRST),
        row("second", SECOND, f"{URL}/?utm_source=feed", published_at="2024-05-06T18:00:00Z"),
        row("gazette", OTHER, "https://gazette.example/1", outlet="Dale Gazette"),
    )


def diffs(run: Run, path: Path) -> dict[str, object]:
    return json.loads(run("diff", "first", "--json", "--ledger", path).stdout)


def claim(path: Path, label: str, words: str) -> str:
    with sayso.open_ledger(path) as ledger:
        return next(one.claim.id for one in ledger.claims() if one.report.label == label and words in one.quote)


def test_both_versions_are_kept_in_their_order(case: Path, run: Run) -> None:
    with sayso.open_ledger(case) as ledger:
        labels = {one.id: one.label for one in ledger.reports()}
    assert [labels[ident] for ident in diffs(run, case)["versions"]] == ["first", "second"]


def test_what_became_of_each_claim_is_told(case: Path, run: Run) -> None:
    (one,) = diffs(run, case)["diffs"]
    kept = {record["id"]: record["kept"] for record in one["claims"]}
    assert kept[claim(case, "first", "overloaded")] == "stands"
    assert kept[claim(case, "first", "40")] == "changed"
    assert kept[claim(case, "first", "tired")] == "gone"
    assert {claim(case, "second", "45"), claim(case, "second", "closed")} <= {*one["new"]}
    assert claim(case, "second", "overloaded") not in one["new"]


def test_where_a_claim_stands_now_are_its_very_words(case: Path, run: Run) -> None:
    (one,) = diffs(run, case)["diffs"]
    with sayso.open_ledger(case) as ledger:
        text = next(report.layers[-1].text for report in ledger.reports() if report.label == "second")
        quotes = {claimed.claim.id: claimed.quote for claimed in ledger.claims()}
    standing = [record for record in one["claims"] if record["kept"] == "stands"]
    assert standing
    for record in standing:
        assert " … ".join(text[start:end] for start, end in record["content"]) == quotes[record["id"]]


def test_people_are_told_the_words(case: Path, run: Run) -> None:
    told = run("diff", "second", "--ledger", case)
    assert told.exit_code == Exit.DONE, told.stderr
    assert "[-40-]{+45+}" in told.stdout
    assert ": 1 stand word for word, 1 changed, 1 gone; 2 new" in told.stdout
    assert run("diff", "second", "--exit-code", "--ledger", case).exit_code == Exit.FOUND


def test_a_report_with_one_version_says_so(case: Path, run: Run) -> None:
    told = run("diff", "gazette", "--exit-code", "--ledger", case)
    assert (told.exit_code, "one version" in told.stderr) == (Exit.DONE, True)


def test_a_claim_whose_words_are_gone_says_so_wherever_it_goes(case: Path, run: Run) -> None:
    ident, still = claim(case, "first", "tired"), claim(case, "first", "overloaded")
    assert "quote no longer at this place" in run("show", ident, "--ledger", case).stdout
    assert "no longer" not in run("show", still, "--ledger", case).stdout
    assert json.loads(run("show", ident, "--json", "--ledger", case).stdout)["later_version"]["kept"] == "gone"
    exported = json.loads(run("export", "--to", "-", "--format", "json", "--ledger", case).stdout)
    kept = {one["id"]: one["later_version"] and one["later_version"]["kept"] for one in exported["claims"]}
    assert (kept[ident], kept[still], kept[claim(case, "second", "45")]) == ("gone", "stands", None)


def test_a_claim_that_a_later_version_repeats_counts_once(case: Path) -> None:
    with sayso.open_ledger(case) as ledger:
        claims = {one.claim.id: one.report.label for one in ledger.claims()}
        answer = next(
            answer
            for question in ledger.questions()
            for answer in question.answers
            if {claims[one] for one in answer.claims} == {"first", "second", "gazette"}
        )
    assert (answer.reports, answer.outlets, answer.origins_max) == (2, 2, 1)


def test_an_outlet_without_a_name_counts_once(tmp_path: Path) -> None:
    text = "The ferry was overloaded. Forty people were rescued, the coast guard said."
    path = read(tmp_path, row("a", text, outlet=""), row("b", f"Update. {text}", outlet=""))
    with sayso.open_ledger(path) as ledger:
        answers = [answer for question in ledger.questions() for answer in question.answers]
        assert any(len(answer.claims) > 1 for answer in answers)
    assert {(one.reports, one.outlets) for one in answers} == {(1, 1)}


def test_a_number_that_an_outlet_put_right_supersedes_the_old_one(case: Path) -> None:
    pair = {claim(case, "first", "40"), claim(case, "second", "45")}
    with sayso.open_ledger(case) as ledger:
        (link,) = (one for one in ledger.links() if {one.a, one.b} == pair)
        questions = ledger.questions()
    states = [one.state for one in questions if pair & {claim for answer in one.answers for claim in answer.claims}]
    assert (link.relation.value, link.a) == ("supersedes", claim(case, "second", "45"))
    assert "A later version of the same report" in " ".join(reason.words for reason in link.reasons)
    assert states == [State.SUPERSEDED]


def test_the_order_of_reading_changes_nothing(case: Path, tmp_path: Path) -> None:
    path = read(
        tmp_path,
        row("gazette", OTHER, "https://gazette.example/1", outlet="Dale Gazette"),
        row("second", SECOND, f"{URL}/?utm_source=feed", published_at="2024-05-06T18:00:00Z"),
        row("first", FIRST),
    )
    with sayso.open_ledger(path) as one, sayso.open_ledger(case) as other:
        assert one.content_hash() == other.content_hash()
        assert one.questions() == other.questions()


def test_a_ruling_on_words_that_are_gone_stays_and_comes_back(case: Path, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "case.sayso"
    path.write_bytes(case.read_bytes())
    ident, still = claim(path, "first", "tired"), claim(path, "first", "overloaded")
    lines = "\n".join(json.dumps({"kind": "reading", "claim": one, "decision": "accept"}) for one in (ident, still))
    run("review", "--apply", "-", "--by", "Ada", "--ledger", path, stdin=lines.encode())
    listed = json.loads(run("review", "--json", "--only", "astray", "--ledger", path).stdout)["items"]
    assert [item["claims"] for item in listed] == [[ident]]
    with sayso.open_ledger(path) as ledger:
        assert {ident, still} <= {*ledger.reviews()}
