"""Letters, saved pages, PDF and Word documents, zip archives."""

import random
import zipfile
import zlib
from io import BytesIO

import docx as word
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fpdf import FPDF

from sayso.nouns import Intake, LayerName, Moment, Outcome, Stated

from . import bombs
from .making import (
    SAID,
    docx,
    mail,
    packed_files,
    page,
    pdf_by_fpdf,
    pdf_by_reportlab,
    read,
    saved_page,
    text,
    wacz,
)


def only(raw: bytes) -> Intake:
    (intake,) = read(raw)
    return intake


def test_a_letter_says_who_wrote_it_and_when_and_has_its_attachment_beside_it() -> None:
    letter, attached = read(mail())
    assert text(letter) == f"{SAID[0]} Café.\n"
    assert text(letter, LayerName.TITLE) == "Pier shut, says Jürgen Vogel"
    assert letter.report is not None
    assert (letter.report.outlet, letter.report.published) == ("Ona Field", Moment("2031-05-19T10:20:00+03:00"))
    assert text(attached) == SAID[1]
    assert attached.source == "standard input, statement.txt"


def test_a_letter_in_html_alone_has_a_line_a_block() -> None:
    raw = b"From: a@b.example\nSubject: S\nDate: Mon, 19 May 2031 10:20:00 +0300\nMIME-Version: 1.0\n"
    raw += b"Content-Type: text/html; charset=utf-8\n\n<p>The quay is <b>shut</b>.</p><p>It said so.</p>"
    assert text(only(raw)) == "The quay is shut.\nIt said so."


def test_parts_too_deep_in_one_another_are_refused() -> None:
    head = b"From: a@b.example\nTo: c\nSubject: s\nMIME-Version: 1.0\n"
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(2_000))
    assert only(head + nested).reason == "the parts of the letter lie too deep in one another"


def test_each_letter_of_a_mailbox() -> None:
    one = b"From ona@h.example Mon May 19 10:20:00 2031\nFrom: Ona <o@h.example>\nSubject: A\n\n"
    one += b">From the pier, nothing.\n\n"
    two = b"From jo@h.example Tue May 20 10:20:00 2031\nFrom: Jo <j@h.example>\nSubject: B\n\nAll quiet.\n"
    intakes = read(one + two)
    assert [text(intake).strip() for intake in intakes] == ["From the pier, nothing.", "All quiet."]
    assert [intake.report.outlet for intake in intakes if intake.report] == ["Ona", "Jo"]


def test_prose_that_begins_like_a_letter_is_prose() -> None:
    for words in ("From: the harbour\nTo: the sea\n\nA poem.", "Date: none.\nSubject: none.\nText."):
        assert text(only(words.encode())) == words


def test_a_page_that_a_browser_saved_in_one_file() -> None:
    intake = only(saved_page())
    assert text(intake).startswith(SAID[0])
    assert intake.outcome is Outcome.READ
    assert intake.report is not None
    assert intake.report.url == "https://harbour.example/pier"
    assert intake.report.retrieved == Moment("2031-05-19T10:20:00+00:00")


@pytest.mark.parametrize("make", [pdf_by_reportlab, pdf_by_fpdf])
def test_the_pages_of_a_pdf_follow_one_another(make: object) -> None:
    intake = only(make())  # type: ignore[operator] # a function of no arguments
    assert " ".join(text(intake).split()) == " ".join(SAID)
    assert text(intake, LayerName.TITLE) == "Pier shut"


def test_when_a_file_was_made_is_noted_and_not_taken_for_its_publication() -> None:
    for raw, where, made in (
        (pdf_by_fpdf(), "PDF CreationDate", "2031-05-19T10:20:00Z"),
        (docx(), "Word created", "2031-05-19T10:20:00+00:00"),
    ):
        report = only(raw).report
        assert report is not None
        assert report.published is None
        (stated,) = (one for one in report.stated if one.fact != "language")
        assert stated == Stated(fact="published", value=made, where=where, taken=False)


def test_pdf_pages_without_text_are_counted() -> None:
    document = FPDF()
    document.add_page()
    document.set_font("helvetica", size=12)
    document.multi_cell(0, 8, SAID[0])
    document.add_page()
    assert only(bytes(document.output())).reason == "1 of its 2 pages have no text; they may be pictures"
    empty = FPDF()
    empty.add_page()
    assert "OCR" in (only(bytes(empty.output())).reason or "")


def test_a_pdf_that_needs_a_password_says_so() -> None:
    document = FPDF()
    document.set_encryption(owner_password="a", user_password="b")
    document.add_page()
    assert only(bytes(document.output())).reason == "the document needs a password"


def test_a_pdf_that_would_fill_the_memory_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = zlib.compress(b"BT /F 12 Tf 50 700 Td (The pier is shut.) Tj ET")
    assert text(only(bombs.pdf(shown))) == "The pier is shut."
    spaces = zlib.compress(b" " * 34_000_000)
    assert "more than 33,554,432 bytes, as no page does" in (only(bombs.pdf(shown, spaces)).reason or "")
    monkeypatch.setattr("pypdfium2.PdfDocument", None)  # whatever it would have taken
    assert "as no page does" in (only(bombs.pdf(spaces)).reason or "")


