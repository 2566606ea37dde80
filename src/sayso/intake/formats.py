"""The table of formats: for each kind of input, what reads it and how large it may be."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.intake.blob import Reader
from sayso.intake.chat_pages import read_chat_page
from sayso.intake.feed import read_feed
from sayso.intake.html import read_html
from sayso.intake.letters import read_mail, read_mailbox
from sayso.intake.packed import read_gzip, read_zstd
from sayso.intake.paths import MAX_BYTES
from sayso.intake.pdf import read_pdf
from sayso.intake.records import read_json, read_lines
from sayso.intake.sniff import Kind
from sayso.intake.tables import read_table
from sayso.intake.text import read_text
from sayso.intake.warc import read_warc
from sayso.intake.zipped import read_zip

ONE = MAX_BYTES
"""Most bytes of a single report. A long page has 2 MB with its scripts; what is ten times that is not one."""

MANY = 5 * MAX_BYTES
"""Most bytes of a file of many reports that is taken apart in memory, which takes some five times the size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How a kind of input is read.

    `limit` is the most bytes of one; None: it is read as a stream, however large. `single`: it is one report (a live
    page several), and to count it one need not read it.
    """

    read: Reader
    limit: int | None = ONE
    single: bool = False


FORMATS: Mapping[Kind, Format] = {
    Kind.TEXT: Format(read=read_text, single=True),
    Kind.HTML: Format(read=read_html, single=True),
    Kind.JSON: Format(read=read_json, limit=MANY),
    Kind.LINES: Format(read=read_lines, limit=MANY),
    Kind.TABLE: Format(read=read_table, limit=MANY),
    Kind.CHAT: Format(read=read_chat_page),
    Kind.MAIL: Format(read=read_mail),
    Kind.MAILBOX: Format(read=read_mailbox, limit=MANY),
    Kind.PDF: Format(read=read_pdf, single=True),
    Kind.ZIP: Format(read=read_zip, limit=MANY),
    Kind.FEED: Format(read=read_feed),
    Kind.WARC: Format(read=read_warc, limit=None),
    Kind.GZIP: Format(read=read_gzip, limit=MANY),
    Kind.ZSTD: Format(read=read_zstd, limit=MANY),
}
"""Every kind that `sniff` tells has its row."""
