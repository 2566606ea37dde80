"""What has changed in a case or a question, as an Atom feed without a desk: the newest changes and rulings."""

from collections.abc import Collection, Iterable

from sayso.export.atom import atom
from sayso.export.changes import change_entry, ruling_entry
from sayso.export.chosen import Chosen
from sayso.export.sensitive import personal
from sayso.ledger import browse, browse_lists
from sayso.ledger.changes import Noted

NEWEST = 1000
"""Entries of a feed: it is for what is new."""

LOSES = f"Everything but how questions came to stand as they do, and what people ruled: the newest {NEWEST:,} of these."


def feed(chosen: Chosen) -> bytes:
    """The feed; its entries have the same ids as those of the desk."""
    ledger, case = chosen.ledger, chosen.case
    found = ledger.look(browse_lists.noted, browse.Page(limit=NEWEST), chosen.question).found
    entries = [change_entry(one) for one in _told(found, chosen)]
    entries += [ruling_entry(ruling, "/") for ruling in case.rulings]
    title = "Sayso: the case" if chosen.question is None else next((one.wording for one in case.questions), "Sayso")
    return atom(
        ledger=ledger.look(browse_lists.beginning) or "empty",
        title=title,
        about="/" if chosen.question is None else f"/q/{chosen.question}",
        base=None,
        own="",
        subtitle=f"It loses: {LOSES}",
        entries=sorted(entries, key=lambda one: one.at, reverse=True)[:NEWEST],
    )


def _told(found: Iterable[Noted], chosen: Chosen) -> Iterable[Noted]:
    """The changes that may be told.

    A change has wording and answers as they were, and nothing tells which of them were taken from a claim that is
    flagged as personal by now: while anything is flagged so, only those are told whose words are in the case as it is.
    """
    if chosen.sensitive or not personal(chosen.ledger.flags()):
        return found
    here = {one.id: (one.wording, {answer.value for answer in one.answers}) for one in chosen.case.questions}
    return (one for one in found if one.change.question in here and _is_open(one, *here[one.change.question]))


def _is_open(one: Noted, wording: str, values: Collection[str]) -> bool:
    return one.change.wording == wording and not one.change.went and set(one.change.came) <= set(values)
