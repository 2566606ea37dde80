import csv
import io
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import Result

from sayso.ledger import Ledger
from sayso.nouns import Capture, Fact, Intake, Layer, LayerName, Outcome, Reading, Report
from sayso.review import amend

Run = Callable[..., Result]


def flat(text: str) -> str:
    """What was printed, without line breaks, boxes and runs of blanks."""
    return " ".join(text.replace("│", " ").split())


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch, run: Run) -> Run:  # after `run`, which clears the width
    """Run on 300 columns, so that no cell is broken over lines."""
    monkeypatch.setenv("COLUMNS", "300")
    return run


def test_claims_tell_who_what_and_where_it_stands(wide: Run, case: Path) -> None:
    result = wide("claims", "--ledger", case)
    told = flat(result.stdout)
    assert "nurse, via Coast Radio" in told
    assert "the report itself “Fog lay over the bay”" in told
    assert "denies: “Nobody was on the ferry”" in told
    assert "6 May 2024 · c-60000000" in told
    assert "disputed · q-10000000" in told
    assert "stands alone · q-20000000" in told
    assert result.stderr.startswith("4 claims")


def test_claims_fit_80_columns(run: Run, case: Path) -> None:
    for verb in ("claims", "disputes", "show c-4", "show herald.txt", "ask ferry"):
        lines = run(*verb.split(), "--ledger", case).stdout.splitlines()
        assert max(map(len, lines)) <= 80, verb


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ((), ["c-00", "c-60", "c-f0", "c-40"]),
        (("--voice", "NURSE"), ["c-60"]),
        (("--report", "herald.txt"), ["c-f0", "c-40"]),
        (("--question", "q-1"), ["c-60", "c-40"]),
        (("--grep", "taken OFF", "--voice", "office"), ["c-40"]),
        (("--grep", "zeppelin"), []),
    ],
)
def test_claims_are_chosen_by_voice_report_question_and_words(
    filters: tuple[str, ...], ids: list[str], run: Run, case: Path
) -> None:
    found = json.loads(run("claims", *filters, "--json", "--ledger", case).stdout)["claims"]
    assert [claim["id"][:4] for claim in found] == ids


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("claims", "--report", "c-4"), "'c-4' is no report"),
        (("claims", "--question", "herald.txt"), "'herald.txt' is no question"),
        (("claims", "--report", "nowhere"), "'nowhere'"),
        (("show", "c-"), "give more characters"),
    ],
)
def test_a_name_of_nothing_or_of_several_is_told(args: tuple[str, ...], told: str, run: Run, case: Path) -> None:
    result = run(*args, "--ledger", case)
    assert result.exit_code == 2
    assert told in result.stderr


def test_disputes_set_the_answers_side_by_side_in_the_order_of_report(run: Run, case: Path) -> None:
    result = run("disputes", "--ledger", case)
    assert result.stdout.startswith("How many people were taken off the ferry?\ndisputed · 2 answers · 1 to 2 origins")
    (heads,) = (
        line for line in result.stdout.splitlines() if "at least 60 " in line and "│" in line and "“" not in line
    )
    assert heads.index("at least 60") < heads.index("│ 40 ")
    assert "Was anybody on the ferry?" not in result.stdout
    assert result.stderr == "1 question disputed in 3 reports read; also 1 stands alone (sayso disputes --all)\n"


def test_each_answer_has_its_quote_its_voice_and_where_it_was_printed(wide: Run, case: Path) -> None:
    told = flat(wide("disputes", "--ledger", case).stdout)
    assert "“at least 60 people were taken off the ferry” “40 people were taken off the ferry on Monday”" in told
    assert "Dale Gazette, 6 May 2024 Brin Herald, 7 May 2024" in told
    assert "— nurse, via Coast Radio · c-60000000" in told
    assert "at least 60 against 40: 40 and at least 60 cannot both hold." in told


