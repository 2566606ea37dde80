"""docs/notebook.ipynb runs, cell by cell, on the case of examples/."""

import ast
import json
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "notebook.ipynb"


def run(source: str, space: dict[str, object]) -> object:
    """Run a cell; what its last expression gives."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), space)  # noqa: S102 - our own page
    return eval(compile(ast.Expression(last.value), "cell", "eval"), space) if last else None  # noqa: S307 - the same


def test_the_notebook_runs_and_shows_what_it_promises(monkeypatch: pytest.MonkeyPatch) -> None:
    page = json.loads(PAGE.read_text(encoding="utf-8"))
    assert (page["nbformat"], page["nbformat_minor"]) == (4, 5)
    assert len({one["id"] for one in page["cells"]}) == len(page["cells"])
    monkeypatch.chdir(PAGE.parent)
    space: dict[str, object] = {}
    shown = ""
    for cell in page["cells"]:
        if cell["cell_type"] == "code":
            assert not cell["outputs"]  # they would go stale
            value = run("".join(cell["source"]), space)
            shown += value._repr_html_() if hasattr(value, "_repr_html_") else str(value)
    assert all(words in shown for words in ("thirty-one", "How many people were killed?", "coast guard", "disputed"))
