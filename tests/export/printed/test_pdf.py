"""The PDF as another program reads it: text, bookmarks, the head and foot of each page, and that nothing runs over."""

import sys
from pathlib import Path

import pypdfium2
import pytest
from dossier_readers import is_on_paper, pdf_texts
from pango import NEEDED
from pypdfium2 import raw

from sayso.errors import UsageError
from sayso.export.printed import Paper, as_pdf
from sayso.export.printed.blocks import Block, Entries, Entry, Facts, Heading, Items, Para, Quoted, Table, Words

pytestmark = NEEDED

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3


@pytest.fixture(scope="module")
def document(paper: Paper) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(as_pdf(paper))


def texts(document: pypdfium2.PdfDocument) -> list[str]:
    return [page.get_textpage().get_text_range() for page in document]


def test_each_page_has_the_hash_at_its_head_and_its_number_at_its_foot(
    document: pypdfium2.PdfDocument, paper: Paper
) -> None:
    pages = texts(document)
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert f"ledger SHA-256 {paper.hash}" in text
        assert f"Page {number} of {len(pages)}" in text


def test_chapters_and_questions_are_bookmarks(document: pypdfium2.PdfDocument, paper: Paper) -> None:
    marks = [one.get_title() for one in document.get_toc()]
    headings = [one for one in paper.blocks if isinstance(one, Heading) and not isinstance(one.line[0], Words)]
    assert {"Sources", "Notes", "What could not be read"} <= set(marks)
    assert len(marks) >= len(headings)


def test_it_is_tagged_and_says_its_language(document: pypdfium2.PdfDocument) -> None:
    assert raw.FPDFCatalog_IsTagged(document)
    assert document.get_metadata_dict()["Title"].endswith("Sayso dossier")


def over_the_edge(document: pypdfium2.PdfDocument) -> list[str]:
    found = []
    for page in document:
        width = page.get_width()
        text = page.get_textpage()
        for at in range(text.count_chars()):
            left, _, right, _ = text.get_charbox(at)
            if left < 0 or right > width - 40:  # the margin is 18 mm, 51 points
                found.append(text.get_text_range(at, 1))
    return found


def test_nothing_runs_over_the_edge_of_the_page(document: pypdfium2.PdfDocument) -> None:
    words = Words(text=LONG, bold=True)
    narrow = Table(head=("a",) * 5, rows=((((words,),),) * 5,), kind="answers", caption="five")
    paper = Paper(
        title=(words,),
        hash="0" * 64,
        as_of=None,
        blocks=(Heading(level=2, line=(words,), anchor="x"), narrow, Para(line=(Quoted(text=LONG),))),
    )
    assert over_the_edge(document) == []
    assert over_the_edge(pypdfium2.PdfDocument(as_pdf(paper))) == []


def test_other_scripts_are_there_and_run_their_way() -> None:
    words = (Words(text="سفينة النور", language="ar"), " sank, said ", Words(text="Олег Дронов", language="ru"))
    paper = Paper(title=("A case",), hash="0" * 64, as_of=None, blocks=(Para(line=words),))
    (text,) = texts(pypdfium2.PdfDocument(as_pdf(paper)))
    assert "Олег Дронов" in text
    assert any("\u0600" <= char <= "\u06ff" or "\ufb50" <= char <= "\ufeff" for char in text)


QUOTES = (
    "“She will re-sign,” said the ex-minister of her state-of-the-art, half-a-million-dollar office",
    "two- or three-day strikes of 1990–1995, and/or 12\u00a0000 fishermen from the sea-facing flats of a co-operative",
    "the harbour\u200bmaster and the min\u00adister of \u202eyrtsudni\u202c, in a Cafe\u0301,  of  two\nlines",
    "Олег Дронов назвал это «ошибкой», о чём написал на https://example.org/a/long/way/to/go/and/more/of/it/and/on.html",
    LONG,
)


def test_a_quote_that_is_copied_is_the_quote_wherever_its_lines_end() -> None:
    shifted = [(quote, "." * 3 * at) for quote in QUOTES for at in range(25)]
    blocks = tuple(Para(line=(f"{dots} ", Quoted(text=quote), " #")) for quote, dots in shifted)
    (text,) = pdf_texts(as_pdf(Paper(title=("A case #",), hash="0" * 64, as_of=None, blocks=blocks)))
    for (quote, _), copied in zip(shifted, text.split("#")[1:-1], strict=True):
        assert is_on_paper(f"“{quote}”", copied), copied


