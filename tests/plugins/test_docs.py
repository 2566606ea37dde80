"""docs/plugins.md names every group, option and reason."""

from pathlib import Path

import pytest

from sayso.attribute.llm.extractor import KEY
from sayso.attribute.llm.service import OPTIONS, SECONDS
from sayso.nouns import PROPOSED
from sayso.plugins import EXPORTERS, EXTRACTORS, STORES

PAGE = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("group", [EXTRACTORS, EXPORTERS, STORES])
def test_each_group_has_its_lines_for_a_project_file(group: str) -> None:
    assert f'[project.entry-points."{group}"]' in PAGE


@pytest.mark.parametrize("option", OPTIONS)
def test_each_option_of_the_language_model_is_told(option: str) -> None:
    assert f"| `llm.{option}` |" in PAGE


def test_the_key_the_time_and_the_mark_are_told() -> None:
    assert KEY in PAGE
    assert f"[{SECONDS:g}]" in PAGE
    assert f"`{PROPOSED}language model`" in PAGE


def test_each_contract_is_shown() -> None:
    from sayso import contracts  # noqa: PLC0415 - it brings the parser

    assert all(f"contracts.{name}(" in PAGE for name in contracts.__all__)
