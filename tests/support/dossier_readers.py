"""What other programs read in a dossier: all texts in it, and where it says that quotes stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html
import pypdfium2
from markdown_it import MarkdownIt

from sayso.export.hidden import safe


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Where a note says that a quote stands."""

    layer: str
    start: int
    end: int
    quote: str


def page_texts(data: bytes) -> list[str]:
    return [page_text(lxml.html.document_fromstring(data))]


def page_text(node: lxml.html.HtmlElement) -> str:
    """The text of a page, characters that are named in it as themselves."""
    if node.tag in {"style", "script"}:
        return ""
    if node.get("class") == "chip":
        return chr(int(node.get("title").partition(":")[0].removeprefix("U+"), 16))
    inside = "".join(f"{page_text(child)}{child.tail or ''}" for child in node)
    return f"{node.text or ''}{inside}" if node.tag in INLINE else f" {node.text or ''}{inside} "


INLINE = {"a", "bdi", "code", "mark", "q", "span", "strong"}


_AT = re.compile(r"S\d+, (title|text|caption), characters ([\d,]+)–(?:.* and [\d,]+–)?([\d,]+): ")


def page_places(data: bytes) -> list[Noted]:
    notes = lxml.html.document_fromstring(data).findall(".//ol[@class='notes']/li")
    found = [(_AT.search(str(note.text_content())), note.find(".//mark")) for note in notes]
    return [
        Noted(
            layer=at[1],
            start=int(at[2].replace(",", "")),
            end=int(at[3].replace(",", "")),
            quote=page_text(mark),
        )
        for at, mark in found
        if at and mark is not None
    ]


def markdown_texts(data: bytes) -> list[str]:
    """The text of every line, as a reader of CommonMark has it after its escapes."""
    tokens = MarkdownIt("commonmark").enable("table").parse(data.decode())
    return [
        child.content for token in tokens for child in token.children or () if child.type in {"text", "code_inline"}
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of Markdown after its escapes, and what of it is strong; whether it is the heading of a question."""

    text: str
    strong: tuple[str, ...]
    is_question: bool


def markdown_lines(data: bytes) -> Iterator[Line]:
    """The lines as a reader of CommonMark has them."""
    is_question = False
    for token in MarkdownIt("commonmark").enable("table").parse(data.decode()):
        if token.type == "heading_open":
            is_question = token.tag == "h3"
        text, strong, is_strong = "", [], False
        for child in (*(token.children or ()), None):
            if child is None or child.type in {"softbreak", "hardbreak"}:
                if text:
                    yield Line(text=text, strong=tuple(strong), is_question=is_question)
                text, strong = "", []
            elif child.type in {"strong_open", "strong_close"}:
                is_strong = child.type == "strong_open"
                strong += [""] if is_strong else []
            elif child.type in {"text", "code_inline"}:
                text += child.content
                if is_strong:
                    strong[-1] += child.content
        if token.type == "heading_close":
            is_question = False


_RUNNING = re.compile(r"Sayso dossier · ledger SHA-256 [0-9a-f]{64}|Testimony, not findings: .*|Page \d+ of \d+")
_HOLDS = 40
"""Characters that any line of a quote has room for: a longer word may be broken anywhere."""


def pdf_texts(data: bytes) -> list[str]:
    """The running text as it can be copied, line by line as on paper, without the heads and feet of the pages."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    lines = [line.strip("\r") for page in pages for line in page.split("\n")]
    return ["\n".join(line for line in lines if not _RUNNING.fullmatch(line))]


def is_on_paper(quote: str, text: str) -> bool:
    """Whether such a text has a quote, whose lines may end where it has a space, and as line breaking has it else.

    That is after a sign that is neither letter nor digit nor hyphen, and in a word that is too long for a line. Runs of
    spaces are one space; characters that cannot be seen stand there by their names.
    """
    words = [_broken(word) for word in safe(quote).split()]
    return re.search(r"\s+".join(words), text) is not None


def _broken(word: str) -> str:
    return "".join(
        re.escape(char) + ("\n?" if len(word) > _HOLDS or not (char.isalnum() or char in "-\u2010") else "")
        for char in word
    )
