"""A dossier as one HTML file: no script, no request, light and dark, and what it takes to print it.

The page is built as a tree and written out by the standard library, so that no text can become markup.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from xml.etree.ElementTree import Element, SubElement, tostring

from sayso import data
from sayso.export.hidden import apart, full_name, label, safe
from sayso.export.printed.blocks import (
    Address,
    Block,
    Bold,
    Code,
    Entries,
    Entry,
    Facts,
    Heading,
    InLine,
    Items,
    Line,
    Noted,
    Paper,
    Para,
    Piece,
    Quoted,
    Table,
    Tag,
    To,
    Words,
)
from sayso.export.printed.direction import direction

CHAPTER = 2
"""The level of headings that begin a chapter; those below are sections of it."""


_WEB = re.compile(r"https?://[!-~]+")
"""Addresses that may be followed: of the web, in printable ASCII. All others are only shown."""

LONG = 1000
"""Characters from which on an entry, or a cell of a row, may go on over the page: fewer are kept on one."""

A_LINE = 20
"""Characters that a line counts for at least: those of a cell of the narrowest column."""

_WORD = re.compile(r"\S+(?:(?<=[-\u2010])\s+\S+)?")
"""A word, with the one after it where it ends in a hyphen."""

TOGETHER = 40
"""Characters that a line of paper holds at least: words of no more than that are kept on one."""

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def as_html(paper: Paper) -> str:
    """The whole page, beginning with its doctype."""
    page = Element("html", lang="en")
    _head(SubElement(page, "head"), paper)
    body = SubElement(page, "body")
    header = _in(body, "header")
    _in(header, "p", {"class": "brand"}, "Sayso dossier")
    _line(_in(header, "h1", {"id": "top"}), paper.title)
    _in(header, "span", {"class": "running"}, f"Sayso dossier · ledger SHA-256 {paper.hash}")
    main = _in(body, "main")
    opened = False
    for block in paper.blocks:
        if isinstance(block, Heading) and not opened:
            _contents(main, paper.blocks)
            opened = True
        _block(main, block)
    written: str = tostring(page, encoding="unicode", method="html")
    return f"<!DOCTYPE html>\n{written}\n"


def _head(head: Element, paper: Paper) -> None:
    style = _style()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    SubElement(head, "meta", name="referrer", content="no-referrer")
    SubElement(head, "meta", name="color-scheme", content="light dark")
    SubElement(head, "meta", name="generator", content="Sayso")
    if paper.as_of:  # the only clock of the page, so that one ledger gives one page
        SubElement(head, "meta", name="dcterms.modified", content=paper.as_of)
        SubElement(head, "meta", name="dcterms.created", content=paper.as_of)
    SubElement(head, "title").text = safe(f"{_plain(paper.title)} – Sayso dossier")
    SubElement(head, "style").text = style


@cache
def _style() -> str:
    return (files(data) / "dossier.css").read_text(encoding="utf-8")


def _contents(main: Element, blocks: Iterable[Block]) -> None:
    """The table of contents: the page numbers are put there by the style sheet, on paper."""
    nav = _in(main, "nav", {"aria-labelledby": "contents"})
    _in(nav, "h2", {"id": "contents"}, "Contents")
    chapters = _in(nav, "ol")
    inside: Element | None = None
    for one in blocks:
        if not isinstance(one, Heading):
            continue
        if one.level == CHAPTER or inside is None:
            inside = item = _in(chapters, "li")
        else:
            sections = inside.find("ol")
            item = _in(_in(inside, "ol") if sections is None else sections, "li")
        _line(_in(item, "a", {"href": f"#{one.anchor}"}), tuple(map(_unlinked, one.line)))


def _unlinked(piece: Piece) -> Piece:
    return piece.text if isinstance(piece, To) else piece


def _block(main: Element, block: Block) -> None:
    match block:
        case Heading():
            _line(_in(main, f"h{block.level}", {"id": block.anchor}), block.line)
        case Para():
            _line(_in(main, "p", _class(block.kind)), block.line)
        case Items():
            listed = _in(main, "ul", _class(block.kind))
            for line in block.lines:
                _line(_in(listed, "li"), line)
        case Facts():
            held = _in(main, "dl")
            for name, line in block.rows:
                _in(held, "dt", {}, name)
                _line(_in(held, "dd"), line)
        case Table():
            _table(main, block)
        case Entries():
            held = _in(main, "ol", _class(block.kind))
            for entry in block.entries:
                _entry(held, entry)


def _table(main: Element, block: Table) -> None:
    table = _in(main, "table", _class(block.kind))
    _in(table, "caption", {}, block.caption)
    head = _in(_in(table, "thead"), "tr")
    for name in block.head:
        _in(head, "th", {"scope": "col"}, name)
    body = _in(table, "tbody")
    for cells in block.rows:
        row = _in(body, "tr", _long(*cells))
        for place, cell in enumerate(cells):
            made = _in(row, "td", {"data-label": block.head[place]})
            for line in cell:
                _line(_in(made, "div"), line)


def _entry(held: Element, entry: Entry) -> None:
    item = _in(held, "li", {**({"id": entry.anchor} if entry.anchor else {}), **_long(entry.lines)})
    _piece(_in(item, "span", {"class": "sign"}), entry.sign)
    lines = _in(item, "div")
    for place, line in enumerate(entry.lines):
        _line(_in(lines, "p", {} if place == 0 else {"class": "small"}), line)


def _line(element: Element, line: Line) -> None:
    for piece in line:
        _piece(element, piece)


def _piece(element: Element, piece: Piece) -> None:
    match piece:
        case str():
            _text(element, piece)
        case Words():
            foreign = _in(element, "bdi", {**_language(piece.language), **direction(piece.text)})
            _text(_in(foreign, "strong") if piece.bold else foreign, piece.text)
        case Quoted():
            _exact(_in(element, "q", {**_language(piece.language), **direction(piece.text)}), piece.text)
        case InLine():
            around = f"{piece.before}{piece.text}{piece.after}"
            line = _in(element, "bdi", {"class": "around", **_language(piece.language), **direction(around)})
            _text(line, piece.before)
            _exact(_in(line, "mark"), piece.text)
            _text(line, piece.after)
        case Noted():
            _in(element, "a", {"class": "note", "href": f"#n{piece.number}"}, f"[{piece.number}]")
        case Address():
            followed = {"class": "address", "href": piece.url} if _WEB.fullmatch(piece.url) else None
            _text(_in(element, "a", followed) if followed else element, piece.url)
        case _:
            name, attributes = _ours(piece)
            _text(_in(element, name, attributes), piece.text)


def _ours(piece: Bold | Code | Tag | To) -> tuple[str, dict[str, str]]:
    """The element of a piece that is an element around its text, with its attributes."""
    match piece:
        case Bold():
            return "strong", {}
        case Code():
            return "code", {}
        case Tag():
            return "span", {"class": f"tag {piece.kind}"}
        case To():
            return "a", {"href": f"#{piece.anchor}"}


def _exact(element: Element, text: str) -> None:
    """Add a quote, its hyphened words kept together on paper: from the end of a line a hyphen is not copied."""
    at = 0
    for found in _WORD.finditer(text):
        if ("-" in found[0] or "\u2010" in found[0]) and len(found[0]) <= TOGETHER:
            _text(element, text[at : found.start()])
            _text(_in(element, "span", {"class": "together"}), found[0])
            at = found.end()
    _text(element, text[at:])


def _text(element: Element, text: str) -> None:
    """Add text at the end of an element; characters that cannot be seen as labels that tell what they are."""
    for piece, is_hidden in apart(text):
        if is_hidden:
            _in(element, "span", {"class": "chip", "dir": "ltr", "title": full_name(piece)}, label(piece))
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece


def _in(parent: Element, name: str, attributes: dict[str, str] | None = None, text: str | None = None) -> Element:
    made = SubElement(parent, name, attributes or {})
    made.text = text
    return made


def _long(*cells: tuple[Line, ...]) -> dict[str, str]:
    """The class of what is too long to be kept on one page, as some of its cells is."""
    longest = max((sum(max(len(_plain(line)), A_LINE) for line in cell) for cell in cells), default=0)
    return _class("long" if longest >= LONG else "")


def _class(kind: str) -> dict[str, str]:
    return {"class": kind} if kind else {}


def _language(language: str | None) -> dict[str, str]:
    return {"lang": language} if language and _TAG.fullmatch(language) else {}


def _plain(line: Line) -> str:
    """A line's text alone."""
    return "".join(piece if isinstance(piece, str) else getattr(piece, "text", "") for piece in line)
