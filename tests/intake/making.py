"""Small inputs of every format, made by the tools that make such files."""

import csv
import gzip
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import wrap
from typing import Any

import zstandard
from docx import Document
from fpdf import FPDF
from reportlab.pdfgen.canvas import Canvas
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.intake import read_inputs
from sayso.nouns import Intake, LayerName

SAID = (
    "The harbour board said on Monday that the north pier would stay shut until engineers had looked at it.",
    "A spokeswoman for the ferry line denied that any of its boats had touched the pier, and asked for pictures.",
    "The mayor told reporters that nobody had been hurt, and that she would wait for the inquiry to say more.",
)
"""What the reports of these files say, one each."""

WHEN = datetime(2031, 5, 19, 10, 20, tzinfo=UTC)


def read(raw: bytes, ending: str = "", **how: Any) -> list[Intake]:  # noqa: ANN401 - handed on
    """What becomes of these bytes, as a file with that ending or from standard input."""
    if not ending:
        return list(read_inputs(["-"], stdin=BytesIO(raw), **how))
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"a{ending}"
        file.write_bytes(raw)
        return list(read_inputs([str(file)], **how))


def text(intake: Intake, name: LayerName = LayerName.TEXT) -> str:
    """A layer of the report of an intake; "" without one."""
    layer = intake.report.layer(name) if intake.report else None
    return layer.text if layer else ""


def page(words: str, head: str = "") -> bytes:
    """A page of one article."""
    return (
        f'<!doctype html>\n<html lang="en"><head><title>Pier</title>{head}</head>\n<body>'
        f'<nav><a href="/">Home</a></nav>'
        f"<article><p>{words}</p>\n<p>{words.replace('said', 'repeated')}</p></article></body></html>\n"
    ).encode()


class _Writer(WARCWriter):  # type: ignore[misc] # warcio publishes no types
    """Keeps what it writes in memory: the files that warcio would open for it are closed by nobody."""

    @staticmethod
    def _create_temp_file() -> BytesIO:
        return BytesIO()


def warc(*, packed: bool, kind: str = "text/html; charset=utf-8", status: str = "200 OK", coding: str = "") -> bytes:
    """A web archive with a record about itself, a request, a page for each report, and a picture."""
    out = BytesIO()
    writer = _Writer(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("case.warc", {"software": "made for a test"}))
    for number, words in enumerate(SAID):
        address = f"https://harbour.example/{number}"
        asked = StatusAndHeaders(f"GET /{number} HTTP/1.1", [("Host", "harbour.example")], is_http_request=True)
        writer.write_record(writer.create_warc_record(address, "request", http_headers=asked))
        answer = StatusAndHeaders(
            status, [("Content-Type", kind), *([("Content-Encoding", coding)] if coding else [])], protocol="HTTP/1.1"
        )
        made = {"WARC-Date": "2031-05-19T10:20:00Z"}
        writer.write_record(
            writer.create_warc_record(
                address, "response", BytesIO(page(words)), http_headers=answer, warc_headers_dict=made
            )
        )
    picture = StatusAndHeaders("200 OK", [("Content-Type", "image/png")], protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            "https://harbour.example/p.png", "response", BytesIO(b"\x89PNG\r\n\x1a\n\x00"), http_headers=picture
        )
    )
    return out.getvalue()


def rss() -> bytes:
    """RSS 2.0 with summaries, full texts, a namespace and CDATA."""
    items = "".join(
        f"<item><title>Post {n} &amp; more</title><link>https://harbour.example/{n}</link>"
        f"<pubDate>Mon, 19 May 2031 1{n}:20:00 +0300</pubDate><dc:creator>Ona Field</dc:creator>"
        f"<description>Short.</description>"
        f"<content:encoded><![CDATA[<p>{words}</p><p>Second line.</p>]]></content:encoded>"
        f"<guid isPermaLink='false'>{n}</guid></item>\n"
        for n, words in enumerate(SAID)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour Post</title>'
        f"<link>https://harbour.example/</link><language>en-GB</language>\n{items}</channel></rss>\n"
    ).encode()


def atom() -> bytes:
    """Atom with content as XHTML, as escaped HTML and as text."""
    contents = (
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SAID[0]}</p></div></content>',
        f'<content type="html">&lt;p&gt;{SAID[1]}&lt;/p&gt;</content>',
        f"<content>{SAID[2]}</content>",
    )
    entries = "".join(
        f'<entry><title type="text">Post {n}</title><id>tag:harbour.example,2031:{n}</id>'
        f'<link href="https://harbour.example/{n}"/><published>2031-05-19T10:20:00Z</published>'
        f"<updated>2031-05-20T08:00:00Z</updated><author><name>Ona Field</name></author>{content}</entry>\n"
        for n, content in enumerate(contents)
    )
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title><id>tag:harbour.example,2031:f</id>\n'
        f"<updated>2031-05-20T08:00:00Z</updated>{entries}</feed>\n"
    ).encode()


