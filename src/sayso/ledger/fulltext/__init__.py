"""The full-text index: SQLite's FTS5, or PostgreSQL's tsvector with a GIN index. Both find the same texts.

A word is what is made of letters and digits of any script, compared without case and without the marks on letters. The
index holds no second copy of the texts: they are read where they stand (see `schema.searched`).
"""

from sayso.ledger.fulltext.choice import FullText, make, there
from sayso.ledger.fulltext.terms import Hit, Kind, Term

__all__ = ["FullText", "Hit", "Kind", "Term", "make", "there"]
