"""What services tell of the locks is not taken for more than it is."""

import sys
from pathlib import Path

import known
import pytest
from known import Told, asked, told, verdict

CLEAN = {"dependencies": [{"name": "one", "version": "1.0", "vulns": []}], "fixes": []}
FAULTY = {
    "dependencies": [
        {"name": "one", "version": "1.0", "vulns": [{"id": "X-2024-1", "fix_versions": ["1.1"], "aliases": []}]},
        {"name": "two", "skip_reason": "not found"},
    ],
    "fixes": [],
}
UNKNOWN = {"dependencies": [{"name": "two", "skip_reason": "not found"}], "fixes": []}


def test_a_report_is_counted() -> None:
    assert told(CLEAN) == Told(looked_up=1)
    assert told(FAULTY) == Told(looked_up=1, skipped=("two",), known=("one 1.0: X-2024-1, mended in 1.1",))


def test_nothing_known_is_said_only_where_all_was_looked_up() -> None:
    assert verdict([told(CLEAN), told(CLEAN)]) == (0, "nothing is known against 2 locked packages")
    for answers in ([told(CLEAN), told(UNKNOWN)], [Told(fault="no answer")], [Told()], []):
        code, line = verdict(answers)
        assert code == 2
        assert line.startswith("NOT AUDITED")


def test_what_is_known_is_told_before_what_could_not_be_looked_up() -> None:
    assert verdict([told(UNKNOWN), told(FAULTY)]) == (1, "1 known vulnerabilities")


def test_a_second_service_is_asked_where_the_first_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"pypi": told(UNKNOWN), "osv": told(CLEAN)}
    monkeypatch.setattr(known, "_ask", lambda _, service: answers[service])
    assert asked(Path("any.lock")) == told(CLEAN)
    answers["osv"] = Told(fault="osv: no network")
    assert not asked(Path("any.lock")).complete


def test_without_pip_audit_nothing_is_taken_for_audited(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(known, "SERVICES", ("nobody",))
    lock = tmp_path / "one.lock"
    lock.write_text("", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["known.py", str(lock)])
    with pytest.raises(SystemExit) as ended:
        known.main()
    assert ended.value.code == 2
