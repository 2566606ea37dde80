"""The pages on the command line say what it does."""

import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import Result

from sayso.cli.app import VERBS, sayso

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generated_parts_are_as_they_would_be_now(generate: ModuleType) -> None:
    assert generate.stale() == [], "run: python docs/generate.py"


def test_a_stale_part_is_noticed(generate: ModuleType) -> None:
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    old = page.replace("| `--deep` |", "| `--deeper` |")
    assert old != page
    assert generate.renewed(old, generate.PARTS["cli.md"]) == page


def test_a_page_without_its_marks_is_refused(generate: ModuleType) -> None:
    with pytest.raises(SystemExit, match="begin verbs"):
        generate.renewed("# A page", {"verbs": generate.verbs})


def test_every_rule_and_word_list_says_what_it_is(generate: ModuleType) -> None:
    for part in (generate.rules(), generate.lexicons()):
        rows = [line.strip("| ").split(" | ") for line in part.splitlines()[2:]]
        assert rows
        assert [row for row in rows if len(row) != 2] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_option_is_on_the_page(verb: str) -> None:
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert f"### sayso {verb}\n" in page
    command = sayso.get_command(click.Context(sayso), verb)
    assert command
    for param in command.params:
        if isinstance(param, click.Option):
            assert all(option in page for option in (*param.opts, *param.secondary_opts))


def documented() -> dict[tuple[str, str], list[str]]:
    """For each verb and schema of the last table of exchange.md: the keys that it names."""
    page = (DOCS / "exchange.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| `(sayso/\w+/1)` \| (.*) \|$", page, re.MULTILINE)
    return {(verb, schema): re.findall(r"`(\w+)`", keys) for verb, schema, keys in rows}


@pytest.mark.parametrize(
    "args",
    [
        ("read", "missing.txt"),
        ("reread",),
        ("claims",),
        ("disputes",),
        ("questions",),
        ("timeline", "q-1"),
        ("voices",),
        ("show", "herald.txt"),
        ("show", "c-4"),
        ("show", "q-1"),
        ("ask", "ferry"),
        ("relate", "The gate is open.", "The gate is closed."),
        ("amend", "--log"),
        ("diff", "herald.txt"),
        ("flag", "--list"),
        ("export", "--to", "FILE"),
        ("export", "--formats"),
        ("doctor",),
    ],
    ids=" ".join,
)
def test_the_keys_of_json_documents_are_on_the_page(
    args: tuple[str, ...], run: Callable[..., Result], case: Path
) -> None:
    given = [str(case.parent / "out.json") if arg == "FILE" else arg for arg in args]
    document = json.loads(run(*given, "--json", "--ledger", case).stdout)
    keys = documented()[args[0], document["schema"]]
    if args[0] == "show":
        assert set(keys) < set(document)
    else:
        assert set(keys) == set(document) - {"schema"}


def test_every_picture_that_is_shown_is_there_and_they_are_small() -> None:
    pages = (DOCS.parent / "README.md", *DOCS.glob("*.md"))
    shown = [
        page.parent / path for page in pages for path in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text("utf-8"))
    ]
    assert shown
    assert [str(path) for path in shown if not path.is_file()] == []
    assert sum(path.stat().st_size for path in (DOCS / "images").iterdir()) < 1_500_000
