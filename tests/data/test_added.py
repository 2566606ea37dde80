"""Lists of the user's own, added to those that ship."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso import data
from sayso.data import digest, table, words
from sayso.errors import DataError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SAYSO_WORDS", str(tmp_path))
    for cached in (data.table, data.words, data.group, data.standing_for, data.rows, data.added, data.digest):
        cached.cache_clear()
    yield tmp_path
    for cached in (data.table, data.words, data.group, data.standing_for, data.rows, data.added, data.digest):
        cached.cache_clear()


def test_words_are_added_to_those_that_ship(folder: Path) -> None:
    (folder / "people.toml").write_text('spokespeople = ["mouthpiece", "spokesman"]\n', encoding="utf-8")
    assert {"mouthpiece", "spokeswoman"} <= words("people", "spokespeople")


def test_a_group_that_does_not_ship_is_added(folder: Path) -> None:
    (folder / "sides.toml").write_text('[parties]\nred = ["River Front"]\n', encoding="utf-8")
    assert table("sides")["parties"] == {"red": ["River Front"]}
    assert words("sides", "authority")


def test_other_words_are_another_engine(folder: Path) -> None:
    before = digest()
    (folder / "sides.toml").write_text('[parties]\nred = ["River Front"]\n', encoding="utf-8")
    for cached in (data.added, data.digest):
        cached.cache_clear()
    assert digest() != before


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("persons", "x = 1", "adds to no word list"),
        ("people", "spokespeople = 'one'", "is a single value, but a list ships"),
        ("people", "spokespeople = [", "is not valid TOML"),
    ],
)
def test_what_does_not_go_with_it_is_refused_with_the_reason(folder: Path, name: str, text: str, message: str) -> None:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        words("people", "spokespeople")


def test_a_folder_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from sayso.data import words; words('people', 'titles')"]
    monkeypatch.setenv("SAYSO_WORDS", str(tmp_path / "none"))
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own interpreter
    assert "is no folder" in ended.stderr
