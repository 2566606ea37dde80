"""The small case of examples/ reads whole: what the demo shows rests on it."""

from pathlib import Path

from sayso.intake import count_inputs, read_inputs
from sayso.nouns import Outcome

REPORTS = str(Path(__file__).parents[2] / "examples" / "reports")


def test_every_report_is_read_and_says_who_printed_it_and_when() -> None:
    intakes = list(read_inputs([REPORTS]))
    assert [intake.outcome for intake in intakes] == [Outcome.READ] * 7
    assert count_inputs([REPORTS]) == 7
    for intake in intakes:
        assert intake.report is not None
        assert intake.report.outlet
        assert intake.report.published
        assert len(intake.report.layers) == 2


def test_one_wire_stands_in_two_outlets_word_for_word() -> None:
    reports = [intake.report for intake in read_inputs([REPORTS]) if intake.report]
    texts = [(report.layers[1].sha256, report.outlet) for report in reports]
    (twice,) = {digest for digest, _ in texts if [other for other, _ in texts].count(digest) > 1}
    assert {outlet for digest, outlet in texts if digest == twice} == {"Merrow Courier", "Sound Today"}
