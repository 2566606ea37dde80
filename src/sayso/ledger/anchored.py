"""Rulings brought to the claims of the current readings: a ruling names a place in a text, not a row."""

from collections.abc import Collection

from sqlalchemy import Connection

from sayso.ledger import read
from sayso.nouns import Claim, Place, Ruling


def at_places(connection: Connection, made: Collection[Ruling]) -> dict[str, tuple[str, ...]]:
    """For each ruling by its id: the claims of the current readings that it is about, in its order."""
    reports = {anchor.report for one in made for anchor in one.claims}
    at: dict[Place, list[Claim]] = {}
    for claimed in read.claims_of(connection, reports) if reports else ():
        claim = claimed.claim
        at.setdefault((claim.report, claim.layer, claim.content), []).append(claim)
    found: dict[str, tuple[str, ...]] = {}
    for one in made:
        idents = []
        for anchor, places in zip(one.claims, one.places(), strict=True):
            there = next((at[place] for place in places if place in at), [])
            own = [claim for claim in there if (claim.voice.name if claim.voice else None) == anchor.voice]
            idents += [claim.id for claim in (own or there)[:1]]
        found[one.id] = tuple(idents)
    return found
