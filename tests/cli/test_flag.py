"""Flags from the command line: what is flagged, what follows from it, what is taken back."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

import sayso
from sayso.cli.exits import Exit
from sayso.export import export, format_named
from sayso.nouns import Span, touching
from sayso.stages import Settings

TEXTS = {
    "herald": ("Brin Herald", "The harbour office said that the bodies of two sailors were mutilated."),
    "gazette": ("Dale Gazette", "Vera Malin said that 65 people were rescued. The coast guard said 40 were rescued."),
}
RULES = Settings(attribution="rules")

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flags")
    rows = [
        {"id": name, "outlet": outlet, "published_at": "2024-05-06", "text": text}
        for name, (outlet, text) in TEXTS.items()
    ]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)))
    with sayso.open_ledger(folder / "case.sayso") as ledger:
        for _ in sayso.read(ledger, [str(folder / "reports.jsonl")], settings=RULES):
            pass
    return folder / "case.sayso"


@pytest.fixture
def case(read_once: Path, tmp_path: Path) -> Path:
    path = tmp_path / "case.sayso"
    path.write_bytes(read_once.read_bytes())
    return path


def claim(path: Path, words: str) -> str:
    with sayso.open_ledger(path) as ledger:
        return next(one.claim.id for one in ledger.claims() if words in one.quote)


def flagged(run: Run, path: Path) -> list[dict[str, object]]:
    return json.loads(run("flag", "--list", "--json", "--ledger", path).stdout)["flags"]


def exported(path: Path, **how: bool) -> Iterator[tuple[str, str]]:
    with sayso.open_ledger(path) as ledger:
        for form in ("json", "jsonl", "csv"):
            yield form, export(ledger, format_named(form), **how).decode()


def test_a_claim_is_flagged_told_and_taken_back(case: Path, run: Run) -> None:
    ident = claim(case, "mutilated")
    done = run("flag", ident, "--as", "graphic", "--by", "Ada", "--why", "bodies", "--ledger", case)
    assert (done.exit_code, "flagged graphic" in done.stderr) == (Exit.DONE, True), done.stderr
    (one,) = flagged(run, case)
    assert (one["care"], one["by"], one["why"]) == ("graphic", "Ada", "bodies")
    shown = json.loads(run("show", ident, "--json", "--ledger", case).stdout)
    assert [flag["care"] for flag in shown["flags"]] == ["graphic"]
    again = run("flag", ident, "--as", "graphic", "--by", "Ada", "--why", "bodies", "--ledger", case)
    assert "stands so already" in again.stderr
    back = run("flag", "--undo", str(one["ruling"]), "--by", "Bo", "--ledger", case)
    assert back.exit_code == Exit.DONE, back.stderr
    assert flagged(run, case) == []
    log = json.loads(run("review", "--log", "--json", "--ledger", case).stdout)["rulings"]
    assert [(one["kind"], one["by"]) for one in log] == [("flag", "Ada"), ("undo", "Bo")]


def test_a_flag_needs_a_name_a_thing_and_a_care(case: Path, run: Run) -> None:
    ident = claim(case, "mutilated")
    for args in ((ident, "--as", "graphic"), ("--as", "graphic", "--by", "Ada"), (ident, "--by", "Ada")):
        assert run("flag", *args, "--ledger", case).exit_code == Exit.USAGE, args
    nobody = run("flag", "--name", " - ", "--as", "personal", "--by", "Ada", "--ledger", case)
    assert (nobody.exit_code, "one name" in nobody.stderr) == (Exit.USAGE, True)


def test_both_cares_stand_beside_one_another(case: Path, run: Run) -> None:
    ident = claim(case, "mutilated")
    for care in ("graphic", "personal"):
        run("flag", ident, "--as", care, "--by", "Ada", "--ledger", case)
    assert {one["care"] for one in flagged(run, case)} == {"graphic", "personal"}


def test_a_graphic_claim_is_exported_with_its_flag(case: Path, run: Run) -> None:
    run("flag", claim(case, "mutilated"), "--as", "graphic", "--by", "Ada", "--ledger", case)
    for form, text in exported(case):
        assert "mutilated" in text, form
        assert "graphic" in text, form


@pytest.mark.parametrize("on", ["claim", "name", "report"])
def test_nothing_personal_is_exported_unless_it_is_asked_for(on: str, case: Path, run: Run) -> None:
    with sayso.open_ledger(case) as ledger:
        claims, report = len(ledger.claims()), next(one for one in ledger.reports() if one.label == "gazette")
    what = {"claim": [claim(case, "65")], "name": ["--name", "vera  MALIN"], "report": [report.id]}[on]
    assert run("flag", *what, "--as", "personal", "--by", "Ada", "--ledger", case).exit_code == Exit.DONE
    gone = {"claim": 1, "name": 1, "report": 2}[on]
    for form, text in exported(case):
        assert "Vera Malin" not in text, form
        assert "65 people" not in text, form
        assert ("40 were" in text) == (on != "report"), form
    for form, text in exported(case, sensitive=True):
        assert "Vera Malin" in text, form
        assert "personal" in text, form
    target = case.with_name("case.json")
    told = run("export", "--to", target, "--ledger", case)
    assert f"left out: {gone} claim" in told.stderr
    document = json.loads(target.read_text())
    assert document["left_out"] == {"personal": gone}
    assert len(document["claims"]) + len(document["claims_elsewhere"]) == claims - gone
    assert not document["rulings"]
    whole = run("export", "--to", target, "--include-sensitive", "--ledger", case)
    assert "left out" not in whole.stderr
    assert json.loads(target.read_text())["left_out"] == {"personal": 0}


def test_a_flag_holds_for_what_a_later_reading_finds_there(case: Path, run: Run) -> None:
    """Another way of reading has other claims at that place; one of them shares a word with the flagged one."""
    run("flag", claim(case, "65"), "--as", "personal", "--by", "Ada", "--ledger", case)
    with sayso.open_ledger(case) as ledger:
        (flag,) = ledger.flags()
        one = next(one for one in ledger.claims() if "65" in one.quote)
        start = one.claim.content[0].start
        shorter = replace(one, claim=replace(one.claim, content=(Span(start, start + 4),)))
        beside = replace(one, claim=replace(one.claim, content=(Span(start - 3, start),)))
    assert touching((flag,), shorter) == (flag,)
    assert touching((flag,), beside) == ()


def test_flags_change_no_question_and_lose_none(case: Path, run: Run) -> None:
    with sayso.open_ledger(case) as ledger:
        before = (ledger.questions(), ledger.links())
    with sayso.open_ledger(case) as ledger:
        report = next(one for one in ledger.reports() if one.label == "gazette")
    for what in (["--name", "Vera Malin"], [claim(case, "40")], [report.id]):
        run("flag", *what, "--as", "personal", "--by", "Ada", "--ledger", case)
    with sayso.open_ledger(case) as ledger:
        assert (ledger.questions(), ledger.links()) == before
        assert ledger.compared()
        assert all(check.verdict != "fail" for check in ledger.check(deep=True))
    left = json.loads(run("review", "--json", "--only", "astray", "--ledger", case).stdout)
    assert left["items"] == []


def test_words_propose_a_flag_and_set_none(case: Path, run: Run) -> None:
    found = json.loads(run("flag", "--proposed", "--json", "--ledger", case).stdout)["claims"]
    assert [(one["claim"], one["words"]) for one in found] == [(claim(case, "mutilated"), ["mutilated"])]
    assert flagged(run, case) == []
    run("flag", claim(case, "mutilated"), "--as", "graphic", "--by", "Ada", "--ledger", case)
    assert json.loads(run("flag", "--proposed", "--json", "--ledger", case).stdout)["claims"] == []


def test_a_file_of_decisions_flags_too(case: Path, run: Run) -> None:
    lines = "\n".join(
        json.dumps(line)
        for line in (
            {"kind": "flag", "claim": claim(case, "40"), "decision": "personal"},
            {"kind": "flag", "name": "Vera Malin", "decision": "personal"},
            {"kind": "flag", "report": "herald", "decision": "graphic"},
            {"kind": "flag", "claim": claim(case, "40"), "name": "Vera Malin", "decision": "personal"},
        )
    )
    done = run("review", "--apply", "-", "--by", "Ada", "--ledger", case, stdin=lines.encode())
    assert "line 4: not taken: a flag is on one thing" in done.stderr
    assert len(flagged(run, case)) == 3