def test_all_questions_are_shown_when_asked_for(run: Run, case: Path) -> None:
    told = run("disputes", "--all", "--ledger", case).stdout
    assert told.index("How many people") < told.index("Was anybody on the ferry?")


def test_disputes_exit_with_1_only_when_asked(run: Run, case: Path, empty: Path) -> None:
    assert run("disputes", "--ledger", case).exit_code == 0
    assert run("disputes", "--exit-code", "--ledger", case).exit_code == 1
    assert run("disputes", "--exit-code", "--ledger", empty).exit_code == 0


def test_disputes_as_json_bring_their_claims_and_reasons(run: Run, case: Path) -> None:
    document = json.loads(run("disputes", "--json", "--ledger", case).stdout)
    (question,) = document["questions"]
    assert [answer["value"] for answer in question["answers"]] == ["at least 60", "40"]
    assert [claim["quote"] for claim in question["claims"]] == [
        ["at least 60 people were taken off the ferry"],
        ["40 people were taken off the ferry on Monday"],
    ]
    assert question["links"][0]["reasons"][0]["words"] == "40 and at least 60 cannot both hold."
    assert document["states"]["single_source"] == 1


def test_show_marks_a_claim_in_its_line_and_gives_the_span_of_each_field(run: Run, case: Path) -> None:
    told = flat(run("show", "c-4", "--ledger", case).stdout)
    assert "The harbour office said that ⟦40 people were taken off the ferry on Monday⟧. Some slept." in told
    assert "Fog lay" not in told
    assert "cue “said” 41–45" in told
    assert "quantity 40 people [=] “40” 51–53" in told
    assert "when 2024-05-06 [day] “on Monday”" in told
    assert "disputes “at least 60 people were taken off the ferry” — nurse, via Coast Radio" in told
    assert "How many people were taken off the ferry? q-10000000 answered here: 40 · disputed" in told


def test_show_tells_open_bounds_and_the_other_end_of_a_link(run: Run, case: Path) -> None:
    told = flat(run("show", "c-6", "--ledger", case).stdout)
    assert "quantity 60 to … people [>=]" in told
    assert "via Coast Radio (outlet)" in told
    assert "disputes “40 people were taken off the ferry on Monday” — harbour office" in told


def test_show_a_report_with_its_claims(run: Run, case: Path) -> None:
    told = flat(run("show", "herald.txt", "--ledger", case).stdout)
    assert told.startswith("Brin Herald, 7 May 2024")
    assert "2 claims" in told
    assert "“Fog lay over the bay”" in told


def test_show_a_question_whole(run: Run, case: Path) -> None:
    assert "Nobody was on the ferry" in flat(run("show", "q-2", "--ledger", case).stdout)


def test_control_characters_of_a_report_are_shown_not_obeyed(run: Run, case: Path) -> None:
    for args in (("claims",), ("show", "q-2"), ("show", "times.txt"), ("disputes", "--all"), ("ask", "nobody")):
        told = run(*args, "--ledger", case).stdout
        assert "\x1b" not in told
        assert "\u202e" not in told
        assert "\\x1b[31m" in flat(told), args
    document = run("show", "times.txt", "--json", "--ledger", case).stdout
    assert json.loads(document)["outlet"] == "Brin \x1b[31mTimes\u202e"


@pytest.mark.parametrize(
    "asked", ["how many people were taken off the ferry?", "people taken ferry", "FERRIES: people?"]
)
def test_ask_finds_the_question_with_its_quotes(asked: str, run: Run, case: Path) -> None:
    told = flat(run("ask", *asked.split(), "--ledger", case).stdout)
    assert told.startswith("How many people were taken off the ferry?")
    assert "“at least 60 people were taken" in told


def test_ask_finds_claims_that_answer_no_question(run: Run, case: Path) -> None:
    result = run("ask", "fog over the bay", "--ledger", case)
    assert "“Fog lay over the bay”" in flat(result.stdout)
    assert result.stderr == "0 questions and 1 further claim found in 3 reports read\n"


