"""Word documents (.docx): their paragraphs and tables, with what was inserted and without what was deleted."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sayso.errors import UnreadableInput
from sayso.intake.blob import Blob
from sayso.intake.draft import Draft
from sayso.intake.facts import Facts
from sayso.nouns import Moment, Stated

if TYPE_CHECKING:  # few inputs need it
    from docx.document import Document

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRITTEN = {
    f"{_WORD}tab": "\t",
    f"{_WORD}br": "\n",
    f"{_WORD}cr": "\n",
    f"{_WORD}noBreakHyphen": "\u2011",
    f"{_WORD}softHyphen": "\u00ad",
}
_LEFT_OUT = {f"{_WORD}sectPr", f"{_WORD}del", f"{_WORD}moveFrom", _FALLBACK}


def read_docx(blob: Blob) -> Iterator[Draft]:
    """The one report that a document is, a paragraph a line, the cells of a table's row in one.

    When the file was made is not when its text was published: that day is noted, and not taken.

    Raises:
        UnreadableInput: it is damaged, or has no text.
    """
    import docx  # noqa: PLC0415 - few inputs need it

    try:
        document = docx.Document(BytesIO(blob.raw))
        text = "\n".join(_lines(document.element.body))
        noted = any(str(part.partname).endswith("footnotes.xml") and b"<w:t" in part.blob for part in _parts(document))
        facts, stated = _facts(document)
    except Exception as error:
        raise UnreadableInput(f"the document is damaged, or no Word document ({type(error).__name__})") from error
    if not text.strip():
        raise UnreadableInput("there is no text in the document")
    yield Draft(
        source=blob.source,
        label=blob.label,
        raw=blob.raw,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        text=text,
        facts=facts.over(blob.facts),
        notes=(*blob.notes, *(("its footnotes are not read",) if noted else ())),
        stated=stated,
    )


def _parts(document: "Document") -> Iterator[Any]:
    return iter(document.part.package.iter_parts())


def _lines(node: Any) -> Iterator[str]:  # noqa: ANN401 - an lxml element; lxml publishes no types
    """The lines of what lies in a node: its paragraphs, and the rows of its tables."""
    for child in node:
        if child.tag == f"{_WORD}p":
            yield "".join(_characters(child))
        elif child.tag == f"{_WORD}tr":
            cells = [" ".join(_lines(cell)) for cell in child if cell.tag == f"{_WORD}tc"]
            yield " | ".join(cells)
        elif child.tag not in _LEFT_OUT:
            yield from _lines(child)


def _characters(node: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    for child in node:
        if child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag in _WRITTEN:
            yield _WRITTEN[child.tag]
        elif child.tag not in _LEFT_OUT:
            yield from _characters(child)


def _facts(document: "Document") -> tuple[Facts, tuple[Stated, ...]]:
    said = document.core_properties
    made = said.created.isoformat() if said.created else None
    stated = (Stated(fact="published", value=made, where="Word created", taken=False),) if made else ()
    return (
        Facts(
            title=said.title or None,
            author=said.author or None,
            language=said.language or None,
            modified=Moment(said.modified.isoformat(timespec="seconds")) if said.modified else None,
        ),
        stated,
    )
