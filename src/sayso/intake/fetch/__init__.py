"""Pages and feeds from the network: politely, and never from this machine or the network that it stands in."""

from sayso.intake.fetch.addresses import Target, is_public, resolve, target
from sayso.intake.fetch.exchange import Answer, Limits, ask
from sayso.intake.fetch.fetcher import Fetcher, Page, Unchanged, Validators
from sayso.intake.fetch.opml import feeds

__all__ = [
    "Answer",
    "Fetcher",
    "Limits",
    "Page",
    "Target",
    "Unchanged",
    "Validators",
    "ask",
    "feeds",
    "is_public",
    "resolve",
    "target",
]
