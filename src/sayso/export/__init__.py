"""Ledger → files: the exchange document, one claim a line, or a table for spreadsheets."""

from sayso.export.dossier import Readable
from sayso.export.exchange import exchange
from sayso.export.files import Format, export, format_of, write
from sayso.export.lines import lines
from sayso.export.sensitive import left_out
from sayso.export.table import table

__all__ = ["Format", "Readable", "exchange", "export", "format_of", "left_out", "lines", "table", "write"]
