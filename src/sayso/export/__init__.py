"""Ledger → files, in one of the formats of a table."""

from sayso.export.chosen import Chosen, choose
from sayso.export.dossier import Readable
from sayso.export.exchange import exchange
from sayso.export.files import Written, export, write, write_folder
from sayso.export.format import Extra, Format
from sayso.export.formats import FORMATS, format_named, format_of, plugged
from sayso.export.lines import lines
from sayso.export.restored import claims_from

__all__ = [
    "FORMATS",
    "Chosen",
    "Extra",
    "Format",
    "Readable",
    "Written",
    "choose",
    "claims_from",
    "exchange",
    "export",
    "format_named",
    "format_of",
    "lines",
    "plugged",
    "write",
    "write_folder",
]