def rdf() -> bytes:
    """RSS 1.0, whose items stand beside the channel."""
    items = "".join(
        f'<item rdf:about="https://harbour.example/{n}"><title>Post {n}</title><link>https://harbour.example/{n}</link>'
        f"<description>{words}</description><dc:date>2031-05-19T10:20:00Z</dc:date></item>\n"
        for n, words in enumerate(SAID)
    )
    return (
        '<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="https://harbour.example/"><title>Harbour Post</title></channel>\n'
        f"{items}</rdf:RDF>\n"
    ).encode()


def json_feed() -> bytes:
    """JSON Feed 1.1 with content as HTML, as text and as both."""
    contents: tuple[dict[str, str], ...] = (
        {"content_html": f"<p>{SAID[0]}</p><p>Second line.</p>", "summary": "Short."},
        {"content_text": SAID[1]},
        {"content_text": SAID[2], "content_html": f"<p>{SAID[2]}</p>"},
    )
    items = [
        {
            "id": f"https://harbour.example/{n}",
            "url": f"https://harbour.example/{n}",
            "title": f"Post {n}",
            "date_published": "2031-05-19T10:20:00+03:00",
            "date_modified": "2031-05-20T08:00:00Z",
            **content,
        }
        for n, content in enumerate(contents)
    ]
    head = {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "language": "en-GB"}
    feed = {**head, "authors": [{"name": "Ona Field"}], "items": items, "_port": {"items": []}}
    return json.dumps(feed, indent=1).encode()


def mail() -> bytes:
    """A letter in plain text and HTML, with a text attached."""
    letter = EmailMessage()
    letter["From"] = "Ona Field <ona@harbour.example>"
    letter["To"] = "desk@harbour.example"
    letter["Subject"] = "Pier shut, says Jürgen Vogel"
    letter["Date"] = "Mon, 19 May 2031 10:20:00 +0300"
    letter["Message-ID"] = "<1@harbour.example>"
    letter.set_content(SAID[0] + " Café.")
    letter.add_alternative(f"<html><body><p>{SAID[0]} Caf&eacute;.</p></body></html>", subtype="html")
    letter.add_attachment(SAID[1].encode(), maintype="text", subtype="plain", filename="statement.txt")
    for part, name in zip((part for part in letter.walk() if part.is_multipart()), "ab", strict=True):
        part.set_boundary(f"====={name}=part=of=a=letter=====")
    return letter.as_bytes()


def saved_page() -> bytes:
    """A page as browsers save it in one file."""
    whole = EmailMessage(policy=policy.SMTP)
    whole["From"] = "<Saved by a browser>"
    whole["Snapshot-Content-Location"] = "https://harbour.example/pier"
    whole["Subject"] = "Pier"
    whole["Date"] = "Mon, 19 May 2031 10:20:00 -0000"
    whole["MIME-Version"] = "1.0"
    whole.set_type("multipart/related")
    whole.set_boundary("----MultipartBoundary--abc----")
    for content, kind in ((page(SAID[0]).decode(), "html"), ("p { color: red }", "css")):
        part = EmailMessage(policy=policy.SMTP)
        part.set_content(content, subtype=kind, cte="quoted-printable")
        del part["MIME-Version"]
        part["Content-Location"] = "https://harbour.example/pier"
        whole.attach(part)
    return whole.as_bytes()


def pdf_by_reportlab(*, pages: int = 3) -> bytes:
    """A document with a page for each report."""
    out = BytesIO()
    sheet = Canvas(out, pagesize=(600, 800), invariant=True, pageCompression=1)
    sheet.setTitle("Pier shut")
    sheet.setAuthor("Ona Field")
    for words in SAID[:pages]:
        for row, line in enumerate(wrap(words, 60)):
            sheet.drawString(50, 700 - 20 * row, line)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def pdf_by_fpdf() -> bytes:
    """The same by another tool."""
    document = FPDF()
    document.set_creation_date(WHEN)
    document.set_title("Pier shut")
    for words in SAID:
        document.add_page()
        document.set_font("helvetica", size=12)
        document.multi_cell(0, 8, words)
    return bytes(document.output())


