"""Facts of a report put right from the command line, and what follows from them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import sayso
from sayso.cli.exits import Exit
from sayso.nouns import Claimed
from sayso.stages import Settings

Run = Callable[..., Result]

ROWS = (
    ("herald", "Brin Herald", "2024-05-06", "The harbour office said that 40 people were rescued yesterday."),
    ("gazette", "Brin Herald", "2024-05-07", "The harbour office said that 65 people were rescued."),
)
SPOKEN = ("times", "Brin Times", "2024-05-09", "The harbour office said on Wednesday that the pier was open.")


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("amend")
    rows = [{"id": name, "outlet": outlet, "published_at": day, "text": text} for name, outlet, day, text in ROWS]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)))
    with sayso.open_ledger(folder / "case.sayso") as ledger:
        for _ in sayso.read(ledger, [str(folder / "reports.jsonl")], settings=Settings(attribution="rules")):
            pass
    return folder / "case.sayso"


@pytest.fixture
def harbour(read_once: Path, tmp_path: Path) -> Path:
    path = tmp_path / "case.sayso"
    path.write_bytes(read_once.read_bytes())
    return path


def claims(path: Path) -> tuple[Claimed, ...]:
    with sayso.open_ledger(path) as ledger:
        return ledger.claims()


def amend(run: Run, path: Path, *args: object) -> dict[str, list[dict[str, object]]]:
    result = run("amend", *args, "--by", "Ada", "--json", "--ledger", path)
    assert result.exit_code == Exit.DONE, result.stderr
    found: dict[str, list[dict[str, object]]] = json.loads(result.stdout)
    return found


def days(path: Path) -> set[str | None]:
    return {when.start for one in claims(path) for when in one.claim.times}


def test_days_are_reckoned_from_the_amended_day_of_publication(harbour: Path, run: Run) -> None:
    before = claims(harbour)
    assert days(harbour) == {"2024-05-05"}
    done = amend(run, harbour, "herald", "--published", "2024-06-02", "--why", "the masthead")
    (made,) = done["amendments"]
    told = ("fact", "before", "after", "by", "why", "holds")
    assert [made[name] for name in told] == ["published", "2024-05-06", "2024-06-02", "Ada", "the masthead", True]
    assert [(one["changed"], one["same"]) for one in done["read_anew"]] == [(1, 0)]
    assert days(harbour) == {"2024-06-01"}
    with sayso.open_ledger(harbour) as ledger:
        engines = {ledger.engine(report.id) for report in ledger.reports()}
        assert len(engines) == 1  # read anew in the way it was read before: by the rules
        assert ledger.compared()
    assert amend(run, harbour, "--undo", str(made["id"])[:8])["amendments"][0]["undoes"] == made["id"]
    assert claims(harbour) == before


def test_the_day_on_which_it_was_said_is_reckoned_anew(tmp_path: Path, run: Run) -> None:
    path, source = tmp_path / "case.sayso", tmp_path / "one.jsonl"
    name, outlet, day, text = SPOKEN
    source.write_text(json.dumps({"id": name, "outlet": outlet, "published_at": day, "text": text}))
    with sayso.open_ledger(path) as ledger:
        for _ in sayso.read(ledger, [str(source)], settings=Settings(attribution="rules")):
            pass
    (before,) = claims(path)
    assert before.claim.said
    assert (before.claim.said.start, before.claim.said.span.of(text)) == ("2024-05-08", "on Wednesday")
    amend(run, path, "times", "--published", "2024-06-06")
    (after,) = claims(path)
    assert after.claim.said
    assert after.claim.said.start == "2024-06-05"


def links(path: Path) -> set[tuple[str, str, str]]:
    with sayso.open_ledger(path) as ledger:
        quotes = {one.claim.id: one.report.label for one in ledger.claims()}
        return {(link.relation.value, quotes[link.a], quotes[link.b]) for link in ledger.links()}


def test_what_is_newer_follows_the_amended_day(harbour: Path, run: Run) -> None:
    assert links(harbour) == {("supersedes", "gazette", "herald")}
    amend(run, harbour, "herald", "--published", "2024-05-20")
    assert ("supersedes", "gazette", "herald") not in links(harbour)


def outlets(run: Run, path: Path) -> list[int]:
    found = json.loads(run("questions", "--json", "--ledger", path).stdout)
    return sorted(answer["outlets"] for question in found["questions"] for answer in question["answers"])


def test_outlets_are_counted_as_amended(harbour: Path, run: Run) -> None:
    with sayso.open_ledger(harbour) as ledger:
        (herald, _) = ledger.reports()
    amend(run, harbour, "herald", "--outlet", "Dale Gazette", "--title", "Rescued")
    found = json.loads(run("show", "herald", "--json", "--ledger", harbour).stdout)
    assert (found["id"], found["outlet"], found["title"]) == (herald.id, "Dale Gazette", "Rescued")
    rows = json.loads(run("claims", "--json", "--ledger", harbour).stdout)["claims"]
    assert {row["outlet"] for row in rows} == {"Dale Gazette", "Brin Herald"}
    amend(run, harbour, "herald", "--outlet", "")
    assert json.loads(run("show", "herald", "--json", "--ledger", harbour).stdout)["outlet"] is None


def test_what_stands_so_already_is_not_written_again(harbour: Path, run: Run) -> None:
    assert amend(run, harbour, "herald", "--outlet", " Brin Herald ")["amendments"] == []
    assert json.loads(run("amend", "--log", "--json", "--ledger", harbour).stdout)["amendments"] == []


def test_reading_all_anew_keeps_what_was_amended(harbour: Path, run: Run) -> None:
    amend(run, harbour, "herald", "--published", "2024-06-02")
    before = claims(harbour)
    result = run("reread", "--attribution", "rules", "--ledger", harbour)
    assert "nothing to reread" in result.stderr
    assert claims(harbour) == before


def test_the_log_lists_who_when_before_after_and_what_was_withdrawn(harbour: Path, run: Run) -> None:
    (made,) = amend(run, harbour, "herald", "--outlet", "Dale Gazette")["amendments"]
    amend(run, harbour, "--undo", made["id"])
    listed = json.loads(run("amend", "herald", "--log", "--json", "--ledger", harbour).stdout)["amendments"]
    assert [(one["after"], one["holds"], one["undoes"]) for one in listed] == [
        ("Dale Gazette", False, None),
        ("Brin Herald", False, made["id"]),
    ]
    shown = run("amend", "--log", "--ledger", harbour)
    assert "2 amendments, 0 of them hold" in shown.stderr
    assert "unknown" not in shown.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("herald", "--published", "last week", "--by", "Ada"), "not a date: 'last week'"),
        (("herald", "--published", "2024-02-31", "--by", "Ada"), "published:"),
        (("herald", "--title", " ", "--by", "Ada"), "a title cannot be taken away"),
        (("herald", "--outlet", "x" * 1001, "--by", "Ada"), "at most 1,000 characters, given 1,001"),
        (("herald", "--outlet", "Dale Gazette"), "--by NAME"),
        (("nothing", "--outlet", "Dale Gazette", "--by", "Ada"), "no report"),
        (("--outlet", "Dale Gazette", "--by", "Ada"), "give the REPORT"),
        (("herald", "--by", "Ada"), "give what is to be corrected"),
        (("--undo", "m-", "--by", "Ada"), "none of the 0 amendments"),
        (("--undo", "m-", "--log"), "give what is to be corrected"),
    ],
)
def test_what_cannot_be_taken_is_told_and_changes_nothing(
    harbour: Path, run: Run, args: tuple[str, ...], words: str
) -> None:
    result = run("amend", *args, "--ledger", harbour)
    assert result.exit_code == Exit.USAGE
    assert words in " ".join(result.stderr.split())
    with sayso.open_ledger(harbour) as ledger:
        assert ledger.amendments() == ()