def test_the_same_dossier_gives_the_same_bytes(paper: Paper) -> None:
    assert as_pdf(paper) == as_pdf(paper)


def test_without_its_library_it_says_what_to_do(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(UsageError, match=r"sayso\[pdf\].*libpango"):
        as_pdf(paper)


def test_more_notes_than_memory_holds_are_refused_with_what_would_do() -> None:
    many = Entries(entries=(Entry(anchor="", sign="1", lines=(("x",),)),) * 1501, kind="notes")
    with pytest.raises(UsageError, match=r"1,501 quotes.*dossier-html"):
        as_pdf(Paper(title=("x",), hash="0" * 64, as_of=None, blocks=(many,)))


def test_nothing_is_fetched_even_if_the_page_asked_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib  # noqa: PLC0415 - to reach the module behind it

    from sayso.export.printed import as_pdf as writing  # noqa: F401, PLC0415 - the package names the function

    module = importlib.import_module("sayso.export.printed.as_pdf")
    secret = tmp_path / "secret.txt"
    secret.write_text("kept", encoding="utf-8")
    page = f"<p>told</p><img src='{secret.as_uri()}' alt='nothing'><object data='{secret.as_uri()}'>none</object>"
    monkeypatch.setattr(module, "as_html", lambda _: page)
    paper = Paper(title=("x",), hash="0" * 64, as_of=None, blocks=())
    (text,) = texts(pypdfium2.PdfDocument(module.as_pdf(paper)))
    assert "told" in text
    assert "kept" not in text


def test_no_first_or_last_of_several_is_left_alone_on_a_page() -> None:
    """Rows, points and facts in such numbers that the ends of pages come to lie everywhere among them."""
    several = {(kind, at): 2 + at % 3 for kind in ("row", "point", "fact") for at in range(1, 31)}
    several |= {("point", at): 4 for at in range(31, 91)}
    blocks: list[Block] = []
    for at in range(1, 31):
        row, fact = ([f"{kind}{at}.{number}." for number in range(several[kind, at])] for kind in ("row", "fact"))
        blocks += [
            Para(line=("filling " * 5 * at,)),
            Heading(level=2 + at % 2, line=(f"row{at}.0.over",), anchor=f"q{at}"),
            Para(line=("filling",), kind="facts" if at % 2 else ""),
            Table(head=("a", "b"), rows=tuple((((one,),), (("filling " * at,),)) for one in row), kind="", caption="c"),
        ]
        for there in (at, at + 30, at + 60):
            blocks += [
                Para(line=(f"point{there}.0.over",), kind="part"),
                Items(lines=tuple((f"point{there}.{number}.",) for number in range(several["point", there]))),
            ]
        blocks += [
            Para(line=(f"fact{at}.0.over",), kind="part"),
            Facts(rows=tuple((one, ("filling " * at,)) for one in fact)),
        ]
    paper = Paper(title=("A case",), hash="0" * 64, as_of=None, blocks=tuple(blocks))
    pages = texts(pypdfium2.PdfDocument(as_pdf(paper)))[1:]  # after the contents
    assert len(pages) > 10

    def on(words: str) -> set[int]:
        return {number for number, text in enumerate(pages) if words in text}

    for (kind, at), many in several.items():
        assert on(f"{kind}{at}.0.") == on(f"{kind}{at}.1."), f"the first {kind} of {at} stands alone"
        assert on(f"{kind}{at}.{many - 1}.") == on(f"{kind}{at}.{many - 2}."), f"the last {kind} of {at} stands alone"


def test_what_is_longer_than_a_page_begins_below_its_heading_and_is_all_there() -> None:
    quote, cell = (" ".join(f"{sign}{number}." for number in range(1500)) for sign in "qc")
    entry = Entry(anchor="", sign="1", lines=((Quoted(text=quote),),))
    blocks = (
        Heading(level=2, line=("Quotes",), anchor="q"),
        Entries(entries=(entry,), kind="quotes"),
        Heading(level=2, line=("Cells",), anchor="c"),
        Table(head=("a", "b"), rows=((((cell,),), (("b",),)), ((("end",),), (("b",),))), kind="", caption="two"),
    )
    pages = texts(pypdfium2.PdfDocument(as_pdf(Paper(title=("A case",), hash="0" * 64, as_of=None, blocks=blocks))))
    told = "\n".join(pages)
    assert [words for words in (*quote.split(), *cell.split()) if words not in told] == []
    for heading, first in (("Quotes", "q0."), ("Cells", "c0.")):
        begun = next(page for page in pages if first in page)
        assert heading in begun.partition(first)[0]