def test_a_large_picture_in_a_pdf_is_not_taken_for_a_bomb() -> None:
    shown = zlib.compress(b"BT /F 12 Tf 50 700 Td (The pier is shut.) Tj ET")
    picture = zlib.compress(random.Random(1).randbytes(2_000) * 17_000)  # noqa: S311 - not for secrets
    document = bombs.pdf(shown) + bombs.pdf(picture, kind=b"/Subtype /Image", times=0)
    assert document.count(b"/Contents[]") == 1
    found = only(document + bombs.pdf(shown))
    assert text(found) == "The pier is shut."
    assert "of filler" in (only(bombs.pdf(zlib.compress(bytes(105_000_000)), kind=b"/Subtype/Image")).reason or "")


def test_what_lies_in_a_damaged_pdf_is_looked_through_once() -> None:
    (found,) = read(b"%PDF-1.4\n" + b"stream\nx\x9c" * 300_000, ".pdf")  # would take a minute if each looked to the end
    assert found.outcome is Outcome.REFUSED


def test_a_word_document_with_its_table() -> None:
    intake = only(docx())
    assert text(intake).split("\n") == [*SAID, "Pier | north"]
    assert intake.report is not None
    assert (intake.report.author, text(intake, LayerName.TITLE)) == ("Ona Field", "Pier shut")


def test_what_was_inserted_is_read_and_what_was_deleted_is_not() -> None:
    document = word.Document()
    paragraph = document.add_paragraph("It was ")
    for markup in (
        '<w:del {} w:id="1" w:author="a"><w:r><w:delText>shut</w:delText></w:r></w:del>',
        '<w:ins {} w:id="2" w:author="a"><w:r><w:t>open</w:t></w:r></w:ins>',
    ):
        paragraph._p.append(parse_xml(markup.format(nsdecls("w"))))  # noqa: SLF001 - python-docx cannot write these
    out = BytesIO()
    document.save(out)
    assert text(only(out.getvalue())) == "It was open"


def test_files_that_were_packed_together_are_read_as_if_in_a_folder() -> None:
    inner = packed_files({"a.txt": b"Inner."})
    raw = packed_files(
        {
            "p/pier.html": page(SAID[0]),
            "n.txt": SAID[1].encode(),
            ".hidden": b"x",
            "i.png": b"\x89PNG\r\n\x1a\n\x00",
            "z.zip": inner,
        }
    )
    intakes = read(raw)
    assert [text(intake).split("\n")[0] for intake in intakes] == [SAID[0], SAID[1], "", "Inner."]
    assert "a PNG image" in (intakes[2].reason or "")
    assert intakes[0].source == "standard input, p/pier.html"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "/etc/passwd.txt", "a\\..\\b.txt", "\u202etxt.exe.txt", "x" * 300]
)
def test_names_in_an_archive_are_names(name: str) -> None:
    intake = only(packed_files({name: SAID[0].encode()}))
    assert text(intake) == SAID[0]
    assert name in intake.source


@pytest.mark.parametrize("name", ["", " "])
def test_a_file_without_a_name_is_read_as_the_others_are(name: str) -> None:
    assert [text(intake) for intake in read(packed_files({name: SAID[0].encode(), "b": SAID[1].encode()}))] == [
        *SAID[:2]
    ]


def test_a_bomb_in_a_zip_is_refused_unopened() -> None:
    assert "200 times" in (only(packed_files({"a.txt": b"a" * 30_000_000})).reason or "")
    body = docx()
    with zipfile.ZipFile(BytesIO(body)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/document.xml"] += b" " * 30_000_000
    assert "200 times" in (only(packed_files(files)).reason or "")


def test_entities_in_a_word_document_open_nothing() -> None:
    body = docx()
    with zipfile.ZipFile(BytesIO(body)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    bomb = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY a "haha"><!ENTITY b "&a;&a;">]>'
    head, _, rest = files["word/document.xml"].partition(b"?>")
    files["word/document.xml"] = head + b"?>" + bomb + rest.replace(b"north pier", b"&b;&x;", 1)
    intake = only(packed_files(files))
    assert "haha" not in text(intake)


def test_what_else_lies_in_zip_archives_is_named() -> None:
    assert "spreadsheet" in (only(packed_files({"xl/workbook.xml": b"<a/>"})).reason or "")
    assert "OpenDocument" in (only(packed_files({"content.xml": b"<a/>"})).reason or "")


def test_a_packed_web_archive_is_checked_against_its_own_list() -> None:
    whole = wacz()
    assert len(read(whole)) == 3
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    changed = {**files, "datapackage.json": files["datapackage.json"].replace(b"sha256:", b"sha256:0")}
    *pages, lost = read(packed_files(changed))
    assert len(pages) == 3
    assert "digest in the list of contents does not fit" in (lost.reason or "")
    del files["archive/c.warc.gz"]
    assert "it is missing" in (read(packed_files(files))[0].reason or "")