def docx() -> bytes:
    """A document with a heading, a paragraph for each report and a table."""
    document = Document()
    document.core_properties.title = "Pier shut"
    document.core_properties.author = "Ona Field"
    document.core_properties.created = document.core_properties.modified = WHEN.replace(tzinfo=None)
    for words in SAID:
        document.add_paragraph(words)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Pier", "north"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def packed_files(files: dict[str, bytes]) -> bytes:
    """A zip archive of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2031, 5, 19, 10, 20, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def wacz() -> bytes:
    """A packed web archive."""
    crawl = warc(packed=True)
    listed = [{"name": "c", "path": "archive/c.warc.gz", "hash": f"sha256:{sha256(crawl).hexdigest()}"}]
    return packed_files(
        {
            "archive/c.warc.gz": crawl,
            "indexes/index.cdx": b"example,harbour)/ 20310519",
            "datapackage.json": json.dumps({"profile": "data-package", "resources": listed}).encode(),
        }
    )


def table() -> bytes:
    """A table with quoted cells that hold commas, quotation marks and line breaks."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["id", "headline", "body", "date", "source"])
    for number, words in enumerate(SAID):
        writer.writerow([f"t{number}", "Pier, shut", f'{words}\n"Yes", she said.', "2031-05-19", "Harbour Post"])
    return out.getvalue().encode()


def message(number: int, words: object, **more: object) -> dict[str, object]:
    """A message of a chat as Telegram exports it."""
    return {
        "id": number,
        "type": "message",
        "date": "2031-05-19T13:20:00",
        "date_unixtime": str(int(WHEN.timestamp())),
        "from": "Harbour Watch",
        "from_id": "channel77",
        "text": words,
        **more,
    }


def chat(*messages: dict[str, object]) -> bytes:
    """An export of one chat."""
    head = {"name": "Harbour Watch", "type": "public_channel", "id": 77}
    return json.dumps({**head, "messages": list(messages)}, indent=1, ensure_ascii=False).encode()


def chat_of_all() -> bytes:
    """An export with a text in pieces, one that was forwarded, and a message of the service."""
    pieces = [SAID[0][:10], {"type": "bold", "text": SAID[0][10:20]}, SAID[0][20:]]
    return chat(
        {"id": 1, "type": "service", "date": "2031-05-19T09:00:00", "action": "create_channel", "text": ""},
        message(2, pieces),
        message(3, SAID[1], forwarded_from="Port Wire", edited="2031-05-19T14:00:00"),
        message(4, SAID[2]),
    )


def chat_page() -> bytes:
    """The same in HTML."""

    def body(words: str, *, name: str = "", forwarded: str = "") -> str:
        named = f'<div class="from_name">{name}</div>' if name else ""
        inner = f'<div class="text">{words}</div>'
        if forwarded:
            date = '<span class="date details" title="18.05.2031 08:00:00"> 18.05.2031 08:00:00</span>'
            inner = f'<div class="forwarded body"><div class="from_name">{forwarded}{date}</div>{inner}</div>'
        clock = '<div class="pull_right date details" title="19.05.2031 13:20:00 UTC+03:00">13:20</div>'
        return f'<div class="body">{clock}{named}{inner}</div>'

    def one(number: int, content: str, more: str = "") -> str:
        return f'<div class="message default clearfix{more}" id="message{number}">{content}</div>'

    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>'
        '<div class="page_wrap"><div class="page_header"><div class="content">'
        '<div class="text bold">Harbour Watch</div>'
        '</div></div><div class="page_body chat_page"><div class="history">'
        '<div class="message service" id="message-1"><div class="body details">19 May 2031</div></div>'
        + one(2, body(SAID[0].replace("north", "<b>north</b>"), name="Harbour Watch"))
        + one(3, body(SAID[1], forwarded="Port Wire"), " joined")
        + one(4, body(SAID[2], name="Harbour Watch"))
        + "</div></div></div></body></html>\n"
    ).encode()


MADE: dict[str, Callable[[], bytes]] = {
    "page": lambda: page(SAID[0]),
    "lines": lambda: b"".join(b'{"text": "%s"}\n' % words.encode() for words in SAID),
    "list": lambda: json.dumps([{"text": words} for words in SAID]).encode(),
    "rss": rss,
    "atom": atom,
    "rdf": rdf,
    "json feed": json_feed,
    "warc": lambda: warc(packed=False),
    "warc.gz": lambda: warc(packed=True),
    "page.gz": lambda: gzip.compress(page(SAID[0]), mtime=0),
    "feed.zst": lambda: zstandard.ZstdCompressor(write_checksum=True).compress(rss()),
    "mail": mail,
    "mailbox": lambda: b"".join(b"From a@b.example Mon May 19 10:20:00 2031\n" + mail() + b"\n" for _ in range(2)),
    "saved page": saved_page,
    "pdf by reportlab": pdf_by_reportlab,
    "pdf by fpdf": pdf_by_fpdf,
    "docx": docx,
    "zip": lambda: packed_files({f"{number}.txt": words.encode() for number, words in enumerate(SAID)}),
    "wacz": wacz,
    "table": table,
    "chat": chat_of_all,
    "chat page": chat_page,
}
"""One small file of each format, by a name for tests."""

ENDINGS = {"table": ".csv"}
"""Those that their name tells, not their content."""
