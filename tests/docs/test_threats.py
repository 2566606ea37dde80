"""The pages on security speak of tests that are there, and say what is left of each threat."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def rows(page: str) -> list[list[str]]:
    lines = re.findall(r"^\| (.+) \|$", page, re.MULTILINE)
    return [re.split(r" \| ", line) for line in lines]


@pytest.mark.parametrize(
    "page", [DOCS / "threats.md", DOCS / "hardening.md", ROOT / "SECURITY.md"], ids=lambda path: path.name
)
def test_every_test_that_a_page_names_is_there(page: Path) -> None:
    named = re.findall(r"`((?:\w+/)*test_\w+\.py)(?:::(\w+))?`", page.read_text(encoding="utf-8"))
    assert len(named) > 5
    for path, test in named:
        found = [file for file in (ROOT / "tests").rglob(Path(path).name) if str(file).endswith(f"/{path}")]
        assert found, f"{page.name} names {path}"
        assert any(f"def {test}" in file.read_text(encoding="utf-8") for file in found), f"{page.name} names {test}"


def test_every_threat_says_what_is_left() -> None:
    text = (DOCS / "threats.md").read_text(encoding="utf-8")
    threats = [row for row in rows(text) if "what is left" not in row]
    assert len(threats) > 15
    for row in threats:
        assert len(row) == 4, row
        assert all(row), row
