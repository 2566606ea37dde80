"""Every command and snippet of the guide, the how-tos and the nouns runs, and prints what the page shows."""

import re
import shutil
from pathlib import Path

import pytest
from snippets import Folder, snippets

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ALONE = sorted([DOCS / "guide.md", *(DOCS / "how-to").glob("*.md")])
NOUNS = sorted((DOCS / "nouns").glob("*.md"), key=lambda page: (page.stem != "index", page.stem))


def name(page: Path) -> str:
    return str(page.relative_to(DOCS))


def follow(page: Path, folder: Folder) -> None:
    blocks = snippets(page.read_text(encoding="utf-8"))
    assert blocks or page.stem == "index"
    for block in blocks:
        folder.follow(block)


@pytest.mark.parametrize("page", ALONE, ids=name)
def test_every_snippet_of_a_page_runs(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    follow(page, Folder(tmp_path))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A folder where the example case is read, as the page of all nouns says."""
    path = tmp_path_factory.mktemp("nouns")
    shutil.copytree(ROOT / "examples", path / "examples")
    made = Folder(path)
    follow(DOCS / "nouns" / "index.md", made)
    return made


@pytest.mark.parametrize("page", NOUNS[1:], ids=name)
def test_every_command_of_a_noun_runs(page: Path, folder: Folder) -> None:
    follow(page, folder)


def test_every_fence_is_found_by_the_runner() -> None:
    for page in (*ALONE, *NOUNS):
        text = page.read_text(encoding="utf-8")
        assert len(re.findall("^```", text, re.MULTILINE)) == 2 * len(snippets(text)), page


def test_every_link_within_the_docs_leads_somewhere() -> None:
    lost = []
    for page in DOCS.rglob("*.md"):
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            path = target.partition("#")[0]
            if path and "://" not in target and not (page.parent / path).exists():
                lost.append((name(page), target))
    assert lost == []


def test_there_is_a_page_for_each_noun_of_the_list() -> None:
    index = (DOCS / "nouns" / "index.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| \[[^\]]+\]\(([\w-]+)\.md\)", index, re.MULTILINE)
    assert sorted(listed) == [page.stem for page in NOUNS[1:]]
    assert len(listed) == 17
