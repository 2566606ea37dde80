"""What the columns of the ledger hold, for whoever has to find every place where a name may stand."""

from collections.abc import Mapping
from typing import Any, Final

from sayso.ledger.changes import QuestionChange
from sayso.nouns import Amendment, Claim, Copies, Link, Question, Reason, Report, Ruling

BODIES: Final[Mapping[str, tuple[str, Any]]] = {
    "report": ("body", Report),
    "input": ("body", tuple[str, str | None]),
    "claim": ("body", Claim),
    "link": ("reasons", tuple[Reason, ...]),
    "ruling": ("body", Ruling),
    "amendment": ("body", Amendment),
    "change": ("body", QuestionChange),
    "question": ("body", Question),
    "ruled_claim": ("body", Claim),
    "ruled_link": ("body", Link),
    "copies": ("body", Copies),
}
"""The column of each table that holds a noun as JSON, and which noun."""

WORDS: Final[Mapping[str, frozenset[str]]] = {
    "report": frozenset({"label", "outlet", "url"}),
    "input": frozenset({"source", "reason"}),
    "claim": frozenset({"voice", "quote"}),
    "ruling": frozenset({"by"}),
    "amendment": frozenset({"by"}),
    "question": frozenset({"wording"}),
    "answer": frozenset({"value"}),
    "question_listing": frozenset({"folded"}),
    "claim_voice": frozenset({"name", "reason"}),
    "version": frozenset({"address"}),
    "copies": frozenset({"reason"}),
    "seen": frozenset({"source"}),
}
"""Columns that hold words of reports or of people."""

APART: Final = frozenset(
    {
        "layer",  # its text is what is masked first
        "claim_span",  # made anew from claims and texts
        "searched",  # made anew, with the index
        "log",  # its entries are redacted whole
        "claim_vector",  # what models told of words that are gone
        "pair_odds",
        "batch",  # what was sent to the desk, which is forgotten
        "place_mark",  # made anew when the report is placed again
        "desk_user",  # who uses the desk is no part of the case
        "desk_token",
        "desk_session",
        "desk_event",
    }
)
"""Tables that are not gone through row by row."""

NO_NAMES: Final = frozenset({"rule", "method", "kind", "precision", "open", "preset", "start", "end", "iso", "at"})
"""Fields of nouns that hold no words of a text, though their values may be spelled as somebody's name is."""
