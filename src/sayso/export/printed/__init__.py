"""The dossier: a case on paper, for handing to an editor or a lawyer; as a page, as Markdown, as PDF."""

from sayso.export.printed.as_html import as_html
from sayso.export.printed.as_markdown import as_markdown
from sayso.export.printed.as_pdf import as_pdf
from sayso.export.printed.blocks import Paper
from sayso.export.printed.compose import compose

__all__ = ["Paper", "as_html", "as_markdown", "as_pdf", "compose"]
