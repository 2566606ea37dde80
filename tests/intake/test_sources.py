"""Files, folders, patterns and standard input; what the user states; counting."""

import os
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

from sayso.intake import Facts, Found, count_inputs, read_guarded, read_inputs
from sayso.nouns import Intake, LayerName, Moment

Reading = Callable[..., Iterator[Intake]]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "x.txt").write_text("Hidden.")
    (tmp_path / "b" / "2.txt").write_text("Two.")
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "c.jsonl").write_text('{"text": "Three."}\n{"text": "Four."}\n')
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    return tmp_path


def texts(*sources: str) -> list[str]:
    return [i.report.layers[-1].text for i in read_inputs(sources, stdin=BytesIO(b"Stdin.")) if i.report]


def test_a_folder_is_read_in_order_of_names_and_links_in_circles_end(case: Path) -> None:
    assert texts(str(case)) == ["One.", "Two.", "Three.", "Four."]


def test_a_pattern(case: Path) -> None:
    assert texts(f"{case}/*.txt") == ["One."]
    assert sorted(texts(f"{case}/**/*.txt")) == ["One.", "Two."]


def test_a_ledger_in_the_folder_is_no_input_of_it(case: Path) -> None:
    for name in ("case.sayso", "case.sayso-wal"):
        (case / name).write_bytes(b"SQLite format 3\x00")
    assert count_inputs([str(case)]) == 4
    assert count_inputs([f"{case}/*"]) == 4
    (named,) = read_inputs([str(case / "case.sayso")])
    assert "--ledger" in (named.reason or "")


def test_each_file_is_read_once(case: Path) -> None:
    assert texts(f"{case}/a.txt", str(case), f"{case}/*.txt") == ["One.", "Two.", "Three.", "Four."]


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("One.")
    assert texts(f"{tmp_path}/a[1].txt") == ["One."]


def test_standard_input_stands_among_the_others(case: Path) -> None:
    assert texts(f"{case}/a.txt", "-", f"{case}/b/2.txt") == ["One.", "Stdin.", "Two."]


def test_a_name_that_is_not_utf_8_can_be_printed(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/\xff.txt", "w") as file:  # noqa: PTH123 - Path takes no bytes
        file.write("One.")
    (intake,) = read_inputs([str(tmp_path)])
    assert intake.report is not None
    assert intake.report.label == "\ufffd.txt"
    intake.source.encode()


def test_counting_gives_what_reading_gives(case: Path) -> None:
    (case / "empty.txt").write_bytes(b"")
    (case / "list.json").write_text('[{"text": "a"}, {"text": ""}, 3]')
    sources = [str(case), "-", "missing.txt", "no-*.txt"]
    assert count_inputs(sources) == len(list(read_inputs(sources, stdin=BytesIO(b"x")))) == 11


def test_what_the_user_states_wins_and_fills(tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    file.write_text(
        '{"text": "One.", "outlet": "Harbour Post", "published": "2031-05-19", "url": "https://h.example/"}'
    )
    (intake,) = read_inputs([str(file)], facts=Facts(outlet="Port Wire", title="Shut", published=Moment("2031-05-18")))
    report = intake.report
    assert report is not None
    assert (report.outlet, report.published, report.url) == ("Port Wire", Moment("2031-05-18"), "https://h.example/")
    title = report.layer(LayerName.TITLE)
    assert title is not None
    assert title.text == "Shut"


def test_two_outlets_that_print_one_text_are_two_reports(tmp_path: Path) -> None:
    file = tmp_path / "wire.txt"
    file.write_text("One.")
    ids = {
        i.report.id
        for outlet in ("A", "B", "A")
        for i in read_inputs([str(file)], facts=Facts(outlet=outlet))
        if i.report
    }
    assert len(ids) == 2


def test_counting_does_not_drain_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert count_inputs([str(pipe)]) == 1


@pytest.mark.parametrize("reading", [read_inputs, read_guarded])
def test_a_file_found_elsewhere_brings_what_is_known_of_it(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "1"
    path.write_bytes("The café burnt down, said the mayor of Orlow on Monday.".encode("cp1250"))
    known = Facts(url="https://outlet.example/fire", retrieved=Moment("2031-05-19T10:20:00+00:00"))
    found = Found("https://outlet.example/fire", path, name="fire.txt", facts=known, charset="cp1250")
    lost = Found("https://outlet.example/gone", refused="it is gone")
    intake, refused = reading([found, lost])
    assert intake.report is not None
    assert intake.report.layers[-1].text.startswith("The café")
    assert (intake.source, intake.report.label) == ("https://outlet.example/fire", "fire.txt")
    assert (intake.report.url, intake.report.retrieved) == (known.url, known.retrieved)
    assert (refused.source, refused.reason) == (lost.source, "it is gone")
    (told,) = reading([found], facts=Facts(url="https://other.example/"))
    assert told.report is not None
    assert told.report.url == "https://other.example/"
