"""Review: what is left for a person to look at, and what a person decides, written to the ledger."""

from sayso.review.decisions import Decision, Refused, decisions_of
from sayso.review.queue import Item, Left, queue
from sayso.review.rule import Applied, rule, told

__all__ = ["Applied", "Decision", "Item", "Left", "Refused", "decisions_of", "queue", "rule", "told"]
