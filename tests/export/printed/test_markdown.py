"""The dossier as Markdown has no markup but its own."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sayso.export.hidden import safe
from sayso.export.printed import Paper, as_markdown
from sayso.export.printed.as_markdown import escaped

GFM = MarkdownIt("gfm-like", {"linkify": False})


@given(st.text(st.characters(exclude_categories=[]), max_size=60))
def test_any_words_are_one_paragraph_of_text(words: str) -> None:
    flat = " ".join(safe(words).split())
    tokens = GFM.parse(escaped(words))
    if not flat:
        assert tokens == []
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    inside = tokens[1].children or []
    assert {child.type for child in inside} <= {"text", "text_special"}
    assert "".join(child.content for child in inside) == flat


def test_no_html_and_no_links_come_from_strangers(paper: Paper) -> None:
    inside = [child for token in GFM.parse(as_markdown(paper)) for child in token.children or ()]
    assert {child.content for child in inside if child.type == "html_inline"} <= {"<br>"}
    assert not [child for child in inside if child.type in {"link_open", "image"}]


def test_each_note_that_is_referred_to_is_there_once(paper: Paper) -> None:
    written = as_markdown(paper)
    for number in range(1, 5):
        assert written.count(f"\n[^{number}]: S") == 1
        assert written.count(f"[^{number}]") > 1


def test_rows_of_a_table_have_as_many_cells_as_its_head(paper: Paper) -> None:
    tokens = GFM.parse(as_markdown(paper))
    rows = [token for token in tokens if token.type == "tr_open"]
    cells = [token for token in tokens if token.type in {"td_open", "th_open"}]
    assert len(rows) >= 6
    assert len(cells) == 3 * 2 + 5 * 4 + 3 * 2 + 3 * 2 + 4 * 3
