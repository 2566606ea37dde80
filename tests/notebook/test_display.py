"""What a notebook shows: what the ledger holds, and of a hostile text nothing but its characters."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from hostile_case import FIRST, fill

from sayso import notebook
from sayso.ledger import Ledger
from sayso.nouns import Question


class Read(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(fill(tmp_path / "case.sayso"))


def pages(ledger: Ledger) -> list[str]:
    frames = (notebook.claims, notebook.questions, notebook.answers, notebook.links, notebook.reports)
    shown = [make(ledger)._repr_html_() for make in frames]
    questions = [notebook.question(ledger, one.id)._repr_html_() for one in ledger.questions()]
    return [*shown, *questions, notebook.case(ledger)._repr_html_()]


def test_a_question_shows_its_answers_and_who_stands_behind_each(ledger: Ledger) -> None:
    told = Read(notebook.question(ledger, FIRST)._repr_html_()).text
    question = next(one for one in ledger.questions() if one.id == FIRST)
    assert question.wording in told
    assert "Vera Malin" in told
    assert "at least 60 people were rescued in Bergen" in told


def test_a_case_counts_what_it_holds(ledger: Ledger) -> None:
    told = Read(notebook.case(ledger)._repr_html_()).text
    assert f"{len(ledger.claims())} claims" in told
    assert "disputed" in told


def test_a_hostile_text_is_text(ledger: Ledger) -> None:
    for page in pages(ledger):
        read = Read(page)
        assert read.tags <= {"div", "p", "table", "thead", "tbody", "tr", "th", "td", "br", "b", "i"}
        assert read.attributes <= {"style", "title"}
        assert not any(char in page for char in "\u202e\x1b\x00\ud800")
        page.encode()
    assert any("alert(1)" in page for page in pages(ledger))


def test_the_extension_lets_ledgers_and_questions_show_themselves(ledger: Ledger) -> None:
    shows: dict[type, object] = {}
    html = SimpleNamespace(for_type=shows.__setitem__)
    notebook.load_ipython_extension(SimpleNamespace(display_formatter=SimpleNamespace(formatters={"text/html": html})))
    assert set(shows) == {Ledger, Question}
    assert shows[Ledger](ledger) == notebook.case(ledger)._repr_html_()  # type: ignore[operator] # they are functions
    question = ledger.questions()[0]
    assert question.wording in Read(shows[Question](question)).text  # type: ignore[operator] # as above


def test_nothing_heavy_is_imported_before_a_frame_is_made() -> None:
    script = (
        "import sys; import sayso.notebook;"
        "heavy = {'pandas', 'polars', 'pyarrow', 'IPython', 'spacy'} & set(sys.modules);"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)  # noqa: S603 # our own
    assert done.returncode == 0, done.stderr