def test_nothing_found_is_an_answer(run: Run, case: Path) -> None:
    result = run("ask", "where is the zeppelin?", "--ledger", case)
    assert (result.exit_code, result.stdout) == (0, "no statement found in 3 reports read\n")
    assert json.loads(run("ask", "the", "--json", "--ledger", case).stdout)["claims"] == []


@pytest.mark.parametrize("name", ["case.json", "case.jsonl", "case.csv"])
def test_export_writes_the_format_of_the_ending_and_tells_its_digest(name: str, run: Run, case: Path) -> None:
    target = case.parent / name
    result = run("export", "--to", target, "--ledger", case)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "4 claims, sha256 " in result.stderr
    written = target.read_text(encoding="utf-8")
    if name.endswith(".csv"):
        assert len(list(csv.DictReader(io.StringIO(written, newline="")))) == 4
    elif name.endswith(".json"):
        assert len(json.loads(written)["claims"]) == 4
    else:
        assert [json.loads(line)["schema"] for line in written.splitlines()] == ["sayso/claim/1"] * 4


def test_export_to_standard_output(run: Run, case: Path) -> None:
    document = json.loads(run("export", "--to", "-", "--ledger", case).stdout)
    assert document["schema"] == "sayso/exchange/1"
    assert document["states"] == {"q-1000000000000000": "disputed", "q-2000000000000000": "single_source"}
    rows = csv.DictReader(
        io.StringIO(run("export", "--to", "-", "--format", "csv", "--ledger", case).stdout, newline="")
    )
    assert {row["report"] for row in rows} == {"herald.txt", "gazette-7", "times.txt"}


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--to", "case.docx"), "cannot tell the format"),
        (("--to", "no-such-folder/case.json"), "cannot write"),
        (("--to", "-", "--json"), "standard output"),
    ],
)
def test_an_export_that_cannot_be_made_is_told(args: tuple[str, ...], told: str, run: Run, case: Path) -> None:
    result = run("export", *args, "--ledger", case)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_one_question_is_exported_by_its_id_or_the_beginning_of_it(run: Run, case: Path) -> None:
    result = run("export", "q-1", "--to", "-", "--format", "jsonl", "--ledger", case)
    assert [json.loads(line)["question"] for line in result.stdout.splitlines()] == ["q-1000000000000000"] * 2
    told = run("export", "q-9", "--to", "-", "--ledger", case)
    assert (told.exit_code, told.stdout) == (2, "")
    assert "q-9" in told.stderr


def test_a_package_is_an_archive_or_a_folder(run: Run, case: Path) -> None:
    folder, archive = case.parent / "package", case.parent / "case.datapackage.zip"
    assert run("export", "--to", f"{folder}/", "--format", "datapackage", "--ledger", case).exit_code == 0
    assert run("export", "--to", archive, "--ledger", case).exit_code == 0
    with ZipFile(archive) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == files
    again = run("export", "--to", f"{folder}/", "--format", "datapackage", "--ledger", case)
    assert (again.exit_code, "there already" in again.stderr) == (2, True)
    wrong = run("export", "--to", f"{case.parent}/other/", "--format", "csv", "--ledger", case)
    assert (wrong.exit_code, "one file" in wrong.stderr) == (2, True)


def test_texts_that_would_run_are_written_as_they_are_only_when_asked(run: Run, case: Path) -> None:
    with Ledger.open(case) as ledger:
        amend(ledger, ledger.reports()[0], {Fact.OUTLET: "=cmd()"}, by="Ada")
    for more, shown in (((), "'=cmd()"), (("--raw",), "=cmd()")):
        written = run("export", "--to", "-", "--format", "csv", *more, "--ledger", case).stdout
        rows = csv.DictReader(io.StringIO(written, newline=""))
        assert shown in {row["outlet"] for row in rows}


def test_the_formats_are_listed_with_what_they_lose(run: Run) -> None:
    listed = run("export", "--formats")
    assert (listed.exit_code, "what it loses" in listed.stdout) == (0, True)
    document = json.loads(run("export", "--formats", "--json").stdout)
    assert [one["name"] for one in document["formats"]][:3] == ["json", "jsonl", "csv"]


