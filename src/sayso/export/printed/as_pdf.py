"""A dossier as a PDF: the HTML page laid out on paper, tagged for screen readers, with bookmarks and page numbers.

This is the one module that knows WeasyPrint, which comes with the extra `[pdf]` and needs Pango of the system.
"""

from hashlib import sha256

from sayso.errors import UsageError
from sayso.export.printed.as_html import as_html
from sayso.export.printed.blocks import Entries, Paper

VARIANT = "pdf/ua-1"
"""PDF for universal access (ISO 14289-1): every text is tagged by what it is, in its order."""


MOST = 1500
"""Notes that a PDF may have: 497 of them made 124 pages in 27 s and 550 MB, 4,128 took more than 4 GB."""


def as_pdf(paper: Paper) -> bytes:
    """The PDF, the same bytes for the same dossier by one WeasyPrint with one set of fonts.

    Raises:
        UsageError: the extra is not installed, its libraries are not there, or the dossier has too many notes.
    """
    notes = sum(len(block.entries) for block in paper.blocks if isinstance(block, Entries) and block.kind == "notes")
    if notes > MOST:
        raise UsageError(
            f"the dossier has {notes:,} quotes, and a PDF takes {MOST:,} at most, for its memory: name one question, "
            "or write the dossier-html, which a browser prints"
        )
    try:
        from weasyprint import HTML  # noqa: PLC0415 - heavy, and an extra
        from weasyprint.urls import URLFetcher  # noqa: PLC0415 - the same
    except (ImportError, OSError) as error:  # OSError: Pango is not there
        raise UsageError(
            "a PDF needs WeasyPrint and Pango: pip install 'sayso[pdf]', and of the system libpango-1.0-0 and "
            f"libpangoft2-1.0-0 (Debian's names); or print the dossier-html in a browser ({error})"
        ) from error
    page = as_html(paper)
    nothing = URLFetcher(allowed_protocols=())  # a dossier asks for nothing, whatever it quotes
    document: bytes = HTML(string=page, url_fetcher=nothing).write_pdf(
        pdf_variant=VARIANT, pdf_identifier=sha256(page.encode()).digest()[:16]
    )
    return document
