"""Review: what is left for a person to look at, and what a person decides or corrects, written to the ledger."""

from sayso.review.amend import amend, read_anew, withdraw
from sayso.review.decisions import Decision, Refused, decisions_of
from sayso.review.parts import Part, Piece, marked_pieces
from sayso.review.proposals import Proposal, graphic_words, proposals
from sayso.review.queue import Item, Left, queue
from sayso.review.rule import Applied, come_to, holding, rule, told
from sayso.review.turns import Course, item_of, key, tag, upcoming

__all__ = [
    "Applied",
    "Course",
    "Decision",
    "Item",
    "Left",
    "Part",
    "Piece",
    "Proposal",
    "Refused",
    "amend",
    "come_to",
    "decisions_of",
    "graphic_words",
    "holding",
    "item_of",
    "key",
    "marked_pieces",
    "proposals",
    "queue",
    "read_anew",
    "rule",
    "tag",
    "told",
    "upcoming",
    "withdraw",
]