def test_a_format_whose_package_is_missing_says_what_brings_it(
    run: Run, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.export.format.find_spec", lambda _: None)
    result = run("export", "--to", case.parent / "case.parquet", "--ledger", case)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pip install 'sayso[parquet]'" in result.stderr
    document = json.loads(run("export", "--formats", "--json").stdout)
    assert {one["name"] for one in document["formats"] if not one["usable"]} >= {"xlsx", "parquet"}


def test_doctor_ends_with_6_where_the_ledger_is_damaged(run: Run, case: Path) -> None:
    assert run("doctor", "--deep", "--ledger", case).exit_code == 0
    raw = bytearray(case.read_bytes())
    at = raw.index(b"\nThe harbour office said that")
    raw[at + 1 : at + 4] = b"Tha"
    case.write_bytes(raw)
    result = run("doctor", "--deep", "--ledger", case)
    assert result.exit_code == 6
    assert "fail" in result.stdout
    assert "failed" in result.stderr


def test_what_is_no_ledger_at_all_is_damage(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, and no ledger. " * 50)
    assert run("claims", "--ledger", path).exit_code == 6
    assert run("doctor", "--ledger", path).exit_code == 6
    assert path.read_text().startswith("These are notes")


def test_questions_that_lack_reports_are_told(run: Run, tmp_path: Path) -> None:
    text = "Fog lay over the bay."
    digest = sha256(text.encode()).hexdigest()
    layer = Layer(name=LayerName.TEXT, text=text, sha256=digest)
    of = Report(id="r-1", capture=digest, label="fog.txt", layers=(layer,))
    capture = Capture(sha256=digest, raw=text.encode(), media_type="text/plain")
    with Ledger.open(tmp_path / "cut-off.sayso") as ledger:
        ledger.add(
            Intake(source="fog.txt", outcome=Outcome.READ, capture=capture, report=of),
            Reading(id="g-1", report="r-1", engine="by hand", claims=()),
        )
    told = "`sayso reread` takes them in"
    assert told in run("disputes", "--ledger", tmp_path / "cut-off.sayso").stderr
    assert told in flat(run("doctor", "--ledger", tmp_path / "cut-off.sayso").stdout)
    run("reread", "--ledger", tmp_path / "cut-off.sayso")
    assert told not in run("disputes", "--ledger", tmp_path / "cut-off.sayso").stderr


def test_doctor_without_a_ledger_checks_the_installation(run: Run, tmp_path: Path) -> None:
    result = run("doctor", "--ledger", tmp_path / "none.sayso")
    assert result.exit_code == 0
    assert "there is none" in flat(result.stdout)
    assert "en_core_web_sm" in result.stdout
    assert not (tmp_path / "none.sayso").exists()


def test_disputes_are_shown_part_by_part(run: Run, case: Path) -> None:
    first = run("disputes", "--all", "--limit", "1", "--ledger", case)
    assert first.stdout.startswith("How many people were taken off the ferry?")
    assert "Was anybody on the ferry?" not in first.stdout
    assert "shown are 1 to 1 of 2 (--offset 1 goes on, --limit 0 shows all)\n" in first.stderr
    rest = run("disputes", "--all", "--offset", "1", "--ledger", case)
    assert rest.stdout.startswith("Was anybody on the ferry?")
    every = json.loads(run("disputes", "--all", "--json", "--ledger", case).stdout)["questions"]
    parts = [
        json.loads(run("disputes", "--all", "--json", "--limit", "1", "--offset", at, "--ledger", case).stdout)
        for at in "01"
    ]
    assert [question for part in parts for question in part["questions"]] == every
    beyond = run("disputes", "--offset", "7", "--ledger", case)
    assert (beyond.exit_code, beyond.stdout) == (0, "")
    assert "none is shown of 1 " in beyond.stderr
