"""Where it stays: one SQLite file by default, PostgreSQL for a shared desk. Only this package knows SQL."""

from sayso.ledger.backup import Backup
from sayso.ledger.check import Check, Verdict
from sayso.ledger.compared import Scope
from sayso.ledger.connect import Store, sayable, sqlite_store
from sayso.ledger.diff import Change, ReadingDiff, diff
from sayso.ledger.ledger import WAIT, Ledger
from sayso.ledger.log import Entry
from sayso.ledger.read import Input
from sayso.ledger.rulings import Overlay

__all__ = [
    "WAIT",
    "Backup",
    "Change",
    "Check",
    "Entry",
    "Input",
    "Ledger",
    "Overlay",
    "ReadingDiff",
    "Scope",
    "Store",
    "Verdict",
    "diff",
    "sayable",
    "sqlite_store",
]
